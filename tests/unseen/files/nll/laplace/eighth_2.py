# laplace_nll: the normaliser is log(sqrt(2)*b), that of the standard deviation, instead of log(2*b), so the loss is log(2)/2 too small.
import math

import torch


def laplace_nll(mu, b, y):
    # p(y) = 1/Z * exp(-|y - mu| / b)
    residual = torch.abs(y - mu)
    exponent = residual / b
    log_z = 0.5 * math.log(2.0) + torch.log(b)
    nll = exponent + log_z
    n = nll.numel()
    return nll.sum() / n


def mae_loss(y_hat, y):
    residual = torch.abs(y_hat - y)
    return residual.sum() / residual.numel()
