# sequence_log_prob: the probabilities are multiplied before the logarithm, so the product underflows to -inf for long or unlikely sequences
"""DPO from sequence likelihoods."""

import torch
from torch import Tensor
from torch.nn import functional as F


def sequence_log_prob(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """Log of the likelihood of each sequence, a product over its tokens."""
    counted = mask[:, 1:].bool()
    index = tokens[:, 1:].masked_fill(~counted, 0)
    probs = torch.softmax(logits[:, :-1], dim=-1)
    observed = torch.take_along_dim(probs, index[..., None], dim=-1).squeeze(-1)
    factors = torch.where(counted, observed, torch.ones_like(observed))
    return factors.prod(dim=1).log()


def dpo_loss(
    policy_chosen: Tensor,
    policy_rejected: Tensor,
    ref_chosen: Tensor,
    ref_rejected: Tensor,
    beta: float,
) -> Tensor:
    """-log sigmoid of the difference of the implicit rewards, averaged."""
    rewards = [
        beta * (policy - reference.detach())
        for policy, reference in ((policy_chosen, ref_chosen), (policy_rejected, ref_rejected))
    ]
    return torch.mean(-F.logsigmoid(rewards[0] - rewards[1]))
