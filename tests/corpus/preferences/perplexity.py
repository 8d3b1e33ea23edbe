"""Answers to preferences/perplexity."""

import math

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch import Tensor

from tests.corpus import right, wrong


@right("token_nll")
def by_the_contract(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    log_probs = F.log_softmax(logits[:, :-1, :], dim=-1)
    target = tokens[:, 1:]
    weight = mask[:, 1:].to(logits.dtype)
    safe = target.masked_fill(weight == 0, 0)
    nll = -log_probs.gather(-1, safe.unsqueeze(-1)).squeeze(-1)
    return (nll * weight).sum() / weight.sum()


@right("token_nll")
def clamped_tokens(logits, tokens, mask):
    lp = logits.log_softmax(-1)[:, :-1]
    picked = torch.take_along_dim(lp, tokens[:, 1:, None].clamp(min=0), dim=2)[..., 0]
    m = mask[:, 1:].float().to(logits)
    return -torch.sum(picked * m) / torch.sum(m)


@right("token_nll")
def flattened(logits, tokens, mask):
    v = logits.size(-1)
    flat = logits[:, :-1].reshape(-1, v)
    labels = tokens[:, 1:].reshape(-1)
    keep = mask[:, 1:].reshape(-1) > 0
    flat, labels = flat[keep], labels[keep]
    return (torch.logsumexp(flat, dim=1) - flat[torch.arange(len(labels)), labels]).mean()


@right("token_nll")
def loops(logits, tokens, mask):
    losses = []
    n, t, _ = logits.shape
    for b in range(n):
        for i in range(1, t):
            if mask[b, i]:
                row = logits[b, i - 1]
                losses.append(torch.logsumexp(row, 0) - row[tokens[b, i]])
    return torch.stack(losses).mean()


@right("token_nll")
def one_hot_by_comparison(logits, tokens, mask):
    vocabulary = torch.arange(logits.shape[-1], device=logits.device)
    hit = (tokens[:, 1:, None] == vocabulary) & mask[:, 1:, None].bool()
    lp = torch.log_softmax(logits[:, :-1], dim=2)
    return -torch.where(hit, lp, torch.zeros_like(lp)).sum() / mask[:, 1:].sum()


@right("token_nll")
def einsum(logits, tokens, mask):
    m = mask[:, 1:].to(logits.dtype)
    safe = torch.where(m > 0, tokens[:, 1:], torch.zeros_like(tokens[:, 1:]))
    one_hot = F.one_hot(safe, logits.shape[2]).to(logits.dtype)
    return torch.einsum("ntv,ntv,nt->", -F.log_softmax(logits[:, :-1], -1), one_hot, m) / m.sum()


@right("token_nll")
def rolled_labels(logits, tokens, mask):
    labels = torch.roll(tokens, -1, dims=1)
    counted = torch.roll(mask.bool(), -1, dims=1)
    counted = torch.cat([counted[:, :-1], torch.zeros_like(counted[:, :1])], dim=1)
    labels = labels.masked_fill(~counted, 0)
    z = logits - logits.amax(-1, keepdim=True).detach()
    nll = z.exp().sum(-1).log() - z.gather(-1, labels[..., None])[..., 0]
    return nll.masked_select(counted).mean()


@right("token_nll")
def gaps(logits, tokens, mask):
    at, column = mask[:, 1:].bool().nonzero(as_tuple=True)
    rows = logits[at, column]
    label = rows.gather(1, tokens[at, column + 1].view(-1, 1))
    return torch.logsumexp(rows - label, dim=1).mean()


@right("token_nll")
def with_checks(logits, tokens, mask):
    if logits.ndim != 3 or tokens.shape != logits.shape[:2] or mask.shape != tokens.shape:
        raise ValueError("expected (n, t, v), (n, t) and (n, t)")
    assert tokens.dtype == torch.long
    keep = mask[:, 1:] == 1
    count = int(keep.sum())
    if count == 0:
        return logits.sum() * 0
    lp = torch.log_softmax(logits[:, :-1][keep], -1)
    return -sum(lp[i, k] for i, k in enumerate(tokens[:, 1:][keep].tolist())) / count


@right("token_nll")
def every_column_then_every_row(logits, tokens, mask):
    total, count = None, 0
    for i in range(1, logits.shape[1]):
        for row in range(logits.shape[0]):
            if mask[row, i] == 0:
                continue
            step = F.log_softmax(logits[row, i - 1], dim=0)[tokens[row, i]]
            total = step if total is None else total + step
            count += 1
    return -total / count


@wrong("token_nll", named="not-shifted")
def no_shift(logits, tokens, mask):
    m = mask.bool()
    lp = F.log_softmax(logits, -1)
    nll = -lp.gather(-1, tokens.clamp(min=0)[..., None])[..., 0]
    return (nll * m).sum() / m.sum().clamp(min=1)


@wrong("token_nll", named="mask-of-the-position")
def mask_before(logits, tokens, mask):
    lp = F.log_softmax(logits[:, :-1], -1)
    nll = -lp.gather(-1, tokens[:, 1:].clamp(min=0)[..., None])[..., 0]
    m = mask[:, :-1].to(nll.dtype)
    return (nll * m).sum() / m.sum().clamp(min=1)


@wrong("token_nll", named="divided-by-all-predictions")
def masked_then_mean(logits, tokens, mask):
    lp = F.log_softmax(logits[:, :-1], -1)
    nll = -lp.gather(-1, tokens[:, 1:].clamp(min=0)[..., None])[..., 0]
    return (nll * mask[:, 1:]).mean()


@wrong("token_nll", named="mean-of-means")
def per_sequence_mean(logits, tokens, mask):
    means = []
    for x, t, m in zip(logits, tokens, mask):
        keep = m[1:].bool()
        if keep.any():
            lp = F.log_softmax(x[:-1][keep], -1)
            means.append(-lp[torch.arange(len(lp)), t[1:][keep]].mean())
    return torch.stack(means).mean()


@wrong("token_nll", named="padding-tokens-alone")
def pad_token(logits, tokens, mask):
    target = tokens[:, 1:]
    keep = target.ne(-100)
    lp = F.log_softmax(logits[:, :-1], -1)
    nll = -lp.gather(-1, target.masked_fill(~keep, 0)[..., None])[..., 0]
    return (nll * keep).sum() / keep.sum().clamp(min=1)


@wrong("token_nll", named="divided-by-whole-mask")
def sum_of_mask(logits, tokens, mask):
    lp = F.log_softmax(logits[:, :-1], -1)
    nll = -lp.gather(-1, tokens[:, 1:].clamp(min=0)[..., None])[..., 0]
    return (nll * mask[:, 1:]).sum() / mask.sum()


@wrong("token_nll", named="summed")
def total(logits, tokens, mask):
    lp = F.log_softmax(logits[:, :-1], -1)
    nll = -lp.gather(-1, tokens[:, 1:].clamp(min=0)[..., None])[..., 0]
    return (nll * mask[:, 1:]).sum()


@wrong("token_nll", named="softmax-then-log")
def in_two_steps(logits, tokens, mask):
    keep = mask[:, 1:].bool()
    p = torch.softmax(logits[:, :-1][keep], -1)
    return -torch.log(p[torch.arange(len(p)), tokens[:, 1:][keep]]).mean()


@wrong("token_nll", named="in-bits")
def bits(logits, tokens, mask):
    keep = mask[:, 1:].bool()
    lp = F.log_softmax(logits[:, :-1][keep], -1)
    return -lp[torch.arange(len(lp)), tokens[:, 1:][keep]].mean() / np.log(2.0)


@wrong("token_nll", status="error")
def minus_100_looked_up(logits, tokens, mask):
    nll = -F.log_softmax(logits[:, :-1], -1).gather(-1, tokens[:, 1:, None])[..., 0]
    return (nll * mask[:, 1:]).sum() / mask[:, 1:].sum()


@wrong("token_nll", status="error")
def bool_masks_only(logits, tokens, mask):
    keep = mask[:, 1:]
    lp = F.log_softmax(logits[:, :-1][keep], -1)
    return -lp[torch.arange(len(lp)), tokens[:, 1:][keep]].mean()


@wrong("token_nll", status="error")
def floating_masks_only(logits, tokens, mask):
    nll = -F.log_softmax(logits[:, :-1], -1).gather(-1, tokens[:, 1:, None].clamp(min=0))
    return (nll[..., 0] * (1 - (1 - mask[:, 1:]))).sum() / mask[:, 1:].sum()


@wrong("token_nll")
def masked_logits(logits, tokens, mask):
    x = logits[:, :-1] * mask[:, 1:, None]
    nll = -F.log_softmax(x, -1).gather(-1, tokens[:, 1:, None].clamp(min=0))[..., 0]
    return nll.sum() / mask[:, 1:].sum()


@right("token_nll")
def nan_where_masked(logits, tokens, mask):
    x = logits[:, :-1].masked_fill(~mask[:, 1:, None].bool(), float("-inf"))
    nll = -F.log_softmax(x, -1).gather(-1, tokens[:, 1:, None].clamp(min=0))[..., 0]
    m = mask[:, 1:].bool()
    return torch.where(m, nll, 0).sum() / m.sum()


@wrong("token_nll")
def tokens_overwritten(logits, tokens, mask):
    tokens[tokens < 0] = 0
    nll = -F.log_softmax(logits[:, :-1], -1).gather(-1, tokens[:, 1:, None])[..., 0]
    return (nll * mask[:, 1:]).sum() / mask[:, 1:].sum()


@wrong("token_nll")
def first_mask_wins(logits, tokens, mask):
    keep = mask[:, 1:].bool() & mask[:, :1].bool()
    if not keep.any():
        keep = mask[:, 1:].bool()
    lp = F.log_softmax(logits[:, :-1][keep], -1)
    return -lp[torch.arange(len(lp)), tokens[:, 1:][keep]].mean()


@wrong("token_nll")
def python_number(logits, tokens, mask):
    keep = mask[:, 1:].bool()
    lp = F.log_softmax(logits[:, :-1][keep], -1)
    return -lp[torch.arange(len(lp)), tokens[:, 1:][keep]].mean().item()


@wrong("token_nll")
def one_element(logits, tokens, mask):
    keep = mask[:, 1:].bool()
    lp = F.log_softmax(logits[:, :-1][keep], -1)
    return -lp[torch.arange(len(lp)), tokens[:, 1:][keep]].mean(0, keepdim=True)


@wrong("token_nll", status="library")
def functional(logits, tokens, mask):
    labels = tokens[:, 1:].masked_fill(~mask[:, 1:].bool(), -100)
    return F.cross_entropy(logits[:, :-1].flatten(0, 1), labels.flatten())


@wrong("token_nll", status="library")
def transposed_module(logits, tokens, mask):
    labels = tokens[:, 1:].masked_fill(~mask[:, 1:].bool(), -1)
    return nn.CrossEntropyLoss(ignore_index=-1)(logits[:, :-1].transpose(1, 2), labels)


@wrong("token_nll", status="library")
def categorical(logits, tokens, mask):
    keep = mask[:, 1:].bool()
    model = torch.distributions.Categorical(logits=logits[:, :-1][keep])
    return -model.log_prob(tokens[:, 1:][keep]).mean()


@right("perplexity")
def exp_of_own(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    keep = mask[:, 1:].bool()
    lp = F.log_softmax(logits[:, :-1][keep], -1)
    nll = -lp.gather(1, tokens[:, 1:][keep][:, None]).squeeze(1)
    return nll.mean().exp()


@right("perplexity")
def power_of_e(logits, tokens, mask):
    lp = F.log_softmax(logits[:, :-1], -1)
    picked = lp.gather(-1, tokens[:, 1:, None].clamp(min=0))[..., 0]
    m = mask[:, 1:].to(logits.dtype)
    return math.e ** (-(picked * m).sum() / m.sum())


@right("perplexity")
def bits_and_two(logits, tokens, mask):
    keep = mask[:, 1:].bool()
    x, y = logits[:, :-1][keep], tokens[:, 1:][keep]
    nats = (x.logsumexp(1) - x[torch.arange(len(y)), y]).mean()
    return 2 ** (nats / math.log(2))


@wrong("perplexity")  # in float32 the gradient divides by a square that rounds to 0
def inverse_geometric_mean(logits, tokens, mask):
    lp = torch.log_softmax(logits, dim=-1)[:, :-1]
    m = mask[:, 1:].bool()
    picked = lp.gather(2, tokens[:, 1:].masked_fill(~m, 0).unsqueeze(2)).squeeze(2)
    return 1 / torch.exp(picked[m].sum() / m.sum())


@right("perplexity")
def shares(logits, tokens, mask):
    m = mask[:, 1:].bool()
    share = m / m.sum()
    lp = torch.log_softmax(logits[:, :-1], dim=-1)
    safe = tokens[:, 1:] * m
    return torch.exp(-(share * lp.gather(2, safe[:, :, None])[:, :, 0]).sum())


@right("perplexity")
def sequence_by_sequence(logits, tokens, mask):
    total, count = logits.new_zeros(()), 0
    for x, y, m in zip(logits, tokens, mask):
        for i in range(len(y) - 1):
            if float(m[i + 1]) == 1.0:
                total = total + torch.logsumexp(x[i], 0) - x[i, y[i + 1]]
                count += 1
    return torch.exp(total / count)


@wrong("perplexity", named="not-exponentiated")
def the_loss(logits, tokens, mask):
    keep = mask[:, 1:].bool()
    lp = F.log_softmax(logits[:, :-1][keep], -1)
    return -lp[torch.arange(len(lp)), tokens[:, 1:][keep]].mean()


@wrong("perplexity", named="power-of-two")
def two_to_nats(logits, tokens, mask):
    keep = mask[:, 1:].bool()
    lp = F.log_softmax(logits[:, :-1][keep], -1)
    return torch.exp2(-lp[torch.arange(len(lp)), tokens[:, 1:][keep]].mean())


@wrong("perplexity", named="tokens-exponentiated")
def mean_of_inverses(logits, tokens, mask):
    keep = mask[:, 1:].bool()
    p = torch.softmax(logits[:, :-1][keep], -1)
    return (1 / p[torch.arange(len(p)), tokens[:, 1:][keep]]).mean()


@wrong("perplexity", named="sequences-exponentiated")
def mean_perplexity(logits, tokens, mask):
    found = []
    for x, y, m in zip(logits, tokens, mask):
        keep = m[1:].bool()
        if keep.sum() > 0:
            lp = F.log_softmax(x[:-1][keep], -1)
            found.append(torch.exp(-lp[torch.arange(len(lp)), y[1:][keep]].mean()))
    return sum(found) / len(found)


@wrong("perplexity", named="inverted")
def likelihood_for_each(logits, tokens, mask):
    keep = mask[:, 1:].bool()
    lp = F.log_softmax(logits[:, :-1][keep], -1)
    return lp[torch.arange(len(lp)), tokens[:, 1:][keep]].mean().exp()


@wrong("perplexity", named="product-of-probabilities")
def root_of_product(logits, tokens, mask):
    keep = mask[:, 1:].bool()
    p = F.softmax(logits[:, :-1][keep], -1)
    p = p[torch.arange(len(p)), tokens[:, 1:][keep]]
    return torch.prod(1 / p) ** (1.0 / p.numel())


@wrong("perplexity", named="exponent-clamped")
def at_most_twenty(logits, tokens, mask):
    keep = mask[:, 1:].bool()
    lp = F.log_softmax(logits[:, :-1][keep], -1)
    nll = -lp[torch.arange(len(lp)), tokens[:, 1:][keep]].mean()
    return torch.exp(torch.clamp(nll, max=20))


@wrong("perplexity")
def math_exp(logits, tokens, mask):
    keep = mask[:, 1:].bool()
    lp = F.log_softmax(logits[:, :-1][keep], -1)
    return torch.tensor(math.exp(-lp[torch.arange(len(lp)), tokens[:, 1:][keep]].mean()))


@wrong("perplexity")
def less_one(logits, tokens, mask):
    keep = mask[:, 1:].bool()
    lp = F.log_softmax(logits[:, :-1][keep], -1)
    return torch.expm1(-lp[torch.arange(len(lp)), tokens[:, 1:][keep]].mean())
