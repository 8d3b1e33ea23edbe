"""Wrong answers to priors/l1 that only measure what the grader explains."""

import math

import torch
from torch import Tensor, nn

from tests.unseen import unseen


@unseen("l1_penalty", "p.data cuts the gradient")
def on_data(model, lambda_l1=1e-4):
    total = 0.0
    for p in model.parameters():
        total = total + p.data.abs().sum()
    return lambda_l1 * total


@unseen("l1_penalty", "biases are left out")
def weights_only(model, lambda_l1=1e-4):
    terms = [p.abs().sum() for name, p in model.named_parameters() if "bias" not in name]
    return lambda_l1 * torch.stack(terms).sum()


@unseen("l1_penalty", "the mean of each parameter tensor instead of the sum")
def mean_abs(model, lambda_l1=1e-4):
    return lambda_l1 * sum(p.abs().mean() for p in model.parameters())


@unseen("laplace_prior_scale", "the standard deviation of the prior instead of its scale")
def laplace_std(lambda_l1):
    b = 1 / lambda_l1
    return math.sqrt(2) * b


@unseen("laplace_prior_scale", "a factor 2 is carried over from the Gaussian prior")
def like_gaussian(lambda_l1):
    return 1 / (2 * lambda_l1)


@unseen("soft_threshold", "hard thresholding: survivors are not shrunk")
def hard(w, t):
    return torch.where(w.abs() > t, w, torch.zeros_like(w))


@unseen("soft_threshold", "no max with 0: small weights cross zero")
def crosses(w, t):
    step = t * torch.sign(w)
    return w - step


@unseen("soft_threshold", "negative weights all become 0")
def one_sided(w, t):
    shrunk = w - t
    return torch.clamp(shrunk, min=0.0)


@unseen("l1_penalty", "skips frozen parameters (requires_grad is False)")
def second_1(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    params = list(model.parameters())
    total = torch.zeros((), dtype=params[0].dtype, device=params[0].device)
    for p in params:
        if p.requires_grad:
            total = total + p.abs().sum()
    return lambda_l1 * total


@unseen("l1_penalty", "the default strength is 1e-3 instead of 1e-4")
def second_2(model: nn.Module, lambda_l1: float = 1e-3) -> Tensor:
    return lambda_l1 * sum(p.abs().sum() for p in model.parameters())


@unseen(
    "laplace_prior_scale",
    "returns the standard deviation sqrt(2)/lambda of the prior, not its scale",
)
def second_3(lambda_l1: float) -> float:
    return 2**0.5 / lambda_l1


@unseen("soft_threshold", "is hard thresholding: the surviving weights are not shrunk by t")
def second_4(w: Tensor, t: float) -> Tensor:
    return torch.where(w.abs() > t, w, torch.zeros_like(w))
