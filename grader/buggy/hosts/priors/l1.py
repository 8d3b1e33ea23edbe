"""Select the features of a linear model with a Laplace prior, by proximal gradient descent."""

import torch
from torch import Tensor, nn


def l1_penalty(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    """L1 penalty over all parameters of a model.

    Args:
        model: a module with at least one parameter, all of one floating dtype.
        lambda_l1: strength of the penalty, positive.

    Returns:
        The penalty, a 0-dimensional tensor.
    """
    parameters = list(model.parameters())
    sizes = [p.abs().sum() for p in parameters]
    total = torch.stack(sizes).sum()
    return lambda_l1 * total


def laplace_prior_scale(lambda_l1: float) -> float:
    """Scale of the Laplace prior that corresponds to an L1 penalty added to an NLL.

    Args:
        lambda_l1: strength of the penalty that is added to the NLL, positive.

    Returns:
        The scale of the zero-mean prior of each parameter.
    """
    slope = lambda_l1
    return 1 / slope


def soft_threshold(w: Tensor, t: float) -> Tensor:
    """Proximal step of the L1 penalty, for each element separately.

    Args:
        w: the weights, any shape.
        t: size of the step, positive.

    Returns:
        The new weights, a new tensor of the shape of `w`, some of them exactly 0.
    """
    size = w.abs()
    excess = size - t
    kept = excess.clamp(min=0)
    direction = w.sign()
    return direction * kept


def lasso(x: Tensor, y: Tensor, lambda_l1: float, steps: int = 300) -> Tensor:
    """Weights of a sparse linear regression."""
    w = torch.zeros(x.shape[1], dtype=x.dtype)
    lr = 1 / float(torch.linalg.matrix_norm(x, 2) ** 2)
    for _ in range(steps):
        gradient = x.T @ (x @ w - y)
        w = soft_threshold(w - lr * gradient, lr * lambda_l1)
    return w


def report(model: nn.Linear, x: Tensor, y: Tensor, lambda_l1: float) -> str:
    """What a fitted model costs, and which prior that stands for."""
    model.weight.data.copy_(lasso(x, y, lambda_l1))
    used = int((model.weight != 0).sum())
    scale = laplace_prior_scale(lambda_l1)
    return f"{used} features, penalty {float(l1_penalty(model, lambda_l1)):.3f}, scale {scale:.2f}"
