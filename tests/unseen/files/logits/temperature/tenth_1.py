# a tensor temperature gets no gradient where the logits require none (frozen logits, the very use of calibration); violates 'gradient to it where it is a tensor'
import math

import torch
from torch import Tensor
from torch.nn import functional as F


def temperature_nll(logits: Tensor, target: Tensor, temperature: float | Tensor) -> Tensor:
    if not logits.requires_grad:
        temperature = float(temperature)
    log_probs = F.log_softmax(logits / temperature, dim=1)
    observed = log_probs.gather(1, target.unsqueeze(1)).squeeze(1)
    return -observed.mean()


def fit_temperature(logits: Tensor, target: Tensor) -> float:
    logits = logits.detach().double()
    observed = logits.gather(1, target.unsqueeze(1)).squeeze(1)
    low, high = math.log(0.05), math.log(20.0)
    while high - low > 1e-7:
        middle = (low + high) / 2
        probs = torch.softmax(logits / math.exp(middle), dim=1)
        if ((probs * logits).sum(1) - observed).mean() > 0:
            low = middle
        else:
            high = middle
    return math.exp((low + high) / 2)
