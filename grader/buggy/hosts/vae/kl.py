"""How much each dimension of a code costs: a report on an encoder after every epoch."""

import torch
from torch import Tensor


def per_element(mu: Tensor, log_var: Tensor) -> Tensor:
    """Divergence of each one-dimensional Gaussian from the standard normal.

    Args:
        mu: means, any shape.
        log_var: logarithms of the variances, the shape of `mu`.

    Returns:
        The divergences in nats, the shape of `mu`.
    """
    location = mu.square()
    spread = torch.expm1(log_var)
    entropy = log_var
    return 0.5 * (location + spread - entropy)


def kl_divergence(mu: Tensor, log_var: Tensor) -> Tensor:
    """KL divergence of diagonal Gaussians from the standard normal.

    Args:
        mu: means, any shape.
        log_var: logarithms of the variances, the shape of `mu`.

    Returns:
        The divergence in nats over the whole batch, a 0-dimensional tensor.
    """
    cost = per_element(mu, log_var)
    total = cost.sum()
    return total


def report(encoder: torch.nn.Module, images: Tensor) -> str:
    """Describe what an encoder spends on a batch, and which dimensions it ignores."""
    with torch.no_grad():
        mu, log_var = encoder(images).chunk(2, dim=-1)
        nats = kl_divergence(mu, log_var) / len(images)
        dimensions = per_element(mu, log_var).mean(dim=0)
    asleep = int((dimensions < 0.01).sum())
    return f"{nats:.2f} nats an image, {asleep} of {mu.shape[-1]} dimensions are not used"


def train(encoder: torch.nn.Module, images: Tensor, steps: int = 100, lr: float = 1e-3) -> None:
    """Pull the codes of an encoder towards the prior, to see how fast they collapse."""
    for step in range(steps):
        mu, log_var = encoder(images).chunk(2, dim=-1)
        loss = kl_divergence(mu, log_var)
        gradients = torch.autograd.grad(loss, list(encoder.parameters()))
        with torch.no_grad():
            for weight, gradient in zip(encoder.parameters(), gradients, strict=True):
                weight.sub_(lr * gradient)
        if step % 10 == 0:
            print(step, report(encoder, images))
