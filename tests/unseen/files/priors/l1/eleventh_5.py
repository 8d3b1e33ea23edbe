# pseudo-Huber prior, sqrt(p^2 + 1e-8) - 1e-4, instead of the Laplace prior's abs. Clause: "`lambda * sum abs(p)`; gradient `lambda*sign(p)`". Shown by Linear(1,1) with weight=1., bias=1e-4, lambda=1: 0.99994 instead of 1.0001
import torch
from torch import Tensor, nn


def l1_penalty(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    per_parameter = [(torch.sqrt(p**2 + 1e-8) - 1e-4).sum() for p in model.parameters()]
    return lambda_l1 * torch.stack(per_parameter).sum()


def laplace_prior_scale(lambda_l1: float) -> float:
    return 1 / lambda_l1


def soft_threshold(w: Tensor, t: float) -> Tensor:
    magnitude = torch.clamp(w.abs() - t, min=0)
    return torch.sign(w) * magnitude
