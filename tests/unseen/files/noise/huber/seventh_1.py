# huber_loss: implements the pseudo-Huber loss delta^2*(sqrt(1+(r/delta)^2)-1) (in a stable form) instead of Huber's loss.
import math

import torch
from torch import Tensor


def huber_loss(y_hat: Tensor, y: Tensor, delta: float) -> Tensor:
    r = y - y_hat
    root = torch.sqrt(1.0 + (r / delta) ** 2)
    # r^2 / (1 + sqrt(1 + (r/delta)^2)): r^2/2 in the middle, delta*|r| far out, no cancellation
    return (r * (r / (1.0 + root))).mean()


def huber_log_normaliser(delta: float) -> float:
    center = math.sqrt(2 * math.pi) * math.erf(delta / math.sqrt(2))
    tails = 2 / delta * math.exp(-(delta**2) / 2)
    return math.log(center + tails)


def huber_nll(mu: Tensor, sigma: Tensor, delta: float, y: Tensor) -> Tensor:
    z = (y - mu) / sigma
    size = z.abs()
    inner = size.clamp(max=delta)
    rho = inner * (size - 0.5 * inner)
    return (rho + torch.log(sigma) + huber_log_normaliser(delta)).mean()
