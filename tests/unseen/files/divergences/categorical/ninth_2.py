# kl_categorical: classes with p below 1e-8 are taken for p = 0; wrong in float64 at p = [1 - 1e-9, 1e-9], q = [1, 0] (must be inf)
import torch
from torch import Tensor


def entropy(p: Tensor) -> Tensor:
    per_class = -torch.xlogy(p, p)
    return per_class.sum(dim=-1)


def kl_categorical(p: Tensor, q: Tensor) -> Tensor:
    per_class = torch.where(p < 1e-8, 0.0, torch.xlogy(p, p) - torch.xlogy(p, q))
    return per_class.sum(dim=-1)


def js_divergence(p: Tensor, q: Tensor) -> Tensor:
    middle = (p + q) / 2
    return (kl_categorical(p, middle) + kl_categorical(q, middle)) / 2
