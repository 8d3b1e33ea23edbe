"""Wrong answers to gmm/detect that only measure what the grader explains."""

import numpy as np
from numpy.typing import NDArray
from sklearn.mixture import GaussianMixture
from sklearn.preprocessing import StandardScaler

from tests.unseen import unseen


@unseen("detect_anomalies", "the threshold comes from the test scores")
def test_threshold(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gmm = GaussianMixture(n_components, covariance_type="full", random_state=random_state)
    gmm.fit(X_train)
    scores = gmm.score_samples(X_test)
    threshold = np.percentile(scores, percentile)
    return scores < threshold, threshold


@unseen("detect_anomalies", "fitted on training and test data together")
def pooled(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gm = GaussianMixture(
        n_components=n_components, covariance_type="full", random_state=random_state
    )
    gm.fit(np.vstack([X_train, X_test]))
    threshold = np.percentile(gm.score_samples(X_train), percentile)
    mask = gm.score_samples(X_test) < threshold
    return mask, threshold


@unseen("detect_anomalies", "the features are standardised first")
def scaled(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    scaler = StandardScaler().fit(X_train)
    A, B = scaler.transform(X_train), scaler.transform(X_test)
    gm = GaussianMixture(n_components, covariance_type="full", random_state=random_state).fit(A)
    thr = np.percentile(gm.score_samples(A), percentile)
    return gm.score_samples(B) < thr, thr


@unseen("detect_anomalies", "high scores are flagged, above the 100-percentile point")
def high_scores(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    model = GaussianMixture(n_components, covariance_type="full", random_state=random_state)
    model.fit(X_train)
    train_scores = model.score_samples(X_train)
    test_scores = model.score_samples(X_test)
    cutoff = np.percentile(train_scores, 100 - percentile)
    return test_scores > cutoff, cutoff


@unseen("detect_anomalies", "diagonal covariances")
def diag_cov(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gmm = GaussianMixture(n_components, covariance_type="diag", random_state=random_state).fit(
        X_train
    )
    threshold = np.percentile(gmm.score_samples(X_train), percentile)
    return gmm.score_samples(X_test) < threshold, threshold


@unseen("detect_anomalies", "the percentile argument is ignored, always 5")
def always_five(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gmm = GaussianMixture(n_components, covariance_type="full", random_state=random_state)
    gmm.fit(X_train)
    log_p = gmm.score_samples(X_train)
    threshold = np.percentile(log_p, 5.0)
    return gmm.score_samples(X_test) < threshold, threshold


@unseen(
    "detect_anomalies", "the largest responsibility is taken as the score instead of the density"
)
def by_proba(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    gmm = GaussianMixture(n_components, covariance_type="full", random_state=random_state).fit(
        X_train
    )
    conf_train = gmm.predict_proba(X_train).max(axis=1)
    conf_test = gmm.predict_proba(X_test).max(axis=1)
    thr = np.percentile(conf_train, percentile)
    return conf_test < thr, thr


@unseen("detect_anomalies", "the number of components is chosen by BIC instead of taken as given")
def by_bic(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    best, best_bic = None, np.inf
    for k in range(1, n_components + 4):
        cand = GaussianMixture(k, covariance_type="full", random_state=random_state).fit(X_train)
        bic = cand.bic(X_train)
        if bic < best_bic:
            best, best_bic = cand, bic
    threshold = np.percentile(best.score_samples(X_train), percentile)
    mask = best.score_samples(X_test) < threshold
    return mask, threshold


@unseen("detect_anomalies", "fits the mixture to training and test points together")
def second_1(
    X_train: NDArray[np.float64],
    X_test: NDArray[np.float64],
    n_components: int = 2,
    percentile: float = 5.0,
    random_state: int = 42,
) -> tuple[NDArray[np.bool_], float]:
    mixture = GaussianMixture(n_components, covariance_type="full", random_state=random_state)
    mixture.fit(np.vstack([X_train, X_test]))
    threshold = float(np.percentile(mixture.score_samples(X_train), percentile))
    return mixture.score_samples(X_test) < threshold, threshold


@unseen(
    "detect_anomalies",
    "standardises the features first, which shifts every log-density and the threshold",
)
def second_2(
    X_train: NDArray[np.float64],
    X_test: NDArray[np.float64],
    n_components: int = 2,
    percentile: float = 5.0,
    random_state: int = 42,
) -> tuple[NDArray[np.bool_], float]:
    from sklearn.preprocessing import StandardScaler

    scaler = StandardScaler().fit(X_train)
    mixture = GaussianMixture(n_components, covariance_type="full", random_state=random_state)
    mixture.fit(scaler.transform(X_train))
    threshold = float(np.percentile(mixture.score_samples(scaler.transform(X_train)), percentile))
    mask = mixture.score_samples(scaler.transform(X_test)) < threshold
    return mask, threshold


@unseen(
    "detect_anomalies",
    "takes the percentile of mixture.score, a single mean, so the threshold is the average training score",
)
def second_3(
    X_train: NDArray[np.float64],
    X_test: NDArray[np.float64],
    n_components: int = 2,
    percentile: float = 5.0,
    random_state: int = 42,
) -> tuple[NDArray[np.bool_], float]:
    mixture = GaussianMixture(n_components, covariance_type="full", random_state=random_state)
    mixture.fit(X_train)
    threshold = float(np.percentile(mixture.score(X_train), percentile))
    mask = mixture.score_samples(X_test) < threshold
    return mask, threshold


@unseen(
    "detect_anomalies",
    "returns the threshold for the negated log-densities (the surprise), the mask is right",
)
def second_4(
    X_train: NDArray[np.float64],
    X_test: NDArray[np.float64],
    n_components: int = 2,
    percentile: float = 5.0,
    random_state: int = 42,
) -> tuple[NDArray[np.bool_], float]:
    mixture = GaussianMixture(n_components, covariance_type="full", random_state=random_state)
    mixture.fit(X_train)
    surprise = -mixture.score_samples(X_train)
    threshold = float(np.percentile(surprise, 100 - percentile))
    mask = -mixture.score_samples(X_test) > threshold
    return mask, threshold
