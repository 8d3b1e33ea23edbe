# fit_temperature: L-BFGS with step size 0.01 and at most 50 iterations stops long before the minimum
"""Temperature scaling."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def temperature_nll(logits: Tensor, target: Tensor, temperature: float | Tensor) -> Tensor:
    """Mean negative log-likelihood of class labels at a temperature."""
    log_probs = F.log_softmax(logits / temperature, dim=1)
    observed = log_probs.gather(1, target.unsqueeze(1)).squeeze(1)
    return -observed.mean()


def fit_temperature(logits: Tensor, target: Tensor) -> float:
    """Temperature of the largest likelihood."""
    logits = logits.detach().double()
    temperature = nn.Parameter(torch.tensor(1.5, dtype=logits.dtype, device=logits.device))
    optimizer = torch.optim.LBFGS([temperature], lr=0.01, max_iter=50)

    def closure():
        optimizer.zero_grad()
        loss = temperature_nll(logits, target, temperature)
        loss.backward()
        return loss

    optimizer.step(closure)
    return temperature.item()
