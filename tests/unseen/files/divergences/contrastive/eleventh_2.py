# "its exponential held at 100 at most, above which the gradient to it is 0": log_scale is held at 4.6, whose exponential is 99.48; log_scale = 10, a [[1, 0], [.6, .8]], b [[.8, .6], [-1, .5]]
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def info_nce(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    cosines = F.normalize(a, dim=1) @ F.normalize(b, dim=1).T
    log_probs = F.log_softmax(cosines / temperature, dim=1)
    return -log_probs.diagonal().mean()


def clip_loss(a: Tensor, b: Tensor, log_scale: Tensor) -> Tensor:
    scale = log_scale.clamp(max=4.6).exp()
    logits = scale * (F.normalize(a, dim=1) @ F.normalize(b, dim=1).T)
    rows = F.log_softmax(logits, dim=1).diagonal()
    columns = F.log_softmax(logits, dim=0).diagonal()
    return -(rows.mean() + columns.mean()) / 2
