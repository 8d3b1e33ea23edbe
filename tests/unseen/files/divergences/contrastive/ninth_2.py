# clip_loss: clamps log_scale to [0, log(100)]; wrong at log_scale = -2
import math

import torch
import torch.nn.functional as F
from torch import Tensor


def _cosines(a: Tensor, b: Tensor) -> Tensor:
    a = a / a.norm(dim=1, keepdim=True)
    b = b / b.norm(dim=1, keepdim=True)
    return a @ b.T


def info_nce(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    log_probs = F.log_softmax(_cosines(a, b) / temperature, dim=1)
    return -log_probs.diagonal().mean()


def clip_loss(a: Tensor, b: Tensor, log_scale: Tensor) -> Tensor:
    scale = torch.exp(log_scale.clamp(0, math.log(100)))
    logits = scale * _cosines(a, b)
    rows = F.log_softmax(logits, dim=1).diagonal().mean()
    columns = F.log_softmax(logits, dim=0).diagonal().mean()
    return -(rows + columns) / 2
