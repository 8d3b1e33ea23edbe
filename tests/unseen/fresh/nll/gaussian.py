"""Wrong answers to nll/gaussian that only measure what the grader explains."""

import math

import torch
from torch import Tensor

from tests.unseen import unseen


@unseen("gaussian_nll", "sigma is used as if it were the variance")
def sigma_as_var(mu, sigma, y):
    return (
        0.5 * math.log(2 * math.pi) + 0.5 * torch.log(sigma) + (y - mu) ** 2 / (2 * sigma)
    ).mean()


@unseen("gaussian_nll", "the constant is log(2*pi) instead of half of it")
def full_const(mu, sigma, y):
    # log N(y; mu, sigma) = -log(2 pi) - log sigma - z^2 / 2
    z = (y - mu) / sigma
    const = math.log(2 * math.pi)
    per_item = const + torch.log(sigma) + 0.5 * z.pow(2)
    return per_item.mean()


@unseen("gaussian_nll", "the log(sigma) term is computed without gradient")
def no_grad_norm(mu, sigma, y):
    residual = y - mu
    with torch.no_grad():  # the normaliser does not depend on the data
        log_z = 0.5 * math.log(2 * math.pi) + torch.log(sigma)
    quad = residual**2 / (2 * sigma**2)
    return torch.mean(log_z + quad)


@unseen(
    "gaussian_nll",
    "a broadcast sigma's logs are summed over sigma's own elements, then divided by the number of targets",
)
def log_sigma_once(mu, sigma, y):
    n = y.numel()
    quad = ((y - mu) ** 2 / (2 * sigma**2)).sum()
    log_det = torch.log(sigma).sum()
    return 0.5 * math.log(2 * math.pi) + (log_det + quad) / n


@unseen("gaussian_nll", "summed over the last dimension before the mean")
def sum_features(mu, sigma, y):
    nll = 0.5 * math.log(2 * math.pi) + sigma.log() + (y - mu).square() / (2 * sigma.square())
    # features are independent: their log-likelihoods add up; average over the batch
    return nll.sum(dim=-1).mean()


@unseen("mse_loss", "the square of the mean error, not the mean of the squares")
def square_of_mean(y_hat, y):
    return torch.mean(y - y_hat) ** 2


@unseen("mse_loss", "the root of the mean squared error")
def rmse(y_hat, y):
    diff = y_hat - y
    mse = (diff * diff).mean()
    return torch.sqrt(mse)


@unseen("mse_loss", "divided by the batch size only, not by the number of elements")
def per_row(y_hat, y):
    if y_hat.shape != y.shape:
        raise ValueError("shapes differ")
    total = torch.sum((y_hat - y) ** 2)
    n = y.shape[0] if y.dim() > 0 else 1
    return total / n


@unseen("gaussian_nll", "clamps sigma from below at 0.1 for stability")
def second_1(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    sigma = sigma.clamp(min=0.1)
    z = (y - mu) / sigma
    return (0.5 * math.log(2 * math.pi) + torch.log(sigma) + 0.5 * z**2).mean()


@unseen(
    "gaussian_nll", "has the factor 0.5 in front of log(sigma) too, which belongs to log(sigma^2)"
)
def second_2(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    z = (y - mu) / sigma
    return 0.5 * (math.log(2 * math.pi) + torch.log(sigma) + z**2).mean()


@unseen("mse_loss", "squares the mean residual instead of averaging the squared residuals")
def second_3(y_hat: Tensor, y: Tensor) -> Tensor:
    return torch.mean(y - y_hat) ** 2


@unseen("mse_loss", "takes the root of the mean squared error")
def second_4(y_hat: Tensor, y: Tensor) -> Tensor:
    return torch.sqrt(torch.mean((y_hat - y) ** 2) + 1e-12)
