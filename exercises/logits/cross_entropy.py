"""# Cross-entropy, with padding and smoothing.

Assume that the label of a row is one draw from `k` classes whose log-probabilities are the logits
up to a constant. The loss is the negative log-likelihood of that draw, as libraries have it, with
two things that they add: rows that do not count (padding), and targets that are softened. Write

- `cross_entropy(logits, target, ignore_index=-100)`: the mean negative log-likelihood of the
  rows whose target is not `ignore_index`. The mean is over the rows that count, and at least one
  does. `ignore_index` is any int, also one of the classes `0` to `k-1`;
- `smoothed_cross_entropy(logits, target, eps)`: the mean over the batch of the cross-entropy
  against smoothed targets. A smoothed target mixes the one-hot target, with weight `1 - eps`, and
  the uniform distribution over all `k` classes, the target's own included, with weight `eps`.
  `eps` is a Python float, `0 <= eps < 1`. Here every row counts.

`logits` has shape `(n, k)`, `target` shape `(n,)`, int64; `n = 1` and `k = 1` are legal. A loss is
a 0-dimensional tensor. Value and gradient are accurate for any finite logits to `1e4` in size, in
float32 too, and do not change when a constant is added to a row. A row that is ignored has
gradient 0, whatever finite logits are in it.

From scratch: no `cross_entropy`, `nll_loss` or `torch.distributions`; `F.log_softmax` and
`torch.logsumexp` are allowed.
"""

import torch
from torch import Tensor
from torch.nn import functional as F

from grader import blank


def cross_entropy(logits: Tensor, target: Tensor, ignore_index: int = -100) -> Tensor:
    """Mean negative log-likelihood of class labels, of the rows that count.

    Args:
        logits: unnormalized log-probabilities, finite, shape (n, k).
        target: observed classes or `ignore_index`, int64, shape (n,).
        ignore_index: the target of rows that do not count.

    Returns:
        The loss, a 0-dimensional tensor.
    """
    logits, target = blank("what is left of the batch")
    log_probs = blank("log-probabilities, in one stable step")
    observed = blank("the entry of each row")
    return blank("from log-likelihoods to the loss")


def smoothed_cross_entropy(logits: Tensor, target: Tensor, eps: float) -> Tensor:
    """Mean cross-entropy against targets that are mixed with the uniform distribution.

    Args:
        logits: unnormalized log-probabilities, finite, shape (n, k).
        target: observed classes, int64 in [0, k), shape (n,).
        eps: the weight of the uniform distribution, in [0, 1).

    Returns:
        The loss, a 0-dimensional tensor.
    """
    log_probs = blank("log-probabilities again")
    observed = blank("of the label")
    uniform = blank("of a class drawn uniformly")
    return blank("mix and reduce")
