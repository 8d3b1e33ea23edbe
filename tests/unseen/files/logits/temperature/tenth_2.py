# the bisection stops at an absolute width of 0.004, right to 1 in 1,000 for temperatures above 1.2 but up to 1 % off for small ones; violates 'right to 1 part in 1,000'
import math

import torch
from torch import Tensor
from torch.nn import functional as F


def temperature_nll(logits: Tensor, target: Tensor, temperature: float | Tensor) -> Tensor:
    log_probs = F.log_softmax(logits / temperature, dim=1)
    observed = log_probs.gather(1, target.unsqueeze(1)).squeeze(1)
    return -observed.mean()


def fit_temperature(logits: Tensor, target: Tensor) -> float:
    logits = logits.detach().double()
    observed = logits.gather(1, target.unsqueeze(1)).squeeze(1)
    low, high = 0.1, 10.0
    while high - low > 4e-3:
        middle = (low + high) / 2
        probs = torch.softmax(logits / middle, dim=1)
        if ((probs * logits).sum(1) - observed).mean() > 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2
