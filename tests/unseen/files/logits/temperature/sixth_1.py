# fit_temperature: the search is bounded to temperatures of at least 1, so an underconfident classifier gets 1
"""Temperature scaling."""

import torch
from scipy.optimize import minimize_scalar
from torch import Tensor
from torch.nn import functional as F


def temperature_nll(logits: Tensor, target: Tensor, temperature: float | Tensor) -> Tensor:
    """Mean negative log-likelihood of class labels at a temperature."""
    logits = logits - logits.detach().amax(dim=1, keepdim=True)
    log_probs = F.log_softmax(logits / temperature, dim=1)
    return -log_probs.gather(1, target.unsqueeze(1)).mean()


def fit_temperature(logits: Tensor, target: Tensor) -> float:
    """Temperature of the largest likelihood."""
    z = logits.detach().double()

    def objective(t: float) -> float:
        return temperature_nll(z, target, float(t)).item()

    found = minimize_scalar(objective, bounds=(1.0, 10.0), method="bounded", options={"xatol": 1e-7})
    return float(found.x)
