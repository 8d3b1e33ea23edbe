# temperature_nll: the temperature is copied into a new tensor, so no gradient flows to a temperature that is a tensor
"""Temperature: calibrate a classifier."""

import math

import torch
from torch import Tensor
from torch.nn import functional as F


def temperature_nll(logits: Tensor, target: Tensor, temperature: float | Tensor) -> Tensor:
    """Mean NLL of softmax(logits / temperature); float and tensor are treated alike."""
    t = torch.tensor(float(temperature), dtype=logits.dtype, device=logits.device)
    scaled = logits / t
    picked = scaled[torch.arange(scaled.shape[0], device=scaled.device), target]
    return (torch.logsumexp(scaled, dim=1) - picked).mean()


def fit_temperature(logits: Tensor, target: Tensor) -> float:
    """Golden-section search over the logarithm of the temperature."""
    data = logits.detach().double()
    ratio = (math.sqrt(5) - 1) / 2

    def f(u: float) -> float:
        return temperature_nll(data, target, math.exp(u)).item()

    lo, hi = math.log(0.05), math.log(20.0)
    c, d = hi - ratio * (hi - lo), lo + ratio * (hi - lo)
    fc, fd = f(c), f(d)
    for _ in range(80):
        if fc < fd:
            hi, d, fd = d, c, fc
            c = hi - ratio * (hi - lo)
            fc = f(c)
        else:
            lo, c, fc = c, d, fd
            d = lo + ratio * (hi - lo)
            fd = f(d)
    return math.exp((lo + hi) / 2)
