"""Wrong answers to nll/laplace that only measure what the grader explains."""

import math

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from tests.unseen import unseen


@unseen("laplace_nll", "no logarithm: 2b is added in place of log(2b)")
def no_log(mu, b, y):
    return (2 * b + (y - mu).abs() / b).mean()


@unseen("laplace_nll", "the residual is squared instead of its absolute value")
def squared_residual(mu, b, y):
    per_element = torch.log(2 * b) + (y - mu).square() / b
    return per_element.mean()


@unseen("laplace_nll", "b is taken for the standard deviation: it is divided by sqrt(2)")
def b_as_std(mu, b, y):
    scale = b / math.sqrt(2)
    return torch.mean(torch.log(2 * scale) + torch.abs(y - mu) / scale)


@unseen("laplace_nll", "the sum instead of the mean")
def sum_of_nll(mu, b, y):
    return torch.sum(torch.log(2 * b) + torch.abs(y - mu) / b)


@unseen("laplace_nll", "the residual is averaged before abs")
def abs_of_mean(mu, b, y):
    return torch.log(2 * b).mean() + torch.abs(((y - mu) / b).mean())


@unseen("laplace_nll", "the log of an underflowing density")
def log_pdf(mu, b, y):
    pdf = torch.exp(-torch.abs(y - mu) / b) / (2 * b)
    return -torch.log(pdf).mean()


@unseen("laplace_nll", "1e-3 is added to b")
def eps_on_scale(mu, b, y):
    eps = 1e-3
    b = b + eps
    return (torch.log(2 * b) + (y - mu).abs() / b).mean()


@unseen("laplace_nll", "the log-likelihood: the minus is missing")
def loglik(mu: Tensor, b: Tensor, y: Tensor) -> Tensor:
    return torch.mean(-torch.log(2 * b) - torch.abs(y - mu) / b)


@unseen("laplace_nll", "arguments in the order (mu, y, b), not (mu, b, y)")
def prediction_target_scale(mu, y, b):
    return (torch.log(2 * b) + torch.abs(y - mu) / b).mean()


@unseen("laplace_nll", "the mean over dimension 0 alone")
def per_feature(mu, b, y):
    nll = torch.log(2 * b) + torch.abs(y - mu) / b
    return nll.mean(axis=0)


@unseen("laplace_nll", "one scale for all: the mean of b is used")
def average_scale(mu, b, y):
    b = b.mean()
    mae = (y - mu).abs().mean()
    return torch.log(2 * b) + mae / b


@unseen("laplace_nll", "through numpy: no gradient")
def numpy_detour(mu, b, y):
    mu_, b_, y_ = mu.detach().numpy(), b.detach().numpy(), y.detach().numpy()
    out = np.mean(np.log(2 * b_) + np.abs(y_ - mu_) / b_)
    return torch.as_tensor(out).to(mu)


@unseen("laplace_nll", "only residuals above mu count: clamp in place of abs")
def one_sided(mu, b, y):
    positive = torch.clamp(y - mu, min=0)
    return (torch.log(2 * b) + positive / b).mean()


@unseen("laplace_nll", "log(2b) is subtracted instead of added")
def wrong_sign_of_log(mu, b, y):
    return ((y - mu).abs() / b - (2 * b).log()).mean()


@unseen("laplace_nll", "log(2b) is multiplied with the scaled residual instead of added")
def product(mu, b, y):
    z = torch.abs(y - mu) / b
    return (z * torch.log(2 * b)).mean()


@unseen("mae_loss", "the sum of the absolute errors")
def sad(y_hat, y):
    return (y - y_hat).abs().sum()


@unseen("mae_loss", "the mean squared error")
def mse(y_hat, y):
    return torch.mean(torch.pow(y_hat - y, 2))


@unseen("mae_loss", "a library call: F.l1_loss")
def library_l1(y_hat, y):
    return F.l1_loss(y_hat, y, reduction="mean")


@unseen("mae_loss", "the root of the mean squared error: sqrt is taken after the mean")
def root_after_mean(y_hat, y):
    return torch.sqrt(torch.mean((y_hat - y) ** 2))


@unseen("mae_loss", "y is detached: no gradient reaches it")
def detached_target(y_hat, y):
    error = y_hat - y.detach()
    return error.abs().mean()


@unseen("mae_loss", "relative to the target: the mean absolute percentage error")
def mape(y_hat, y):
    return torch.mean(torch.abs((y - y_hat) / y))


@unseen("mae_loss", "y_hat is changed in place")
def in_place_error(y_hat, y):
    y_hat -= y
    return y_hat.abs().mean()
