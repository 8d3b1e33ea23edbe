# fit_temperature: only temperatures of at least 1 are searched, so a classifier that is not sure enough gets 1
"""Temperature scaling by bisection."""

import torch
from torch import Tensor
from torch.nn import functional as F


def temperature_nll(logits: Tensor, target: Tensor, temperature: float | Tensor) -> Tensor:
    """Mean negative log-likelihood at a temperature."""
    log_probs = F.log_softmax(logits / temperature, dim=-1)
    return -torch.take_along_dim(log_probs, target[:, None], dim=1).mean()


def fit_temperature(logits: Tensor, target: Tensor) -> float:
    """Temperature of the largest likelihood.

    In the inverse temperature the loss is convex, and its slope is the mean of the expected logit
    minus the observed one: find where that is 0.
    """
    z = logits.detach().double()
    observed = z.gather(1, target[:, None]).squeeze(1)

    def slope(inverse: float) -> float:
        expected = (torch.softmax(inverse * z, dim=1) * z).sum(dim=1)
        return (expected - observed).mean().item()

    # an overconfident model has to be cooled: 1/T in (0, 1]
    low, high = 0.05, 1.0
    for _ in range(60):
        middle = 0.5 * (low + high)
        if slope(middle) > 0:
            high = middle
        else:
            low = middle
    return 2.0 / (low + high)
