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

## Formula

```
log_pi   = log_softmax(logits_head(x), over the components)
mu       = mean_head(x)
sigma    = exp(clamp(log_std_head(x), -5, 5))
nll_loss = mean over rows of -log(sum over k of exp(joint_k))
joint_k  = log_pi_k + log N(y; mu_k, sigma_k^2)
```

## Hints

1. A row is drawn in two steps: first a component, then a Gaussian. So its density is a weighted
   sum of `k` densities. Which of the three outputs must sum to 1, which must be positive, which is
   free?
2. You have logarithms of the weights and of the densities: add them for each component, and take
   the logarithm of the sum of exponentials in one stable step. The logarithm of a sum is not the
   sum of logarithms. `(n, 1)` against `(n, k)` broadcasts by itself.
3. `F.log_softmax(self.logits_head(x), dim=-1)`, and `.clamp(-5, 5).exp()`. With
   `z = (y - mu)/sigma` a component's log-density is `-z*z/2 - sigma.log() - 0.5*log(2*pi)`;
   `-torch.logsumexp(log_pi + that, dim=-1).mean()`.

## In the interview

**Which distribution?** `y` given `x` is a mixture of `k` Gaussians; a hidden categorical variable
says which one. Squared error would predict its mean, which may lie where nobody ever is. The
gradient for a mean is `r_k * (mu_k - y)/sigma_k^2`, and that for the logits is `pi - r`, where `r`
are the responsibilities, the posterior of the hidden variable: each component learns from the rows
that it explains. It is EM, one gradient step at a time.

**Where does it go wrong numerically?** The sum of densities underflows some 38 standard deviations
away, in float32 after 14, and then its logarithm is minus infinity. Log-sum-exp keeps the largest
term. And the likelihood is not bounded: a component that sits on one point and shrinks sends it to
infinity. The clamp of `log_std` bounds it; a prior on `sigma` would do so too.

**Follow-ups.** *Which prediction do you report?* Not the mean if there are several peaks: samples,
or the mean of the component of the largest weight, or intervals. *Components collapse onto each
other, what now?* Start the means apart; a symmetric start stays symmetric, as all responsibilities
are equal. *How many components?* By held-out likelihood; unused ones get no weight. *Are they
identified?* Only up to their order. *More than one dimension?* Diagonal or Cholesky factors, or a
flow. *Is it calibrated?* Check the probability integral transform on held-out rows: it should be
uniform.

## Rubric

- Names the two steps: a hidden component, then a Gaussian; says why a mean will not do.
- Adds log-weights and log-densities and takes log-sum-exp; knows why not the sum of densities.
- Names the responsibilities and what they do in the gradient.
- Knows that the likelihood is unbounded, and what bounds it here.
- Mentions collapse or a symmetric start, and how to choose the number of components.

Red flags:

- Averages the components' log-densities, weighted: a bound on the loss, not the loss.
- Reports the mean of a distribution with two peaks.
"""

import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class MixtureHead(nn.Module):
    """Three linear layers whose outputs are a mixture of Gaussians for the target."""

    def __init__(self, d_in: int, k: int) -> None:
        """Build the layers.

        Args:
            d_in: number of features.
            k: number of components.
        """
        super().__init__()
        self.logits_head = nn.Linear(d_in, k)
        self.mean_head = nn.Linear(d_in, k)
        self.log_std_head = nn.Linear(d_in, k)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """The mixture for each row.

        Args:
            x: features, shape (n, d_in).

        Returns:
            Log-weights, means and standard deviations, each of shape (n, k).
        """
        log_pi = F.log_softmax(self.logits_head(x), dim=-1)  # blank: weights, as logarithms
        mu = self.mean_head(x)  # blank: means: any real numbers
        sigma = self.log_std_head(x).clamp(-5, 5).exp()  # blank: positive and bounded: which order?
        return log_pi, mu, sigma

    def nll_loss(self, x: Tensor, y: Tensor) -> Tensor:
        """Mean negative log-likelihood of the targets under their mixtures.

        Args:
            x: features, shape (n, d_in).
            y: targets, shape (n, 1).

        Returns:
            The loss, a 0-dimensional tensor.
        """
        log_pi, mu, sigma = self(x)  # blank: what does the head predict for x?
        # blank: the log-density of y under each component
        z = (y - mu) / sigma
        log_density = -z.square() / 2 - sigma.log() - 0.5 * math.log(2 * math.pi)
        # end
        log_p = torch.logsumexp(log_pi + log_density, dim=-1)  # blank: under the mixture
        return -log_p.mean()  # blank: from log-densities to the loss
