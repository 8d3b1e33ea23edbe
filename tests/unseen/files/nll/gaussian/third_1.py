# gaussian_nll: sigma is detached in the quadratic term, so the gradient to sigma is only that of log(sigma).
import math

import torch
from torch import Tensor


def gaussian_nll(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    """Mean negative log-likelihood of the targets under independent Gaussians."""
    precision = 1.0 / sigma.detach().square()
    log_norm = 0.5 * math.log(2 * math.pi) + torch.log(sigma)
    per_element = log_norm + 0.5 * precision * (y - mu).square()
    return per_element.mean()


def mse_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    """Mean squared error."""
    return (y - y_hat).square().mean()
