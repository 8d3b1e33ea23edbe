"""Answers to divergences/categorical."""

import math

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor
from torch.distributions import Categorical
from torch.distributions import kl_divergence as library_kl

from tests.corpus import right, wrong


@right("entropy")
def by_xlogy(p: Tensor) -> Tensor:
    return -torch.xlogy(p, p).sum(dim=-1)


@right("entropy")
def masked_inside(p):
    log_p = torch.log(torch.where(p > 0, p, torch.ones_like(p)))
    return -(p * log_p).sum(-1)


@right("entropy")
def masked_outside(p):
    terms = p * torch.log(p)
    return torch.where(p == 0, torch.zeros_like(terms), terms).sum(-1).neg()


@right("entropy")
def nan_sum(p):
    return -torch.nansum(p * p.log(), dim=-1)


@right("entropy")
def nan_is_zero(p):
    return -torch.einsum("...k->...", torch.nan_to_num(p * p.log(), nan=0.0))


@right("entropy")
def row_by_row(p):
    flat = p.reshape(-1, p.shape[-1])
    rows = []
    for row in flat:
        row = row[row > 0]
        rows.append(-(row * row.log()).sum())
    return torch.stack(rows).reshape(p.shape[:-1])


@right("entropy")
def from_the_uniform(p):
    # log k - KL(p || uniform)
    k = p.size(-1)
    return math.log(k) * p.sum(-1) - torch.special.xlogy(p, k * p).sum(-1)


@right("entropy")
def smallest_number_inside(p):
    tiny = torch.finfo(p.dtype).tiny
    return (p * -p.clamp_min(tiny).log()).sum(-1)


@right("entropy")
def log_as_a_constant(p):
    # Its gradient differs by a constant along each row.
    return -torch.xlogy(p, p.detach()).sum(-1)


@right("entropy")
def checked_and_masked(p):
    assert torch.allclose(p.sum(-1), torch.ones_like(p[..., 0]))
    assert (p >= 0).all()
    return -(p * p.masked_fill(p == 0, 1.0).log()).sum(-1)


@wrong("entropy", named="zero-times-infinity")
def textbook(p):
    return -torch.sum(torch.log(p) * p, dim=-1)


@wrong("entropy", named="sign-lost")
def negative(p):
    return torch.sum(torch.special.xlogy(p, p), -1)


@wrong("entropy", named="in-bits")
def base_two(p):
    safe = torch.where(p > 0, p, torch.ones_like(p))
    return -(p * torch.log2(safe)).sum(-1)


@wrong("entropy", named="epsilon-in-log")
def usual_epsilon(p):
    return -torch.sum(p * torch.log(p + 1e-8), dim=-1)


@wrong("entropy", named="epsilon-in-log")
def small_epsilon(p, eps=1e-12):
    return torch.sum(-p * torch.log(eps + p), -1)


@wrong("entropy", named="log-clamped")
def clamped_inside(p):
    return -(p * torch.clamp(p, min=1e-10).log()).sum(-1)


@wrong("entropy", named="probability-clamped")
def clamped_first(p):
    p = torch.clamp_min(p, 1e-12)
    return torch.special.entr(p).sum(-1)


@wrong("entropy", named="mean-over-classes")
def averaged(p):
    return -torch.xlogy(p, p).mean(dim=-1)


@wrong("entropy", named="all-rows-averaged")
def one_number(p):
    return -torch.xlogy(p, p).sum(-1).mean()


@wrong("entropy", named="dimension-kept")
def kept(p):
    return -torch.xlogy(p, p).sum(-1, keepdim=True)


@wrong("entropy", named="perplexity")
def exponentiated(p):
    return torch.exp(-torch.xlogy(p, p).sum(-1))


@wrong("entropy", named="softmax-of-probabilities")
def of_logits(p):
    log_p = F.log_softmax(p, dim=-1)
    return -(log_p.exp() * log_p).sum(-1)


@wrong("entropy", named="no-gradient")
def through_numpy(p):
    x = p.detach().cpu().numpy()
    logs = np.log(np.where(x > 0, x, 1))
    return torch.as_tensor(-(x * logs).sum(-1), dtype=p.dtype, device=p.device)


@wrong("entropy")
def matrices_only(p):
    return torch.stack([torch.special.entr(row).sum() for row in p])


@wrong("entropy")
def fills_its_input(p):
    with torch.no_grad():
        p[p == 0] = 1
    return -(p * p.log()).sum(-1)


@wrong("entropy")
def a_number(p):
    return float(torch.special.entr(p).sum())


@wrong("entropy", status="library")
def of_the_library(p):
    return Categorical(probs=p, validate_args=False).entropy() * 0 - torch.xlogy(p, p).sum(-1)


@right("kl_categorical")
def from_two_entropies(p, q):
    return -torch.special.entr(p).sum(-1) - torch.xlogy(p, q).sum(-1)


@right("kl_categorical")
def where_inside(p, q):
    seen = p > 0
    log_p = torch.where(seen, p, torch.ones_like(p)).log()
    log_q = torch.where(seen, q, torch.ones_like(q)).log()
    return (p * (log_p - log_q)).sum(dim=-1)


@right("kl_categorical")
def where_outside(p, q):
    terms = p * (torch.log(p) - torch.log(q))
    return torch.where(p == 0, torch.zeros_like(p), terms).sum(-1)


@right("kl_categorical")
def ratio_of_each_class(p, q):
    ratio = torch.where(p > 0, p / q, torch.ones_like(p))
    return torch.einsum("...k,...k->...", p, ratio.log())


@right("kl_categorical")
def nan_sum_of_ratios(p, q):
    return torch.nansum(p * torch.log(p / q), -1)


@right("kl_categorical")
def nan_and_infinity_kept(p, q):
    return (p * (p / q).log()).nan_to_num(nan=0.0, posinf=math.inf, neginf=-math.inf).sum(-1)


@right("kl_categorical")
def in_a_loop(p, q):
    if p.shape != q.shape:
        raise ValueError(f"{p.shape} and {q.shape} differ")
    total = torch.zeros_like(p[..., 0])
    for k in range(p.shape[-1]):
        a, b = p[..., k], q[..., k]
        total = total + torch.where(a > 0, a * (a.log() - b.log()), 0.0)
    return total


@right("kl_categorical")
def with_a_bregman_term(p, q):
    # Off the simplex this is the generalized KL; on it the last two terms cancel.
    return (torch.xlogy(p, p) - torch.xlogy(p, q) - p + q).sum(-1)


@right("kl_categorical")
def masked_fill(p, q):
    terms = p * (p.log() - q.log())
    return terms.masked_fill(p == 0, 0).sum(-1)


@right("kl_categorical")
def p_in_the_log_as_a_constant(p, q):
    # Its gradient differs by a constant along each row.
    return (torch.xlogy(p, p.detach()) - torch.xlogy(p, q)).sum(-1)


@wrong("kl_categorical", named="zero-times-log-of-zero")
def naive(p, q):
    return torch.sum(p * (p.log() - q.log()), -1)


@wrong("kl_categorical", named="reversed-direction")
def under_q(p, q):
    ratio = torch.where(q > 0, q / p, torch.ones_like(q))
    return (q * ratio.log()).sum(-1)


@wrong("kl_categorical", named="sign-flipped")
def upside_down(p, q):
    return (torch.xlogy(p, q) - torch.xlogy(p, p)).sum(-1)


@wrong("kl_categorical", named="cross-entropy")
def without_the_entropy(p, q):
    return torch.sum(-torch.xlogy(p, q), -1)


@wrong("kl_categorical", named="epsilon-in-both-logs")
def two_epsilons(p, q, eps=1e-10):
    return torch.sum(p * torch.log((p + eps) / (q + eps)), dim=-1)


@wrong("kl_categorical", named="epsilon-under-q")
def epsilon_below(p, q):
    safe = torch.where(p > 0, p, torch.ones_like(p))
    return torch.sum(p * (safe.log() - torch.log(q + 1e-12)), dim=-1)


@wrong("kl_categorical", named="both-clamped")
def keras(p, q):
    p, q = torch.clamp(p, 1e-7), torch.clamp(q, 1e-7)
    return torch.sum(p * torch.log(p / q), -1)


@wrong("kl_categorical", named="impossible-classes-skipped")
def common_support(p, q):
    both = ((p > 0) & (q > 0)).to(p.dtype)
    safe_p, safe_q = p + (1 - both), q + (1 - both)
    return (both * p * (safe_p / safe_q).log()).sum(-1)


@wrong("kl_categorical", named="infinity-replaced")
def all_replaced(p, q):
    return torch.nan_to_num(p * torch.log(p / q)).sum(-1)


@wrong("kl_categorical", named="kl-averaged-over-rows")
def batch_mean(p, q):
    return (torch.xlogy(p, p) - torch.xlogy(p, q)).sum(-1).mean()


@wrong("kl_categorical", named="both-directions")
def jeffreys(p, q):
    return (torch.xlogy(p - q, p) - torch.xlogy(p - q, q)).sum(-1)


@wrong("kl_categorical", named="q-detached")
def constant_model(p, q):
    with torch.no_grad():
        log_q = q.log()
    return torch.where(p > 0, p * (p.log() - log_q), 0.0).sum(-1)


@wrong("kl_categorical")
def infinite_too_early(p, q):
    kl = torch.where(p > 0, p * (p.log() - q.log()), 0.0).sum(-1)
    return torch.where((q == 0).any(-1), math.inf, kl)


@wrong("kl_categorical", status="library")
def functional(p, q):
    log_q = torch.where(p > 0, q, torch.ones_like(q)).log()
    return F.kl_div(log_q, p, reduction="none").sum(-1)


@wrong("kl_categorical", status="library")
def of_two_objects(p, q):
    checked = library_kl(*(Categorical(probs=x, validate_args=False) for x in (p, q)))
    return (torch.xlogy(p, p) - torch.xlogy(p, q)).sum(-1)


@right("js_divergence")
def entropies(p, q):
    entropy = lambda x: torch.special.entr(x).sum(-1)
    return entropy((p + q) / 2) - (entropy(p) + entropy(q)) / 2


@right("js_divergence")
def two_kls(p, q):
    m = 0.5 * (p + q)
    return 0.5 * kl_categorical(p, m) + 0.5 * kl_categorical(q, m)


@right("js_divergence")
def from_log_two(p, q):
    shared = torch.xlogy(p, p) + torch.xlogy(q, q) - torch.xlogy(p + q, p + q)
    return math.log(2) + shared.sum(-1) / 2


@right("js_divergence")
def mean_as_a_constant(p, q):
    # The gradient through the mean is a constant along each row.
    m = ((p + q) / 2).detach()
    a = torch.xlogy(p, p) - torch.xlogy(p, m)
    b = torch.xlogy(q, q) - torch.xlogy(q, m)
    return torch.stack([a, b]).mean(0).sum(-1)


@right("js_divergence")
def masked_halves(p, q):
    m = torch.lerp(p, q, 0.5)

    def half(x):
        safe = x > 0
        ratio = torch.where(safe, x, 1.0) / torch.where(safe, m, 1.0)
        return (x * ratio.log()).sum(-1)

    return (half(p) + half(q)) * 0.5


@right("js_divergence")
def nan_sums(p, q):
    m = (p + q) / 2
    return 0.5 * torch.nansum(p * torch.log(p / m) + 0, -1) + 0.5 * torch.nansum(
        q * (q / m).log(), -1
    )


@right("js_divergence")
def never_negative(p, q):
    both = torch.stack([p, q])
    m = both.mean(dim=0)
    kls = (torch.xlogy(both, both) - torch.xlogy(both, m)).sum(-1)
    return kls.mean(dim=0)


@right("js_divergence")
def both_in_one_call(p, q):
    both = torch.stack([p, q])
    m = both.mean(dim=0, keepdim=True).expand_as(both)
    return kl_categorical(both, m).mean(dim=0)


@wrong("js_divergence", named="of-each-other")
def symmetrized(p, q):
    return 0.5 * (kl_categorical(p, q) + kl_categorical(q, p))


@wrong("js_divergence", named="halves-lost")
def sum_of_both(p, q):
    m = (p + q) / 2
    return kl_categorical(p, m) + kl_categorical(q, m)


@wrong("js_divergence", named="mean-not-halved")
def sum_for_mean(p, q):
    m = p + q
    return (kl_categorical(p, m) + kl_categorical(q, m)) / 2


@wrong("js_divergence", named="from-the-mean-to-each")
def other_way(p, q):
    m = (p + q) / 2
    return (kl_categorical(m, p) + kl_categorical(m, q)) / 2


@wrong("js_divergence")
def distance(p, q):
    m = (p + q) / 2
    return torch.sqrt((kl_categorical(p, m) + kl_categorical(q, m)).clamp(min=0) / 2)


@wrong("js_divergence", named="one-half-only")
def of_p(p, q):
    return kl_categorical(p, (p + q).div(2))


@wrong("js_divergence", named="js-in-bits")
def bounded_by_one(p, q):
    m = (p + q) / 2
    return (kl_categorical(p, m) + kl_categorical(q, m)) / (2 * math.log(2))


@wrong("js_divergence", named="js-averaged-over-rows")
def loss(p, q):
    m = (p + q) / 2
    return (kl_categorical(p, m) + kl_categorical(q, m)).mean() / 2


@wrong("js_divergence", named="js-with-nan")
def naive_js(p, q):
    m = (p + q) / 2
    return 0.5 * (p * (p.log() - m.log()) + q * (q.log() - m.log())).sum(-1)


@wrong("js_divergence", named="total-variation")
def absolute(p, q):
    return torch.abs(p - q).sum(-1).mul(0.5)


@wrong("js_divergence")
def bounded_by_force(p, q):
    m = (p + q) / 2
    js = (kl_categorical(p, m) + kl_categorical(q, m)) / 2
    return js.clamp(max=0.5)
