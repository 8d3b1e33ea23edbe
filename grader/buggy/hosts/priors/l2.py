"""Train a small network with a Gaussian prior, and report which prior the settings stand for."""

import torch
from torch import Tensor, nn


def sum_of_squares(parameters: list[nn.Parameter]) -> Tensor:
    """The squared length of all parameters together."""
    squares = [p.square().sum() for p in parameters]
    return torch.stack(squares).sum()


def l2_penalty(model: nn.Module, lambda_l2: float) -> Tensor:
    """L2 penalty over all parameters of a model.

    Args:
        model: a module with at least one parameter, all of one floating dtype.
        lambda_l2: strength of the penalty, positive.

    Returns:
        The penalty, a 0-dimensional tensor.
    """
    parameters = list(model.parameters())
    total = sum_of_squares(parameters)
    return lambda_l2 * total


def gaussian_prior_variance(lambda_l2: float) -> float:
    """Variance of the Gaussian prior that corresponds to an L2 penalty added to an NLL.

    Args:
        lambda_l2: strength of the penalty that is added to the NLL, positive.

    Returns:
        The variance of the zero-mean prior of each parameter.
    """
    precision = 2 * lambda_l2
    return 1 / precision


def prior_variance_from_weight_decay(weight_decay: float) -> float:
    """Variance of the Gaussian prior that corresponds to `weight_decay` in SGD.

    Args:
        weight_decay: what `torch.optim.SGD` multiplies `w` by to add it to the gradient, positive.

    Returns:
        The variance of the zero-mean prior of each parameter.
    """
    precision = weight_decay
    return 1 / precision


def sgd_step(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    """One step of gradient descent with weight decay.

    Args:
        w: the weights, any shape.
        grad: gradient of the loss without the penalty, the shape of `w`.
        lr: step size, positive.
        weight_decay: strength of the decay, positive.

    Returns:
        The new weights, a new tensor of the shape of `w`.
    """
    pull = weight_decay * w
    direction = grad + pull
    step = lr * direction
    return w - step


def train(model: nn.Module, x: Tensor, y: Tensor, decay: float, steps: int = 100) -> float:
    """Fit a model by gradient descent with weight decay; the penalized loss at the end."""
    for _ in range(steps):
        loss = (model(x) - y).square().mean()
        gradients = torch.autograd.grad(loss, list(model.parameters()))
        with torch.no_grad():
            for w, gradient in zip(model.parameters(), gradients, strict=True):
                w.copy_(sgd_step(w, gradient, 0.05, decay))
    print("prior variance", prior_variance_from_weight_decay(decay))
    print("which an L2 penalty has at", gaussian_prior_variance(decay / 2))
    return float((model(x) - y).square().mean() + l2_penalty(model, decay / 2))
