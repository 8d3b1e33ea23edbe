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
"""

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from grader import blank


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
        hidden = blank("features of x")
        return blank("both parameters of q")

    def reparameterise(self, mu: Tensor, log_var: Tensor) -> Tensor:
        """Draw one code from each Gaussian, differentiably in its parameters.

        Args:
            mu: means, shape (n, d_latent).
            log_var: logarithms of the variances, shape (n, d_latent).

        Returns:
            A fresh sample, shape (n, d_latent).
        """
        return blank("a fresh draw, differentiable in both")

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Encode images, sample their codes and reconstruct them.

        Args:
            x: images, shape (n, d_input).

        Returns:
            Reconstructions of shape (n, d_input), and the codes' means and logarithms of
            variances, both of shape (n, d_latent).
        """
        mu, log_var = blank("which codes could have made x?")
        z = blank("which code to decode?")
        return blank("the reconstruction, and what the loss needs")

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
        return blank("reconstruction and price of the codes")
