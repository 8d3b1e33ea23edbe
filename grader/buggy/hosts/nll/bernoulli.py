"""Predict clicks with logistic regression, and score the probabilities on held-out visits."""

import torch
from torch import Tensor
from torch.nn import functional as F

FLOOR = -100.0


def log_of(p: Tensor) -> Tensor:
    """Logarithm of probabilities, bounded below so that a certain mistake stays finite."""
    log_p = torch.log(p)
    return log_p.clamp(min=FLOOR)


def bernoulli_nll(p: Tensor, y: Tensor) -> Tensor:
    """Mean negative log-likelihood of the targets under independent Bernoullis.

    Args:
        p: predicted probabilities of a one, in [0, 1], any shape.
        y: targets in [0, 1], the shape of `p`.

    Returns:
        The loss, a 0-dimensional tensor, finite even if `p` is exactly 0 or 1.
    """
    log_yes = log_of(p)
    log_no = torch.log1p(-p).clamp(min=FLOOR)
    yes = y * log_yes
    no = (1 - y) * log_no
    return -(yes + no).mean()


def bernoulli_nll_with_logits(logits: Tensor, y: Tensor) -> Tensor:
    """Mean negative log-likelihood of the targets, from the logits of the probabilities.

    Args:
        logits: log-odds of a one, finite, any shape.
        y: targets in [0, 1], the shape of `logits`.

    Returns:
        The loss, a 0-dimensional tensor, accurate for any finite logit, as is its gradient.
    """
    log_yes = F.logsigmoid(logits)
    log_no = F.logsigmoid(-logits)
    per_element = y * log_yes + (1 - y) * log_no
    total = per_element.sum()
    return -total / logits.numel()


def fit(x: Tensor, y: Tensor, steps: int = 300, lr: float = 0.5) -> Tensor:
    """Weights of a logistic regression by gradient descent."""
    w = torch.zeros(x.shape[1], dtype=x.dtype, requires_grad=True)
    for _ in range(steps):
        loss = bernoulli_nll_with_logits(x @ w, y)
        (gradient,) = torch.autograd.grad(loss, w)
        with torch.no_grad():
            w.sub_(lr * gradient)
    return w.detach()


def evaluate(w: Tensor, x: Tensor, y: Tensor) -> str:
    """Loss and accuracy on held-out visits."""
    p = torch.sigmoid(x @ w)
    hits = ((p > 0.5) == (y > 0.5)).double().mean()
    return f"nll {float(bernoulli_nll(p, y)):.3f}, accuracy {float(hits):.2f}"


if __name__ == "__main__":
    visits = torch.randn(500, 4)
    clicks = (visits[:, 0] - visits[:, 1] > 0).float()
    print(evaluate(fit(visits[:400], clicks[:400]), visits[400:], clicks[400:]))
