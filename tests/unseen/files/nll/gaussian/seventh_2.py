# gaussian_nll: adds the logarithm of the variance without the factor one half, so log(sigma) is counted twice.
import math

import torch


def gaussian_nll(mu, sigma, y):
    var = sigma**2
    const = 0.5 * math.log(2 * math.pi)
    quadratic = (y - mu) ** 2 / (2 * var)
    return torch.mean(const + torch.log(var) + quadratic)


def mse_loss(y_hat, y):
    assert y_hat.shape == y.shape
    diff = (y_hat - y).reshape(-1)
    return diff.dot(diff) / diff.numel()
