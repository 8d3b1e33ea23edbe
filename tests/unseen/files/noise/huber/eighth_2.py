# huber_loss: both masks are strict, so a residual of exactly delta in size belongs to neither branch and contributes 0 (value and gradient).
import math

import torch


def huber_loss(y_hat, y, delta):
    err = y - y_hat
    size = err.abs()
    small = (size < delta).to(err.dtype)
    large = (size > delta).to(err.dtype)
    # keep the square from growing where it is not used
    quad = 0.5 * err.clamp(-delta, delta) ** 2
    lin = delta * size - 0.5 * delta**2
    return (small * quad + large * lin).mean()


def huber_log_normaliser(delta):
    center = math.sqrt(2 * math.pi) * math.erf(delta / math.sqrt(2))
    tails = 2 * math.exp(-delta * delta / 2) / delta
    return math.log(center + tails)


def huber_nll(mu, sigma, delta, y):
    z = (y - mu) / sigma
    a = z.abs()
    rho = torch.where(a <= delta, 0.5 * z**2, delta * (a - 0.5 * delta))
    return (rho + sigma.log() + huber_log_normaliser(delta)).mean()
