# forward: exponentiates before it clamps, so a large pre-activation gives inf inside and gradient nan
"""# A mixture head: more than one answer.

Where does the arm have to be for the hand to reach this point: elbow up, or elbow down? A mean of
the two answers is wrong for both. A mixture density network (Bishop, 1994) predicts a whole
distribution with several peaks: `k` Gaussians, whose weights, means and standard deviations all
depend on `x`.

`MixtureHead(d_in, k)` is given three layers, `logits_head`, `mean_head` and `log_std_head`, each
`Linear(d_in, k)`. Write

- `forward(x) -> (log_pi, mu, sigma)`: the logarithms of the mixture weights, which are the softmax
  of the first layer's output; the means, which are the output of the second; and the standard
  deviations, whose logarithms are the output of the third, clamped to `[-5, 5]`;
- `nll_loss(x, y)`: the mean over the batch of the negative log-density of `y` under the mixture,
  every constant included.

`x` has shape `(n, d_in)`, `y` shape `(n, 1)`; `log_pi`, `mu` and `sigma` have shape `(n, k)`. All
results are finite and right for any finite output of the layers, including `1e4`, and so are
gradients; the loss is, too, where `y` is a thousand standard deviations from every component. The
loss is a 0-dimensional tensor, and gradients flow to `x` and the parameters of all layers; none is
asked for `y`. It is graded against the layers, not against your `forward`.

From scratch: `F.log_softmax`, `torch.logsumexp`, and in this exercise `torch.distributions.Normal`
and `Categorical` may be used; `MixtureSameFamily` may not.
"""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class MixtureHead(nn.Module):
    """Three linear layers whose outputs are a mixture of Gaussians for the target."""

    def __init__(self, d_in: int, k: int) -> None:
        super().__init__()
        self.logits_head = nn.Linear(d_in, k)
        self.mean_head = nn.Linear(d_in, k)
        self.log_std_head = nn.Linear(d_in, k)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        log_pi = F.log_softmax(self.logits_head(x), dim=-1)
        mu = self.mean_head(x)
        sigma = self.log_std_head(x).exp().clamp(min=math.exp(-5.0), max=math.exp(5.0))
        return log_pi, mu, sigma

    def nll_loss(self, x: Tensor, y: Tensor) -> Tensor:
        log_pi = F.log_softmax(self.logits_head(x), dim=-1)
        log_std = self.log_std_head(x).clamp(-5.0, 5.0)
        z = (y - self.mean_head(x)) * torch.exp(-log_std)
        log_density = -0.5 * z**2 - log_std - 0.5 * math.log(2 * math.pi)
        return -torch.logsumexp(log_pi + log_density, dim=-1).mean()
