# prior_variance_from_weight_decay: treats wd as the lambda of lambda*sum w^2 and returns 1/(2*wd), but SGD adds wd*w to the gradient, which means 1/wd.
import torch
from torch import Tensor, nn
from torch.nn.utils import parameters_to_vector


def l2_penalty(model: nn.Module, lambda_l2: float) -> Tensor:
    w = parameters_to_vector(model.parameters())
    return lambda_l2 * torch.dot(w, w)


def gaussian_prior_variance(lambda_l2: float) -> float:
    # w^2 / (2 tau^2) = lambda w^2
    return 0.5 / lambda_l2


def prior_variance_from_weight_decay(weight_decay: float) -> float:
    return gaussian_prior_variance(weight_decay)


def sgd_step(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    decayed_grad = torch.add(grad, w, alpha=weight_decay)
    return torch.sub(w, decayed_grad, alpha=lr)
