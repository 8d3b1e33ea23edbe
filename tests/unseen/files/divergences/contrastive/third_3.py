# info_nce: detaches the keys as momentum-encoder code does, so no gradient flows to b
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

import math
import torch
import torch.nn.functional as F
from torch import Tensor


def info_nce(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    """a holds the queries, b the keys; key i is the positive of query i."""
    queries = F.normalize(a, dim=1)
    keys = F.normalize(b, dim=1).detach()
    logits = torch.einsum("id,jd->ij", queries, keys) / temperature
    return -F.log_softmax(logits, dim=1).diag().mean()


def clip_loss(a: Tensor, b: Tensor, log_scale: Tensor) -> Tensor:
    scale = torch.exp(torch.clamp(log_scale, max=math.log(100.0)))
    logits = scale * (F.normalize(a, dim=1) @ F.normalize(b, dim=1).T)
    forth = -F.log_softmax(logits, dim=1).diagonal().mean()
    back = -F.log_softmax(logits, dim=0).diagonal().mean()
    return (forth + back) / 2
