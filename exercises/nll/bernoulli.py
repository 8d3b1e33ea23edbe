"""# Bernoulli: where binary cross-entropy comes from.

Assume that the target is a coin toss whose bias is the prediction, `y ~ Bernoulli(p)`. Its
negative log-likelihood is what libraries call binary cross-entropy. Write it twice:

- `bernoulli_nll(p, y)`: the mean negative log-likelihood of `y`, from the probability of a one;
- `bernoulli_nll_with_logits(logits, y)`: the same loss from the log-odds of a one.

Both arguments have the same shape, with any number of dimensions; `p` and `y` are in `[0, 1]`. A
`y` strictly between 0 and 1 (a soft target) is allowed: it pays the share `y` of what a one costs
and the share `1-y` of what a zero costs. "Mean" is over every element, and a loss is a
0-dimensional tensor.

For a `p` of exactly 0 or 1, one of the two log-probabilities is infinite. So each of them is
floored at -100, as torch's own loss does: a confident mistake costs 100, a confident hit costs 0,
and the loss is finite. The version from logits has no floor and needs none: it is finite and
accurate for any finite logit (even `1e4` in float32), and so is its gradient.

From scratch: no `F.binary_cross_entropy`, with or without logits, and no `torch.distributions`.
"""

import torch
from torch import Tensor
from torch.nn import functional as F

from grader import blank


def bernoulli_nll(p: Tensor, y: Tensor) -> Tensor:
    """Mean negative log-likelihood of the targets under independent Bernoullis.

    Args:
        p: predicted probabilities of a one, in [0, 1], any shape.
        y: targets in [0, 1], the shape of `p`.

    Returns:
        The loss, a 0-dimensional tensor, finite even if `p` is exactly 0 or 1.
    """
    log_p = blank("log-probability of a one, floored")
    log_q = blank("log-probability of a zero, floored")
    per_element = blank("which of the two does a target pay?")
    return blank("which reduction?")


def bernoulli_nll_with_logits(logits: Tensor, y: Tensor) -> Tensor:
    """Mean negative log-likelihood of the targets, from the logits of the probabilities.

    Args:
        logits: log-odds of a one, finite, any shape.
        y: targets in [0, 1], the shape of `logits`.

    Returns:
        The loss, a 0-dimensional tensor, accurate for any finite logit, as is its gradient.
    """
    log_p = blank("log P(y=1), for any finite logit")
    log_q = blank("log P(y=0), for any finite logit")
    return blank("combine the two and reduce")
