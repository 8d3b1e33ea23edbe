# in kl_categorical the ratio p/q is capped at 1e15 (inf kept for q = 0), so a q that is small but not 0 (1e-30) costs too little; violates `sum p*log(p/q)`
import torch
from torch import Tensor


def entropy(p: Tensor) -> Tensor:
    per_class = -torch.xlogy(p, p)
    return per_class.sum(-1)


def kl_categorical(p: Tensor, q: Tensor) -> Tensor:
    ratio = (p / torch.where(q > 0, q, torch.ones_like(q))).clamp(max=1e15)
    per_class = torch.xlogy(p, ratio)
    per_class = torch.where((q == 0) & (p > 0), torch.inf, per_class)
    return per_class.sum(-1)


def js_divergence(p: Tensor, q: Tensor) -> Tensor:
    middle = (p + q) / 2
    return (kl_categorical(p, middle) + kl_categorical(q, middle)) / 2
