# detect_anomalies: standardises the features before fitting, so the log-densities (hence the threshold, and via reg_covar and k-means also the fit) are not those of the features as they are.
import numpy as np
from numpy.typing import NDArray
from sklearn.mixture import GaussianMixture
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler


def detect_anomalies(
    X_train: NDArray[np.float64],
    X_test: NDArray[np.float64],
    n_components: int = 2,
    percentile: float = 5.0,
    random_state: int = 42,
) -> tuple[NDArray[np.bool_], float]:
    model = make_pipeline(
        StandardScaler(),
        GaussianMixture(n_components, covariance_type="full", random_state=random_state),
    )
    model.fit(X_train)
    threshold = float(np.percentile(model.score_samples(X_train), percentile))
    mask = model.score_samples(X_test) < threshold
    return mask, threshold
