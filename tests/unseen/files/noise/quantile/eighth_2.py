# asymmetric_laplace_nll: the pinball loss is averaged before it is divided by b, so the mean of the quotients becomes a product of means, which is wrong when b is not one number.
import math

import torch


def _check(weights):
    return torch.maximum(weights[0], weights[1])


def pinball_loss(q, y, tau):
    diff = y - q
    return _check((tau * diff, (tau - 1) * diff)).mean()


def asymmetric_laplace_nll(mu, b, tau, y):
    log_norm = torch.log(b) - math.log(tau) - math.log1p(-tau)
    return torch.mean(log_norm + pinball_loss(mu, y, tau) / b)
