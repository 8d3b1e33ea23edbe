"""An answer to vae/kl that many a tutorial has, and that no single example can tell from right."""

from torch import Tensor


def kl_divergence(mu: Tensor, log_var: Tensor) -> Tensor:
    """KL divergence of diagonal Gaussians from the standard normal."""
    per_element = -0.5 * (1 + log_var - mu**2 - log_var.exp())
    return per_element.sum(dim=-1).mean()
