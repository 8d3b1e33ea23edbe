"""Wrong answers to nll/gaussian that only measure what the grader explains."""

import math

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from tests.unseen import unseen


@unseen("gaussian_nll", "sigma is taken for the variance")
def sigma_as_variance(mu, sigma, y):
    return (0.5 * torch.log(2 * math.pi * sigma) + (y - mu) ** 2 / (2 * sigma)).mean()


@unseen("gaussian_nll", "log(2*pi) is not halved")
def whole_constant(mu, sigma, y):
    z = (y - mu) / sigma
    per_element = math.log(2 * math.pi) + sigma.log() + 0.5 * z**2
    return per_element.mean()


@unseen("gaussian_nll", "sigma is taken for the log of the standard deviation")
def from_log_sigma(mu, sigma, y):
    # sigma is the raw network output, exponentiate for positivity
    std = torch.exp(sigma)
    z = (y - mu) / std
    return torch.mean(sigma + 0.5 * z.square() + 0.5 * math.log(2 * math.pi))


@unseen("gaussian_nll", "1e-4 is added to the variance")
def jittered(mu, sigma, y):
    eps = 1e-4
    variance = sigma * sigma + eps
    return 0.5 * (torch.log(2 * torch.pi * variance) + (y - mu) ** 2 / variance).mean()


@unseen("gaussian_nll", "summed over the last dimension, then the mean over rows")
def mean_over_batch(mu, sigma, y):
    per_dim = 0.5 * np.log(2 * np.pi) + torch.log(sigma) + (y - mu) ** 2 / (2 * sigma**2)
    return per_dim.sum(dim=-1).mean()


@unseen("gaussian_nll", "the log of an underflowing density: infinite for far residuals")
def log_of_density(mu, sigma, y):
    norm = 1.0 / (sigma * math.sqrt(2 * math.pi))
    density = norm * torch.exp(-0.5 * ((y - mu) / sigma) ** 2)
    return torch.mean(-torch.log(density))


@unseen("gaussian_nll", "sigma is detached: no gradient reaches it")
def fixed_sigma(mu, sigma, y):
    s = sigma.detach()
    z = (y - mu) / s
    return (z.square() / 2 + s.log() + 0.5 * math.log(2 * math.pi)).mean()


@unseen("gaussian_nll", "log(sigma) is halved, as if sigma were a variance there alone")
def half_log_sigma(mu: Tensor, sigma: Tensor, y: Tensor) -> Tensor:
    log_term = 0.5 * torch.log(2 * math.pi * sigma)
    quad_term = (y - mu) ** 2 / (2 * sigma**2)
    return torch.mean(log_term + quad_term)


@unseen("gaussian_nll", "arguments in torch's order (mu, y, sigma), not (mu, sigma, y)")
def torch_order(mu, y, sigma):
    return (0.5 * math.log(2 * math.pi) + torch.log(sigma) + (y - mu) ** 2 / (2 * sigma**2)).mean()


@unseen("gaussian_nll", "log(sigma) is subtracted instead of added")
def minus_log_sigma(mu, sigma, y):
    z2 = torch.pow((y - mu) / sigma, 2)
    return torch.mean(0.5 * z2 - torch.log(sigma) + 0.5 * math.log(2 * math.pi))


@unseen("gaussian_nll", "a library call: F.gaussian_nll_loss, which floors the variance at 1e-6")
def torch_functional(mu, sigma, y):
    var = (sigma**2).expand_as(mu)
    return F.gaussian_nll_loss(mu, y, var, full=True)


@unseen("gaussian_nll", "refuses a sigma that broadcasts")
def strict_shapes(mu, sigma, y):
    if not (mu.shape == sigma.shape == y.shape):
        raise ValueError(f"shapes differ: {mu.shape}, {sigma.shape}, {y.shape}")
    z = (y - mu) / sigma
    return (0.5 * z**2 + torch.log(sigma) + 0.5 * math.log(2 * math.pi)).mean()


@unseen("gaussian_nll", "returns a Python float")
def as_float(mu, sigma, y):
    z = (y - mu) / sigma
    loss = (0.5 * math.log(2 * math.pi) + sigma.log() + 0.5 * z * z).mean()
    return loss.item()


@unseen("gaussian_nll", "computed in numpy: no gradient reaches the inputs")
def via_numpy(mu, sigma, y):
    m, s, t = (a.detach().cpu().numpy() for a in (mu, sigma, y))
    nll = 0.5 * np.log(2 * np.pi) + np.log(s) + (t - m) ** 2 / (2 * s**2)
    return torch.tensor(nll.mean(), dtype=mu.dtype)


@unseen("gaussian_nll", "log sigma is passed for log variance: half the log, and exp too small")
def through_log_var(mu, sigma, y):
    log_var = torch.log(sigma)
    nll = 0.5 * (math.log(2 * math.pi) + log_var + (y - mu) ** 2 * torch.exp(-log_var))
    return nll.mean()


@unseen("gaussian_nll", "the standardized residual is clipped to 10")
def clipped_residual(mu, sigma, y):
    z = ((y - mu) / sigma).clamp(-10, 10)  # outliers blow up the loss otherwise
    return (0.5 * z**2 + sigma.log() + 0.5 * math.log(2 * math.pi)).mean()


@unseen("gaussian_nll", "the residual is averaged before it is squared")
def square_of_mean(mu, sigma, y):
    error = torch.mean((y - mu) / sigma) ** 2
    return 0.5 * error + torch.mean(torch.log(sigma)) + 0.5 * math.log(2 * math.pi)


@unseen("mse_loss", "the root of the mean squared error")
def rmse(y_hat, y):
    return torch.sqrt(((y_hat - y) ** 2).mean())


@unseen("mse_loss", "the mean over dimension 0 alone")
def mean_dim_zero(y_hat, y):
    squared = torch.square(y - y_hat)
    return squared.mean(dim=0)


@unseen("mse_loss", "the unbiased variance of the residual, which takes its mean off")
def variance_of_error(y_hat, y):
    residual = y - y_hat
    return residual.var()


@unseen("mse_loss", "a column minus a row: every prediction is compared with every target")
def pairwise(y_hat, y):
    diff = y_hat.reshape(-1, 1) - y.reshape(-1)
    return (diff**2).mean()


@unseen("mse_loss", "computed without gradient")
def no_gradient(y_hat, y):
    with torch.no_grad():
        loss = ((y - y_hat) ** 2).mean()
    return loss
