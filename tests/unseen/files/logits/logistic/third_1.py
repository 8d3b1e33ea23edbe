# logistic_gradient: switches requires_grad on in the caller's w and b and leaves it on
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


def logistic_gradient(
    w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float
) -> tuple[Tensor, Tensor]:
    # let autograd do the work
    w.requires_grad_(True)
    b.requires_grad_(True)
    z = X @ w + b
    loss = (F.softplus(z) - y * z).mean() + l2 * (w**2).sum()
    grad_w, grad_b = torch.autograd.grad(loss, (w, b))
    return grad_w, grad_b


def fit_logistic(X: Tensor, y: Tensor, l2: float) -> tuple[Tensor, Tensor]:
    X, y = X.detach().double(), y.detach().double()
    n, d = X.shape
    A = torch.cat([X, torch.ones(n, 1, dtype=X.dtype, device=X.device)], dim=1)
    penalty = torch.full((d + 1,), 2 * l2, dtype=X.dtype, device=X.device)
    penalty[-1] = 0

    def loss(theta: Tensor) -> Tensor:
        z = A @ theta
        return (F.softplus(z) - y * z).mean() + 0.5 * (penalty * theta**2).sum()

    theta = torch.zeros(d + 1, dtype=X.dtype, device=X.device)
    for _ in range(100):
        p = torch.sigmoid(A @ theta)
        gradient = A.T @ (p - y) / n + penalty * theta
        hessian = (A.T * (p * (1 - p))) @ A / n + torch.diag(penalty)
        hessian = hessian + 1e-12 * torch.eye(d + 1, dtype=X.dtype, device=X.device)
        step = torch.linalg.solve(hessian, gradient)
        size = 1.0
        here, decrease = loss(theta), 0.25 * (gradient @ step)
        while size > 1e-6 and loss(theta - size * step) > here * (1 + 1e-14) - size * decrease:
            size /= 2
        theta = theta - size * step
        if step.abs().max() < 1e-12:
            break
    return theta[:-1], theta[-1]
