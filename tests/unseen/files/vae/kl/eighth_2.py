# kl_divergence: with two or more dimensions it is summed over all but the first and then averaged over the first, instead of summed over everything.
import torch


def kl_divergence(mu, log_var):
    kl = 0.5 * (torch.exp(log_var) + mu.pow(2) - 1.0 - log_var)
    if kl.dim() < 2:
        return kl.sum()
    return kl.flatten(start_dim=1).sum(dim=1).mean()
