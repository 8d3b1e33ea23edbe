# fit_temperature: it matches the mean confidence to the accuracy instead of minimising the negative log-likelihood.
"""Temperature scaling."""

import torch
from torch import Tensor
from torch.nn import functional as F


def temperature_nll(logits: Tensor, target: Tensor, temperature: float | Tensor) -> Tensor:
    """Mean NLL of the labels at a temperature."""
    log_probs = F.log_softmax(logits / temperature, dim=-1)
    observed = log_probs.gather(1, target[:, None])
    return -observed.mean()


def fit_temperature(logits: Tensor, target: Tensor) -> float:
    """A calibrated classifier is right as often as it says."""
    z = logits.detach().double()
    accuracy = (z.argmax(1) == target).double().mean().item()

    def confidence(t: float) -> float:
        return F.softmax(z / t, dim=1).amax(1).mean().item()

    low, high = 0.05, 20.0
    for _ in range(80):
        middle = (low * high) ** 0.5
        if confidence(middle) > accuracy:
            low = middle
        else:
            high = middle
    return (low * high) ** 0.5
