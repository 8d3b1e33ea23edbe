"""Wrong answers to divergences/categorical that only measure what the grader explains."""

import torch
from torch import Tensor

from tests.unseen import unseen


@unseen("entropy", "in bits instead of nats")
def bits(p):
    safe = torch.where(p > 0, p, torch.ones_like(p))
    return -(p * torch.log2(safe)).sum(dim=-1)


@unseen("entropy", "0 * log(0) gives nan")
def nan_at_zero(p):
    return -torch.sum(p * torch.log(p), dim=-1)


@unseen("kl_categorical", "an epsilon in the ratio makes the infinite KL finite")
def eps_ratio(p, q):
    eps = 1e-10
    ratio = (p + eps) / (q + eps)
    return (p * torch.log(ratio)).sum(-1)


@unseen("kl_categorical", "the KL of q from p")
def reversed_kl(p, q):
    return (torch.xlogy(q, q) - torch.xlogy(q, p)).sum(dim=-1)


@unseen("kl_categorical", "terms with q = 0 are skipped, also where p > 0")
def skip_zero_q(p, q):
    support = (p > 0) & (q > 0)
    one = torch.ones_like(p)
    pp = torch.where(support, p, one)
    qq = torch.where(support, q, one)
    terms = pp * (pp.log() - qq.log())
    return torch.where(support, terms, torch.zeros_like(terms)).sum(-1)


@unseen("js_divergence", "the symmetrised KL (Jeffreys) instead of the KL from the mean")
def jeffreys(p, q):
    kl_pq = (torch.xlogy(p, p) - torch.xlogy(p, q)).sum(-1)
    kl_qp = (torch.xlogy(q, q) - torch.xlogy(q, p)).sum(-1)
    return 0.5 * (kl_pq + kl_qp)


@unseen("js_divergence", "the square root, the Jensen-Shannon distance")
def js_distance(p, q):
    m = (p + q) / 2
    h = torch.special.entr(m).sum(-1) - 0.5 * (
        torch.special.entr(p).sum(-1) + torch.special.entr(q).sum(-1)
    )
    return torch.sqrt(h.clamp(min=0))


@unseen("js_divergence", "the two KLs are added without the half")
def no_half(p, q):
    m = 0.5 * (p + q)

    def kl(a, b):
        return torch.sum(torch.xlogy(a, a) - torch.xlogy(a, b), dim=-1)

    left = kl(p, m)
    right = kl(q, m)
    return left + right


@unseen(
    "entropy", "divides by log(k), so it returns the normalised entropy in [0, 1] instead of nats"
)
def second_1(p: Tensor) -> Tensor:
    h = -torch.xlogy(p, p).sum(dim=-1)
    k = torch.tensor(float(p.shape[-1]), dtype=p.dtype, device=p.device)
    return h / torch.log(k)


@unseen(
    "kl_categorical",
    "clamps q at 1e-12, so a class with q = 0 < p gives about 27 nats instead of inf",
)
def second_2(p: Tensor, q: Tensor) -> Tensor:
    q = q.clamp(min=1e-12)
    per_class = torch.xlogy(p, p) - torch.xlogy(p, q)
    return per_class.sum(dim=-1)


@unseen(
    "js_divergence",
    "returns the Jensen-Shannon distance, the square root of the divergence, as scipy does",
)
def second_3(p: Tensor, q: Tensor) -> Tensor:
    middle = (p + q) / 2
    js = 0.5 * kl_categorical(p, middle) + 0.5 * kl_categorical(q, middle)
    return torch.sqrt(js.clamp(min=0))


@unseen(
    "js_divergence",
    "compares both with the (unnormalised) geometric mean sqrt(p*q) instead of the average",
)
def second_4(p: Tensor, q: Tensor) -> Tensor:
    middle = torch.sqrt(p * q)
    return 0.5 * (kl_categorical(p, middle) + kl_categorical(q, middle))
