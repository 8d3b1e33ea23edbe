# js_divergence: returns the square root of the divergence (the Jensen-Shannon distance, as SciPy's jensenshannon does) instead of the divergence.
import torch
from torch import Tensor


def entropy(p: Tensor) -> Tensor:
    contributions = -torch.xlogy(p, p)
    return torch.sum(contributions, dim=-1)


def kl_categorical(p: Tensor, q: Tensor) -> Tensor:
    never_seen = p == 0
    impossible = (q == 0) & ~never_seen

    p_safe = torch.where(never_seen, torch.ones_like(p), p)
    q_safe = torch.where(q == 0, torch.ones_like(q), q)
    term = p * (torch.log(p_safe) - torch.log(q_safe))

    term = torch.where(never_seen, torch.zeros_like(term), term)
    term = torch.where(impossible, torch.full_like(term, float("inf")), term)
    return term.sum(dim=-1)


def js_divergence(p: Tensor, q: Tensor) -> Tensor:
    middle = 0.5 * (p + q)
    left = kl_categorical(p, middle)
    right = kl_categorical(q, middle)
    js = 0.5 * left + 0.5 * right
    return torch.sqrt(js.clamp_min(0.0))
