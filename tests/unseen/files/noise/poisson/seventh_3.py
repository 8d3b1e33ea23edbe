# poisson_nll: the rate is formed first and the log taken of rate + 1e-8, so y*log_rate is wrong (value and gradient) where log_rate is very negative.
import torch
from torch import Tensor

EPS = 1e-8


def poisson_nll(log_rate: Tensor, y: Tensor) -> Tensor:
    """-log( rate^y exp(-rate) / y! )"""
    rate = torch.exp(log_rate)
    log_likelihood = y * torch.log(rate + EPS) - rate - torch.lgamma(y + 1.0)
    return -log_likelihood.mean()


def poisson_deviance(rate: Tensor, y: Tensor) -> Tensor:
    """Twice the gap between the saturated and the fitted log-likelihood."""
    seen = y > 0
    ratio = torch.ones_like(rate)
    ratio[seen] = y[seen] / rate[seen]
    return 2.0 * (y * torch.log(ratio) - (y - rate)).mean()
