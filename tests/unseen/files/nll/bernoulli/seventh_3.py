# bernoulli_nll: rounds the targets by choosing one of the two logarithms at 0.5, so soft targets are treated as hard ones.
import torch
from torch import Tensor
from torch.nn import functional as F


def bernoulli_nll(p: Tensor, y: Tensor) -> Tensor:
    """-log of the probability that the model gave to what happened."""
    p_observed = torch.where(y >= 0.5, p, 1.0 - p)
    log_likelihood = p_observed.log().clamp_min(-100.0)
    return log_likelihood.neg().mean()


def bernoulli_nll_with_logits(logits: Tensor, y: Tensor) -> Tensor:
    """log(1 + e^z) - y z."""
    cost_one = F.softplus(-logits)
    cost_zero = F.softplus(logits)
    return torch.lerp(cost_zero, cost_one, y).mean()
