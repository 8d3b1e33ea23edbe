"""Wrong answers to gmm/detect."""

import numpy as np
from sklearn.mixture import GaussianMixture

from tests.unseen import unseen


@unseen("detect_anomalies", "fitted on training and test points together")
def fit_on_all(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gmm = GaussianMixture(n_components, covariance_type="full", random_state=random_state)
    gmm.fit(np.vstack([X_train, X_test]))
    threshold = np.percentile(gmm.score_samples(X_train), percentile)
    return gmm.score_samples(X_test) < threshold, float(threshold)


@unseen("detect_anomalies", "the threshold comes from the test scores")
def threshold_of_test(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gm = GaussianMixture(n_components=n_components, random_state=random_state).fit(X_train)
    scores = gm.score_samples(X_test)
    threshold = float(np.percentile(scores, percentile))
    return scores < threshold, threshold


@unseen("detect_anomalies", "features are standardized first")
def standardized(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    from sklearn.preprocessing import StandardScaler

    scaler = StandardScaler().fit(X_train)
    a, b = scaler.transform(X_train), scaler.transform(X_test)
    model = GaussianMixture(n_components, covariance_type="full", random_state=random_state).fit(a)
    cut = float(np.percentile(model.score_samples(a), percentile))
    return model.score_samples(b) < cut, cut


@unseen("detect_anomalies", "high scores are flagged")
def flags_usual(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gmm = GaussianMixture(n_components, random_state=random_state).fit(X_train)
    threshold = float(np.percentile(gmm.score_samples(X_train), percentile))
    return gmm.score_samples(X_test) > threshold, threshold


@unseen("detect_anomalies", "random_state is not passed on")
def unseeded(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gmm = GaussianMixture(n_components=n_components, covariance_type="full")
    gmm.fit(X_train)
    threshold = float(np.percentile(gmm.score_samples(X_train), percentile))
    return gmm.score_samples(X_test) < threshold, threshold


@unseen("detect_anomalies", "n_components is not passed on: one component")
def one_component(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gmm = GaussianMixture(covariance_type="full", random_state=random_state).fit(X_train)
    threshold = float(np.percentile(gmm.score_samples(X_train), percentile))
    return gmm.score_samples(X_test) < threshold, threshold


@unseen("detect_anomalies", "diagonal covariances")
def diagonal(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gmm = GaussianMixture(n_components, covariance_type="diag", random_state=random_state)
    train = gmm.fit(X_train).score_samples(X_train)
    t = float(np.percentile(train, percentile))
    return gmm.score_samples(X_test) < t, t


@unseen("detect_anomalies", "n_init=10: another optimum than the default's")
def many_starts(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gmm = GaussianMixture(
        n_components, covariance_type="full", n_init=10, random_state=random_state
    )
    gmm.fit(X_train)
    t = float(np.percentile(gmm.score_samples(X_train), percentile))
    return gmm.score_samples(X_test) < t, t


@unseen("detect_anomalies", "the mean score, score(), as the threshold")
def mean_score(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gmm = GaussianMixture(n_components, random_state=random_state).fit(X_train)
    threshold = float(gmm.score(X_train))
    return gmm.score_samples(X_test) < threshold, threshold


@unseen("detect_anomalies", "the rarer component is called anomalous")
def small_component(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gmm = GaussianMixture(n_components, random_state=random_state).fit(X_train)
    rare = np.argmin(gmm.weights_)
    threshold = float(np.percentile(gmm.score_samples(X_train), percentile))
    return gmm.predict(X_test) == rare, threshold


@unseen("detect_anomalies", "ties are flagged")
def ties(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gmm = GaussianMixture(n_components, random_state=random_state).fit(X_train)
    threshold = float(np.percentile(gmm.score_samples(X_train), percentile))
    return gmm.score_samples(X_test) <= threshold, threshold


@unseen("detect_anomalies", "the percentile from above")
def upper_percentile(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gmm = GaussianMixture(n_components, random_state=random_state).fit(X_train)
    threshold = float(np.percentile(gmm.score_samples(X_train), 100 - percentile))
    return gmm.score_samples(X_test) < threshold, threshold


@unseen("detect_anomalies", "threshold first, mask second")
def swapped_pair(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gmm = GaussianMixture(n_components, random_state=random_state).fit(X_train)
    threshold = float(np.percentile(gmm.score_samples(X_train), percentile))
    mask = gmm.score_samples(X_test) < threshold
    return threshold, mask


@unseen("detect_anomalies", "a float mask")
def float_mask(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gmm = GaussianMixture(n_components, random_state=random_state).fit(X_train)
    threshold = float(np.percentile(gmm.score_samples(X_train), percentile))
    return (gmm.score_samples(X_test) < threshold).astype(float), threshold


@unseen("detect_anomalies", "the mask of the training points")
def training_mask(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gmm = GaussianMixture(n_components, random_state=random_state).fit(X_train)
    train_scores = gmm.score_samples(X_train)
    threshold = float(np.percentile(train_scores, percentile))
    return train_scores < threshold, threshold


@unseen("detect_anomalies", "fitted on four fifths of the training points")
def shuffled(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    rng = np.random.default_rng(random_state)
    fit_rows = rng.permutation(X_train)[: int(0.8 * len(X_train))]
    gmm = GaussianMixture(n_components, random_state=random_state).fit(fit_rows)
    threshold = float(np.percentile(gmm.score_samples(X_train), percentile))
    return gmm.score_samples(X_test) < threshold, threshold


@unseen("detect_anomalies", "the default number of components is 3")
def three_by_default(X_train, X_test, n_components=3, percentile=5.0, random_state=42):
    gmm = GaussianMixture(n_components, random_state=random_state).fit(X_train)
    threshold = float(np.percentile(gmm.score_samples(X_train), percentile))
    return gmm.score_samples(X_test) < threshold, threshold


@unseen("detect_anomalies", "X_test is centered in place on the training mean, and so is X_train")
def centered_in_place(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    mean = X_train.mean(axis=0)
    X_train -= mean
    X_test -= mean
    gmm = GaussianMixture(n_components, random_state=random_state).fit(X_train)
    threshold = float(np.percentile(gmm.score_samples(X_train), percentile))
    return gmm.score_samples(X_test) < threshold, threshold


@unseen("detect_anomalies", "np.quantile gets percents")
def quantile_of_percent(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gmm = GaussianMixture(n_components, random_state=random_state).fit(X_train)
    threshold = float(np.quantile(gmm.score_samples(X_train), percentile))
    return gmm.score_samples(X_test) < threshold, threshold


@unseen(
    "detect_anomalies", "one mixture for each data set: test points are scored by their own fit"
)
def two_fits(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    """Detect anomalies with a Gaussian mixture model."""
    train_model = GaussianMixture(
        n_components=n_components, covariance_type="full", random_state=random_state
    )
    train_model.fit(X_train)
    train_scores = train_model.score_samples(X_train)
    threshold = np.percentile(train_scores, percentile)

    test_model = GaussianMixture(
        n_components=n_components, covariance_type="full", random_state=random_state
    )
    test_scores = test_model.fit(X_test).score_samples(X_test)
    return test_scores < threshold, float(threshold)


@unseen(
    "detect_anomalies", "the lowest share of the test points is flagged, whatever the threshold"
)
def lowest_share(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gmm = GaussianMixture(n_components, random_state=random_state).fit(X_train)
    threshold = float(np.percentile(gmm.score_samples(X_train), percentile))
    test_scores = gmm.score_samples(X_test)
    n_flagged = int(np.ceil(len(X_test) * percentile / 100))
    mask = np.zeros(len(X_test), dtype=bool)
    mask[np.argsort(test_scores)[:n_flagged]] = True
    return mask, threshold


@unseen("detect_anomalies", "distance to the nearest mean in place of the density")
def by_distance(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gmm = GaussianMixture(n_components, random_state=random_state).fit(X_train)

    def score(X):
        return -np.linalg.norm(X[:, None] - gmm.means_[None], axis=2).min(axis=1)

    threshold = float(np.percentile(score(X_train), percentile))
    return score(X_test) < threshold, threshold
