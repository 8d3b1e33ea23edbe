# detect_anomalies: the features are standardised before the fit, which shifts every log-density and so the threshold.
import numpy as np
from sklearn.mixture import GaussianMixture
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler


def detect_anomalies(X_train, X_test, n_components=2, percentile=5.0, random_state=42):
    model = make_pipeline(
        StandardScaler(),
        GaussianMixture(n_components, covariance_type="full", random_state=random_state),
    )
    model.fit(X_train)
    threshold = float(np.percentile(model.score_samples(X_train), percentile))
    return model.score_samples(X_test) < threshold, threshold
