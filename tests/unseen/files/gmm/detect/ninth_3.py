# detect_anomalies: `random_state or 42` turns the seed 0 into 42; shows at X = np.random.RandomState(0).rand(150, 2), n_components = 6, random_state = 0
import numpy as np
from sklearn.mixture import GaussianMixture


def detect_anomalies(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    mixture = GaussianMixture(n_components, covariance_type="full", random_state=random_state or 42)
    mixture.fit(X_train)
    threshold = float(np.percentile(mixture.score_samples(X_train), percentile))
    mask = mixture.score_samples(X_test) < threshold
    return mask, threshold
