# abs is smoothed within 1e-3 of 0, so the gradient of small parameters is lambda*p/1e-3 ("gradient lambda*sign(p)")
import torch
from torch import Tensor, nn


def l1_penalty(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    per_parameter = [
        torch.where(p.abs() < 1e-3, p * p / 2e-3 + 5e-4 * (p != 0), p.abs()).sum()
        for p in model.parameters()
    ]
    return lambda_l1 * torch.stack(per_parameter).sum()


def laplace_prior_scale(lambda_l1: float) -> float:
    return 1 / lambda_l1


def soft_threshold(w: Tensor, t: float) -> Tensor:
    magnitude = (w.abs() - t).clamp(min=0)
    return torch.sign(w) * magnitude
