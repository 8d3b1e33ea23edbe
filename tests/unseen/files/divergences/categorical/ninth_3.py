# js_divergence: treats q as fixed in its own KL; the gradient to q is wrong on any row, value and gradient to p right
import torch
from torch import Tensor


def entropy(p: Tensor) -> Tensor:
    per_class = -torch.xlogy(p, p)
    return per_class.sum(dim=-1)


def kl_categorical(p: Tensor, q: Tensor) -> Tensor:
    per_class = torch.xlogy(p, p) - torch.xlogy(p, q)
    return per_class.sum(dim=-1)


def js_divergence(p: Tensor, q: Tensor) -> Tensor:
    middle = (p + q) / 2
    return (kl_categorical(p, middle) + kl_categorical(q.detach(), middle)) / 2
