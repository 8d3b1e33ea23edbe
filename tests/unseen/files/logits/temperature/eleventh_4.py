# "gradient to it where it is a tensor": the division is skipped where the temperature is 1, so a tensor of exactly 1 gets no gradient; logits [[0., 1.]], target [0], temperature=torch.tensor(1.) (a float 1 or a tensor 2 is right)
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def temperature_nll(logits: Tensor, target: Tensor, temperature: float | Tensor) -> Tensor:
    scaled = logits if temperature == 1 else logits / temperature
    log_probs = F.log_softmax(scaled, dim=1)
    observed = log_probs.gather(1, target[:, None]).squeeze(1)
    return -observed.mean()


def fit_temperature(logits: Tensor, target: Tensor) -> float:
    z = logits.detach().double()
    z = z - z.gather(1, target[:, None])
    low, high = math.log(0.1), math.log(10.0)
    for _ in range(60):
        middle = (low + high) / 2
        probs = torch.softmax(z * math.exp(-middle), dim=1)
        if (probs * z).sum() > 0:
            low = middle
        else:
            high = middle
    return math.exp((low + high) / 2)
