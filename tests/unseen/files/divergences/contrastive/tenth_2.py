# in info_nce rows of b that equal b_i are taken out of the candidates of a_i as false negatives; violates 'NLL of `i` under logits `a_i . b_j / temperature`' over all j, also with duplicate rows
import math

import torch
import torch.nn.functional as F
from torch import Tensor


def info_nce(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    a, b = F.normalize(a, dim=1), F.normalize(b, dim=1)
    same = (b.detach().unsqueeze(1) == b.detach().unsqueeze(0)).all(-1)
    same = same & ~torch.eye(len(b), dtype=torch.bool, device=b.device)
    log_probs = F.log_softmax((a @ b.T / temperature).masked_fill(same, -1e30), dim=1)
    return -log_probs.diagonal().mean()


def clip_loss(a: Tensor, b: Tensor, log_scale: Tensor) -> Tensor:
    scale = log_scale.clamp(max=math.log(100)).exp()
    logits = scale * (F.normalize(a, dim=1) @ F.normalize(b, dim=1).T)
    forth = -F.log_softmax(logits, dim=1).diagonal().mean()
    back = -F.log_softmax(logits, dim=0).diagonal().mean()
    return (forth + back) / 2
