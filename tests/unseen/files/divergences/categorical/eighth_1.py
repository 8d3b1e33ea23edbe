# entropy: sums over dimension 1 instead of the last one, so a single distribution (k,) raises and inputs with three or more dimensions are reduced along the wrong axis.
import torch
from torch import Tensor


def entropy(p: Tensor) -> Tensor:
    """Shannon entropy of each distribution, in nats."""
    return torch.special.entr(p).sum(dim=1)


def kl_categorical(p: Tensor, q: Tensor) -> Tensor:
    """KL(p || q) of each pair of distributions, in nats."""
    # xlogy(0, 0) = 0, and xlogy(p, 0) = -inf for p > 0, which is what the KL wants
    return (torch.xlogy(p, p) - torch.xlogy(p, q)).sum(dim=-1)


def js_divergence(p: Tensor, q: Tensor) -> Tensor:
    """Jensen-Shannon divergence of each pair of distributions, in nats."""
    m = (p + q) / 2
    return (kl_categorical(p, m) + kl_categorical(q, m)) / 2
