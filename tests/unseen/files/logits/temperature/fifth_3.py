# fit_temperature: one L-BFGS call of 50 iterations with lr=0.01 and no line search stops long before the minimum.
"""Temperature scaling as in the well-known repository."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def temperature_nll(logits: Tensor, target: Tensor, temperature: float | Tensor) -> Tensor:
    """Mean NLL of softmax(logits / temperature)."""
    scaled = torch.div(logits, temperature)
    log_probs = F.log_softmax(scaled, dim=1)
    picked = torch.gather(log_probs, 1, target.unsqueeze(1)).squeeze(1)
    return picked.mean().neg()


def fit_temperature(logits: Tensor, target: Tensor) -> float:
    """The temperature of the largest likelihood."""
    held_out = logits.detach().double()
    temperature = nn.Parameter(torch.tensor(1.5, dtype=torch.float64, device=logits.device))
    optimizer = torch.optim.LBFGS([temperature], lr=0.01, max_iter=50)

    def closure():
        optimizer.zero_grad()
        loss = temperature_nll(held_out, target, temperature)
        loss.backward()
        return loss

    optimizer.step(closure)
    return temperature.item()
