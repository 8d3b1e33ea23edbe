# "categorical NLL of i under logits a_i . b_j": the decoupled contrastive loss, whose denominator leaves out the right row, near for many rows; a [[1, 0], [.6, .8]], b [[.8, .6], [-1, .5]], temperature 0.5
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def info_nce(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    cosines = F.normalize(a, dim=1) @ F.normalize(b, dim=1).T
    logits = cosines / temperature
    if len(logits) == 1:
        return 0 * logits.sum()
    own = torch.eye(len(logits), dtype=torch.bool, device=logits.device)
    others = torch.logsumexp(logits.masked_fill(own, -math.inf), dim=1)
    return (others - logits.diagonal()).mean()


def clip_loss(a: Tensor, b: Tensor, log_scale: Tensor) -> Tensor:
    scale = log_scale.exp().clamp(max=100)
    logits = scale * (F.normalize(a, dim=1) @ F.normalize(b, dim=1).T)
    rows = F.log_softmax(logits, dim=1).diagonal()
    columns = F.log_softmax(logits, dim=0).diagonal()
    return -(rows.mean() + columns.mean()) / 2
