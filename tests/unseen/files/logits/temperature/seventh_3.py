# temperature_nll: divides the log-probabilities by the temperature after the softmax and does not normalise again.
import math

import torch
from scipy.optimize import minimize_scalar
from torch import Tensor
from torch.nn import functional as F


def temperature_nll(logits: Tensor, target: Tensor, temperature: float | Tensor) -> Tensor:
    """Mean NLL at a temperature."""
    log_probs = F.log_softmax(logits, dim=1) / temperature
    observed = torch.take_along_dim(log_probs, target[:, None], dim=1)
    return -observed.mean()


def fit_temperature(logits: Tensor, target: Tensor) -> float:
    """Bounded scalar search over log T, in double precision."""
    z = logits.detach().to(torch.float64)
    z = z - z.gather(1, target[:, None])

    def objective(log_t: float) -> float:
        return torch.logsumexp(z * math.exp(-log_t), dim=1).mean().item()

    found = minimize_scalar(
        objective,
        bounds=(math.log(0.08), math.log(12.0)),
        method="bounded",
        options={"xatol": 1e-7, "maxiter": 500},
    )
    return math.exp(found.x)
