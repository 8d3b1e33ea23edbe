"""Wrong answers to priors/l2 that only measure what the grader explains."""

import math

import torch
from torch import Tensor, nn

from tests.unseen import unseen


@unseen("l2_penalty", "frozen parameters are left out")
def trainable_only(model, lambda_l2):
    penalty = 0.0
    for p in model.parameters():
        if p.requires_grad:
            penalty = penalty + (p**2).sum()
    return lambda_l2 * penalty


@unseen("l2_penalty", "the norms are summed, without the square")
def norms(model, lambda_l2):
    return lambda_l2 * sum(torch.norm(p, 2) for p in model.parameters())


@unseen("gaussian_prior_variance", "the factor 2 is missing")
def one_over_lambda(lambda_l2):
    return 1.0 / lambda_l2


@unseen("gaussian_prior_variance", "the standard deviation is returned")
def prior_std(lambda_l2):
    # lambda = 1 / (2 sigma^2)
    sigma = math.sqrt(1 / (2 * lambda_l2))
    return sigma


@unseen("prior_variance_from_weight_decay", "weight decay is taken for lambda of lambda*sum w^2")
def wd_as_lambda(weight_decay):
    return 1.0 / (2.0 * weight_decay)


@unseen("prior_variance_from_weight_decay", "the precision is returned instead of the variance")
def precision(weight_decay):
    # SGD adds wd * w, the gradient of wd/2 * w^2 = w^2 / (2 s^2)
    lam = weight_decay / 2
    return 2 * lam


@unseen("sgd_step", "decoupled decay that is not multiplied by the learning rate")
def decoupled(w, grad, lr, weight_decay):
    shrunk = (1 - weight_decay) * w
    return shrunk - lr * grad


@unseen("sgd_step", "w is changed in place")
def in_place(w, grad, lr, weight_decay):
    with torch.no_grad():
        d_p = grad + weight_decay * w
        w -= lr * d_p
    return w


@unseen("l2_penalty", "iterates with remove_duplicate=False, so a tied parameter is counted twice")
def second_1(model: nn.Module, lambda_l2: float) -> Tensor:
    named = model.named_parameters(remove_duplicate=False)
    return lambda_l2 * sum(p.pow(2).sum() for _, p in named)


@unseen("gaussian_prior_variance", "returns the standard deviation of the prior")
def second_2(lambda_l2: float) -> float:
    return (1 / (2 * lambda_l2)) ** 0.5


@unseen(
    "prior_variance_from_weight_decay",
    "treats wd as the factor of the sum of squares and returns 1/(2*wd)",
)
def second_3(weight_decay: float) -> float:
    return 1 / (2 * weight_decay)


@unseen("sgd_step", "decouples the decay from the step size: w shrinks by wd and not by lr*wd")
def second_4(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    return (1 - weight_decay) * w - lr * grad
