# soft_threshold rounds t to float32, so a float64 w exactly equal to t = 0.7 or 1.3 gives 1e-8 instead of exactly 0 ("exact zeros", abs(w) <= t gives exactly 0)
import torch
from torch import Tensor, nn


def l1_penalty(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    per_parameter = [p.abs().sum() for p in model.parameters()]
    return lambda_l1 * torch.stack(per_parameter).sum()


def laplace_prior_scale(lambda_l1: float) -> float:
    return 1 / lambda_l1


def soft_threshold(w: Tensor, t: float) -> Tensor:
    magnitude = (w.abs() - torch.tensor(t, dtype=torch.float32, device=w.device)).clamp(min=0)
    return torch.sign(w) * magnitude
