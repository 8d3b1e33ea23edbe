# bernoulli_nll_with_logits: exp overflows in the branch of torch.where that is not taken, so the gradient is nan for large logits.
import torch
from torch import Tensor


def bernoulli_nll(p: Tensor, y: Tensor) -> Tensor:
    """Mean negative log-likelihood from probabilities.

    Each log is floored at -100 so that p = 0 and p = 1 are fine.
    """
    log_p = torch.clamp(torch.log(p), min=-100)
    log_q = torch.clamp(torch.log(1 - p), min=-100)
    per_element = -(y * log_p + (1 - y) * log_q)
    return per_element.mean()


def bernoulli_nll_with_logits(logits: Tensor, y: Tensor) -> Tensor:
    """Mean negative log-likelihood from logits: log(1 + e^z) - y*z."""
    softplus = torch.where(
        logits > 0,
        logits + torch.log1p(torch.exp(-logits)),
        torch.log1p(torch.exp(logits)),
    )
    return (softplus - y * logits).mean()
