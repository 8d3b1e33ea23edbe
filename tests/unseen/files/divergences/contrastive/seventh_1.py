# clip_loss: the bound of 100 is put on log_scale and not on its exponential, so the scale grows to exp(20).
import torch
import torch.nn.functional as F
from torch import Tensor


def info_nce(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    a_hat, b_hat = F.normalize(a, dim=1), F.normalize(b, dim=1)
    logits = a_hat @ b_hat.T / temperature
    return -F.log_softmax(logits, dim=1).diagonal().mean()


def clip_loss(a: Tensor, b: Tensor, log_scale: Tensor) -> Tensor:
    a_hat, b_hat = F.normalize(a, dim=1), F.normalize(b, dim=1)
    scale = log_scale.clamp(max=100.0).exp()
    logits = scale * (a_hat @ b_hat.T)
    a_to_b = -F.log_softmax(logits, dim=1).diagonal().mean()
    b_to_a = -F.log_softmax(logits, dim=0).diagonal().mean()
    return (a_to_b + b_to_a) / 2
