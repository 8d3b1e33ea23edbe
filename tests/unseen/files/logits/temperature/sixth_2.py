# temperature_nll: torch.tensor(temperature) makes a detached copy, so no gradient reaches a tensor temperature
"""Temperature scaling."""

import warnings

import torch
from torch import Tensor
from torch.nn import functional as F


def temperature_nll(logits: Tensor, target: Tensor, temperature: float | Tensor) -> Tensor:
    """Mean negative log-likelihood of class labels at a temperature."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        t = torch.tensor(temperature, dtype=logits.dtype, device=logits.device)
    scaled = (logits - logits.detach().amax(1, keepdim=True)) / t
    rows = torch.arange(len(target), device=logits.device)
    return (torch.logsumexp(scaled, 1) - scaled[rows, target]).mean()


def fit_temperature(logits: Tensor, target: Tensor) -> float:
    """Temperature of the largest likelihood: bisection of the slope by the inverse temperature."""
    z = logits.detach().double()
    z = z - z.amax(1, keepdim=True)
    observed = z.gather(1, target[:, None]).squeeze(1)
    low, high = 0.05, 20.0
    for _ in range(80):
        beta = 0.5 * (low + high)
        slope = ((torch.softmax(beta * z, 1) * z).sum(1) - observed).mean()
        if slope > 0:
            high = beta
        else:
            low = beta
    return 2.0 / (low + high)
