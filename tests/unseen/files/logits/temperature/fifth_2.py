# temperature_nll: the temperature is copied with `new_tensor`, which cuts the graph, so a tensor temperature gets no gradient.
"""Temperature: value and fit."""

import torch
from torch import Tensor
from torch.nn import functional as F


def temperature_nll(logits: Tensor, target: Tensor, temperature: float | Tensor) -> Tensor:
    """Mean negative log-likelihood of class labels at a temperature."""
    t = logits.new_tensor(temperature)  # float or tensor: same dtype and device
    scaled = logits / t
    rows = torch.arange(len(target), device=target.device)
    return (torch.logsumexp(scaled, dim=1) - scaled[rows, target]).mean()


def fit_temperature(logits: Tensor, target: Tensor) -> float:
    """Root of the derivative by the inverse temperature, which is increasing."""
    z = logits.detach().double()
    z = z - z.amax(dim=1, keepdim=True)
    observed = z.gather(1, target[:, None]).squeeze(1)
    low, high = 0.05, 20.0
    for _ in range(100):
        beta = 0.5 * (low + high)
        slope = ((torch.softmax(beta * z, dim=1) * z).sum(dim=1) - observed).mean()
        if slope > 0:
            high = beta
        else:
            low = beta
    return 2.0 / (low + high)
