"""# Categorical: where the cross-entropy comes from.

Assume that the label is one draw from `k` classes with the predicted probabilities,
`y ~ Categorical(probs)`. Its negative log-likelihood is what libraries call cross-entropy. Write
it twice:

- `categorical_nll(probs, y)`: the mean over the batch of the negative log-likelihood of a row's
  target, with `probs` and `y` both of shape `(n, k)`. A row of `y` is one-hot or soft
  (probabilities); a soft row costs what a class drawn from it costs on average;
- `categorical_nll_with_logits(logits, target)`: the same loss from `logits` of shape `(n, k)`,
  the log-probabilities up to a constant for each row, and class indices `target` of shape `(n,)`,
  int64.

The mean is over the `n` rows, not over the `n*k` elements; a loss is a 0-dimensional tensor.
`n = 1` and `k = 1` are allowed.

A class with a target of 0 contributes exactly 0, even if its probability is 0: such a class is
never seen, so it does not count against the model. The version from logits is stable for any
finite logits (even `1e4`) and does not change when a constant is added to a row.

From scratch: no `F.cross_entropy`, no `F.nll_loss` and no `torch.distributions`.
"""

import torch
from torch import Tensor
from torch.nn import functional as F

from grader import blank


def categorical_nll(probs: Tensor, y: Tensor) -> Tensor:
    """Mean negative log-likelihood of one-hot or soft targets under categorical distributions.

    Args:
        probs: predicted class probabilities, shape (n, k), each row summing to 1.
        y: target probabilities, shape (n, k), each row summing to 1.

    Returns:
        The loss, a 0-dimensional tensor; a class with a target of 0 contributes exactly 0.
    """
    safe = blank("probs whose log does no harm")
    per_row = blank("NLL of each row")
    return blank("which reduction of the rows?")


def categorical_nll_with_logits(logits: Tensor, target: Tensor) -> Tensor:
    """Mean negative log-likelihood of class labels, from the logits of their probabilities.

    Args:
        logits: unnormalized log-probabilities, finite, shape (n, k).
        target: observed classes, int64 in [0, k), shape (n,).

    Returns:
        The loss, a 0-dimensional tensor, stable for any finite logits.
    """
    log_probs = blank("log-probabilities, straight from the logits")
    observed = blank("the entry that counts")
    return blank("from log-likelihoods to the loss")
