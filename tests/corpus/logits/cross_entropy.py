"""Answers to logits/cross_entropy."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch import Tensor

from tests.corpus import right, wrong


@right("cross_entropy")
def by_the_contract(logits: Tensor, target: Tensor, ignore_index: int = -100) -> Tensor:
    mask = target.ne(ignore_index)
    safe = torch.where(mask, target, torch.zeros_like(target))
    nll = -F.log_softmax(logits, dim=1).gather(1, safe[:, None]).squeeze(1)
    return (nll * mask).sum() / mask.sum()


@right("cross_entropy")
def masked_select(logits, target, ignore_index=-100):
    keep = (target != ignore_index).nonzero().squeeze(1)
    logits, target = logits.index_select(0, keep), target.index_select(0, keep)
    rows = torch.arange(len(keep), device=logits.device)
    return (logits.logsumexp(1) - logits[rows, target]).mean()


@right("cross_entropy")
def row_by_row(logits, target, ignore_index=-100):
    losses = []
    for row, t in zip(logits, target.tolist()):
        if t == ignore_index:
            continue
        losses.append(torch.logsumexp(row, 0) - row[t])
    return torch.stack(losses).mean()


@right("cross_entropy")
def one_hot_of_zeros(logits, target, ignore_index=-100):
    classes = torch.arange(logits.size(1), device=logits.device)
    hit = (classes == target.unsqueeze(1)) & (target != ignore_index).unsqueeze(1)
    return -(F.log_softmax(logits, -1) * hit).sum() / hit.sum()


@right("cross_entropy")
def weighted(logits, target, ignore_index=-100):
    w = (target != ignore_index).to(logits.dtype)
    safe = target * (target != ignore_index)
    picked = torch.take_along_dim(logits, safe.unsqueeze(1), dim=1).squeeze(1)
    return torch.dot(w / w.sum(), torch.logsumexp(logits, dim=1) - picked)


@right("cross_entropy")
def shifted_by_hand(logits, target, ignore_index=-100):
    z = logits - logits.max(1, keepdim=True).values.detach()
    lse = z.exp().sum(1).log()
    keep = target != ignore_index
    loss = torch.zeros_like(lse)
    loss[keep] = lse[keep] - z[keep, target[keep]]
    return loss.sum() / keep.sum()


@right("cross_entropy")
def gaps_to_the_label(logits, target, ignore_index=-100):
    out = target == ignore_index
    label = target.masked_fill(out, 0).unsqueeze(1)
    gaps = (logits - logits.gather(1, label)).masked_fill(out.unsqueeze(1), 0.0)
    nll = torch.logsumexp(gaps, dim=1).masked_fill(out, 0.0)
    return nll.sum() / (~out).sum()


@right("cross_entropy")
def with_checks(logits, target, ignore_index=-100):
    if logits.dim() != 2 or target.shape != logits.shape[:1]:
        raise ValueError("expected (n, k) and (n,)")
    assert target.dtype == torch.int64
    valid = target != ignore_index
    count = int(valid.sum())
    if count == 0:
        return logits.sum() * 0
    lp = torch.log_softmax(logits[valid], -1)
    return -lp[range(count), target[valid]].sum() / count


@wrong("cross_entropy", named="divided-by-the-batch")
def masked_mean(logits, target, ignore_index=-100):
    mask = target != ignore_index
    safe = target.masked_fill(~mask, 0)
    nll = torch.logsumexp(logits, 1) - logits.gather(1, safe[:, None])[:, 0]
    return torch.mean(nll * mask)


@wrong("cross_entropy", named="ignored-as-first-class")
def clamped_targets(logits, target, ignore_index=-100):
    safe = target * (target != ignore_index)
    lp = F.log_softmax(logits, 1)
    return -lp[torch.arange(len(target)), safe].mean()


@wrong("cross_entropy", named="negative-targets-ignored")
def only_positive(logits, target, ignore_index=-100):
    keep = target > -1
    lp = F.log_softmax(logits[keep], 1)
    t = target[keep].clamp(max=logits.shape[1] - 1)
    return -lp[torch.arange(len(t)), t].mean()


@wrong("cross_entropy", status="error")
def index_not_looked_at(logits, target, ignore_index=-100):
    return -F.log_softmax(logits, 1).gather(1, target[:, None]).mean()


@wrong("cross_entropy", status="error")
def hard_coded(logits, target, ignore_index=-100):
    keep = target != -100
    return -F.log_softmax(logits[keep], 1).gather(1, target[keep][:, None]).mean()


@wrong("cross_entropy", named="rows-summed")
def total(logits, target, ignore_index=-100):
    keep = target != ignore_index
    x, t = logits[keep], target[keep]
    return (x.logsumexp(1) - x[torch.arange(len(t)), t]).sum()


@wrong("cross_entropy", named="rows-not-averaged")
def one_per_row(logits, target, ignore_index=-100):
    keep = target != ignore_index
    x, t = logits[keep], target[keep]
    return x.logsumexp(1) - x[torch.arange(len(t)), t]


@wrong("cross_entropy")
def zeros_for_ignored_rows(logits, target, ignore_index=-100):
    keep = target != ignore_index
    safe = target.masked_fill(~keep, 0)
    nll = -F.log_softmax(logits, 1).gather(1, safe[:, None])[:, 0]
    return torch.where(keep, nll, 0.0)


@wrong("cross_entropy", named="softmax-then-log")
def in_two_steps(logits, target, ignore_index=-100):
    keep = target != ignore_index
    p = torch.softmax(logits[keep], dim=1)
    return -torch.log(p[torch.arange(len(p)), target[keep]]).mean()


@wrong("cross_entropy", named="softmax-twice")
def squashed_again(logits, target, ignore_index=-100):
    keep = target != ignore_index
    p = torch.softmax(logits[keep], dim=1)
    return (torch.logsumexp(p, 1) - p[torch.arange(len(p)), target[keep]]).mean()


@wrong("cross_entropy", named="normalizer-detached")
def constant_normalizer(logits, target, ignore_index=-100):
    keep = target != ignore_index
    x, t = logits[keep], target[keep]
    with torch.no_grad():
        lse = torch.logsumexp(x, 1)
    return (lse - x[torch.arange(len(t)), t]).mean()


@wrong("cross_entropy")
def zero_is_padding(logits, target, ignore_index=0):
    keep = target != ignore_index
    return -F.log_softmax(logits[keep], 1).gather(1, target[keep][:, None]).mean()


@wrong("cross_entropy")
def inputs_masked_in_place(logits, target, ignore_index=-100):
    keep = target != ignore_index
    target[~keep] = 0
    nll = -F.log_softmax(logits, 1).gather(1, target[:, None])[:, 0]
    return nll[keep].mean()


@wrong("cross_entropy")
def mask_counted_in_float16(logits, target, ignore_index=-100):
    keep = target != ignore_index
    x = logits[keep].half().to(logits.dtype)
    return -F.log_softmax(x, 1).gather(1, target[keep][:, None]).mean()


@wrong("cross_entropy")
def weights_on_the_cpu(logits, target, ignore_index=-100):
    w = torch.ones(len(target), dtype=logits.dtype)
    w[(target == ignore_index).nonzero().flatten().cpu()] = 0
    nll = -F.log_softmax(logits, 1).gather(1, target.clamp(0, logits.shape[1] - 1)[:, None])[:, 0]
    return (nll * w).sum() / w.sum()


@wrong("cross_entropy", status="error")
def truth_of_a_mask(logits, target, ignore_index=-100):
    if (target != ignore_index).repeat(2):
        return -F.log_softmax(logits, 1).gather(1, target[:, None]).mean()
    return logits.sum()


@wrong("cross_entropy", status="library")
def functional(logits, target, ignore_index=-100):
    return F.cross_entropy(logits, target, ignore_index=ignore_index)


@wrong("cross_entropy", status="library")
def module(logits, target, ignore_index=-100):
    return nn.CrossEntropyLoss(ignore_index=ignore_index)(logits, target)


@wrong("cross_entropy", status="library")
def half_of_it(logits, target, ignore_index=-100):
    return F.nll_loss(F.log_softmax(logits, 1), target, ignore_index=ignore_index)


@wrong("cross_entropy", status="library")
def distribution(logits, target, ignore_index=-100):
    keep = target != ignore_index
    return -torch.distributions.Categorical(logits=logits[keep]).log_prob(target[keep]).mean()


@right("smoothed_cross_entropy")
def soft_targets(logits: Tensor, target: Tensor, eps: float) -> Tensor:
    k = logits.shape[1]
    soft = (1 - eps) * F.one_hot(target, k).to(logits.dtype) + eps / k
    return -(soft * F.log_softmax(logits, dim=1)).sum(dim=1).mean()


@right("smoothed_cross_entropy")
def full_and_scatter(logits, target, eps):
    n, k = logits.shape
    soft = torch.full_like(logits, eps / k)
    soft.scatter_(1, target[:, None], 1 - eps + eps / k)
    return torch.sum(-soft * logits.log_softmax(-1)) / n


@right("smoothed_cross_entropy")
def from_the_normalizer(logits, target, eps):
    lse = torch.logsumexp(logits, -1)
    label = logits[torch.arange(len(target), device=logits.device), target]
    return (lse - (1 - eps) * label - eps * logits.mean(-1)).mean()


@right("smoothed_cross_entropy")
def two_losses(logits, target, eps):
    log_p = F.log_softmax(logits, dim=-1)
    nll = -log_p.gather(-1, target.unsqueeze(-1)).mean()
    smooth = -log_p.mean()
    return nll * (1.0 - eps) + smooth * eps


@right("smoothed_cross_entropy")
def lerp(logits, target, eps):
    log_p = logits - logits.logsumexp(1, keepdim=True)
    label = log_p.gather(1, target[:, None]).squeeze(1)
    return -torch.lerp(label, log_p.mean(1), eps).mean()


@right("smoothed_cross_entropy")
def eps_as_a_tensor(logits, target, eps):
    eps = torch.tensor(eps, device=logits.device)
    soft = torch.eye(logits.shape[1], device=logits.device)[target] * (1 - eps)
    soft = soft + eps / logits.shape[1]
    return -(soft * torch.log_softmax(logits, 1)).sum(1).mean()


@right("smoothed_cross_entropy")
def loops(logits, target, eps):
    total = 0.0
    for row, t in zip(logits, target):
        log_p = row - torch.logsumexp(row, 0)
        for c in range(len(row)):
            total = total - ((1 - eps) * float(c == int(t)) + eps / len(row)) * log_p[c]
    return total / len(logits)


@right("smoothed_cross_entropy")
def matrix_product(logits, target, eps):
    soft = torch.zeros_like(logits).scatter(1, target.view(-1, 1), 1.0)
    soft = soft.mul(1 - eps).add(eps / logits.size(1))
    return -torch.einsum("nk,nk->", soft, F.log_softmax(logits, 1)).div(logits.size(0))


@right("smoothed_cross_entropy")
def added_at_the_label(logits, target, eps):
    n, k = logits.shape
    soft = torch.full((n, k), eps / k, dtype=logits.dtype, device=logits.device)
    soft[torch.arange(n, device=logits.device), target] += 1 - eps
    return -torch.einsum("nk,nk->", soft, F.log_softmax(logits, dim=-1)) / n


@right("smoothed_cross_entropy")
def centered_logits(logits, target, eps):
    centered = logits - logits.mean(dim=1, keepdim=True)
    picked = torch.take_along_dim(centered, target[:, None], dim=1)[:, 0]
    return (torch.logsumexp(centered, dim=1) - (1 - eps) * picked).mean()


@wrong("smoothed_cross_entropy", named="uniform-over-the-others")
def as_in_many_papers(logits, target, eps):
    n, k = logits.shape
    soft = torch.full_like(logits, eps / max(k - 1, 1))
    soft[torch.arange(n), target] = 1 - eps
    return -(soft * F.log_softmax(logits, 1)).sum(1).mean()


@wrong("smoothed_cross_entropy", named="own-share-left-out")
def overwritten(logits, target, eps):
    n, k = logits.shape
    soft = torch.full_like(logits, eps / k)
    soft[torch.arange(n), target] = 1.0 - eps
    return -(soft * F.log_softmax(logits, 1)).sum(1).mean()


@wrong("smoothed_cross_entropy", named="uniform-not-divided")
def eps_for_each(logits, target, eps):
    soft = (1 - eps) * F.one_hot(target, logits.shape[1]) + eps
    return torch.mean(torch.sum(-soft * F.log_softmax(logits, 1), 1))


@wrong("smoothed_cross_entropy", named="one-hot-not-scaled")
def added(logits, target, eps):
    soft = F.one_hot(target, logits.shape[1]) + eps / logits.shape[1]
    return torch.mean(torch.sum(-soft * F.log_softmax(logits, 1), 1))


@wrong("smoothed_cross_entropy", named="weights-exchanged")
def the_other_way_round(logits, target, eps):
    soft = eps * F.one_hot(target, logits.shape[1]) + (1 - eps) / logits.shape[1]
    return torch.mean(torch.sum(-soft * F.log_softmax(logits, 1), 1))


@wrong("smoothed_cross_entropy", named="prediction-smoothed")
def mixed_probabilities(logits, target, eps):
    p = torch.softmax(logits, 1)
    p = (1 - eps) * p + eps / p.shape[1]
    return -torch.log(p[torch.arange(len(p)), target]).mean()


@wrong("smoothed_cross_entropy", named="not-smoothed")
def forgets_eps(logits, target, eps):
    return (logits.logsumexp(1) - logits.gather(1, target[:, None])[:, 0]).mean()


@wrong("smoothed_cross_entropy", named="mean-over-classes-too")
def one_mean(logits, target, eps):
    soft = (1 - eps) * F.one_hot(target, logits.shape[1]) + eps / logits.shape[1]
    return -(soft * F.log_softmax(logits, 1)).mean()


@wrong("smoothed_cross_entropy", named="log-of-softmax")
def soft_target_times_log(logits, target, eps):
    soft = (1 - eps) * F.one_hot(target, logits.shape[1]) + eps / logits.shape[1]
    return -(soft * torch.log(torch.softmax(logits, 1))).sum(1).mean()


@wrong("smoothed_cross_entropy")
def only_the_first_column(logits, target, eps):
    log_p = F.log_softmax(logits, 1)
    return -((1 - eps) * log_p.gather(1, target[:, None]) + eps * log_p.mean(1)).mean(1)[0]


@wrong("smoothed_cross_entropy")
def a_tenth_always(logits, target, eps=0.1):
    log_p = F.log_softmax(logits, 1)
    return -(0.9 * log_p.gather(1, target[:, None])[:, 0] + 0.1 * log_p.mean(1)).mean()


@wrong("smoothed_cross_entropy")
def identity_on_the_cpu(logits, target, eps):
    soft = torch.eye(logits.shape[1], dtype=logits.dtype)[target]
    soft = (1 - eps) * soft + eps / logits.shape[1]
    return -(soft * F.log_softmax(logits, 1)).sum(1).mean()


@wrong("smoothed_cross_entropy", status="library")
def functional_with_smoothing(logits, target, eps):
    return F.cross_entropy(logits, target, label_smoothing=eps)


@wrong("smoothed_cross_entropy", status="library")
def functional_with_soft_targets(logits, target, eps):
    k = logits.shape[1]
    soft = (1 - eps) * F.one_hot(target, k).to(logits.dtype) + eps / k
    return F.cross_entropy(logits, soft)


@wrong("smoothed_cross_entropy", status="error")
def batch_of_two_at_least(logits, target, eps):
    if len(logits) < 2:
        raise ValueError("need more rows")
    log_p = F.log_softmax(logits, 1)
    return -((1 - eps) * log_p.gather(1, target[:, None])[:, 0] + eps * log_p.mean(1)).mean()
