# "gradient to a and b": the lengths are constants, so gradients keep a part along the vectors, where moving changes nothing; a [[1, 0], [.6, .8]], b [[.8, .6], [-1, .5]], temperature 0.5
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def info_nce(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    lengths = a.norm(dim=1, keepdim=True).detach() * b.norm(dim=1).detach()
    cosines = a @ b.T / lengths
    log_probs = F.log_softmax(cosines / temperature, dim=1)
    return -log_probs.diagonal().mean()


def clip_loss(a: Tensor, b: Tensor, log_scale: Tensor) -> Tensor:
    scale = log_scale.exp().clamp(max=100)
    logits = scale * (F.normalize(a, dim=1) @ F.normalize(b, dim=1).T)
    rows = F.log_softmax(logits, dim=1).diagonal()
    columns = F.log_softmax(logits, dim=0).diagonal()
    return -(rows.mean() + columns.mean()) / 2
