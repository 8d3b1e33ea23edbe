"""Watch how far a policy has moved from its reference while it is trained."""

import torch
from torch import Tensor

Three = tuple[Tensor, Tensor, Tensor]


def excess(log_ratio: Tensor) -> Tensor:
    """`exp(x) - 1 - x`, which is never negative."""
    return torch.expm1(log_ratio) - log_ratio


def kl_estimates(logp: Tensor, logq: Tensor) -> Three:
    """Three estimates of the KL of `q` from `p`, for each of the samples from `p`.

    Args:
        logp: log-probabilities of the samples under `p`, any shape.
        logq: their log-probabilities under `q`, the shape of `logp`.

    Returns:
        `(k1, k2, k3)`, each of that shape.
    """
    difference = logp - logq
    plain = difference
    squared = 0.5 * difference.square()
    log_ratio = logq - logp
    balanced = excess(log_ratio)
    return plain, squared, balanced


def summary(estimate: Tensor) -> str:
    """Mean of an estimate with its standard error."""
    error = estimate.std() / estimate.numel() ** 0.5
    return f"{float(estimate.mean()):.4f} +- {float(error):.4f}"


def monitor(policy: Tensor, reference: Tensor, tokens: Tensor) -> list[str]:
    """Summaries of the three estimates, from the logits of two models and sampled tokens."""
    rows = []
    for logits in (policy, reference):
        log_probs = torch.log_softmax(logits, dim=-1)
        rows.append(log_probs.gather(-1, tokens.unsqueeze(-1)).squeeze(-1))
    return [summary(estimate) for estimate in kl_estimates(*rows)]


def penalty(policy: Tensor, reference: Tensor, beta: float) -> Tensor:
    """The term that keeps a policy near its reference, from log-probabilities of its samples."""
    _, _, estimate = kl_estimates(policy, reference.detach())
    return beta * estimate.mean()
