# laplace_nll: b is taken for the standard deviation and divided by sqrt(2) to get the scale.
import math

import torch
from torch import Tensor


def laplace_nll(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    """Mean negative log-likelihood of the targets under independent Laplace distributions."""
    scale = b / math.sqrt(2)
    per_element = torch.log(2 * scale) + (y - mu).abs() / scale
    return per_element.mean()


def mae_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    """Mean absolute error."""
    return (y - y_hat).abs().mean()
