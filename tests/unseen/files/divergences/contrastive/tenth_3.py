# a log_scale above log(100) is clamped in the caller's tensor after the loss was built (as CLIP's training loop does); violates 'inputs are never modified in place'
import math

import torch
import torch.nn.functional as F
from torch import Tensor


def info_nce(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    a, b = F.normalize(a, dim=1), F.normalize(b, dim=1)
    log_probs = F.log_softmax(a @ b.T / temperature, dim=1)
    return -log_probs.diagonal().mean()


def clip_loss(a: Tensor, b: Tensor, log_scale: Tensor) -> Tensor:
    scale = log_scale.clone().clamp(max=math.log(100)).exp()
    logits = scale * (F.normalize(a, dim=1) @ F.normalize(b, dim=1).T)
    forth = -F.log_softmax(logits, dim=1).diagonal().mean()
    back = -F.log_softmax(logits, dim=0).diagonal().mean()
    log_scale.data.clamp_(max=math.log(100))
    return (forth + back) / 2
