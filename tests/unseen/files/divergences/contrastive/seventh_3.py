# info_nce: adds 1e-8 to each length before the division, so rows of length 1e-6 come out 1 % too short and their logits too small.
import math

import torch
import torch.nn.functional as F
from torch import Tensor


def _diagonal_nll(logits: Tensor) -> Tensor:
    n = logits.shape[0]
    rows = torch.arange(n, device=logits.device)
    return -F.log_softmax(logits, dim=-1)[rows, rows].mean()


def info_nce(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    len_a = a.square().sum(dim=1, keepdim=True).sqrt()
    len_b = b.square().sum(dim=1, keepdim=True).sqrt()
    a = a / (len_a + 1e-8)
    b = b / (len_b + 1e-8)
    return _diagonal_nll(torch.einsum("id,jd->ij", a, b) / temperature)


def clip_loss(a: Tensor, b: Tensor, log_scale: Tensor) -> Tensor:
    cosines = torch.einsum("id,jd->ij", F.normalize(a, dim=-1), F.normalize(b, dim=-1))
    if log_scale.item() > math.log(100.0):
        scale = torch.full_like(log_scale, 100.0) + 0.0 * log_scale
    else:
        scale = log_scale.exp()
    logits = cosines * scale
    both = torch.stack([_diagonal_nll(logits), _diagonal_nll(logits.T)])
    return both.mean()
