"""Align a language model with pairs of answers, of which people preferred one."""

import torch
from torch import Tensor
from torch.nn import functional as F


def sequence_log_prob(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """Log-probability of each sequence.

    Args:
        logits: unnormalized log-probabilities, finite, shape (n, t, v).
        tokens: int64, shape (n, t), in [0, v) where they count.
        mask: which tokens count, bool or floating, shape (n, t).

    Returns:
        The log-probabilities in nats, shape (n,).
    """
    counted = mask[:, 1:] > 0
    following = tokens[:, 1:].masked_fill(~counted, 0)
    log_probs = F.log_softmax(logits[:, :-1], dim=-1)
    observed = log_probs.gather(-1, following.unsqueeze(-1)).squeeze(-1)
    kept = torch.where(counted, observed, torch.zeros_like(observed))
    return kept.sum(dim=1)


def dpo_loss(
    policy_chosen: Tensor,
    policy_rejected: Tensor,
    ref_chosen: Tensor,
    ref_rejected: Tensor,
    beta: float,
) -> Tensor:
    """Mean negative log-likelihood of which answer was chosen.

    Args:
        policy_chosen: log-probabilities of the chosen answers under the policy, shape (n,).
        policy_rejected: those of the rejected answers.
        ref_chosen: log-probabilities of the chosen answers under the reference, constants.
        ref_rejected: those of the rejected answers.
        beta: from 0.01 to 2.

    Returns:
        The loss, a 0-dimensional tensor.
    """
    chosen = policy_chosen - ref_chosen.detach()
    rejected = policy_rejected - ref_rejected.detach()
    margin = beta * (chosen - rejected)
    per_pair = -F.logsigmoid(margin)
    return per_pair.mean()


Answers = tuple[Tensor, Tensor]


def step(
    policy: torch.nn.Module, reference: torch.nn.Module, good: Answers, bad: Answers, lr: float
) -> float:
    """One step of gradient descent on pairs of answers, each with its mask; the loss before it."""
    scores = [
        sequence_log_prob(model(tokens), tokens, mask)
        for model in (policy, reference)
        for tokens, mask in (good, bad)
    ]
    loss = dpo_loss(scores[0], scores[1], scores[2], scores[3], 0.1)
    gradients = torch.autograd.grad(loss, list(policy.parameters()))
    with torch.no_grad():
        for parameter, gradient in zip(policy.parameters(), gradients, strict=True):
            parameter.sub_(lr * gradient)
    return float(loss)
