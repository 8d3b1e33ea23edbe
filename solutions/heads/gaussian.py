"""# A mean and its uncertainty.

A regression network usually predicts one number without its error. Here it outputs a
distribution, `y ~ N(mu(x), sigma(x)^2)`: how far off it may be depends on `x` (heteroscedastic
noise), and both are learned by maximum likelihood.

`GaussianHead(d_in)` is given two layers, `mean_head` and `log_std_head`, each `Linear(d_in, 1)`.
Write

- `forward(x) -> (mu, sigma)`: the mean, which is the output of the first layer, and the standard
  deviation, whose logarithm is the output of the second layer, clamped to `[-5, 5]`;
- `nll_loss(x, y)`: the mean over the batch of the negative log-density of `y` under the head's
  own Gaussian, every constant included.

`x` has shape `(n, d_in)`; `y`, `mu` and `sigma` have shape `(n, 1)`. `mu` may be any real number.
`sigma` stays in `[exp(-5), exp(5)]` for any output of the layer, including `1e4`, and gradients
stay finite and right there. The loss is a 0-dimensional tensor, and gradients flow to `x`, `y`
and the parameters of both layers.

`torch.distributions.Normal` may be used in `nll_loss`; `F.gaussian_nll_loss` may not.

## Formula

```
mu       = mean_head(x)
sigma    = exp(clamp(log_std_head(x), -5, 5))
nll_loss = mean(0.5*log(2*pi) + log(sigma) + (y-mu)^2 / (2*sigma^2))
```

## Hints

1. A mean may be any real number, a standard deviation must be positive. Which of the two needs a
   function after its layer? In the loss, who knows `mu` and `sigma` for this `x`? A Gaussian's
   negative log-density has three terms.
2. The second layer returns the logarithm of a standard deviation, not of a variance. The order
   matters: `exp(1e4)` is infinite before any clamp could help. The loss calls the head itself,
   makes one number for each row, and reduces once.
3. `self.mean_head(x)`, and `self.log_std_head(x).clamp(-5, 5)` with `.exp()` after it.
   `mu, sigma = self(x)`; with `z = (y - mu) / sigma` a row costs
   `0.5*log(2*pi) + log(sigma) + z^2 / 2`; take the mean.

## In the interview

**Which distribution?** `y` given `x` is Gaussian with a mean and a noise level that both depend
on `x`. Squared error is the special case of one constant `sigma`. At a point, the gradient for
`mu` is `-(y-mu)/sigma^2`: each residual is weighted by its precision, so noisy regions pull less,
and `log(sigma)` is the price for calling everything noisy. What is learned is aleatoric
uncertainty, the noise in the data. It does not include what the network does not know about its
own weights (epistemic uncertainty); dropout at prediction time or an ensemble adds that.

**Why exp, and why the clamp?** With `exp` any real number is valid, and equal steps of the layer
are equal factors of `sigma`. The clamp bounds the likelihood: without it, one point fitted
exactly sends `sigma` to 0 and the loss to minus infinity. It acts before `exp`, and beyond it the
gradient of `log_std` is 0, so such an example teaches the layer nothing about `sigma`; other
examples can still change it, through the shared weights.

**Follow-ups.** *Softplus instead of exp?* Also positive, and linear for large inputs, so that
steps are gentler; the clamp then has to be added differently. *What goes wrong in training?*
Early on, a poor mean is explained as noise: `sigma` grows, the weight `1/sigma^2` of those points
falls, and the mean never improves. Fit the mean first, or weight the loss. *How do you check
`sigma`?* Standardized residuals on held-out data should have variance 1, and 95 % of targets
should lie within `mu +- 1.96*sigma`. *A classic bug?* `y` of shape `(n,)` against `mu` of
`(n, 1)`: the difference is `(n, n)`, and the mean hides it.

## Rubric

- Names the distribution: Gaussian, with a mean and a noise level that both depend on `x`.
- Says what the likelihood does: residuals are weighted by `1/sigma^2`, and `log(sigma)` is the
  price for calling everything noisy.
- Explains the exponential (positive, relative steps) and the clamp (it bounds the likelihood, and
  stops the gradient beyond it).
- Distinguishes aleatoric from epistemic uncertainty, and says which one this head learns.
- Knows how training goes wrong, and how to check `sigma` on held-out data.

Red flags:

- Leaves out `log(sigma)`, or predicts `sigma` without making it positive.
- Mistakes `sigma(x)` for the model's doubt about inputs that it has never seen.
"""

import math

import torch
from torch import Tensor, nn


class GaussianHead(nn.Module):
    """Two linear layers whose outputs are the mean and the standard deviation of the target."""

    def __init__(self, d_in: int) -> None:
        """Build the layers.

        Args:
            d_in: number of features.
        """
        super().__init__()
        self.mean_head = nn.Linear(d_in, 1)
        self.log_std_head = nn.Linear(d_in, 1)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Mean and standard deviation of the target.

        Args:
            x: features, shape (n, d_in).

        Returns:
            The means and the standard deviations, both of shape (n, 1).
        """
        mu = self.mean_head(x)  # blank: the mean: any real number
        sigma = self.log_std_head(x).clamp(-5, 5).exp()  # blank: positive and bounded: which order?
        return mu, sigma

    def nll_loss(self, x: Tensor, y: Tensor) -> Tensor:
        """Mean negative log-likelihood of the targets under the head.

        Args:
            x: features, shape (n, d_in).
            y: targets, shape (n, 1).

        Returns:
            The loss, a 0-dimensional tensor.
        """
        mu, sigma = self(x)  # blank: what does the head predict for x?
        z = (y - mu) / sigma  # blank: the residual, in which unit?
        per_row = 0.5 * math.log(2 * math.pi) + sigma.log() + z.square() / 2  # blank: NLL of each
        return torch.mean(per_row)  # blank: which reduction?
