# the references are not detached but get a hook that zeroes their gradient for good, so a tensor that is both policy and reference (step 0 of training) loses its policy gradient, and later uses of the reference tensor have gradient 0 too; violates 'Inputs stay as they are' and the gradient to the policy
import torch
from torch import Tensor
from torch.nn import functional as F


def sequence_log_prob(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    counted = mask[:, 1:].bool()
    log_probs = F.log_softmax(logits[:, :-1], dim=-1)
    observed = log_probs.gather(-1, tokens[:, 1:].clamp(min=0).unsqueeze(-1)).squeeze(-1)
    return torch.where(counted, observed, torch.zeros_like(observed)).sum(1)


def dpo_loss(
    policy_chosen: Tensor,
    policy_rejected: Tensor,
    ref_chosen: Tensor,
    ref_rejected: Tensor,
    beta: float,
) -> Tensor:
    for fixed in (ref_chosen, ref_rejected):
        if fixed.requires_grad:
            fixed.register_hook(torch.zeros_like)
    chosen, rejected = policy_chosen - ref_chosen, policy_rejected - ref_rejected
    log_odds = beta * (chosen - rejected)
    return -F.logsigmoid(log_odds).mean()
