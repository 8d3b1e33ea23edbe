# entropy: clamps probabilities at 1e-4, also as weights; wrong at a one-hot row (p = [1, 0, 0] gives 0.0018 instead of 0)
import torch
from torch import Tensor


def entropy(p: Tensor) -> Tensor:
    p = p.clamp(min=1e-4)
    return -(p * torch.log(p)).sum(dim=-1)


def kl_categorical(p: Tensor, q: Tensor) -> Tensor:
    per_class = torch.xlogy(p, p) - torch.xlogy(p, q)
    return per_class.sum(dim=-1)


def js_divergence(p: Tensor, q: Tensor) -> Tensor:
    middle = (p + q) / 2
    return (kl_categorical(p, middle) + kl_categorical(q, middle)) / 2
