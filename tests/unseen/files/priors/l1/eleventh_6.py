# parameters are collected module by module, so one that is shared by two modules counts twice. Clause: "tied ones once". Shown by two Linear(3,3) with the same weight Parameter: its abs counts double
import torch
from torch import Tensor, nn


def l1_penalty(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    per_parameter = [p.abs().sum() for m in model.modules() for p in m.parameters(recurse=False)]
    return lambda_l1 * torch.stack(per_parameter).sum()


def laplace_prior_scale(lambda_l1: float) -> float:
    return 1 / lambda_l1


def soft_threshold(w: Tensor, t: float) -> Tensor:
    magnitude = torch.clamp(w.abs() - t, min=0)
    return torch.sign(w) * magnitude
