# no gradient to y (targets detached), value right. Clause: "differentiable with respect to every floating-point input" / "Gradients flow to all inputs". Shown by mu=[0.], sigma=[1.], y=[2.] with y.requires_grad: y.grad is None instead of 2
import math

import torch
from torch import Tensor


def gaussian_nll(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    z = (y.detach() - mu) / sigma
    per_element = 0.5 * math.log(2 * math.pi) + torch.log(sigma) + 0.5 * z**2
    return per_element.mean()


def mse_loss(y_hat: Tensor, y: Tensor) -> Tensor:
    per_element = (y - y_hat) ** 2
    return per_element.mean()
