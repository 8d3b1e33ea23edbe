# gaussian_mle: torch.std_mean returns (std, mean), and the pair is handed on in that order.
import torch
from torch import Tensor


def gaussian_mle(y: Tensor) -> tuple[Tensor, Tensor]:
    """Fit a Gaussian to a sample by maximum likelihood."""
    mu, sigma = torch.std_mean(y, correction=0)
    return mu, sigma


def laplace_mle(y: Tensor) -> tuple[Tensor, Tensor]:
    """Fit a Laplace distribution to a sample by maximum likelihood."""
    mu = torch.median(y)
    b = (y - mu).abs().mean()
    return mu, b


def bernoulli_mle(y: Tensor) -> Tensor:
    """Fit a Bernoulli distribution to a sample by maximum likelihood."""
    return y.mean()


def categorical_mle(y: Tensor, n_classes: int) -> Tensor:
    """Fit a categorical distribution to a sample of labels by maximum likelihood."""
    counts = torch.bincount(y, minlength=n_classes)
    return counts / y.numel()
