# the mean of gaussian_mle is computed without a gradient (sigma has one). Clause: "differentiable with respect to every floating-point input". Shown by y=[1.,3.].requires_grad: mu has no grad_fn, its gradient should be [0.5,0.5]
import torch
from torch import Tensor


def gaussian_mle(y: Tensor) -> tuple[Tensor, Tensor]:
    mu = y.detach().mean()
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
