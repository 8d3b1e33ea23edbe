# "among all rows of b": other rows of b that equal b_i are not counted as candidates; a [[1, 0], [.6, .8], [0, 1]], b [[1, 0], [1, 0], [0, 1]], temperature 0.5; without duplicates it is right
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def info_nce(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    cosines = F.normalize(a, dim=1) @ F.normalize(b, dim=1).T
    same = (b[:, None] == b[None]).all(dim=2)
    same = same & ~torch.eye(len(b), dtype=torch.bool, device=b.device)
    log_probs = F.log_softmax((cosines / temperature).masked_fill(same, -math.inf), dim=1)
    return -log_probs.diagonal().mean()


def clip_loss(a: Tensor, b: Tensor, log_scale: Tensor) -> Tensor:
    scale = log_scale.exp().clamp(max=100)
    logits = scale * (F.normalize(a, dim=1) @ F.normalize(b, dim=1).T)
    rows = F.log_softmax(logits, dim=1).diagonal()
    columns = F.log_softmax(logits, dim=0).diagonal()
    return -(rows.mean() + columns.mean()) / 2
