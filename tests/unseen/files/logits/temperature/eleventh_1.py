# "the temperature that minimises it": the fit returns the inverse temperature, the factor of the logits; 400 rows drawn at temperature 7 give about 1/7
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def temperature_nll(logits: Tensor, target: Tensor, temperature: float | Tensor) -> Tensor:
    log_probs = F.log_softmax(logits / temperature, dim=1)
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
    return math.exp(-(low + high) / 2)
