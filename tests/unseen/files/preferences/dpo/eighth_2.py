# dpo_loss: beta multiplies only the policy's log-ratio and not the reference's.
import torch
from torch.nn import functional as F


def sequence_log_prob(logits, tokens, mask):
    n, t, v = logits.shape
    keep = mask[:, 1:].to(torch.bool)
    target = torch.where(keep, tokens[:, 1:], torch.zeros_like(tokens[:, 1:]))
    pred = logits[:, : t - 1, :]
    score = pred.gather(-1, target[..., None])[..., 0] - torch.logsumexp(pred, dim=-1)
    return torch.where(keep, score, torch.zeros_like(score)).sum(-1)


def dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta):
    with torch.no_grad():
        ref_logratio = ref_chosen - ref_rejected
    policy_logratio = policy_chosen - policy_rejected
    margin = beta * policy_logratio - ref_logratio
    return F.softplus(-margin).mean()
