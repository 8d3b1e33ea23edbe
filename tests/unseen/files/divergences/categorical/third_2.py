# js_divergence: returns the Jensen-Shannon distance, the square root of the divergence
"""# Entropy, KL and Jensen-Shannon of categorical distributions.

Three numbers that compare distributions over the same `k` classes: how uncertain `p` is, how many
nats it costs to believe `q` when the truth is `p`, and a symmetric, bounded version of that cost.
Write

- `entropy(p)`: the expectation under `p` of `-log p`, for each row;
- `kl_categorical(p, q)`: the Kullback-Leibler divergence of `q` from `p`, the expectation **under
  `p`** of `log p - log q`, for each row;
- `js_divergence(p, q)`: the Jensen-Shannon divergence, half the KL of `p` from the mean of both
  distributions plus half that of `q` from it, for each row.

`p` and `q` have the same shape `(..., k)`: any number of leading dimensions, also none. The last
dimension holds the probabilities of one distribution, and each result has the shape `(...)`. All
are in nats, the natural logarithm. Probabilities may be exactly 0. A class with `p = 0` contributes
exactly 0 to the entropy and to the KL, also where `q = 0`. A class with `q = 0 < p` makes the KL
`inf`. The Jensen-Shannon divergence is finite always, and `log(2)` where the two share no class.

Gradients flow to both inputs. They are graded in rows without a 0, and up to a constant along each
row: probabilities sum to 1, so a constant pushes nowhere.

From scratch: `torch.xlogy` and `torch.special.entr` may be used, `F.kl_div` and
`torch.distributions` may not.
"""

import torch
from torch import Tensor


def entropy(p: Tensor) -> Tensor:
    return torch.special.entr(p).sum(dim=-1)


def kl_categorical(p: Tensor, q: Tensor) -> Tensor:
    per_class = torch.xlogy(p, p) - torch.xlogy(p, q)
    return per_class.sum(dim=-1)


def js_divergence(p: Tensor, q: Tensor) -> Tensor:
    m = 0.5 * (p + q)
    left = kl_categorical(p, m)
    right = kl_categorical(q, m)
    return torch.sqrt(((left + right) / 2).clamp(min=0.0))
