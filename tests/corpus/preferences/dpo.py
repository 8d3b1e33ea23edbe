"""Answers to preferences/dpo."""

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch import Tensor

from tests.corpus import right, wrong


@right("sequence_log_prob")
def by_the_contract(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    log_probs = F.log_softmax(logits[:, :-1, :], dim=-1)
    m = mask[:, 1:].to(logits.dtype)
    safe = torch.where(m > 0, tokens[:, 1:], torch.zeros_like(tokens[:, 1:]))
    picked = log_probs.gather(-1, safe[..., None])[..., 0]
    return (picked * m).sum(-1)


@right("sequence_log_prob")
def as_in_trl(logits, tokens, mask):
    labels = tokens[:, 1:].clone()
    loss_mask = mask[:, 1:].bool()
    labels[~loss_mask] = 0
    logits = logits[:, :-1, :]
    per_token = torch.gather(logits.log_softmax(-1), dim=2, index=labels.unsqueeze(2)).squeeze(2)
    return (per_token * loss_mask).sum(-1)


@right("sequence_log_prob")
def loops(logits, tokens, mask):
    found = []
    for x, y, m in zip(logits, tokens, mask):
        total = x.new_zeros(())
        for i in range(1, len(y)):
            if m[i]:
                total = total + x[i - 1, y[i]] - torch.logsumexp(x[i - 1], 0)
        found.append(total)
    return torch.stack(found)


@right("sequence_log_prob")
def one_sequence_at_a_time(logits, tokens, mask):
    result = torch.zeros(len(logits), dtype=logits.dtype, device=logits.device)
    for i in range(len(logits)):
        keep = mask[i, 1:] == 1
        lp = F.log_softmax(logits[i, :-1][keep], dim=-1)
        result[i] = lp[torch.arange(len(lp)), tokens[i, 1:][keep]].sum()
    return result


@right("sequence_log_prob")
def hits(logits, tokens, mask):
    vocabulary = torch.arange(logits.shape[-1], device=logits.device)
    hit = (tokens[:, 1:, None] == vocabulary) & mask[:, 1:, None].bool()
    lp = torch.log_softmax(logits[:, :-1], dim=2)
    return torch.where(hit, lp, torch.zeros_like(lp)).sum(dim=(1, 2))


@right("sequence_log_prob")
def scattered(logits, tokens, mask):
    row, column = mask[:, 1:].bool().nonzero(as_tuple=True)
    x = logits[row, column]
    picked = x.gather(1, tokens[row, column + 1].unsqueeze(1)).squeeze(1) - x.logsumexp(1)
    return logits.new_zeros(len(logits)).index_add(0, row, picked)


@right("sequence_log_prob")
def einsum(logits, tokens, mask):
    m = mask[:, 1:].to(logits.dtype)
    one_hot = F.one_hot(tokens[:, 1:].clamp(min=0), logits.shape[2]).to(logits.dtype)
    return torch.einsum("ntv,ntv,nt->n", F.log_softmax(logits[:, :-1], -1), one_hot, m)


@right("sequence_log_prob")
def shifted_by_hand(logits, tokens, mask):
    z = logits - logits.max(-1, keepdim=True).values
    picked = torch.take_along_dim(z, tokens.roll(-1, 1).clamp(min=0)[..., None], 2).squeeze(-1)
    lp = picked - z.exp().sum(-1).log()
    return lp[:, :-1].masked_fill(mask[:, 1:] == 0, 0.0).sum(1)


@right("sequence_log_prob")
def one_hot_of_the_counted(logits, tokens, mask):
    counted = mask[:, 1:] != 0
    onehot = F.one_hot(torch.where(counted, tokens[:, 1:], 0), logits.shape[-1]).to(logits.dtype)
    onehot = onehot * counted.unsqueeze(-1)
    return torch.einsum("ntv,ntv->n", F.log_softmax(logits[:, :-1], dim=-1), onehot)


@wrong("sequence_log_prob", named="not-shifted")
def no_shift(logits, tokens, mask):
    lp = F.log_softmax(logits, -1).gather(-1, tokens.clamp(min=0)[..., None])[..., 0]
    return (lp * mask).sum(1)


@wrong("sequence_log_prob", named="averaged-over-tokens")
def mean_log_prob(logits, tokens, mask):
    lp = F.log_softmax(logits[:, :-1], -1).gather(-1, tokens[:, 1:, None].clamp(min=0))[..., 0]
    return (lp * mask[:, 1:]).sum(1) / mask[:, 1:].sum(1).clamp(min=1)


@wrong("sequence_log_prob", named="negated")
def positive(logits, tokens, mask):
    lp = F.log_softmax(logits[:, :-1], -1).gather(-1, tokens[:, 1:, None].clamp(min=0))[..., 0]
    return -(lp * mask[:, 1:]).sum(1)


@wrong("sequence_log_prob", named="mask-of-the-position")
def mask_before(logits, tokens, mask):
    lp = F.log_softmax(logits[:, :-1], -1).gather(-1, tokens[:, 1:, None].clamp(min=0))[..., 0]
    return (lp * mask[:, :-1]).sum(1)


@wrong("sequence_log_prob", named="batch-summed")
def one_number(logits, tokens, mask):
    lp = F.log_softmax(logits[:, :-1], -1).gather(-1, tokens[:, 1:, None].clamp(min=0))[..., 0]
    return (lp * mask[:, 1:]).sum()


@wrong("sequence_log_prob", named="softmax-then-log")
def in_two_steps(logits, tokens, mask):
    p = torch.softmax(logits[:, :-1], -1).gather(-1, tokens[:, 1:, None].clamp(min=0))[..., 0]
    return torch.where(mask[:, 1:].bool(), torch.log(p), 0).sum(1)


@wrong("sequence_log_prob")
def nan_where_nothing_counts(logits, tokens, mask):
    lp = F.log_softmax(logits[:, :-1], -1).gather(-1, tokens[:, 1:, None].clamp(min=0))[..., 0]
    m = mask[:, 1:].to(lp.dtype)
    return (lp * m).sum(1) / m.sum(1) * m.sum(1)


@wrong("sequence_log_prob")
def column(logits, tokens, mask):
    lp = F.log_softmax(logits[:, :-1], -1).gather(-1, tokens[:, 1:, None].clamp(min=0))
    return (lp * mask[:, 1:, None]).sum(1)


@wrong("sequence_log_prob")
def squeezed(logits, tokens, mask):
    lp = F.log_softmax(logits[:, :-1], -1).gather(-1, tokens[:, 1:, None].clamp(min=0))[..., 0]
    return (lp * mask[:, 1:]).sum(1).squeeze()


@right("sequence_log_prob")
def nothing_where_masked(logits, tokens, mask):
    x = logits[:, :-1].masked_fill(~mask[:, 1:, None].bool(), float("-inf"))
    lp = F.log_softmax(x, -1).gather(-1, tokens[:, 1:, None].clamp(min=0))[..., 0]
    return torch.nan_to_num(lp * mask[:, 1:]).sum(1)


@wrong("sequence_log_prob", status="error")
def minus_100_looked_up(logits, tokens, mask):
    lp = F.log_softmax(logits[:, :-1], -1).gather(-1, tokens[:, 1:, None])[..., 0]
    return (lp * mask[:, 1:]).sum(1)


@wrong("sequence_log_prob", status="library")
def functional(logits, tokens, mask):
    labels = tokens[:, 1:].masked_fill(mask[:, 1:] == 0, -100)
    nll = F.cross_entropy(logits[:, :-1].transpose(1, 2), labels, reduction="none")
    return -nll.sum(1)


@right("dpo_loss")
def written_out(
    policy_chosen: Tensor,
    policy_rejected: Tensor,
    ref_chosen: Tensor,
    ref_rejected: Tensor,
    beta: float,
) -> Tensor:
    pi_logratios = policy_chosen - policy_rejected
    ref_logratios = (ref_chosen - ref_rejected).detach()
    return -F.logsigmoid(beta * (pi_logratios - ref_logratios)).mean()


@right("dpo_loss")
def softplus(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta):
    with torch.no_grad():
        offset = ref_rejected - ref_chosen
    return F.softplus(-beta * (policy_chosen - policy_rejected + offset)).mean()


@right("dpo_loss")
def rewards(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta):
    r_w = beta * (policy_chosen - ref_chosen.data)
    r_l = beta * (policy_rejected - ref_rejected.data)
    return -nn.LogSigmoid()(r_w - r_l).sum() / len(r_w)


@right("dpo_loss")
def softmax_of_two(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta):
    rewards = beta * torch.stack(
        [policy_chosen - ref_chosen.detach(), policy_rejected - ref_rejected.detach()], dim=1
    )
    return -torch.log_softmax(rewards, dim=1)[:, 0].mean()


@right("dpo_loss")
def logaddexp(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta):
    ref_chosen, ref_rejected = ref_chosen.clone().detach(), ref_rejected.clone().detach()
    z = (policy_chosen - policy_rejected - ref_chosen + ref_rejected) * beta
    return torch.mean(torch.logaddexp(torch.zeros_like(z), -z))


@right("dpo_loss")
def by_hand(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta):
    z = torch.tensor(beta, dtype=policy_chosen.dtype, device=policy_chosen.device) * (
        (policy_chosen - ref_chosen.detach()) - (policy_rejected - ref_rejected.detach())
    )
    return (torch.clamp(-z, min=0) + torch.log1p(torch.exp(-torch.abs(z)))).mean()


@right("dpo_loss")
def pair_by_pair(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta):
    assert policy_chosen.shape == ref_rejected.shape
    total = 0.0
    for pc, pr, rc, rr in zip(policy_chosen, policy_rejected, ref_chosen, ref_rejected):
        margin = float(rc) - float(rr)
        total = total - F.logsigmoid(beta * (pc - pr - margin))
    return total / policy_chosen.numel()


@right("dpo_loss")
def margin_against_zero(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta):
    with torch.no_grad():
        rc, rr = ref_chosen + 0, ref_rejected + 0
    h = beta * ((policy_chosen - rc) - (policy_rejected - rr))
    two = torch.stack([h, torch.zeros_like(h)], dim=-1)
    return -F.log_softmax(two, dim=-1)[..., 0].mean()


@wrong("dpo_loss", named="beta-outside")
def scaled_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta):
    ref = (ref_chosen - ref_rejected).detach()
    return beta * F.softplus(ref - policy_chosen + policy_rejected).mean()


@wrong("dpo_loss", named="reference-missing")
def no_reference(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta):
    return -torch.mean(F.logsigmoid(beta * policy_chosen - beta * policy_rejected))


@wrong("dpo_loss", named="reference-learns")
def not_detached(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta):
    z = (policy_chosen - policy_rejected) - (ref_chosen - ref_rejected)
    return -torch.mean(F.logsigmoid(z * beta))


@wrong("dpo_loss", named="answers-exchanged")
def other_sign(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta):
    z = (policy_rejected - policy_chosen) - (ref_rejected - ref_chosen).detach()
    return F.softplus(-beta * z).mean()


@wrong("dpo_loss", named="margins-averaged")
def mean_first(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta):
    z = (policy_chosen - policy_rejected) - (ref_chosen - ref_rejected).detach()
    return F.softplus(-z.mean() * beta)


@wrong("dpo_loss", named="pairs-summed")
def summed(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta):
    z = (policy_chosen - policy_rejected) - (ref_chosen - ref_rejected).detach()
    return torch.sum(F.softplus(-z * beta))


@wrong("dpo_loss", named="sigmoid-then-log")
def in_steps(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta):
    z = (policy_chosen - policy_rejected) - (ref_chosen - ref_rejected).detach()
    return -torch.log(torch.sigmoid(z * beta)).mean()


@wrong("dpo_loss", named="squared-margin")
def ipo(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta):
    h = (policy_chosen - policy_rejected) - (ref_chosen - ref_rejected).detach()
    return torch.mean((h - 0.5 / beta) ** 2)


@wrong("dpo_loss")
def half_detached(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta):
    z = (policy_chosen - ref_chosen.detach()) - (policy_rejected - ref_rejected)
    return -F.logsigmoid(beta * z).mean()


@wrong("dpo_loss")
def constant(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta):
    z = (policy_chosen - policy_rejected) - (ref_chosen - ref_rejected)
    return torch.tensor(float(-F.logsigmoid(beta * z).mean()))


@wrong("dpo_loss")
def through_numpy(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta):
    a, b, c, d = (
        x.detach().cpu().numpy() for x in (policy_chosen, policy_rejected, ref_chosen, ref_rejected)
    )
    return torch.as_tensor(np.logaddexp(0, -beta * (a - b - c + d)).mean())


@wrong("dpo_loss", named="labels-smoothed")
def conservative(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta):
    z = beta * ((policy_chosen - policy_rejected) - (ref_chosen - ref_rejected).detach())
    return (-F.logsigmoid(z) * 0.9 - F.logsigmoid(-z) * 0.1).mean()


@wrong("dpo_loss", status="library")
def binary_cross_entropy(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta):
    z = beta * ((policy_chosen - policy_rejected) - (ref_chosen - ref_rejected).detach())
    return F.binary_cross_entropy_with_logits(z, torch.ones_like(z))


@wrong("dpo_loss")
def soft_margin(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta):
    z = beta * ((policy_chosen - policy_rejected) - (ref_chosen - ref_rejected).detach())
    return F.soft_margin_loss(z, torch.ones_like(z))
