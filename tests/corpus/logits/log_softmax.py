"""Answers to logits/log_softmax."""

import math

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from torch import Tensor

from tests.corpus import right, wrong


@right("logsumexp")
def by_the_contract(x: Tensor, dim: int) -> Tensor:
    m = x.max(dim=dim, keepdim=True).values
    m = torch.where(torch.isfinite(m), m, torch.zeros_like(m))
    return torch.log(torch.exp(x - m).sum(dim=dim)) + m.squeeze(dim)


@right("logsumexp")
def lowest_float_for_infinity(x, dim):
    m, _ = torch.max(x, dim, keepdim=True)
    m = m.clamp(min=torch.finfo(x.dtype).min).detach()
    return (torch.log(torch.sum(torch.exp(x - m), dim, keepdim=True)) + m).squeeze(dim)


@right("logsumexp")
def last_dimension_moved(x, dim):
    x = x.movedim(dim, -1)
    m = torch.nan_to_num(x.detach().amax(-1), neginf=0.0)
    return torch.einsum("...k->...", (x - m[..., None]).exp()).log() + m


@right("logsumexp")
def slice_by_slice(x, dim):
    moved = torch.transpose(x, dim, -1)
    rows = moved.reshape(-1, moved.shape[-1])
    found = []
    for row in rows:
        top = row.detach().max()
        if torch.isinf(top):
            found.append(row.sum())
        else:
            found.append(top + (row - top).exp().sum().log())
    kept = torch.stack(found).reshape(moved.shape[:-1])
    return kept.unsqueeze(-1).transpose(dim, -1).squeeze(dim)


@right("logsumexp")
def pairwise_without_nan(x, dim):
    total, *rest = x.unbind(dim)
    for part in rest:
        both = torch.isinf(total) & torch.isinf(part)
        a, b = total.masked_fill(both, 0.0), part.masked_fill(both, 0.0)
        total = torch.where(both, -math.inf, torch.logaddexp(a, b))
    return total


@right("logsumexp")
def running_maximum(x, dim):
    parts = x.unbind(dim)
    top = torch.full_like(parts[0], torch.finfo(x.dtype).min)
    total = torch.zeros_like(parts[0])
    for part in parts:
        new = torch.maximum(top, part.detach())
        total = total * (top - new).exp() + (part - new).exp()
        top = new
    return total.log() + top


@right("logsumexp")
class OwnBackward(torch.autograd.Function):
    def __new__(cls, x, dim):
        return cls.apply(x, dim)

    @staticmethod
    def forward(ctx, x, dim):
        m = x.amax(dim, keepdim=True)
        m = m.masked_fill(m == -math.inf, 0.0)
        e = (x - m).exp()
        s = e.sum(dim, keepdim=True)
        ctx.save_for_backward(e / s)
        ctx.dim = dim
        return (s.log() + m).squeeze(dim)

    @staticmethod
    def backward(ctx, grad):
        (p,) = ctx.saved_tensors
        return grad.unsqueeze(ctx.dim) * p, None


@right("logsumexp")
def infinities_masked_out(x, dim):
    out = x == -math.inf
    safe = x.masked_fill(out, 0.0)
    m = safe.masked_fill(out, torch.finfo(x.dtype).min).amax(dim, keepdim=True)
    m = m * (~out.all(dim, keepdim=True))
    terms = torch.where(out, 0.0, torch.exp(safe.sub(m).masked_fill(out, 0.0)))
    return terms.sum(dim).log().add(m.squeeze(dim))


@right("logsumexp")
def checked(x, dim):
    if x.dim() == 0:
        raise ValueError("x needs a dimension")
    if not -x.dim() <= dim < x.dim():
        raise IndexError(dim)
    dim = dim % x.dim()
    m = x.amax(dim=dim)
    m = torch.where(m == float("-inf"), 0 * torch.ones_like(m), m)
    return m + torch.log((x - m.unsqueeze(dim)).exp().sum(dim=dim))


@right("logsumexp")
def infinite_slices_replaced(x, dim):
    empty = torch.isneginf(x).all(dim=dim, keepdim=True)
    y = torch.where(empty, torch.zeros_like(x), x)
    m = y.amax(dim, keepdim=True)
    out = (y - m).exp().sum(dim, keepdim=True).log() + m
    return out.masked_fill(empty, -math.inf).squeeze(dim)


@right("logsumexp")
def a_very_low_number_for_infinity(x, dim):
    impossible = x == float("-inf")
    terms = x.masked_fill(impossible, -1e30).unbind(dim)
    total = terms[0]
    for term in terms[1:]:
        total = torch.logaddexp(total, term)
    return total.masked_fill(impossible.all(dim), float("-inf"))


@wrong("logsumexp", named="exponentials-overflow")
def textbook(x, dim):
    return torch.log(torch.sum(torch.exp(x), dim=dim))


@wrong("logsumexp", named="shift-not-undone")
def forgets_the_shift(x, dim):
    m = x.amax(dim, keepdim=True).nan_to_num(neginf=0.0)
    return torch.log(torch.exp(x - m).sum(dim))


@wrong("logsumexp", named="one-maximum-for-all")
def global_shift(x, dim):
    c = x.max().detach().nan_to_num(neginf=0.0)
    return c + torch.log(torch.sum(torch.exp(x - c), dim))


@wrong("logsumexp", named="empty-slice-shifted")
def unguarded(x, dim):
    m, _ = x.max(dim=dim, keepdim=True)
    return m.squeeze(dim) + torch.log(torch.exp(x - m).sum(dim))


@wrong("logsumexp", named="empty-slice-shifted")
def unguarded_and_detached(x, dim):
    m = x.detach().amax(dim=dim, keepdim=True)
    return torch.squeeze(m + torch.log(torch.sum(torch.exp(x - m), dim=dim, keepdim=True)), dim)


@wrong("logsumexp", named="dimension-kept")
def like_keepdim(x, dim):
    m = x.amax(dim, keepdim=True)
    m = torch.where(m.isinf(), torch.zeros_like(m), m)
    return m + (x - m).exp().sum(dim=dim, keepdim=True).log()


@wrong("logsumexp", named="mean-for-sum")
def averaged(x, dim):
    m = x.amax(dim, keepdim=True).nan_to_num(neginf=0.0)
    e = torch.exp(x - m)
    return (e.sum(dim) / x.shape[dim]).log() + m.squeeze(dim)


@wrong("logsumexp", named="last-dimension-always")
def ignores_dim(x, dim):
    m = x.amax(-1, keepdim=True).nan_to_num(neginf=0.0)
    return (m + torch.log(torch.sum(torch.exp(x - m), -1, keepdim=True))).squeeze(-1)


@wrong("logsumexp", named="small-number-in-log")
def never_infinite(x, dim):
    m = x.amax(dim, keepdim=True).nan_to_num(neginf=0.0)
    return torch.log(1e-12 + torch.exp(x - m).sum(dim)) + m.squeeze(dim)


@wrong("logsumexp", named="maximum-alone")
def hard(x, dim):
    return x.max(dim).values


@wrong("logsumexp", named="sum-started-at-one")
def softplus_like(x, dim):
    zeros = torch.zeros_like(x.narrow(dim, 0, 1))
    both = torch.cat([x, zeros], dim)
    m = both.amax(dim, keepdim=True)
    return (both - m).exp().sum(dim).log() + m.squeeze(dim)


@wrong("logsumexp")
def pairwise_with_nan(x, dim):
    total, *rest = x.unbind(dim)
    for part in rest:
        total = torch.logaddexp(total, part)
    return total


@wrong("logsumexp")
def squeezes_everything(x, dim):
    m = x.amax(dim, keepdim=True).nan_to_num(neginf=0.0)
    return (m + (x - m).exp().sum(dim, keepdim=True).log()).squeeze()


@wrong("logsumexp")
def zero_by_name(x, dim):
    m = x.amax(dim, keepdim=True).nan_to_num(neginf=0.0)
    return torch.nan_to_num((x - m).exp().sum(dim).log() + m.squeeze(dim), neginf=0.0)


@wrong("logsumexp")
def by_numpy(x, dim):
    a = x.detach().numpy()
    m = a.max(axis=dim, keepdims=True)
    m[np.isinf(m)] = 0
    with np.errstate(divide="ignore"):
        return torch.from_numpy(np.asarray(np.log(np.exp(a - m).sum(axis=dim)) + m.squeeze(dim)))


@right("logsumexp")
def single_precision(x, dim):
    # In float64 six digits are asked.
    m = x.amax(dim, keepdim=True).nan_to_num(neginf=0.0)
    return (x - m).float().exp().sum(dim).log() + m.squeeze(dim)


@wrong("logsumexp")
def shifts_its_input(x, dim):
    with torch.no_grad():
        m = x.amax(dim, keepdim=True).nan_to_num(neginf=0.0)
        x -= m
    return x.exp().sum(dim).log() + m.squeeze(dim)


@wrong("logsumexp")
def zeros_on_the_cpu(x, dim):
    m = x.amax(dim, keepdim=True)
    m = torch.where(m.isinf(), torch.zeros(m.shape, dtype=m.dtype), m)
    return (x - m).exp().sum(dim).log() + m.squeeze(dim)


@wrong("logsumexp")
def in_bits(x, dim):
    m = x.amax(dim, keepdim=True).nan_to_num(neginf=0.0)
    return torch.log2((x - m).exp().sum(dim)) + m.squeeze(dim)


@wrong("logsumexp", status="error")
def positive_dims_only(x, dim):
    if dim < 0:
        raise ValueError("dim")
    m = x.amax(dim, keepdim=True).nan_to_num(neginf=0.0)
    return (x - m).exp().sum(dim).log() + m.squeeze(dim)


@wrong("logsumexp", status="library")
def function(x, dim):
    return torch.logsumexp(x, dim)


@wrong("logsumexp", status="library")
def method(x, dim):
    return x.logsumexp(dim=dim)


@wrong("logsumexp", status="library")
def special(x, dim):
    return torch.special.logsumexp(x, dim)


@wrong("logsumexp")
def cumulated(x, dim):
    return torch.logcumsumexp(x, dim).select(dim, -1)


@wrong("logsumexp", status="library")
def from_log_softmax(x, dim):
    safe = x.masked_fill(x.isinf().all(dim, keepdim=True), 0.0)
    first = safe.argmax(dim, keepdim=True)
    lse = (safe - F.log_softmax(safe, dim)).gather(dim, first).squeeze(dim)
    return lse.masked_fill(x.isinf().all(dim), -math.inf)


@right("log_softmax")
def logits_minus_normalizer(x: Tensor, dim: int) -> Tensor:
    m = x.max(dim, keepdim=True)[0]
    lse = m + torch.log(torch.exp(x - m).sum(dim, keepdim=True))
    return x - lse


@right("log_softmax")
def on_my_other_function(x, dim):
    return x - logsumexp(x, dim).unsqueeze(dim)  # noqa: F821  # the submission's own


@right("log_softmax")
def by_pairs(x, dim):
    total, *rest = x.unbind(dim)
    for part in rest:
        total = torch.logaddexp(total, part)
    return x - total.unsqueeze(dim)


@right("log_softmax")
def differences(x, dim):
    x = x.movedim(dim, -1)
    gaps = x.unsqueeze(-2) - x.unsqueeze(-1)
    top = gaps.detach().amax(-1, keepdim=True)
    out = -((gaps - top).exp().sum(-1).log() + top.squeeze(-1))
    return out.movedim(-1, dim)


@right("log_softmax")
def twice(x, dim):
    for _ in range(2):
        x = x - x.amax(dim, keepdim=True)
        x = x - torch.log(torch.exp(x).sum(dim, keepdim=True))
    return x


@right("log_softmax")
def largest_term_apart(x, dim):
    top, at = x.max(dim, keepdim=True)
    z = x - top
    rest = z.exp().scatter(dim, at, 0.0).sum(dim, keepdim=True)
    return z - torch.log1p(rest)


@right("log_softmax")
class LogSoftmaxFunction(torch.autograd.Function):
    def __new__(cls, x, dim):
        return cls.apply(x, dim)

    @staticmethod
    def forward(ctx, x, dim):
        z = x - x.amax(dim, keepdim=True)
        out = z - z.exp().sum(dim, keepdim=True).log()
        ctx.save_for_backward(out)
        ctx.dim = dim
        return out

    @staticmethod
    def backward(ctx, grad):
        (out,) = ctx.saved_tensors
        return grad - out.exp() * grad.sum(ctx.dim, keepdim=True), None


@right("log_softmax")
def each_slice_alone(x, dim):
    moved = x.transpose(dim, 0)
    columns = moved.reshape(len(moved), -1)
    done = []
    for j in range(columns.shape[1]):
        c = columns[:, j] - max(columns[:, j].tolist())
        done.append(c - c.exp().sum().log())
    return torch.stack(done, 1).reshape(moved.shape).transpose(dim, 0)


@right("log_softmax")
def with_a_check(x, dim):
    assert x.is_floating_point()
    z = torch.sub(x, torch.amax(x, dim=dim, keepdim=True).detach())
    out = z - torch.log(torch.sum(torch.exp(z), dim=dim, keepdim=True))
    assert out.shape == x.shape
    return out


@right("log_softmax")
def dimension_moved_and_einsum(x, dim):
    z = torch.movedim(x, dim, -1)
    z = z - z.detach().max(dim=-1, keepdim=True).values
    z = z - torch.einsum("...k->...", z.exp()).log()[..., None]
    return torch.movedim(z, -1, dim)


@wrong("log_softmax", named="exponentials-overflow-in-softmax")
def textbook_formula(x, dim):
    return x - torch.log(torch.sum(torch.exp(x), dim=dim, keepdim=True))


@wrong("log_softmax", named="softmax-then-log")
def log_of_stable_softmax(x, dim):
    z = x - x.max(dim=dim, keepdim=True).values
    p = torch.exp(z) / torch.sum(torch.exp(z), dim=dim, keepdim=True)
    return torch.log(p)


@wrong("log_softmax", named="plain-softmax-then-log")
def quotient(x, dim):
    e = torch.exp(x)
    return torch.log(e / torch.sum(e, dim=dim, keepdim=True))


@wrong("log_softmax", named="small-number-in-log-of-softmax")
def safe_log(x, dim, eps=1e-8):
    z = x - x.amax(dim=dim, keepdim=True)
    return torch.log(torch.exp(z) / torch.exp(z).sum(dim=dim, keepdim=True) + eps)


@wrong("log_softmax", named="one-maximum-for-all-logits")
def common_shift(x, dim):
    shifted = x - torch.max(x)
    return shifted - torch.log(torch.exp(shifted).sum(dim=dim, keepdim=True))


@wrong("log_softmax", named="log-missing-after-softmax")
def probabilities(x, dim):
    z = torch.exp(x - x.amax(dim=dim, keepdim=True))
    return z / z.sum(dim=dim, keepdim=True)


@wrong("log_softmax", named="maximum-counted-twice")
def shifted_twice(x, dim):
    m = x.max(dim=dim, keepdim=True)[0]
    lse = m + torch.log(torch.exp(x - m).sum(dim=dim, keepdim=True))
    return x - m - lse


@wrong("log_softmax", named="last-dimension-always-normalized")
def classes_last(x, dim):
    m = x.amax(-1, keepdim=True)
    return x - m - torch.log(torch.exp(x - m).sum(-1, keepdim=True))


@wrong("log_softmax", named="normalizer-detached")
def constant_normalizer(x, dim):
    with torch.no_grad():
        m = x.amax(dim, keepdim=True)
        lse = m + (x - m).exp().sum(dim, keepdim=True).log()
    return x - lse


@wrong("log_softmax", named="normalizer-added")
def wrong_sign(x, dim):
    z = x - x.max(dim=dim, keepdim=True).values
    return torch.log(torch.exp(z).sum(dim=dim, keepdim=True)) + z


@wrong("log_softmax", status="error")
def dimension_dropped(x, dim):
    m = x.amax(dim, keepdim=True)
    z = x - m
    return z - z.exp().sum(dim).log()


@wrong("log_softmax")
def floored(x, dim):
    z = (x - x.amax(dim, keepdim=True)).clamp(min=-500)
    return z - z.exp().sum(dim, keepdim=True).log()


@wrong("log_softmax")
def in_halves(x, dim):
    z = (x - x.amax(dim, keepdim=True)).half().to(x.dtype)
    return z - z.exp().sum(dim, keepdim=True).log()


@wrong("log_softmax")
def changes_its_input(x, dim):
    with torch.no_grad():
        x -= x.amax(dim, keepdim=True)
    return x - x.exp().sum(dim, keepdim=True).log()


@wrong("log_softmax")
def made_on_the_cpu(x, dim):
    total = torch.zeros(x.select(dim, 0).shape, dtype=x.dtype)
    z = x - x.amax(dim, keepdim=True)
    for part in z.unbind(dim):
        total = total + part.exp()
    return z - total.log().unsqueeze(dim)


@wrong("log_softmax", status="error")
def matrices_only(x, dim):
    n, k = x.shape
    z = x - x.amax(dim, keepdim=True)
    return z - z.exp().sum(dim, keepdim=True).log()


@wrong("log_softmax", status="library")
def functional(x, dim):
    return F.log_softmax(x, dim=dim)


@wrong("log_softmax", status="library")
def module(x, dim):
    return nn.LogSoftmax(dim=dim)(x)


@wrong("log_softmax", status="library")
def method_of_tensor(x, dim):
    return x.log_softmax(dim)


@wrong("log_softmax", status="library")
def normalizer_of_torch(x, dim):
    return x - x.logsumexp(dim, keepdim=True)


@wrong("log_softmax", status="library")
def cross_entropies(x, dim):
    x = x.movedim(dim, -1)
    rows, k = x.reshape(-1, x.shape[-1]), x.shape[-1]
    nll = [
        F.cross_entropy(rows, torch.full((len(rows),), c, device=x.device), reduction="none")
        for c in range(k)
    ]
    return -torch.stack(nll, -1).reshape(x.shape).movedim(-1, dim)
