# kl_divergence: log_var is clamped to [-10, 10] first, so value and gradient are wrong for variances beyond e^-10 and e^10.
import torch
from torch import Tensor

LOG_VAR_RANGE = (-10.0, 10.0)


def kl_divergence(mu: Tensor, log_var: Tensor) -> Tensor:
    log_var = torch.clamp(log_var, *LOG_VAR_RANGE)
    variance = torch.exp(log_var)
    terms = mu * mu + variance - log_var - 1
    return terms.sum() / 2
