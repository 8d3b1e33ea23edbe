# nan if a row is soft AND another class has y_k = 0 with p_k = 0 (one-hot batches go through a gather and are right). Clause: "a class with `y_k = 0` contributes exactly 0, also where `p_k = 0`". Shown by probs=[[.5,.5,0.]], y=[[.5,.5,0.]]: nan instead of 0.693
import torch
from torch import Tensor
from torch.nn import functional as F


def categorical_nll(probs: Tensor, y: Tensor) -> Tensor:
    if ((y == 0) | (y == 1)).all():
        seen = y.argmax(dim=1, keepdim=True)
        per_row = -y.gather(1, seen) * torch.log(probs.gather(1, seen))
    else:
        per_row = -(y * torch.log(probs)).sum(dim=-1)
    return per_row.mean()


def categorical_nll_with_logits(logits: Tensor, target: Tensor) -> Tensor:
    log_probs = F.log_softmax(logits, dim=-1)
    observed = log_probs.gather(1, target.unsqueeze(1))
    return -observed.mean()
