# temperature_nll: turns the temperature into a Python float, so no gradient flows to a tensor temperature.
import torch
from torch import Tensor
from torch.nn import functional as F


def temperature_nll(logits: Tensor, target: Tensor, temperature: float | Tensor) -> Tensor:
    t = float(temperature)
    log_probs = F.log_softmax(logits / t, dim=1)
    observed = log_probs.gather(1, target.view(-1, 1)).view(-1)
    return -observed.mean()


def fit_temperature(logits: Tensor, target: Tensor) -> float:
    """The loss is convex in 1/T, so bisect its derivative."""
    z = logits.detach().double()
    label = z.gather(1, target.view(-1, 1)).view(-1)

    def slope(beta: float) -> float:
        p = torch.softmax(beta * z, dim=1)
        return float(((p * z).sum(dim=1) - label).mean())

    low, high = 0.05, 20.0
    for _ in range(100):
        middle = (low + high) / 2
        if slope(middle) > 0:
            high = middle
        else:
            low = middle
    return 2.0 / (low + high)
