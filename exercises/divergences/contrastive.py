"""# Contrastive losses: InfoNCE and CLIP.

Two encoders see the same `n` things, say images and their captions, and give each a vector. Which
vector of the second belongs to one of the first is a question with `n` possible answers: a
categorical likelihood whose logits are similarities. Write

- `info_nce(a, b, temperature)`: `a[i]` belongs to `b[i]`. The mean over the rows of `a` of the
  negative log-likelihood of the right row of `b` among all rows of `b`;
- `clip_loss(a, b, log_scale)`: the mean of both directions, the one above and that in which the
  rows of `b` choose among the rows of `a`.

`a` and `b` have the shape `(n, d)`. Their rows have any length from 1e-6 to 1e6 and are made unit
length first, so a logit is the cosine of an angle, divided by the temperature, a Python float from
0.002 to 2, or multiplied by the scale. `log_scale` is a 0-dimensional tensor of their dtype and
device, from -5 to 20: the scale is its exponential, but never above 100. Where it is held at 100,
the gradient to `log_scale` is 0.

Both losses are 0-dimensional tensors, finite and accurate in float32 too. Gradients flow to `a`,
`b` and `log_scale`. With `n = 1` there is nothing to choose, and the loss is 0.

From scratch: `F.normalize`, `F.log_softmax` and `torch.logsumexp` may be used; cross-entropy,
`F.cosine_similarity` and cosine losses may not.
"""

import torch
import torch.nn.functional as F
from torch import Tensor

from grader import blank


def info_nce(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    """Mean negative log-likelihood of the row of `b` that belongs to each row of `a`.

    Args:
        a: vectors, shape `(n, d)`, no row 0.
        b: the vectors that belong to them, shape `(n, d)`.
        temperature: positive.

    Returns:
        The loss, a 0-dimensional tensor.
    """
    cosines = blank("of all pairs")
    log_probs = blank("of each candidate")
    return blank("of what belongs together")


def clip_loss(a: Tensor, b: Tensor, log_scale: Tensor) -> Tensor:
    """Mean of both directions, with a learned scale.

    Args:
        a: vectors, shape `(n, d)`, no row 0.
        b: the vectors that belong to them, shape `(n, d)`.
        log_scale: logarithm of the scale of the cosines, 0-dimensional.

    Returns:
        The loss, a 0-dimensional tensor.
    """
    scale = blank("the scale, with its bound")
    logits = blank("of all pairs, scaled")
    return blank("both directions")
