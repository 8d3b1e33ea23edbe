"""# The negative evidence lower bound.

A VAE assumes that a code `z ~ N(0, 1)` is drawn first and the data from it, here pixel by pixel:
`x ~ Bernoulli(x_recon)` with `x_recon = decoder(z)`. The likelihood of `x` alone cannot be
computed, so training minimizes an upper bound of `-log p(x)`, the negative ELBO. The encoder's
distribution of codes is `q = N(mu, sigma^2)` with `log_var = log(sigma^2)`. Write

- `vae_loss(x_recon, x, mu, log_var)`: the Bernoulli negative log-likelihood of `x`, summed over
  every element, plus the KL divergence of `q` from the prior in nats, summed over every element.

`x_recon` and `x` have the same shape, with values in `[0, 1]`; a gray pixel pays the share `x` of
what a one costs and the share `1-x` of what a zero costs. `mu` and `log_var` have the same shape.
The result is a 0-dimensional tensor, and gradients flow to all four inputs.

The loss is exact for `x_recon` close to 0 and 1: within `1e-12` of either in float64, within
`1e-6` in float32. So a clamp of `x_recon` at `1e-7` is wrong. At exactly 0 or 1 the loss is
finite, and its value is not graded.

`F.binary_cross_entropy` may be used here; `torch.distributions` may not.

## Formula

```
vae_loss = -sum(x*log(x_recon) + (1-x)*log(1-x_recon))
           -0.5 * sum(1 + log_var - mu^2 - exp(log_var))
```

## Hints

1. Two terms, of two shapes, that meet only once each is a single number: how badly the pixels are
   explained by their Bernoullis, and how far the codes' Gaussian is from the prior.
2. The ELBO is a sum of log-probabilities, so both terms are sums over every element; a mean in
   one of them changes their balance by a factor of hundreds. `F.binary_cross_entropy` has a
   `reduction`, and takes the prediction first.
3. `F.binary_cross_entropy(x_recon, x, reduction="sum")` plus
   `0.5 * (mu^2 + exp(log_var) - 1 - log_var)` summed.

## In the interview

**What is each term for?** `-log p(x) <= E_q[-log p(x|z)] + KL(q(z|x) || p(z))`. The first term is
reconstruction: the negative log-likelihood of the data given a sampled code, binary cross-entropy
because the decoder is assumed Bernoulli. The second keeps the codes near the prior, so that
samples from `N(0, 1)` decode to something; it is the rate, the first is the distortion. The gap
of the bound is `KL(q(z|x) || p(z|x))`: the better the encoder, the tighter.

**Why sums?** The bound adds log-probabilities over pixels and over latent dimensions. With a mean
over 784 pixels but a sum over the codes, the KL counts 784 times too much, and the codes collapse
onto the prior. Dividing the *whole* loss by the batch size is harmless: it only rescales the
gradient.

**Follow-ups.** *A Gaussian decoder?* The sum of squared errors divided by `2*sigma^2`. A bare sum
of squares silently fixes `sigma^2 = 1/2`, and a mean over `d` pixels fixes `sigma^2 = d/2`;
either sets the weight of the KL. *Gray pixels?* The Bernoulli term is then not a normalized
likelihood, so its value cannot be compared with that of a density, such as the continuous
Bernoulli's. *beta-VAE?* A factor on the KL: more disentangled or blurrier, and no longer a bound
for `beta < 1`. *Is a reconstruction loss of 0 possible?* Only on binary pixels: for gray ones the
lowest value is their entropy.

## Rubric

- States the bound, and what its gap is: the KL from the true posterior.
- Says what each term is for: reconstruction as a likelihood, KL as the price of the code.
- Ties the reconstruction loss to the decoder's distribution, Bernoulli here, and names the
  Gaussian alternative with its `sigma^2`.
- Insists on the same reduction for both terms, and says what a mean in one of them does.
- Knows that a Bernoulli likelihood of gray pixels is not normalized.

Red flags:

- "The KL is a regularizer whose weight you tune", with no mention of a bound.
- Averages the reconstruction over pixels but sums the KL, and is surprised by collapse.
"""

import torch
from torch import Tensor
from torch.nn import functional as F


def vae_loss(x_recon: Tensor, x: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
    """Negative evidence lower bound of a VAE with Bernoulli pixels and a standard normal prior.

    Args:
        x_recon: reconstructed pixel probabilities, in [0, 1], any shape.
        x: pixels in [0, 1], the shape of `x_recon`.
        mu: means of the codes, any shape.
        log_var: logarithms of the codes' variances, the shape of `mu`.

    Returns:
        The loss in nats, a 0-dimensional tensor.
    """
    reconstruction = F.binary_cross_entropy(x_recon, x, reduction="sum")  # blank: NLL of the pixels
    kl = 0.5 * (mu.square() + torch.expm1(log_var) - log_var).sum()  # blank: price of the codes
    return reconstruction + kl  # blank: the bound, from its two terms
