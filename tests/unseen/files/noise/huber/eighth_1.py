# huber_log_normaliser: it is computed in the default float32 (torch.tensor(delta)), so it is right to about 1e-7 and not to 1e-9.
import math

import torch
from torch import Tensor


def _huber(r: Tensor, delta: float) -> Tensor:
    a = r.abs()
    core = a.clamp(max=delta)
    return 0.5 * core * core + delta * (a - core)


def huber_loss(y_hat: Tensor, y: Tensor, delta: float) -> Tensor:
    return _huber(y - y_hat, delta).mean()


def huber_log_normaliser(delta: float) -> float:
    d = torch.tensor(delta)
    center = math.sqrt(2 * math.pi) * torch.erf(d / math.sqrt(2))
    tails = 2 / d * torch.exp(-0.5 * d**2)
    return torch.log(center + tails).item()


def huber_nll(mu: Tensor, sigma: Tensor, delta: float, y: Tensor) -> Tensor:
    z = (y - mu) / sigma
    per_element = _huber(z, delta) + torch.log(sigma) + huber_log_normaliser(delta)
    return per_element.mean()
