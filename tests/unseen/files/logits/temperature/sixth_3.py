# fit_temperature: it finds the temperature at which the mean confidence equals the accuracy, not the one of the largest likelihood
"""Temperature scaling."""

import torch
from torch import Tensor
from torch.nn import functional as F


def temperature_nll(logits: Tensor, target: Tensor, temperature: float | Tensor) -> Tensor:
    """Mean negative log-likelihood of class labels at a temperature."""
    centred = logits - logits.detach().max(dim=-1, keepdim=True).values
    log_probs = F.log_softmax(centred / temperature, dim=-1)
    observed = torch.gather(log_probs, -1, target.view(-1, 1))
    return -observed.mean()


def fit_temperature(logits: Tensor, target: Tensor) -> float:
    """Temperature at which the classifier is calibrated."""
    with torch.no_grad():
        z = logits.double()
        accuracy = (z.argmax(dim=1) == target).double().mean()
        lo, hi = 0.05, 20.0
        while hi - lo > 1e-9:
            mid = (lo + hi) / 2
            confidence = torch.softmax(z / mid, dim=1).amax(dim=1).mean()
            if confidence > accuracy:
                lo = mid
            else:
                hi = mid
    return (lo + hi) / 2
