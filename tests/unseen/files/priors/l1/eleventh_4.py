# small negative weights are not set to 0 but pushed across it: the clamp is missing only where w < 0 and abs(w) < t. Clause: "If `abs(w) <= t`, the result is exactly 0". Shown by w=[-0.1], t=0.5: 0.4 instead of 0
import torch
from torch import Tensor, nn


def l1_penalty(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    per_parameter = [p.abs().sum() for p in model.parameters()]
    return lambda_l1 * torch.stack(per_parameter).sum()


def laplace_prior_scale(lambda_l1: float) -> float:
    return 1 / lambda_l1


def soft_threshold(w: Tensor, t: float) -> Tensor:
    return torch.where(w < 0, w + t, torch.clamp(w - t, min=0))
