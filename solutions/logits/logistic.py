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

## Formula

```
p            = sigmoid(X @ w + b)
loss         = mean(-y*log(p) - (1 - y)*log(1 - p)) + l2 * sum(w^2)
grad_w       = X.T @ (p - y) / n + 2*l2*w
grad_b       = mean(p - y)
fit_logistic = argmin over w, b of loss
```

## Hints

1. The derivative of a row's negative log-likelihood by its log-odds is a simple difference of two
   numbers between 0 and 1; the chain rule does the rest. No logarithm is needed. For the fit: the
   loss is convex, so where the gradient is 0 is the only minimum. Features of different units make
   plain gradient descent hopeless; what does the curvature tell?
2. With `p = sigmoid(X @ w + b)` that difference is `p - y`. The second derivative by the log-odds
   is `p*(1 - p)`, so with a column of ones for the bias the Hessian is
   `X.T @ diag(p*(1 - p)) @ X / n`, plus `2*l2` on the diagonal of the weights alone. Newton's
   method from zero can overshoot: halve a step that raises the loss.
3. `r = torch.sigmoid(X @ w + b) - y`, then `X.T @ r / n + 2*l2*w` and `r.mean()`. For the fit, put
   weights and bias in one vector; each round, `step = torch.linalg.solve(hessian, gradient)`; while
   the loss after `theta - step` is larger, halve `step`; 30 rounds. The loss of a row is
   `F.softplus(z) - y*z`. Return all but the last number, and the last.

## In the interview

**Which distribution?** `y` given `x` is Bernoulli, and its natural parameter, the log-odds, is
linear in `x`. That is why the gradient is a residual times a feature, as in linear regression. It
is exactly true where the two classes are Gaussian with one covariance, but weaker: nothing is said
about how `x` is distributed.

**Which prior?** `l2 * sum w^2` beside a mean is `n*l2 * sum w^2` beside the sum, so each weight has
the prior `N(0, 1/(2*n*l2))`: it narrows as rows are added. All weights have the same prior, so
units matter: a feature in meters is penalized more than the same in millimeters. Standardize
first. The bias has a flat prior; hence at the fit `mean(p) = mean(y)`, and a shift of a feature
changes nothing but the bias.

**When is there a minimum?** The loss is convex. Without a penalty it has no minimum on separable
rows: doubling the weights always helps. Any `l2 > 0` gives exactly one.

**Which method?** Newton's, which is iteratively reweighted least squares: a dozen steps of
`O(n*d^2 + d^3)`, whatever the units. Far out the sigmoid is flat, the curvature almost 0 and the
step too long, so halve it. For millions of features, L-BFGS; for millions of rows, SGD.

**Follow-ups.** *Why not the squared error of `p`?* It is not convex, and its gradient has a factor
`p*(1 - p)`, which vanishes where the model is confidently wrong. *scikit-learn's `C`?* It minimizes
`C * sum of losses + sum w^2 / 2`, so `C = 1/(2*n*l2)`. *How sure are the weights?* The inverse
of `n` times the Hessian is the covariance of a Gaussian around the mode, Laplace's approximation.
*What does a weight mean?* One unit more multiplies the odds by `exp(w)`, the others held. *More
classes?* Softmax: the gradient is still `X.T @ (p - y)`, and a shift of all logits is free.
*Ones sampled more often than zeros?* In the model only the bias is off, by the log of the ratio of
the two sampling rates.

## Rubric

- Names the likelihood: Bernoulli with log-odds that are linear in the features.
- Derives the gradient as residual times feature, without forming a logarithm.
- Leaves the bias out of the penalty, and says what follows.
- Says which Gaussian prior `l2` stands for beside a mean, or why the features' units matter.
- Knows that the loss is convex, and what separable rows do without a penalty.
- Gives a method that converges: Newton with the Hessian, or why gradient descent is slow here.

Red flags:

- Uses the squared error of the probability, and sees no difference.
- Computes the loss as the log of a sigmoid that has rounded to 0 or 1.
"""

import torch
from torch import Tensor
from torch.nn import functional as F


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
    residual = torch.sigmoid(X @ w + b) - y  # blank: the slope of each row's loss by its log-odds
    grad_w = X.T @ residual / len(y) + 2 * l2 * w  # blank: the slopes for the weights
    grad_b = residual.mean()  # blank: the slope for the bias
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
    # blank: where the loss is least
    rows = torch.cat([X, torch.ones_like(X[:, :1])], dim=1)  # the last weight is the bias
    decay = torch.full_like(rows[0], 2 * l2)
    decay[-1] = 0

    def loss(theta: Tensor) -> Tensor:
        log_odds = rows @ theta
        return (F.softplus(log_odds) - y * log_odds).mean() + (decay * theta.square()).sum() / 2

    theta = torch.zeros_like(rows[0])
    for _ in range(30):
        p = torch.sigmoid(rows @ theta)
        gradient = rows.T @ (p - y) / len(y) + decay * theta
        hessian = rows.T @ ((p * (1 - p)).unsqueeze(1) * rows) / len(y) + torch.diag(decay)
        step = torch.linalg.solve(hessian, gradient)
        # Where the sigmoid is flat, Newton's step is too long. At the end only rounding is left.
        while gradient @ step > 1e-12 and loss(theta - step) > loss(theta):
            step = step / 2
        theta = theta - step
        if step.abs().max() < 1e-9:
            break
    return theta[:-1], theta[-1]
    # end
