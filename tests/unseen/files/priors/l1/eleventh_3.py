# shrinkage as w*max(1 - t/abs(w), 0): value right, gradient nan at w = 0. Clause: "a gradient is finite and right wherever the value is (`soft_threshold` at 0)". Shown by w=[0.], t=0.5: w.grad = nan instead of 0
import torch
from torch import Tensor, nn


def l1_penalty(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    per_parameter = [p.abs().sum() for p in model.parameters()]
    return lambda_l1 * torch.stack(per_parameter).sum()


def laplace_prior_scale(lambda_l1: float) -> float:
    return 1 / lambda_l1


def soft_threshold(w: Tensor, t: float) -> Tensor:
    keep = torch.clamp(1 - t / w.abs(), min=0)
    return w * keep
