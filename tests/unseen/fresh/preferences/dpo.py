"""Wrong answers to preferences/dpo that only measure what the grader explains."""

import torch
import torch.nn.functional as F
from torch import Tensor

from tests.unseen import unseen


@unseen("sequence_log_prob", "the mean over the counted tokens instead of the sum")
def length_normalised(logits, tokens, mask):
    m = mask[:, 1:].to(logits.dtype)
    lp = F.log_softmax(logits[:, :-1], dim=-1)
    idx = tokens[:, 1:].masked_fill(m == 0, 0)
    per_token = lp.gather(-1, idx.unsqueeze(-1)).squeeze(-1)
    return (per_token * m).sum(-1) / m.sum(-1).clamp(min=1)


@unseen(
    "sequence_log_prob",
    "the tokens are shifted the wrong way: each position is scored on the token before it",
)
def shifted_back(logits, tokens, mask):
    log_p = F.log_softmax(logits[:, 1:], dim=-1)
    target = tokens[:, :-1].clamp(min=0)
    m = mask[:, 1:].to(logits.dtype)
    picked = log_p.gather(2, target[:, :, None])[:, :, 0]
    return (picked * m).sum(dim=1)


@unseen("sequence_log_prob", "the sum runs over the batch too")
def whole_batch(logits, tokens, mask):
    keep = mask[:, 1:].bool()
    target = torch.where(keep, tokens[:, 1:], 0)
    z = logits[:, :-1]
    lp = z.gather(2, target.unsqueeze(2)).squeeze(2) - torch.logsumexp(z, dim=2)
    return torch.where(keep, lp, torch.zeros_like(lp)).sum()


@unseen("dpo_loss", "beta multiplies the log-sigmoid instead of standing inside it")
def beta_outside(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta):
    chosen = policy_chosen - ref_chosen.detach()
    rejected = policy_rejected - ref_rejected.detach()
    return -beta * F.logsigmoid(chosen - rejected).mean()


@unseen("dpo_loss", "gradient flows to the reference log-probabilities")
def live_reference(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta):
    pi_logratio = policy_chosen - policy_rejected
    ref_logratio = ref_chosen - ref_rejected
    return -F.logsigmoid(beta * (pi_logratio - ref_logratio)).mean()


@unseen("dpo_loss", "the reference term has the wrong sign")
def ref_added(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta):
    with torch.no_grad():
        ref_margin = ref_rejected - ref_chosen
    policy_margin = policy_chosen - policy_rejected
    logits = beta * (policy_margin - ref_margin)
    return F.softplus(-logits).mean()


@unseen("dpo_loss", "log of a sigmoid that underflows")
def log_of_sigmoid(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta):
    r_w = beta * (policy_chosen - ref_chosen.detach())
    r_l = beta * (policy_rejected - ref_rejected.detach())
    return -torch.mean(torch.log(torch.sigmoid(r_w - r_l)))


@unseen("dpo_loss", "ratios of probabilities instead of log-ratios")
def plain_ratios(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta):
    ref_c, ref_r = ref_chosen.detach(), ref_rejected.detach()
    ratio_chosen = torch.exp(policy_chosen - ref_c)
    ratio_rejected = torch.exp(policy_rejected - ref_r)
    margin = beta * (ratio_chosen - ratio_rejected)
    return -F.logsigmoid(margin).mean()


@unseen(
    "sequence_log_prob",
    "divides by the number of counted tokens, giving a per-token mean instead of the sum",
)
def second_1(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    m = mask[:, 1:].to(logits.dtype)
    labels = torch.where(m > 0, tokens[:, 1:], 0)
    lp = F.log_softmax(logits[:, :-1], dim=-1)
    lp = torch.gather(lp, dim=2, index=labels[:, :, None])[:, :, 0]
    return (lp * m).sum(-1) / m.sum(-1).clamp(min=1)


@unseen("dpo_loss", "puts beta on the policy log-ratio only, not on the reference log-ratio")
def second_2(
    policy_chosen: Tensor,
    policy_rejected: Tensor,
    ref_chosen: Tensor,
    ref_rejected: Tensor,
    beta: float,
) -> Tensor:
    pi_logratios = policy_chosen - policy_rejected
    ref_logratios = (ref_chosen - ref_rejected).detach()
    log_odds = beta * pi_logratios - ref_logratios
    return -F.logsigmoid(log_odds).mean()


@unseen("dpo_loss", "detaches ref_chosen only, so gradient flows to ref_rejected")
def second_3(
    policy_chosen: Tensor,
    policy_rejected: Tensor,
    ref_chosen: Tensor,
    ref_rejected: Tensor,
    beta: float,
) -> Tensor:
    chosen = policy_chosen - ref_chosen.detach()
    rejected = policy_rejected - ref_rejected
    return -F.logsigmoid(beta * (chosen - rejected)).mean()


@unseen(
    "sequence_log_prob",
    "squeeze() without a dimension also drops the time axis where t = 2, and the mask then broadcasts to (n, n)",
)
def second_4(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    counted = mask[:, 1:].to(logits.dtype)
    labels = tokens[:, 1:].clamp(min=0)
    lp = F.log_softmax(logits[:, :-1], dim=-1)
    observed = lp.gather(-1, labels.unsqueeze(-1)).squeeze()
    return (observed * counted).sum(dim=-1)
