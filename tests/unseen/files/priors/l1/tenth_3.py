# the default of lambda_l1 is 1e-3 ("l1_penalty(model, lambda_l1=1e-4)")
import torch
from torch import Tensor, nn


def l1_penalty(model: nn.Module, lambda_l1: float = 1e-3) -> Tensor:
    per_parameter = [p.abs().sum() for p in model.parameters()]
    return lambda_l1 * torch.stack(per_parameter).sum()


def laplace_prior_scale(lambda_l1: float) -> float:
    return 1 / lambda_l1


def soft_threshold(w: Tensor, t: float) -> Tensor:
    magnitude = (w.abs() - t).clamp(min=0)
    return torch.sign(w) * magnitude
