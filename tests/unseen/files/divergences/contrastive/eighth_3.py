# clip_loss: holds the scale at 100 by clamping the argument log_scale in place under no_grad, which changes the input and lets a non-zero gradient reach log_scale above the bound.
import math

import torch
import torch.nn.functional as F
from torch import Tensor

MAX_LOG_SCALE = math.log(100.0)


def nll_of_matching_rows(logits: Tensor) -> Tensor:
    """Mean NLL of class i in row i."""
    n = logits.shape[0]
    index = torch.arange(n, device=logits.device)
    return -F.log_softmax(logits, dim=1)[index, index].mean()


def info_nce(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    a = F.normalize(a, p=2, dim=-1)
    b = F.normalize(b, p=2, dim=-1)
    return nll_of_matching_rows(a.mm(b.t()).div(temperature))


def clip_loss(a: Tensor, b: Tensor, log_scale: Tensor) -> Tensor:
    with torch.no_grad():
        log_scale.clamp_(max=MAX_LOG_SCALE)

    a = F.normalize(a, p=2, dim=-1)
    b = F.normalize(b, p=2, dim=-1)
    logits_per_a = log_scale.exp() * a.mm(b.t())
    logits_per_b = logits_per_a.t()

    return 0.5 * (nll_of_matching_rows(logits_per_a) + nll_of_matching_rows(logits_per_b))
