"""# The whole model, trained.

The generative story: a code `z ~ N(0, 1)`, then pixels `x ~ Bernoulli(decoder(z))`. The encoder
answers the inverse question, which codes could have produced this `x`, with a Gaussian
`q(z|x) = N(mu, sigma^2)`, independent in each dimension. The layers of `VAE(d_input, d_latent)`
are given; write its four methods:

- `encode(x) -> (mu, log_var)`: the parameters of `q`, with `log_var = log(sigma^2)`: the hidden
  features of `x`, then one head for each;
- `reparameterise(mu, log_var)`: a fresh draw from `N(mu, sigma^2)`, differentiable in both;
- `forward(x) -> (x_recon, mu, log_var)`: encode, sample, decode;
- `loss(x, x_recon, mu, log_var)`: the Bernoulli negative log-likelihood of `x` plus the KL
  divergence of `q` from the prior in nats, both summed over every element. Note the order of the
  arguments: `x` first.

`x` and `x_recon` have shape `(n, d_input)` with values in `[0, 1]`; `mu` and `log_var` have shape
`(n, d_latent)`. The loss is a 0-dimensional tensor. Gradients flow to every parameter, and
training with an optimizer lowers the loss on real images.

The loss is exact for `x_recon` close to 0 and 1: within `1e-12` of either in float64, within
`1e-6` in float32. At exactly 0 or 1 it is finite, and its value is not graded.

`F.binary_cross_entropy` may be used here; `torch.distributions` may not.

## Formula

```
encode:          h = encoder(x)
                 mu = mu_head(h),  log_var = log_var_head(h)
reparameterise:  z = mu + exp(log_var/2) * eps,  eps ~ N(0, 1)
forward:         x_recon = decoder(z)
loss:            -sum(x*log(x_recon) + (1-x)*log(1-x_recon))
                 -0.5 * sum(1 + log_var - mu^2 - exp(log_var))
```

## Hints

1. Follow the shapes: `(n, d_input)`, hidden, two times `(n, d_latent)`, one sample
   `(n, d_latent)`, back to `(n, d_input)`. The encoder ends before the heads, and the decoder
   already ends in a sigmoid. The loss has two terms, one for the pixels' Bernoullis and one for
   the codes' Gaussians.
2. `encode` applies both heads to the *same* features, with no activation after them: a mean and a
   log-variance may be any real number. `forward` decodes the sample, not the mean, and returns
   what `loss` needs. `reparameterise` and `loss` are the earlier exercises, as methods.
3. `h = self.encoder(x)`, return `self.mu_head(h), self.log_var_head(h)`;
   `mu + exp(0.5*log_var) * randn_like(mu)`; `self.decoder(self.reparameterise(mu, log_var))`;
   `F.binary_cross_entropy(x_recon, x, reduction="sum")` plus the summed KL.

## In the interview

**What is the model?** A latent-variable model with prior `N(0, 1)` and a Bernoulli likelihood
whose parameters a network computes from the code. Its posterior `p(z|x)` is intractable, so one
encoder is trained to output an approximation for any `x`: amortized inference. Encoder and
decoder are trained together on the negative ELBO, reconstruction NLL plus KL to the prior, with
one reparameterised sample per image.

**How is it not an autoencoder?** The code is a distribution, not a point, and the KL ties it to a
known prior. So the noise makes nearby codes decode to similar images, and new images come from
`decoder(randn(n, d_latent))`. Without the noise and the KL the training is the same as an
autoencoder's, and the latent space has holes.

**Follow-ups.** *Why are the samples blurry?* Pixels are independent given the code, and an
uncertain code is decoded to an average. *Why no activation on the heads?* A ReLU on `mu` would
leave the means one orthant, `2^-d` of the space; on `log_var` it would forbid a `sigma` below 1.
*Why a sigmoid at the end?* The output is a Bernoulli's probability; numerically, returning logits
would be better. *Posterior collapse?* A strong decoder ignores `z` and the KL goes to 0; warm up
the KL, allow free bits, or weaken the decoder. *How do you evaluate it?* The ELBO on held-out
data, or the tighter importance-weighted bound.

## Rubric

- Distinguishes the model (prior and decoder) from the approximation (encoder), and names
  amortized inference.
- Says how it differs from an autoencoder: codes are distributions, tied to a known prior.
- Explains each output: no activation on the heads, a sigmoid because the decoder is Bernoulli.
- Generates new images from the prior and the decoder, without the encoder.
- Knows the symptoms: blur, posterior collapse; and how to evaluate, by the ELBO on held-out data
  or a tighter bound.

Red flags:

- Decodes `mu` in training, so nothing is sampled.
- Generates by encoding noise.
"""

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class VAE(nn.Module):
    """Variational autoencoder with Bernoulli pixels and a standard normal prior over codes."""

    def __init__(self, d_input: int, d_latent: int) -> None:
        """Build the layers.

        Args:
            d_input: number of pixels.
            d_latent: number of dimensions of a code.
        """
        super().__init__()
        self.encoder = nn.Sequential(nn.Linear(d_input, 256), nn.ReLU())
        self.mu_head = nn.Linear(256, d_latent)
        self.log_var_head = nn.Linear(256, d_latent)
        self.decoder = nn.Sequential(
            nn.Linear(d_latent, 256), nn.ReLU(), nn.Linear(256, d_input), nn.Sigmoid()
        )

    def encode(self, x: Tensor) -> tuple[Tensor, Tensor]:
        """Parameters of the distribution of codes for each image.

        Args:
            x: images, shape (n, d_input).

        Returns:
            Means and logarithms of the variances, both of shape (n, d_latent).
        """
        hidden = self.encoder(x)  # blank: features of x
        return self.mu_head(hidden), self.log_var_head(hidden)  # blank: both parameters of q

    def reparameterise(self, mu: Tensor, log_var: Tensor) -> Tensor:
        """Draw one code from each Gaussian, differentiably in its parameters.

        Args:
            mu: means, shape (n, d_latent).
            log_var: logarithms of the variances, shape (n, d_latent).

        Returns:
            A fresh sample, shape (n, d_latent).
        """
        # blank: a fresh draw, differentiable in both
        std = torch.exp(0.5 * log_var)
        eps = torch.randn_like(std)
        return mu + std * eps
        # end

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Encode images, sample their codes and reconstruct them.

        Args:
            x: images, shape (n, d_input).

        Returns:
            Reconstructions of shape (n, d_input), and the codes' means and logarithms of
            variances, both of shape (n, d_latent).
        """
        mu, log_var = self.encode(x)  # blank: which codes could have made x?
        z = self.reparameterise(mu, log_var)  # blank: which code to decode?
        return self.decoder(z), mu, log_var  # blank: the reconstruction, and what the loss needs

    def loss(self, x: Tensor, x_recon: Tensor, mu: Tensor, log_var: Tensor) -> Tensor:
        """Negative evidence lower bound, summed over images.

        Args:
            x: images in [0, 1], shape (n, d_input).
            x_recon: reconstructed pixel probabilities, shape (n, d_input).
            mu: means of the codes, shape (n, d_latent).
            log_var: logarithms of the codes' variances, shape (n, d_latent).

        Returns:
            The loss in nats, a 0-dimensional tensor.
        """
        # blank: reconstruction and price of the codes
        reconstruction = F.binary_cross_entropy(x_recon, x, reduction="sum")
        kl = 0.5 * (mu.square() + log_var.expm1() - log_var).sum()
        return reconstruction + kl
        # end
