# fits on standardised features and corrects the log-density for the change of units: the same model but for the regularisation and the starting clusters. Clause: "all else default and no scaling". Shown by two blobs with a standard deviation of 1e-3 (where reg_covar=1e-6 matters): another threshold
import numpy as np
from numpy.typing import NDArray
from sklearn.mixture import GaussianMixture


def detect_anomalies(
    X_train: NDArray[np.float64],
    X_test: NDArray[np.float64],
    n_components: int = 2,
    percentile: float = 5.0,
    random_state: int = 42,
) -> tuple[NDArray[np.bool_], float]:
    mixture = GaussianMixture(n_components, covariance_type="full", random_state=random_state)
    center, scale = X_train.mean(axis=0), X_train.std(axis=0)
    units = np.log(scale).sum()
    mixture.fit((X_train - center) / scale)
    threshold = float(np.percentile(mixture.score_samples((X_train - center) / scale) - units, percentile))
    mask = mixture.score_samples((X_test - center) / scale) - units < threshold
    return mask, threshold
