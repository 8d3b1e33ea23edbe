"""Wrong answers to gmm/detect."""

import numpy as np
from sklearn.mixture import GaussianMixture

from tests.unseen import unseen


@unseen("detect_anomalies", "fitted on the test points")
def fit_on_test(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gmm = GaussianMixture(n_components, covariance_type="full", random_state=random_state)
    gmm.fit(X_test)
    threshold = float(np.percentile(gmm.score_samples(X_train), percentile))
    return gmm.score_samples(X_test) < threshold, threshold


@unseen("detect_anomalies", "threshold from training and test scores together")
def pooled_scores(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gmm = GaussianMixture(n_components, random_state=random_state).fit(X_train)
    a, b = gmm.score_samples(X_train), gmm.score_samples(X_test)
    threshold = float(np.percentile(np.concatenate([a, b]), percentile))
    return b < threshold, threshold


@unseen("detect_anomalies", "scaled with the mean and standard deviation of the test set")
def scaled_by_test(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    mean, std = X_test.mean(axis=0), X_test.std(axis=0) + 1e-9
    train, test = (X_train - mean) / std, (X_test - mean) / std
    gmm = GaussianMixture(n_components, random_state=random_state).fit(train)
    threshold = float(np.percentile(gmm.score_samples(train), percentile))
    return gmm.score_samples(test) < threshold, threshold


@unseen("detect_anomalies", "one random state for all: 0")
def seed_zero(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gmm = GaussianMixture(n_components=n_components, covariance_type="full", random_state=0)
    gmm.fit(X_train)
    threshold = float(np.percentile(gmm.score_samples(X_train), percentile))
    return gmm.score_samples(X_test) < threshold, threshold


@unseen("detect_anomalies", "one covariance for all components (tied)")
def tied(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gmm = GaussianMixture(n_components, covariance_type="tied", random_state=random_state)
    gmm.fit(X_train)
    threshold = float(np.percentile(gmm.score_samples(X_train), percentile))
    return gmm.score_samples(X_test) < threshold, threshold


@unseen("detect_anomalies", "a larger reg_covar than the default")
def regularized(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gmm = GaussianMixture(
        n_components, covariance_type="full", reg_covar=1e-2, random_state=random_state
    ).fit(X_train)
    threshold = float(np.percentile(gmm.score_samples(X_train), percentile))
    return gmm.score_samples(X_test) < threshold, threshold


@unseen("detect_anomalies", "the largest responsibility in place of the log-density")
def by_responsibility(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gmm = GaussianMixture(n_components, random_state=random_state).fit(X_train)
    train = gmm.predict_proba(X_train).max(axis=1)
    threshold = float(np.percentile(train, percentile))
    return gmm.predict_proba(X_test).max(axis=1) < threshold, threshold


@unseen("detect_anomalies", "densities in place of log-densities")
def densities(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gmm = GaussianMixture(n_components, random_state=random_state).fit(X_train)
    p_train = np.exp(gmm.score_samples(X_train))
    p_test = np.exp(gmm.score_samples(X_test))
    threshold = float(np.percentile(p_train, percentile))
    return p_test < threshold, threshold


@unseen("detect_anomalies", "the mask alone")
def mask_alone(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gmm = GaussianMixture(n_components, random_state=random_state).fit(X_train)
    threshold = np.percentile(gmm.score_samples(X_train), percentile)
    return gmm.score_samples(X_test) < threshold


@unseen("detect_anomalies", "the percentile is fixed at 5")
def five_percent(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gmm = GaussianMixture(n_components, random_state=random_state).fit(X_train)
    scores = gmm.score_samples(X_train)
    threshold = float(np.percentile(scores, 5.0))
    return gmm.score_samples(X_test) < threshold, threshold


@unseen("detect_anomalies", "the sign is turned: negative log-likelihoods, a positive threshold")
def negative_log(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gmm = GaussianMixture(n_components, random_state=random_state).fit(X_train)
    nll = -gmm.score_samples(X_train)
    threshold = float(np.percentile(nll, 100 - percentile))
    return -gmm.score_samples(X_test) > threshold, threshold


@unseen("detect_anomalies", "the indices of the anomalies")
def indices(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gmm = GaussianMixture(n_components, random_state=random_state).fit(X_train)
    threshold = float(np.percentile(gmm.score_samples(X_train), percentile))
    return np.flatnonzero(gmm.score_samples(X_test) < threshold), threshold


@unseen("detect_anomalies", "the lowest training score is the threshold, the percentile unused")
def minimum(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gmm = GaussianMixture(n_components, random_state=random_state).fit(X_train)
    threshold = float(gmm.score_samples(X_train).min())
    return gmm.score_samples(X_test) < threshold, threshold


@unseen("detect_anomalies", "mean minus k standard deviations of the scores")
def sigma_rule(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gmm = GaussianMixture(n_components, random_state=random_state).fit(X_train)
    s = gmm.score_samples(X_train)
    threshold = float(s.mean() - 1.645 * s.std())
    return gmm.score_samples(X_test) < threshold, threshold


@unseen("detect_anomalies", "stops after one iteration of EM")
def few_iterations(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gmm = GaussianMixture(n_components, max_iter=1, random_state=random_state).fit(X_train)
    threshold = float(np.percentile(gmm.score_samples(X_train), percentile))
    return gmm.score_samples(X_test) < threshold, threshold


@unseen(
    "detect_anomalies", "refitted on the points that are not anomalies: threshold of the second fit"
)
def refit(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gmm = GaussianMixture(n_components, random_state=random_state).fit(X_train)
    s = gmm.score_samples(X_train)
    keep = X_train[s >= np.percentile(s, percentile)]
    gmm = GaussianMixture(n_components, random_state=random_state).fit(keep)
    threshold = float(np.percentile(gmm.score_samples(keep), percentile))
    return gmm.score_samples(X_test) < threshold, threshold


@unseen("detect_anomalies", "score gives the mean: one number for all test points")
def score_for_all(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gmm = GaussianMixture(n_components, random_state=random_state).fit(X_train)
    threshold = float(np.percentile(gmm.score_samples(X_train), percentile))
    return np.full(len(X_test), gmm.score(X_test) < threshold), threshold


@unseen("detect_anomalies", "the percentile's lower neighbor")
def lower_neighbor(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gmm = GaussianMixture(n_components, random_state=random_state).fit(X_train)
    scores = np.sort(gmm.score_samples(X_train))
    threshold = float(scores[int((len(scores) - 1) * percentile / 100)])
    return gmm.score_samples(X_test) < threshold, threshold


@unseen("detect_anomalies", "KernelDensity in place of the mixture")
def kernel_density(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    from sklearn.neighbors import KernelDensity

    kde = KernelDensity(bandwidth=0.5).fit(X_train)
    threshold = float(np.percentile(kde.score_samples(X_train), percentile))
    return kde.score_samples(X_test) < threshold, threshold


@unseen("detect_anomalies", "BayesianGaussianMixture in place of GaussianMixture")
def bayesian_mixture(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    from sklearn.mixture import BayesianGaussianMixture

    model = BayesianGaussianMixture(
        n_components=n_components, covariance_type="full", random_state=random_state
    )
    model.fit(X_train)
    train_scores = model.score_samples(X_train)
    threshold = float(np.percentile(train_scores, percentile))
    return model.score_samples(X_test) < threshold, threshold


@unseen("detect_anomalies", "the number of components is chosen by BIC")
def by_bic(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    models = [
        GaussianMixture(k, covariance_type="full", random_state=random_state).fit(X_train)
        for k in range(1, n_components + 3)
    ]
    best = min(models, key=lambda m: m.bic(X_train))
    threshold = float(np.percentile(best.score_samples(X_train), percentile))
    return best.score_samples(X_test) < threshold, threshold


@unseen("detect_anomalies", "random initialization in place of the default k-means")
def random_start(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gmm = GaussianMixture(
        n_components, covariance_type="full", init_params="random", random_state=random_state
    )
    gmm.fit(X_train)
    threshold = float(np.percentile(gmm.score_samples(X_train), percentile))
    return gmm.score_samples(X_test) < threshold, threshold
