# smoothed_cross_entropy: scatters 1-eps onto the label, whose weight should be 1-eps+eps/k, so the smoothed target does not sum to 1
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


def cross_entropy(logits: Tensor, target: Tensor, ignore_index: int = -100) -> Tensor:
    keep = target != ignore_index
    logits, target = logits[keep], target[keep]
    log_probs = F.log_softmax(logits, dim=1)
    observed = log_probs.gather(1, target[:, None]).squeeze(1)
    return -observed.mean()


def smoothed_cross_entropy(logits: Tensor, target: Tensor, eps: float) -> Tensor:
    n, k = logits.shape
    soft = torch.full_like(logits, eps / k, requires_grad=False)
    soft.scatter_(1, target.view(n, 1), 1.0 - eps)
    log_probs = logits.log_softmax(dim=1)
    return -(soft * log_probs).sum(dim=1).mean()
