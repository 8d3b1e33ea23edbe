# laplace_prior_scale is 1/(2*lambda) (the 2 of the density's 1/(2b) ends in the scale). Clause: "scale of the Laplace prior: `1/lambda`". Shown by lambda_l1=0.5: 1 instead of 2
import torch
from torch import Tensor, nn


def l1_penalty(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    per_parameter = [p.abs().sum() for p in model.parameters()]
    return lambda_l1 * torch.stack(per_parameter).sum()


def laplace_prior_scale(lambda_l1: float) -> float:
    return 1 / (2 * lambda_l1)


def soft_threshold(w: Tensor, t: float) -> Tensor:
    magnitude = torch.clamp(w.abs() - t, min=0)
    return torch.sign(w) * magnitude
