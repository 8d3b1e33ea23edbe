# reparameterise: torch.normal(mu, std) draws the sample directly, and its gradient to mu and log_var is zero.
import torch


def reparameterise(mu, log_var):
    std = log_var.mul(0.5).exp()
    return torch.normal(mean=mu, std=std)
