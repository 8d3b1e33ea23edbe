# laplace_mle: the 1-indexed kthvalue is asked for k = n // 2, so for odd n >= 3 the location is the order statistic just below the median (and b is about that point).
import torch
from torch import Tensor


def gaussian_mle(y: Tensor) -> tuple[Tensor, Tensor]:
    mu = torch.mean(y)
    deviations = y - mu
    sigma = torch.sqrt(torch.mean(deviations**2))
    return mu, sigma


def laplace_mle(y: Tensor) -> tuple[Tensor, Tensor]:
    n = y.shape[0]
    if n == 1:
        return y[0], torch.zeros_like(y[0])
    middle = torch.kthvalue(y, n // 2).values
    scale = torch.mean(torch.abs(y - middle))
    return middle, scale


def bernoulli_mle(y: Tensor) -> Tensor:
    return torch.sum(y) / y.shape[0]


def categorical_mle(y: Tensor, n_classes: int) -> Tensor:
    probabilities = torch.zeros(n_classes, device=y.device)
    one = torch.ones(y.shape[0], device=y.device)
    probabilities.index_add_(0, y, one)
    return probabilities / y.shape[0]
