"""# Logistic regression: its gradient and its fit.

Each row of `X` has features, and its label in `y` is 0 or 1: a Bernoulli draw whose log-odds are
linear in the features, with weights `w` and a bias `b`. The loss is the mean negative
log-likelihood of the labels plus `l2` times the sum of the squares of the weights; the bias is not
penalized. Write

- `logistic_gradient(w, b, X, y, l2)`: the gradient of that loss, a tuple `(grad_w, grad_b)` of the
  shapes of `w` and `b`;
- `fit_logistic(X, y, l2)`: the tuple `(w, b)` at which that loss is least.

`X` has shape `(n, d)`, `y` and `w` have shapes `(n,)` and `(d,)`, `b` is 0-dimensional, all of one
floating dtype; `l2` is a Python float. The arguments of `logistic_gradient` may require a gradient
or not. The result is accurate for log-odds to `1e4` in size, in float32 too. No gradient is taken
through it.

Where `fit_logistic` is graded, the arguments are float64, there are at most 300 rows and 10
features, and both labels occur. No feature is constant: its standard deviation is from 0.01 to 100,
and no value is beyond ten of them. `l2` is from `1e-4` to 10. The rows may be separable: features
may tell all ones from all zeros. Each number is right to `1e-4` of 1 plus its size. You may use any
method, `torch.optim` and `scipy.optimize` included, and have 5 seconds.

Results may carry a gradient or none, and be of any floating dtype. The arguments stay as they are.

From scratch: no `binary_cross_entropy`, `soft_margin_loss` or `torch.distributions`, and nothing of
scikit-learn; autograd, `F.logsigmoid` and `F.softplus` are allowed.
"""

import torch
from torch import Tensor
from torch.nn import functional as F

from grader import blank


def logistic_gradient(
    w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float
) -> tuple[Tensor, Tensor]:
    """Gradient of the loss of a logistic regression.

    Args:
        w: the weights of the features, shape (d,).
        b: the bias, 0-dimensional.
        X: the features, a row for each label, shape (n, d).
        y: the labels, 0 or 1, shape (n,).
        l2: the strength of the penalty on the weights.

    Returns:
        The gradients for `w` and for `b`.
    """
    residual = blank("the slope of each row's loss by its log-odds")
    grad_w = blank("the slopes for the weights")
    grad_b = blank("the slope for the bias")
    return grad_w, grad_b


def fit_logistic(X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    """Weights and bias of the least loss.

    Args:
        X: the features, a row for each label, shape (n, d).
        y: the labels, 0 or 1, shape (n,).
        l2: the strength of the penalty on the weights.

    Returns:
        The weights, shape (d,), and the bias, 0-dimensional.
    """
    return blank("where the loss is least")
