# l1_penalty: it walks over the modules and adds up each one's own parameters, so a parameter tied between two modules is counted twice.
import torch
from torch import Tensor, nn


def l1_penalty(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    terms = []
    for module in model.modules():
        for p in module.parameters(recurse=False):
            terms.append(p.abs().sum())
    return lambda_l1 * torch.stack(terms).sum()


def laplace_prior_scale(lambda_l1: float) -> float:
    return 1.0 / lambda_l1


def soft_threshold(w: Tensor, t: float) -> Tensor:
    return torch.sign(w) * torch.clamp(w.abs() - t, min=0)
