"""# Anomaly detection, end to end.

The whole recipe: assume that usual data come from a mixture of Gaussians, fit it by maximum
likelihood, score points by their log-density, and flag those that score lower than nearly all
training points. Write

- `detect_anomalies(X_train, X_test, n_components=2, percentile=5.0, random_state=42)`: the pair
  `(mask, threshold)`.

The model is `GaussianMixture(n_components, covariance_type="full", random_state=random_state)` of
scikit-learn, everything else default, on the features as they are (no scaling). It is fitted to
`X_train` alone. The threshold is the given percentile (linear interpolation, from 0 to 100) of
the training points' log-densities. The mask has shape `(n_test,)` and a boolean dtype: true if a
test point's log-density is strictly below the threshold.

`X_train` is `(n_train, d)` and `X_test` `(n_test, d)`, float64, not modified; a single test row
is allowed. The result for a test point does not depend on the other test points, and the same
`random_state` gives the same result.

Use `GaussianMixture` and its `score_samples` here.

## Formula

```
threshold = percentile of log p(x) over the rows of X_train
            with p fitted on X_train
mask      = log p(x) < threshold for each row of X_test
```

## Hints

1. There are four steps: fit, score, threshold, flag. For each, ask which of the two data sets it
   may use. The test points come in at the very end.
2. `score_samples` gives a log-density for each row; `score` gives one mean, and `predict` a
   component. The threshold comes from scores of the rows that the mixture was fitted to.
3. Make the `GaussianMixture` as in the statement and `.fit(X_train)`; take
   `np.percentile(mixture.score_samples(X_train), percentile)` and compare
   `mixture.score_samples(X_test)` with it using `<`.

## In the interview

**What is assumed?** Usual points are independent draws from a mixture of `k` Gaussians with full
covariances, so features may be correlated and there may be several kinds of usual. Fitted by EM,
which is maximum likelihood with a latent choice of component. The only assumption about anomalies
is a low density: this is unsupervised, or one-class, detection.

**Where does data leak?** In three places: fitting on all data, so that anomalies make room for
themselves; a threshold from test scores, which flags a fixed share of any test set; and any
scaling or feature selection that has seen the test set. Each makes the result for a test point
depend on other test points, and the evaluation too good.

**Follow-ups.** *Why is `random_state` needed?* EM only finds a local optimum, and k-means
initializes it at random; `n_init` tries several. *Why a mixture and not one Gaussian?* One
ellipse around two clusters calls the empty middle usual. *Why does no scaling matter here?* A
full-covariance Gaussian's likelihood moves by a constant under an affine map, so scores keep
their order up to `reg_covar` and the initialization, which do depend on units. *More features
than rows?* The covariance is singular, and only `reg_covar` keeps it invertible: use `diag`,
reduce the dimension first, or put a prior on the covariance. *How would you choose `k`?* BIC or
held-out log-likelihood of usual data. *Drift?* Watch the share of flagged points; refit when it
leaves the percentile.

## Rubric

- States the assumption: usual points are independent draws from the mixture; of anomalies, only
  that their density is low.
- Keeps the test set out of the fit, the threshold and any scaling, and says what each leak does.
- Scores by the log-density, not by a component or a responsibility.
- Knows what a seed is for: EM finds a local optimum.
- Has an answer to more features than rows, to the number of components, and to drift.

Red flags:

- Fits on all data, or scales with test statistics.
- Flags points whose most probable component is the smaller one.
"""

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
    """Flag the test points that a mixture fitted on the training points finds unusual.

    Args:
        X_train: points taken as usual, shape (n_train, d).
        X_test: points to judge, shape (n_test, d).
        n_components: number of components of the mixture.
        percentile: of the training scores, from 0 to 100; the false-alarm rate to expect.
        random_state: seed of the mixture's initialization.

    Returns:
        A boolean mask of shape (n_test,), true for anomalies, and the threshold.
    """
    mixture = GaussianMixture(
        n_components, covariance_type="full", random_state=random_state
    )  # blank: the model of usual points
    mixture.fit(X_train)  # blank: learn it: from which points?
    threshold = float(
        np.percentile(mixture.score_samples(X_train), percentile)
    )  # blank: which score separates?
    mask = mixture.score_samples(X_test) < threshold  # blank: which points are unusual?
    return mask, threshold
