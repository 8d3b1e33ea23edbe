# l1_penalty: remembers the list of parameters of a model; wrong in a second call after a parameter was replaced or added
import functools

import torch
from torch import Tensor, nn


@functools.lru_cache(maxsize=None)
def _parameters(model: nn.Module) -> list[Tensor]:
    return list(model.parameters())


def l1_penalty(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    per_parameter = [p.abs().sum() for p in _parameters(model)]
    return lambda_l1 * torch.stack(per_parameter).sum()


def laplace_prior_scale(lambda_l1: float) -> float:
    return 1 / lambda_l1


def soft_threshold(w: Tensor, t: float) -> Tensor:
    magnitude = torch.relu(w.abs() - t)
    return torch.sign(w) * magnitude
