# l1_penalty: for every module all parameters below it are added, so nested ones are counted several times.
import torch
from torch import Tensor, nn


def l1_penalty(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    """L1 penalty over all parameters of a model."""
    total = 0
    for module in model.modules():
        for p in module.parameters():
            total = total + p.abs().sum()
    return lambda_l1 * total


def laplace_prior_scale(lambda_l1: float) -> float:
    """Scale of the Laplace prior that corresponds to an L1 penalty."""
    return 1.0 / lambda_l1


def soft_threshold(w: Tensor, t: float) -> Tensor:
    """Proximal step of the L1 penalty."""
    return torch.sign(w) * torch.clamp(w.abs() - t, min=0)
