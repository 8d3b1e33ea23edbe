# entropy: sums over dimension 1 of anything that is not a vector, so with two or more leading dimensions the sum runs over the wrong axis.
import torch
from torch import Tensor


def entropy(p: Tensor) -> Tensor:
    """Shannon entropy in nats of a vector or of a batch of vectors."""
    class_dim = 0 if p.dim() == 1 else 1
    positive = p > 0
    log_p = torch.where(positive, p, torch.ones_like(p)).log()
    return -(p * log_p).sum(dim=class_dim)


def kl_categorical(p: Tensor, q: Tensor) -> Tensor:
    """sum_k p_k log(p_k / q_k)."""
    happens = p > 0
    ones = torch.ones_like(p)
    p_safe = torch.where(happens, p, ones)
    q_safe = torch.where(happens, q, ones)
    return (p * (p_safe.log() - q_safe.log())).sum(dim=-1)


def js_divergence(p: Tensor, q: Tensor) -> Tensor:
    """Jensen-Shannon divergence."""
    middle = p.add(q).div(2)
    total = torch.zeros_like(p[..., 0])
    for part in (p, q):
        total = total + kl_categorical(part, middle)
    return total / 2
