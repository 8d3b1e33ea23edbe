# "rows of length 1e-6 to 1e6": the product of both lengths is held above 1e-8, which only pairs of two short rows reach; a and b of length 1e-6, temperature 0.5 (short a with b of length 1 is right)
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def info_nce(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    lengths = a.norm(dim=1, keepdim=True) * b.norm(dim=1)
    cosines = a @ b.T / lengths.clamp_min(1e-8)
    log_probs = F.log_softmax(cosines / temperature, dim=1)
    return -log_probs.diagonal().mean()


def clip_loss(a: Tensor, b: Tensor, log_scale: Tensor) -> Tensor:
    scale = log_scale.exp().clamp(max=100)
    logits = scale * (F.normalize(a, dim=1) @ F.normalize(b, dim=1).T)
    rows = F.log_softmax(logits, dim=1).diagonal()
    columns = F.log_softmax(logits, dim=0).diagonal()
    return -(rows.mean() + columns.mean()) / 2
