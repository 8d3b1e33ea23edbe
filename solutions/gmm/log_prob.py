"""# Log-density and responsibilities of a mixture.

A Gaussian mixture tells a story with a hidden choice: pick component `j` with probability `w_j`,
then draw `x ~ N(mean_j, covariance_j)`. Summing the choice out gives the density `p(x)`; Bayes'
rule recovers the choice. Write both with NumPy:

- `gmm_log_prob(X, weights, means, covariances)`: the log-density `log p(x)` of each row, every
  constant included, shape `(n,)`;
- `responsibilities(X, weights, means, covariances)`: for each row, the posterior probability of
  each component given the row, shape `(n, k)`.

All arrays are float64 and not modified: `X (n, d)`, `weights (k,)` positive with a sum of 1 up to
rounding, `means (k, d)`, `covariances (k, d, d)` symmetric and positive definite, possibly nearly
singular. `k = 1`, `d = 1` and `n = 1` are allowed. `d` goes up to 64, and variances from `1e-6`
to `1e6`: a determinant may overflow or underflow although its logarithm is an ordinary number.

A row may be up to 1,000 standard deviations from every component. Every density is then 0 in
floating point, but its logarithm is an ordinary number: the log-density stays finite and
accurate, and the responsibilities still sum to 1. On the parameters of a fitted `GaussianMixture`
the result agrees with its `score_samples`.

From scratch: no `scipy.stats` and no `GaussianMixture`; `scipy.special` may be used.

## Formula

```
log N(x; m, C)   = -0.5 * (d*log(2*pi) + log det C + (x-m)' C^-1 (x-m))
gmm_log_prob     = log sum_j w_j * N(x; mean_j, covariance_j)
responsibilities = w_j * N(x_i; mean_j, covariance_j) / p(x_i)
```

## Hints

1. Work with logarithms throughout. A Gaussian's log-density has three terms: a constant for each
   dimension, the log-determinant, and a quadratic form. First the matrix of the log of weight
   times density, one entry for each row and component; the density adds the components up, the
   responsibilities compare them.
2. Do not invert `C` or take its determinant. With the Cholesky factor `L` (`C = L L'`) the
   quadratic form is the squared length of `z` with `L z = x - m`, and `log det C` is twice the
   sum of the logs of L's diagonal. Log-sum-exp subtracts the maximum before `exp`; a softmax does
   the same and divides by the sum.
3. With `scipy`, for each component: `linalg.cholesky(C, lower=True)`,
   `linalg.solve_triangular(L, (X - m).T, lower=True)`, the three terms, plus `np.log(w)`. Then
   `special.logsumexp` over components. A mixture of one component gives one column of the same
   matrix, and `special.softmax` over columns gives the responsibilities.

## In the interview

**Which distribution?** A latent categorical `z` with probabilities `w`, and a Gaussian given `z`.
The mixture can have several modes and correlated features; its density is the score in anomaly
detection, and the responsibilities are `p(z|x)`, the E-step of EM and a soft clustering.

**Why logarithms?** In float64 `exp(-0.5 * r^2)` is 0 beyond about 39 standard deviations. Then
`log(0)` is minus infinity and a responsibility is 0/0, exactly for the points that matter in
anomaly detection. Log-sum-exp, `m + log(sum exp(a - m))` with `m = max a`, keeps the largest term
at 1.

**Why Cholesky?** It is several times cheaper than an inverse, keeps more digits when `C` is
nearly singular, brings the determinant with it as a sum of logs (where `det` itself may
underflow), and fails loudly when `C` is not positive definite.

**Follow-ups.** *Is maximum likelihood well posed?* No: a component on a single point with a
variance going to 0 has unbounded likelihood. `reg_covar` or an inverse-Wishart prior on the
covariance (MAP) prevents it. *How many components?* BIC, or held-out log-likelihood. *What is
k-means in this picture?* Equal weights, one shared spherical covariance going to 0: the
responsibilities become hard. *Which covariance type?* `full` has `k*d*(d+1)/2` parameters; take
`diag` or `tied` when data are few. *Can a log-density be positive?* Yes, densities may exceed 1,
and the score depends on the units of the features.

## Rubric

- Tells the generative story, and gets density and responsibilities from it, by summing out and by
  Bayes' rule.
- Works with logarithms, and says where a density underflows and what log-sum-exp does about it.
- Uses a Cholesky factor for the quadratic form and the determinant, and says why not an inverse.
- Links the responsibilities to EM, and hard ones to k-means.
- Knows that the likelihood has no bound, and what prevents a collapse onto a point.

Red flags:

- Averages log-densities over the components, or forgets the weights.
- Takes a responsibility near 1 as a sign that a point is usual.
"""

import numpy as np
from numpy.typing import NDArray
from scipy import linalg, special

Array = NDArray[np.float64]


def gmm_log_prob(X: Array, weights: Array, means: Array, covariances: Array) -> Array:
    """Log-density of a full-covariance Gaussian mixture.

    Args:
        X: points, shape (n, d).
        weights: positive weights of the components, shape (k,).
        means: shape (k, d).
        covariances: symmetric positive definite, shape (k, d, d).

    Returns:
        The log-density of each row of `X`, shape (n,).
    """
    per_component: list[Array] = []
    for weight, mean, covariance in zip(weights, means, covariances, strict=True):
        chol = linalg.cholesky(covariance, lower=True)  # blank: a factor instead of an inverse
        z = linalg.solve_triangular(chol, (X - mean).T, lower=True)  # blank: whitened, (d, n)
        log_det = 2 * np.log(np.diag(chol)).sum()  # blank: log-determinant of the covariance
        # blank: append log of weight times density, for every row
        normaliser = len(mean) * np.log(2 * np.pi) + log_det
        per_component.append(np.log(weight) - 0.5 * (normaliser + (z**2).sum(axis=0)))
        # end
    return special.logsumexp(per_component, axis=0)  # blank: add the components up, from logarithms


def responsibilities(X: Array, weights: Array, means: Array, covariances: Array) -> Array:
    """Posterior probabilities of the components.

    Args:
        X: points, shape (n, d).
        weights: positive weights of the components, shape (k,).
        means: shape (k, d).
        covariances: symmetric positive definite, shape (k, d, d).

    Returns:
        The probability that each row came from each component, shape (n, k).
    """
    # blank: log of weight times density, rows by components
    log_joint = np.stack(
        [gmm_log_prob(X, weights[[j]], means[[j]], covariances[[j]]) for j in range(len(weights))],
        axis=1,
    )
    # end
    return special.softmax(log_joint, axis=1)  # blank: normalize each row
