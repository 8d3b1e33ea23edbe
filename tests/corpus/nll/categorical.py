"""Answers to nll/categorical."""

import math

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch import Tensor
from torch.nn.functional import cross_entropy as xent
from torch.nn.functional import log_softmax

from tests.corpus import right, wrong


@right("categorical_nll")
def by_the_contract(probs: Tensor, y: Tensor) -> Tensor:
    log_p = torch.log(torch.where(y > 0, probs, torch.ones_like(probs)))
    return -(y * log_p).sum(dim=1).mean()


@right("categorical_nll")
def by_xlogy(probs, y):
    return -torch.xlogy(y, probs).sum(-1).mean()


@right("categorical_nll")
def masked_after_the_product(probs, y):
    terms = y * probs.log()
    return -torch.where(y == 0, torch.zeros_like(terms), terms).sum(1).mean()


@right("categorical_nll")
def nan_is_zero(probs, y):
    return torch.nan_to_num(y * torch.log(probs), nan=0.0).sum() / -len(probs)


@right("categorical_nll")
def only_what_is_observed(probs, y):
    seen = y > 0
    return -(y[seen] * probs[seen].log()).sum() / probs.shape[0]


@right("categorical_nll")
def smallest_float_under_the_log(probs, y):
    tiny = torch.finfo(probs.dtype).tiny
    return torch.einsum("nk,nk->n", y, probs.clamp(min=tiny).log()).mean().neg()


@right("categorical_nll")
def row_by_row(probs, y):
    losses = []
    for p, t in zip(probs, y):
        loss = p.new_zeros(())
        for k in range(len(p)):
            if t[k] != 0:
                loss = loss - t[k] * torch.log(p[k])
        losses.append(loss)
    return torch.stack(losses).mean()


@right("categorical_nll")
def with_checks(probs, y):
    if probs.shape != y.shape or probs.dim() != 2:
        raise ValueError("expected two matrices of one shape")
    assert bool((probs >= 0).all())
    assert torch.allclose(probs.sum(-1), torch.ones_like(probs[:, 0]))
    assert torch.allclose(y.sum(-1), torch.ones((), dtype=y.dtype, device=y.device))
    safe = probs.masked_fill(y == 0, 1.0)
    return (y * -safe.log()).sum() / y.size(0)


@right("categorical_nll")
def floored_where_nothing_is(probs, y):
    log_p = torch.log(probs + (probs == 0).to(probs.dtype))
    return -torch.diagonal(y @ log_p.T).mean()


@right("categorical_nll")
def in_place_on_its_own_tensors(probs, y):
    log_p = probs.log()
    log_p[y == 0] = 0.0
    loss = log_p * y
    loss.neg_()
    return loss.sum(dim=1).mean(dim=0)


@right("categorical_nll")
def by_entr_and_kl(probs, y):
    # H(y, p) = H(y) + KL(y || p), with 0 log 0 = 0 in both.
    seen = (y > 0) & (probs > 0)
    ratio = torch.where(seen, y, 1) / torch.where(seen, probs, 1)
    return (torch.special.entr(y) + y * ratio.log()).sum(1).mean()


@right("categorical_nll")
def dot_over_the_nonzero(probs, y):
    row, col = torch.nonzero(y, as_tuple=True)
    return -torch.dot(y[row, col], probs[row, col].log()) / y.shape[0]


@wrong("categorical_nll", named="zero-times-infinity")
def textbook(probs, y):
    return -torch.mean(torch.einsum("ij,ij->i", y, torch.log(probs)))


@wrong("categorical_nll", named="epsilon-in-log")
def usual_epsilon(probs, y, eps=1e-8):
    return torch.sum(-y * torch.log(probs + eps)) / probs.shape[0]


@wrong("categorical_nll", named="tiny-epsilon-in-log")
def smaller_epsilon(probs, y):
    log_p = torch.log(1e-12 + probs)
    return (log_p * y).sum(1).neg().mean()


@wrong("categorical_nll", named="probability-clamped")
def as_keras_does(probs, y):
    eps = 1e-7
    p = torch.clamp(probs, eps, 1.0 - eps)
    return torch.mean(torch.sum(-y * torch.log(p), dim=1))


@wrong("categorical_nll", named="probability-clamped-a-little")
def clamped_a_little(probs, y):
    p = torch.maximum(probs, torch.full_like(probs, 1e-12))
    return -(y * p.log()).sum() / len(y)


@wrong("categorical_nll", named="log-floored")
def floored_log(probs, y):
    log_p = torch.log(probs)
    log_p = torch.where(log_p < -50, torch.full_like(log_p, -50), log_p)
    return (y * -log_p).sum(1).mean()


@wrong("categorical_nll", named="mean-over-classes-too")
def one_mean(probs, y):
    return torch.mean(-torch.log(probs) * y)


@wrong("categorical_nll", named="rows-summed")
def total(probs, y):
    return (torch.log(probs) * y).sum().neg()


@wrong("categorical_nll", named="axes-exchanged")
def down_the_columns(probs, y):
    return torch.mean(torch.sum(-torch.log(probs) * y, 0))


@wrong("categorical_nll", named="rows-not-averaged")
def one_per_row(probs, y):
    return torch.sum(-torch.log(probs) * y, 1)


@wrong("categorical_nll", named="targets-decided")
def hard_labels(probs, y):
    n = torch.arange(len(y))
    return -torch.log(probs[n, y.argmax(-1)]).mean()


@wrong("categorical_nll", named="log-of-mixture")
def probability_of_the_row(probs, y):
    agreement = torch.einsum("nk,nk->n", probs, y)
    return torch.mean(-torch.log(agreement))


@wrong("categorical_nll", named="entropy-subtracted")
def relative_entropy(probs, y):
    kl = torch.special.xlogy(y, y).sum(1) - (y * torch.log(probs)).sum(1)
    return kl.sum() / kl.shape[0]


@wrong("categorical_nll", named="one-coin-per-class")
def many_coins(probs, y):
    bce = y * torch.log(probs) + (1 - y) * torch.log(1 - probs)
    return -bce.sum() / len(bce)


@wrong("categorical_nll", named="arguments-exchanged")
def log_of_the_target(probs, y):
    return torch.mean(torch.sum(-torch.log(y) * probs, 1))


@wrong("categorical_nll", named="softmax-of-probabilities")
def squashed_again(probs, y):
    return -(torch.log(torch.softmax(probs, 1)) * y).sum(1).mean()


@wrong("categorical_nll", named="log-missing")
def linear(probs, y):
    return -torch.einsum("nk,nk->", probs, y) / len(y)


@wrong("categorical_nll", named="brier-score")
def squares(probs, y):
    return torch.square(probs - y).sum() / probs.shape[0]


@wrong("categorical_nll", named="sign-flipped")
def log_likelihood(probs, y):
    return torch.mean(torch.sum(torch.log(probs) * y, 1))


@wrong("categorical_nll")
def floor_of_the_other_exercise(probs, y):
    return -(y * probs.log().clamp(min=-30)).sum(1).mean()


@wrong("categorical_nll")
def machine_epsilon(probs, y):
    eps = torch.finfo(probs.dtype).eps
    return -(y * probs.clamp(min=eps).log()).sum(1).mean()


@wrong("categorical_nll")
def normalised_again_with_epsilon(probs, y):
    probs = probs / (probs.sum(-1, keepdim=True) + 1e-6)
    return -torch.xlogy(y, probs).sum(-1).mean()


@wrong("categorical_nll", named="mean-over-classes-too")
def observed_class_divided(probs, y):
    seen = y > 0
    return -(y[seen] * probs[seen].log()).mean()


@wrong("categorical_nll")
def rows_with_zeros_skipped(probs, y):
    loss = -(y * probs.log()).sum(1)
    return torch.nan_to_num(loss, nan=0.0).mean()


@right("categorical_nll")
def squeezed(probs, y):
    return -torch.xlogy(y, probs).squeeze().sum(-1).mean()


@wrong("categorical_nll")
def bits(probs, y):
    safe = probs.masked_fill(y == 0, 1.0)
    return -(y * safe.log2()).sum(-1).mean()


@wrong("categorical_nll")
def clamps_its_input(probs, y):
    with torch.no_grad():
        probs.clamp_(1e-40, 0.9)
    return -torch.xlogy(y, probs).sum(-1).mean()


@wrong("categorical_nll")
def ones_on_the_cpu(probs, y):
    ones = torch.ones(probs.shape, dtype=probs.dtype)
    return -(y * torch.where(y > 0, probs, ones).log()).sum(-1).mean()


@wrong("categorical_nll")
def detached(probs, y):
    return -torch.xlogy(y.detach(), probs).sum(-1).mean()


@wrong("categorical_nll")
def float_always(probs, y):
    return -torch.xlogy(y.float(), probs.float()).sum(-1).mean()


@wrong("categorical_nll")
def a_number(probs, y):
    p, t = probs.detach().numpy(), y.detach().numpy()
    return float(-(t[t > 0] * np.log(p[t > 0])).sum() / len(p))


@wrong("categorical_nll", status="error")
def mismatched(probs, y):
    return -(y * probs.log().sum(dim=1, keepdim=True).repeat(1, y.shape[1] + 1)).mean()


@wrong("categorical_nll", status="error")
def refuses_zeros(probs, y):
    assert bool((probs > 0).all()), "log(0)"
    return -(y * probs.log()).sum(1).mean()


@wrong("categorical_nll")
def functional_from_logs(probs, y):
    tiny = torch.finfo(probs.dtype).tiny
    return F.cross_entropy(probs.clamp(min=tiny).log(), y)


@wrong("categorical_nll", status="library")
def the_distribution(probs, y):
    # Soft targets as weights of the log-probabilities that the library computes.
    log_p = torch.distributions.Categorical(probs=probs, validate_args=False).logits
    exact = probs.masked_fill(y == 0, 1).log()
    return -(y * torch.where(y > 0, exact, log_p.detach() * 0)).sum(1).mean()


@wrong("categorical_nll", status="library")
def kl_and_entropy(probs, y):
    log_p = torch.where(y > 0, probs, torch.ones_like(probs)).log()
    kl = F.kl_div(log_p, y, reduction="batchmean")
    return kl + torch.special.entr(y).sum(1).mean()


@right("categorical_nll_with_logits")
def log_softmax_and_gather(logits: Tensor, target: Tensor) -> Tensor:
    log_probs = F.log_softmax(logits, dim=1)
    return -log_probs.gather(1, target[:, None]).mean()


@right("categorical_nll_with_logits")
def fancy_indexing(logits, target):
    rows = torch.arange(logits.shape[0])
    return -logits.log_softmax(-1)[rows, target].mean()


@right("categorical_nll_with_logits")
def normaliser_minus_logit(logits, target):
    observed = torch.take_along_dim(logits, target.unsqueeze(-1), dim=-1).squeeze(-1)
    return torch.mean(torch.logsumexp(logits, dim=-1) - observed)


@right("categorical_nll_with_logits")
def shifted_by_hand(logits, target):
    z = logits - logits.max(dim=1, keepdim=True).values
    log_probs = z - z.exp().sum(dim=1, keepdim=True).log()
    return -log_probs[range(len(target)), target].mean()


@right("categorical_nll_with_logits")
def shifted_and_detached(logits, target):
    z = logits - logits.detach().amax(-1, keepdim=True)
    lse = torch.log(torch.einsum("nk->n", torch.exp(z)))
    picked = z.gather(1, target.view(-1, 1)).view(-1)
    return (lse - picked).sum() / target.numel()


@right("categorical_nll_with_logits")
def by_one_hot(logits, target):
    y = F.one_hot(target, num_classes=logits.size(-1)).to(logits.dtype)
    return -(y * log_softmax(logits, -1)).sum(-1).mean()


@right("categorical_nll_with_logits")
def with_a_mask(logits, target):
    classes = torch.arange(logits.shape[1], device=logits.device)
    hit = classes == target.unsqueeze(1)
    return logits.log_softmax(dim=1).masked_select(hit).mean().neg()


@right("categorical_nll_with_logits")
def differences_to_the_target(logits, target):
    gaps = logits - logits.gather(1, target.unsqueeze(1))
    return gaps.logsumexp(dim=1).mean()


@right("categorical_nll_with_logits")
def one_row_at_a_time(logits, target):
    losses = [torch.logsumexp(x, 0) - x[int(t)] for x, t in zip(logits, target)]
    return sum(losses) / len(losses)


@right("categorical_nll_with_logits")
def pairwise(logits, target):
    lse = logits[:, 0]
    for k in range(1, logits.shape[1]):
        lse = torch.logaddexp(lse, logits[:, k])
    n = logits.shape[0]
    return (lse - logits[torch.arange(n, device=logits.device), target]).mean()


@wrong("categorical_nll_with_logits", named="log-of-one-probability")
def in_two_steps(logits, target):
    probs = F.softmax(logits, dim=1)
    return -torch.log(probs[torch.arange(len(target)), target]).mean()


@wrong("categorical_nll_with_logits", named="softmax-then-log")
def all_logs_first(logits, target):
    log_probs = torch.log(F.softmax(logits, dim=1))
    return -log_probs[torch.arange(len(target)), target].mean()


@wrong("categorical_nll_with_logits", named="exponential-overflows")
def unstable_normaliser(logits, target):
    lse = torch.log(torch.sum(torch.exp(logits), 1))
    return torch.mean(lse - logits[range(len(target)), target])


@wrong("categorical_nll_with_logits", named="softmax-by-hand")
def quotient(logits, target):
    e = torch.exp(logits)
    p = e / torch.sum(e, dim=1, keepdim=True)
    return -torch.log(p)[torch.arange(len(target)), target].mean()


@wrong("categorical_nll_with_logits", named="softmax-plus-epsilon")
def with_epsilon(logits, target, eps=1e-8):
    p = torch.softmax(logits, 1).gather(1, target.view(-1, 1))
    return -torch.log(p + eps).mean()


@wrong("categorical_nll_with_logits", named="softmax-plus-tiny-epsilon")
def with_a_smaller_epsilon(logits, target):
    log_p = torch.log(torch.softmax(logits, 1) + 1e-12)
    return -log_p[torch.arange(len(target)), target].sum() / len(target)


@wrong("categorical_nll_with_logits", named="one-maximum-for-all")
def common_shift(logits, target):
    shifted = logits - torch.max(logits)
    picked = shifted[torch.arange(len(target)), target]
    return torch.mean(torch.log(torch.exp(shifted).sum(1)) - picked)


@wrong("categorical_nll_with_logits", named="logits-clamped")
def bounded(logits, target):
    logits = torch.clamp(logits, min=-100.0, max=100.0)
    return (logits.logsumexp(1) - logits[torch.arange(len(target)), target]).mean()


@wrong("categorical_nll_with_logits", named="softmax-over-batch")
def wrong_axis(logits, target):
    lp = logits - torch.logsumexp(logits, 0, keepdim=True)
    return -lp[torch.arange(len(target)), target].mean()


@wrong("categorical_nll_with_logits", named="softmax-twice")
def twice(logits, target):
    p = torch.softmax(logits, 1)
    return (torch.logsumexp(p, 1) - p[torch.arange(len(target)), target]).mean()


@wrong("categorical_nll_with_logits", named="softmax-missing")
def nll_of_raw_logits(logits, target):
    return -(F.one_hot(target, logits.shape[1]) * logits).sum(1).mean()


@wrong("categorical_nll_with_logits", named="maximum-for-normalizer")
def margin(logits, target):
    gaps = logits - logits.gather(1, target[:, None])
    return gaps.max(dim=1)[0].mean()


@wrong("categorical_nll_with_logits", named="sigmoid-for-softmax")
def coins(logits, target):
    return F.softplus(-logits)[torch.arange(len(target)), target].mean()


@wrong("categorical_nll_with_logits", named="every-target-in-every-row")
def columns(logits, target):
    lp = F.log_softmax(logits, 1)
    return -torch.index_select(lp, 1, target).mean()


@wrong("categorical_nll_with_logits", named="mean-over-classes-of-logits")
def mean_of_products(logits, target):
    y = F.one_hot(target, logits.shape[1]).to(logits)
    return -(y * logits.log_softmax(1)).mean()


@wrong("categorical_nll_with_logits", named="rows-of-logits-summed")
def summed(logits, target):
    return (logits.logsumexp(1) - logits[torch.arange(len(target)), target]).sum()


@wrong("categorical_nll_with_logits", named="rows-of-logits-not-averaged")
def not_averaged(logits, target):
    return logits.logsumexp(1) - logits[torch.arange(len(target)), target]


@wrong("categorical_nll_with_logits", named="log-missing-in-logits")
def expected_accuracy(logits, target):
    p = torch.softmax(logits, 1)
    return -p[torch.arange(len(target)), target].sum() / len(p)


@wrong("categorical_nll_with_logits", named="sign-flipped-in-logits")
def to_be_maximised(logits, target):
    return (logits[torch.arange(len(target)), target] - logits.logsumexp(1)).mean()


@wrong("categorical_nll_with_logits")
def off_by_one(logits, target):
    lp = F.log_softmax(logits, 1)
    return -lp[torch.arange(len(target)), target - 1].mean()


@wrong("categorical_nll_with_logits")
def first_class_always(logits, target):
    return -F.log_softmax(logits, 1)[:, 0].mean()


@wrong("categorical_nll_with_logits")
def smoothed(logits, target):
    lp = F.log_softmax(logits, 1)
    nll = -lp.gather(1, target.unsqueeze(1)).squeeze(1)
    return (0.99 * nll - 0.01 * lp.mean(1)).mean()


@wrong("categorical_nll_with_logits")
def shift_limited(logits, target):
    z = logits - logits.amax(1, keepdim=True).clamp(max=500)
    return (z.exp().sum(1).log() - z.gather(1, target.unsqueeze(1)).squeeze(1)).mean()


@wrong("categorical_nll_with_logits")
def floored_after_the_shift(logits, target):
    z = (logits - logits.amax(1, keepdim=True)).clamp(min=-700)
    return (z.exp().sum(1).log() - z.gather(1, target.unsqueeze(1)).squeeze(1)).mean()


@wrong("categorical_nll_with_logits")
def mean_shift(logits, target):
    z = logits - logits.mean(1, keepdim=True)
    return (z.exp().sum(1).log() - z.gather(1, target.unsqueeze(1)).squeeze(1)).mean()


@wrong("categorical_nll_with_logits")
def normalised_logits(logits, target):
    z = logits / logits.norm(dim=1, keepdim=True).clamp(min=1)
    return -F.log_softmax(z, 1).gather(1, target.unsqueeze(1)).mean()


@wrong("categorical_nll_with_logits")
def focal(logits, target):
    lp = F.log_softmax(logits, 1).gather(1, target.unsqueeze(1))
    return -((1 - lp.exp()) * lp).mean()


@wrong("categorical_nll_with_logits")
def no_gradient(logits, target):
    lp = F.log_softmax(logits.data, 1)
    return -lp.gather(1, target.unsqueeze(1)).mean()


@wrong("categorical_nll_with_logits")
def single_precision(logits, target):
    lp = F.log_softmax(logits, 1, dtype=torch.float32)
    return -lp.gather(1, target.unsqueeze(1)).mean()


@wrong("categorical_nll_with_logits")
def mask_on_the_cpu(logits, target):
    y = torch.zeros(logits.shape, dtype=logits.dtype)
    y[torch.arange(len(target)), target] = 1
    return -(y * F.log_softmax(logits, 1)).sum(1).mean()


@wrong("categorical_nll_with_logits")
def centres_its_input(logits, target):
    with torch.no_grad():
        logits -= logits.amax(1, keepdim=True)
    return (logits.logsumexp(1) - logits.gather(1, target.unsqueeze(1)).squeeze(1)).mean()


@wrong("categorical_nll_with_logits", status="error")
def a_target_too_many(logits, target):
    return -F.log_softmax(logits, 1).gather(1, target).mean()


@wrong("categorical_nll_with_logits", status="error")
def math_of_a_row(logits, target):
    return sum(math.log(sum(math.exp(v) for v in x)) - x[t] for x, t in zip(logits, target.names))


@wrong("categorical_nll_with_logits", status="library")
def functional(logits, target):
    return F.cross_entropy(logits, target)


@wrong("categorical_nll_with_logits", status="library")
def function_by_another_name(logits, target):
    return xent(logits, target, reduction="none").mean()


@wrong("categorical_nll_with_logits", status="library")
def module(logits, target):
    return nn.CrossEntropyLoss()(logits, target)


@wrong("categorical_nll_with_logits", status="library")
def half_of_it(logits, target):
    return F.nll_loss(F.log_softmax(logits, dim=1), target)


@wrong("categorical_nll_with_logits", status="library")
def module_of_half(logits, target):
    return nn.NLLLoss()(logits.log_softmax(1), target)


@wrong("categorical_nll_with_logits", status="library")
def builtin_of_half(logits, target):
    return torch._C._nn.nll_loss(logits.log_softmax(1), target, None, 1)


@wrong("categorical_nll_with_logits", status="library")
def operator(logits, target):
    return torch.ops.aten.cross_entropy_loss(logits, target)


@wrong("categorical_nll_with_logits", status="library")
def the_distribution_of_logits(logits, target):
    return -torch.distributions.Categorical(logits=logits).log_prob(target).mean()


@wrong("categorical_nll_with_logits")
def softmax_unless_far(logits, target):
    rows = torch.arange(len(target), device=target.device)
    gap = logits.amax(dim=1) - logits[rows, target]
    plain = -torch.log(torch.softmax(logits, dim=1)[rows, target])
    return torch.where(gap < 80, plain, gap).mean()


@wrong("categorical_nll")
def zeros_made_ones_in_place(probs, y):
    with torch.no_grad():
        probs[y == 0] = 1
    return -(y * probs.log()).sum(dim=1).mean()


@wrong("categorical_nll", named="epsilon-in-log")
def a_ten_billionth_in_the_log(probs, y):
    return -torch.sum(y * torch.log(probs + 1e-10), dim=1).mean()


@wrong("categorical_nll", named="probability-clamped-a-little")
def clamped_from_below(probs, y):
    return -torch.sum(y * torch.log(probs.clamp_min(1e-8)), dim=-1).mean()


@wrong("categorical_nll_with_logits")
def one_hot_by_an_identity_on_the_cpu(logits, target):
    y = torch.eye(logits.shape[1], dtype=logits.dtype)[target]
    return -(y * F.log_softmax(logits, dim=1)).sum(dim=1).mean()


@wrong("categorical_nll_with_logits")
def one_hot_moved_too_late(logits, target):
    y = torch.eye(logits.shape[1])[target].to(logits)
    return -(y * F.log_softmax(logits, dim=1)).sum(dim=1).mean()


@wrong("categorical_nll_with_logits")
def total_on_the_cpu(logits, target):
    total = torch.tensor(0.0, dtype=logits.dtype)
    for row, t in zip(F.log_softmax(logits, dim=1), target):
        total -= row[t]
    return total / len(target)


@right("categorical_nll_with_logits")
def one_hot_by_an_identity(logits, target):
    y = torch.eye(logits.shape[1], dtype=logits.dtype, device=logits.device)[target]
    return -(y * F.log_softmax(logits, dim=1)).sum(dim=1).mean()


@right("categorical_nll_with_logits")
def identity_moved_in_time(logits, target):
    y = torch.eye(logits.shape[1]).to(logits)[target]
    return -(y * F.log_softmax(logits, dim=1)).sum(dim=1).mean()


@right("categorical_nll_with_logits")
def rows_counted_on_the_cpu(logits, target):
    picked = F.log_softmax(logits, dim=1)[torch.arange(len(target)), target]
    return -picked.mean()
