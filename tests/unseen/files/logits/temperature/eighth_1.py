# temperature_nll: divides the log-probabilities by the temperature after the log-softmax instead of the logits before it, so they are not normalised at that temperature.
import math

import torch
from torch import Tensor
from torch.nn import functional as F


def temperature_nll(logits: Tensor, target: Tensor, temperature: float | Tensor) -> Tensor:
    """Mean NLL at a temperature."""
    log_probs = F.log_softmax(logits, dim=1) / temperature
    observed = log_probs.gather(1, target.unsqueeze(1))
    return -observed.mean()


def fit_temperature(logits: Tensor, target: Tensor) -> float:
    """Bisection on the derivative by the inverse temperature, which is increasing."""
    scores = logits.detach().double()
    observed = scores.gather(1, target.unsqueeze(1)).squeeze(1).mean()

    def slope(beta: float) -> float:
        expected = (torch.softmax(beta * scores, dim=1) * scores).sum(dim=1).mean()
        return float(expected - observed)

    low, high = math.log(1 / 20), math.log(20)
    for _ in range(60):
        mid = (low + high) / 2
        if slope(math.exp(mid)) > 0:
            high = mid
        else:
            low = mid
    return math.exp(-(low + high) / 2)
