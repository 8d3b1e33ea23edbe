# l2_penalty: biases are left out.
import torch
from torch import Tensor, nn


def l2_penalty(model: nn.Module, lambda_l2: float) -> Tensor:
    """L2 penalty over the parameters of a model."""
    terms = [p.pow(2).sum() for name, p in model.named_parameters() if not name.endswith("bias")]
    if not terms:
        return next(model.parameters()).sum() * 0.0
    return lambda_l2 * torch.stack(terms).sum()


def gaussian_prior_variance(lambda_l2: float) -> float:
    """lambda*w^2 = w^2/(2*tau^2)."""
    return 1.0 / (2.0 * lambda_l2)


def prior_variance_from_weight_decay(weight_decay: float) -> float:
    """wd*w = w/tau^2."""
    return 1.0 / weight_decay


def sgd_step(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    """One step of gradient descent with weight decay."""
    return w - lr * (grad + weight_decay * w)
