"""Wrong answers to nll/gaussian that may guide what the grader explains."""

import math

import numpy as np
import torch
import torch.nn as nn
from torch import Tensor

from tests.unseen import unseen


@unseen("gaussian_nll", "the squared standardized residual is not halved")
def no_half(mu, sigma, y):
    const = 0.5 * math.log(2 * math.pi)
    return (const + torch.log(sigma) + ((y - mu) / sigma) ** 2).mean()


@unseen("gaussian_nll", "the constant 0.5*log(2*pi) is left out")
def kendall_style(mu, sigma, y):
    var = sigma.pow(2)
    loss = 0.5 * (torch.log(var) + (y - mu).pow(2) / var)
    return loss.mean()


@unseen("gaussian_nll", "log(sigma) is left out, as if sigma were fixed")
def sigma_is_constant(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    # the normaliser doesn't matter for the optimum
    z = (y - mu) / sigma
    return torch.mean(0.5 * z**2 + 0.5 * np.log(2 * np.pi))


@unseen("gaussian_nll", "the variance is floored at 1e-2")
def clamped_variance(mu, sigma, y):
    var = torch.clamp(sigma**2, min=1e-2)  # numerical stability
    nll = 0.5 * (math.log(2 * math.pi) + var.log() + (y - mu) ** 2 / var)
    return nll.mean()


@unseen("gaussian_nll", "the sum instead of the mean")
def gaussian_negative_loglik(mu, sigma, y):
    ll = -0.5 * math.log(2 * math.pi) - sigma.log() - 0.5 * ((y - mu) / sigma).square()
    return -torch.sum(ll)


@unseen(
    "gaussian_nll",
    "log(sigma) is summed over sigma's own elements, before it is broadcast, and divided by all",
)
def summed_apart(mu, sigma, y):
    n = y.numel()
    quad = ((y - mu) ** 2 / (2 * sigma**2)).sum()
    logdet = torch.log(sigma).sum()
    return (quad + logdet) / n + 0.5 * math.log(2 * math.pi)


@unseen("gaussian_nll", "1e-8 is added to the density in the log, so far residuals are capped")
def log_of_pdf_eps(mu, sigma, y):
    pdf = torch.exp(-((y - mu) ** 2) / (2 * sigma**2)) / (sigma * math.sqrt(2 * math.pi))
    return -torch.log(pdf + 1e-8).mean()


@unseen("gaussian_nll", "math.log takes one number, so it raises for a sigma of several")
def math_log(mu, sigma, y):
    z = (y - mu) / sigma
    per_element = 0.5 * math.log(2 * math.pi) + math.log(sigma) + z.square() / 2
    return per_element.mean()


@unseen("gaussian_nll", "arguments in the order (y, mu, sigma), not (mu, sigma, y)")
def target_first(y, mu, sigma):
    log_prob = (
        -((y - mu) ** 2) / (2 * sigma**2) - torch.log(sigma) - math.log(math.sqrt(2 * math.pi))
    )
    return -log_prob.mean()


@unseen("gaussian_nll", "the minus is missing: it is the log-likelihood")
def log_likelihood(mu, sigma, y):
    var = sigma**2
    log_lik = -0.5 * torch.log(2 * math.pi * var) - (y - mu) ** 2 / (2 * var)
    return log_lik.mean()


@unseen("gaussian_nll", "sigma is reshaped to a column, which breaks per-feature and full sigmas")
def column_sigma(mu, sigma, y):
    s = sigma.view(-1, 1)
    nll = torch.log(s) + (y - mu) ** 2 / (2 * s**2) + 0.5 * math.log(2 * math.pi)
    return nll.mean()


@unseen("gaussian_nll", "a library call: torch.distributions.Normal")
def with_distribution(mu, sigma, y):
    dist = torch.distributions.Normal(loc=mu, scale=sigma)
    return -dist.log_prob(y).mean()


@unseen("gaussian_nll", "y is changed in place")
def in_place_residual(mu, sigma, y):
    z = y.sub_(mu).div(sigma)
    return (0.5 * z * z + sigma.log() + 0.5 * math.log(2 * math.pi)).mean()


@unseen("gaussian_nll", "cast to float32, which loses float64's dtype and digits")
def single_precision(mu, sigma, y):
    mu, sigma, y = mu.float(), sigma.float(), y.float()
    z = (y - mu) / sigma
    return (0.5 * math.log(2 * math.pi) + torch.log(sigma) + z**2 / 2).mean()


@unseen("gaussian_nll", "one sigma for all: the mean of the sigmas is used")
def pooled_sigma(mu, sigma, y):
    s = sigma.mean()
    nll = ((y - mu) ** 2).mean() / (2 * s**2) + torch.log(s) + 0.5 * math.log(2 * math.pi)
    return nll


@unseen("gaussian_nll", "not reduced: the NLL of each element is returned")
def unreduced(mu, sigma, y):
    c = torch.log(torch.sqrt(torch.as_tensor(2 * math.pi, dtype=mu.dtype)))
    return c + torch.log(sigma) + (y - mu).pow(2) / (2 * sigma.pow(2))


@unseen("mse_loss", "half of the mean squared error")
def half_mse(y_hat, y):
    return 0.5 * torch.mean((y - y_hat) ** 2)


@unseen("mse_loss", "the norm of the residual by n, without the square")
def norm_over_n(y_hat, y):
    err = torch.linalg.norm(y - y_hat)
    return err / y.numel()


@unseen("mse_loss", "divides by the first dimension alone, and raises for 0-d")
def divide_by_len(y_hat, y):
    total = torch.sum((y_hat - y) ** 2)
    return total / len(y)


@unseen("mse_loss", "a difference of squares instead of the square of the difference")
def difference_of_squares(y_hat, y):
    return (y**2 - y_hat**2).mean()


@unseen("mse_loss", "a library call: nn.MSELoss")
def module_mse(y_hat, y):
    criterion = nn.MSELoss(reduction="mean")
    return criterion(y_hat, y)


@unseen("mse_loss", "torch.dot takes vectors only, so it raises for other shapes")
def dot_product(y_hat, y):
    r = y - y_hat
    return torch.dot(r, r) / r.numel()
