"""# The KL divergence from the prior.

A VAE encodes `x` as a distribution `q(z|x) = N(mu, sigma^2)`, independent in each dimension, with
`log_var = log(sigma^2)`. The prior over codes is `N(0, 1)`. The second term of the VAE loss is
the Kullback-Leibler divergence of `q` from that prior, the expectation of `log q - log p` under
`q`. Write

- `kl_divergence(mu, log_var)`: that divergence in nats, in closed form, summed over **every**
  element.

`mu` and `log_var` have the same shape, any number of dimensions. The sum is over batch and latent
dimensions, so the result is a 0-dimensional tensor. It is 0 where `q` is the prior and positive
everywhere else; gradients flow to both inputs.

From scratch: no `torch.distributions` and no `torch.kl_div`.

## Formula

```
kl_divergence = -0.5 * sum(1 + log_var - mu^2 - exp(log_var))
```

## Hints

1. Both distributions are Gaussian, so `log q - log p` is a quadratic, and its expectation needs
   only the mean and the mean square of `z` under `q`. The network predicts the logarithm of a
   *variance*: which function takes you back to the variance? Four terms remain for each element.
2. Independent dimensions make the divergence a sum of one-dimensional ones. Compute those first,
   as a tensor of the inputs' shape, and reduce once. Check that `mu = 0, log_var = 0` gives 0.
3. Per element: `0.5 * (mu^2 + exp(log_var) - 1 - log_var)`. Then `.sum()` without a dimension.

## In the interview

**Where does it come from?** The negative ELBO is `E_q[-log p(x|z)] + KL(q(z|x) || p(z))`. With
both Gaussians diagonal the expectation of `log q - log p` needs only `E_q[z^2] = mu^2 + sigma^2`,
hence the closed form: nothing is sampled, and the gradient of this term has no noise. `mu^2`
pulls codes to the origin, as an L2 penalty would; `sigma^2 - 1 - log sigma^2` pulls the width to
1, steeply from below, so a code cannot shrink to a point.

**What is it for?** It is the price in nats of distinguishing the code from the prior. Without it
the encoder makes narrow, far-apart codes, the model becomes an autoencoder, and samples from
`N(0, 1)` decode to nothing sensible.

**Follow-ups.** *Which direction, and does it matter?* `KL(q || p)`; it is not symmetric, and this
one is an expectation under `q`, the distribution we can sample. *Why log-variance?* Any real
number is valid, so nothing has to be kept positive. *Posterior collapse?* The KL of a dimension
reaches 0: `q` equals the prior for every `x`; warm up the KL's weight or allow free bits. *Sum or
mean?* Sum, as the ELBO does; a mean over latent dimensions silently makes it a beta-VAE with
`beta < 1`.

## Rubric

- Derives the closed form, or says what it needs: the expectation of `log q - log p` under `q`.
- Says what each part does: `mu^2` pulls codes to the origin, the rest pulls the width to 1.
- Knows the direction, `KL(q || p)`, that it is not symmetric, and why this one.
- Explains what the term is for: it prices the code, and makes samples from the prior decode to
  something.
- Recognizes posterior collapse, and names a remedy.

Red flags:

- Averages over the latent dimensions and calls it the ELBO.
- Estimates the term by sampling because "there is no closed form".
"""

import torch
from torch import Tensor


def kl_divergence(mu: Tensor, log_var: Tensor) -> Tensor:
    """KL divergence of diagonal Gaussians from the standard normal, summed over every element.

    Args:
        mu: means, any shape.
        log_var: logarithms of the variances, the shape of `mu`.

    Returns:
        The divergence in nats, a 0-dimensional tensor.
    """
    # blank: closed form, per element
    # expm1 rather than exp - 1: rounding cannot make the divergence negative near the prior.
    per_element = 0.5 * (mu.square() + torch.expm1(log_var) - log_var)
    # end
    return per_element.sum()  # blank: which reduction?
