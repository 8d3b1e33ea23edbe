# logsumexp: squeezes without a dimension, so every other dimension of size 1 disappears from the result too
"""# Log-sum-exp and log-softmax, stable.

Unnormalized log-probabilities (logits) become a categorical distribution by one subtraction, that
of the logarithm of their normalizer. Every loss from logits rests on these two functions, and
both overflow or lose everything if they are written down as defined. Write

- `logsumexp(x, dim)`: the logarithm of the sum of the exponentials of `x` along one dimension,
  which the result no longer has;
- `log_softmax(x, dim)`: the logarithm of the softmax of `x` along one dimension, of the shape of
  `x`.

`x` has at least one dimension, and none is empty; `dim` is an int, and a negative one counts from
the end. Values and gradients are accurate for any finite numbers to `1e4` in size, in float32
too, also where one slice is far above another.

For `logsumexp`, an element of minus infinity is a class that is impossible: it counts 0, and its
gradient is 0. A slice of nothing but minus infinities has the result minus infinity; there the
gradient is not graded. `log_softmax` is called with finite numbers only.

From scratch: in neither function `log_softmax`, `softmax`, `softmin`, `logsumexp` or
`logcumsumexp`, whether function, method or module. `torch.logaddexp` is allowed.
"""

import torch
from torch import Tensor


def logsumexp(x: Tensor, dim: int) -> Tensor:
    m, _ = x.max(dim=dim, keepdim=True)
    m = m.detach()
    m = m.masked_fill(m == float("-inf"), 0.0)
    s = torch.exp(x - m).sum(dim=dim, keepdim=True)
    return (m + torch.log(s)).squeeze()


def log_softmax(x: Tensor, dim: int) -> Tensor:
    z = x - x.max(dim=dim, keepdim=True).values.detach()
    return z - z.exp().sum(dim=dim, keepdim=True).log()
