"""Answers to divergences/contrastive."""

import math

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch import Tensor

from tests.corpus import right, wrong


@right("info_nce")
def by_the_contract(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    a = a / a.norm(dim=1, keepdim=True)
    b = b / b.norm(dim=1, keepdim=True)
    logits = torch.einsum("id,jd->ij", a, b) / temperature
    return (torch.logsumexp(logits, dim=1) - torch.diagonal(logits)).mean()


@right("info_nce")
def picked_by_labels(a, b, temperature):
    logits = F.normalize(a, dim=1).mm(F.normalize(b, dim=1).t()).div(temperature)
    labels = torch.arange(a.shape[0], device=a.device)
    return -F.log_softmax(logits, dim=1)[labels, labels].mean()


@right("info_nce")
def lengths_after_the_product(a, b, temperature):
    lengths = a.norm(dim=-1)[:, None] * b.norm(dim=-1)[None, :]
    logits = (a @ b.T) / lengths / temperature
    shifted = logits - logits.amax(dim=-1, keepdim=True).detach()
    log_probs = shifted - shifted.exp().sum(-1, keepdim=True).log()
    return torch.trace(log_probs) / -len(a)


@right("info_nce")
def inverse_roots(a, b, temperature):
    unit = lambda x: x * torch.rsqrt(x.square().sum(-1, keepdim=True))
    scores = (unit(a)[:, None, :] * unit(b)[None, :, :]).sum(-1)
    losses = [torch.logsumexp(row, 0) - row[i] for i, row in enumerate(scores * (1 / temperature))]
    return torch.stack(losses).mean()


@right("info_nce")
def gaps_to_the_positive(a, b, temperature):
    if a.shape != b.shape:
        raise ValueError("not pairs")
    logits = F.normalize(a, p=2.0, dim=-1) @ F.normalize(b, p=2.0, dim=-1).mT / temperature
    gaps = logits - logits.diagonal().unsqueeze(1)
    return gaps.logsumexp(dim=1).mean()


@right("info_nce")
def squared_distances(a, b, temperature):
    # |u - v|^2 = 2 - 2*cos, and a constant cancels in the softmax
    u, v = F.normalize(a, dim=-1), F.normalize(b, dim=-1)
    distances = (u.unsqueeze(1) - v.unsqueeze(0)).pow(2).sum(-1)
    return -F.log_softmax(-distances / (2 * temperature), dim=-1).diag().mean()


@right("info_nce")
def a_mask_of_positives(a, b, temperature):
    n = a.size(0)
    u = a / torch.linalg.vector_norm(a, dim=-1, keepdim=True).clamp(min=1e-12)
    v = b / torch.linalg.vector_norm(b, dim=-1, keepdim=True).clamp(min=1e-12)
    log_probs = torch.log_softmax(u @ v.T / temperature, -1)
    mask = torch.eye(n, dtype=a.dtype, device=a.device)
    return -(mask * log_probs).sum() / n


@right("info_nce")
def temperature_on_one_side(a, b, temperature):
    queries = nn.functional.normalize(a, dim=-1) / temperature
    logits = queries @ nn.functional.normalize(b, dim=-1).transpose(0, 1)
    return torch.mean(torch.logsumexp(logits, dim=-1)) - torch.mean(logits.diagonal())


@right("info_nce")
def one_against_all(a, b, temperature):
    u = a / torch.linalg.vector_norm(a, dim=1, keepdim=True)
    v = b / torch.linalg.vector_norm(b, dim=1, keepdim=True)
    rows = [
        torch.logsumexp(v @ ui / temperature, dim=0) - ui @ vi / temperature for ui, vi in zip(u, v)
    ]
    return torch.stack(rows).mean()


@wrong("info_nce", named="not-unit-length")
def raw(a, b, temperature):
    return -F.log_softmax(a @ b.T / temperature, dim=1).diagonal().mean()


@wrong("info_nce", named="columns-normalized")
def default_of_another_library(a, b, temperature):
    a, b = a / a.norm(dim=0), b / b.norm(dim=0)
    return -F.log_softmax(a @ b.T / temperature, dim=1).diag().mean()


@wrong("info_nce", named="temperature-multiplied")
def multiplied(a, b, temperature):
    logits = temperature * (F.normalize(a, dim=1) @ F.normalize(b, dim=1).T)
    return -F.log_softmax(logits, dim=1).diag().mean()


@wrong("info_nce", named="other-direction")
def softmax_of_columns(a, b, temperature):
    logits = F.normalize(a, dim=1) @ F.normalize(b, dim=1).T / temperature
    return -F.log_softmax(logits, dim=0).diag().mean()


@wrong("info_nce", named="both-directions")
def symmetric(a, b, temperature):
    logits = F.normalize(a, dim=1) @ F.normalize(b, dim=1).T / temperature
    both = [F.log_softmax(logits, dim=d).diag().mean() for d in (0, 1)]
    return -sum(both) / 2


@wrong("info_nce", named="exponentials-overflow")
def by_hand(a, b, temperature):
    logits = F.normalize(a, dim=1) @ F.normalize(b, dim=1).T / temperature
    e = torch.exp(logits)
    return -torch.log(torch.diag(e) / e.sum(1)).mean()


@wrong("info_nce", named="positive-left-out-below")
def decoupled(a, b, temperature):
    logits = F.normalize(a, dim=1) @ F.normalize(b, dim=1).T / temperature
    eye = torch.eye(len(a), device=a.device).bool()
    negatives = logits.masked_fill(eye, float("-inf")).logsumexp(1)
    return (negatives - logits.diag()).mean()


@wrong("info_nce", named="epsilon-in-length")
def careful_division(a, b, temperature):
    a = a / (a.norm(dim=1, keepdim=True) + 1e-8)
    b = b / (b.norm(dim=1, keepdim=True) + 1e-8)
    return -F.log_softmax(a @ b.T / temperature, dim=1).diag().mean()


@wrong("info_nce", named="rows-summed")
def total(a, b, temperature):
    logits = F.normalize(a, dim=1) @ F.normalize(b, dim=1).T / temperature
    return -F.log_softmax(logits, dim=1).diag().sum()


@wrong("info_nce", named="lengths-detached")
def constant_lengths(a, b, temperature):
    with torch.no_grad():
        la, lb = a.norm(dim=1, keepdim=True), b.norm(dim=1, keepdim=True)
    return -F.log_softmax((a / la) @ (b / lb).T / temperature, dim=1).diag().mean()


@wrong("info_nce", status="library")
def functional(a, b, temperature):
    logits = F.normalize(a, dim=1) @ F.normalize(b, dim=1).T / temperature
    return F.cross_entropy(logits, torch.arange(len(a), device=a.device))


@wrong("info_nce", status="library")
def cosine_of_the_library(a, b, temperature):
    cosines = F.cosine_similarity(a[:, None], b[None], dim=-1, eps=1e-30)
    return -F.log_softmax(cosines / temperature, dim=1).diag().mean()


@wrong("info_nce")
def identity_on_the_cpu(a, b, temperature):
    logits = F.normalize(a, dim=1) @ F.normalize(b, dim=1).T / temperature
    return -(torch.eye(len(a), dtype=a.dtype) * F.log_softmax(logits, dim=1)).sum() / len(a)


@wrong("info_nce")
def normalizes_in_place(a, b, temperature):
    with torch.no_grad():
        a /= a.norm(dim=1, keepdim=True)
        b /= b.norm(dim=1, keepdim=True)
    return -F.log_softmax(a @ b.T / temperature, dim=1).diag().mean()


@right("clip_loss")
def as_published(a, b, log_scale):
    a, b = a / a.norm(dim=1, keepdim=True), b / b.norm(dim=1, keepdim=True)
    scale = torch.clamp(log_scale.exp(), max=100.0)
    logits = scale * a @ b.t()
    labels = torch.arange(len(a), device=a.device)
    loss_a = -F.log_softmax(logits, dim=-1)[labels, labels].mean()
    loss_b = -F.log_softmax(logits.t(), dim=-1)[labels, labels].mean()
    return (loss_a + loss_b) / 2


@right("clip_loss")
def bounded_logarithm(a, b, log_scale):
    scale = torch.exp(torch.clamp(log_scale, max=math.log(100)))
    cosines = F.normalize(a, dim=-1) @ F.normalize(b, dim=-1).T
    logits = cosines * scale
    normalizers = logits.logsumexp(0).mean() + logits.logsumexp(1).mean()
    return normalizers / 2 - logits.diagonal().mean()


@right("clip_loss")
def minimum(a, b, log_scale):
    hundred = torch.full_like(log_scale, 100)
    logits = torch.minimum(log_scale.exp(), hundred) * (F.normalize(a) @ F.normalize(b).T)
    return sum(-F.log_softmax(x, dim=-1).diag().mean() for x in (logits, logits.T)) * 0.5


@right("clip_loss")
def through_the_other_function(a, b, log_scale):
    capped = log_scale if float(log_scale) < math.log(100) else log_scale.new_tensor(math.log(100))
    temperature = torch.exp(-capped)
    return 0.5 * info_nce(a, b, temperature) + 0.5 * info_nce(b, a, temperature)


@right("clip_loss")
def where_bounded(a, b, log_scale):
    scale = torch.where(log_scale > math.log(100), torch.full_like(log_scale, 100), log_scale.exp())
    u, v = (x * x.pow(2).sum(1, keepdim=True).pow(-0.5) for x in (a, b))
    logits = scale * torch.einsum("nd,md->nm", u, v)
    gaps = logits - logits.diagonal()
    down = torch.logsumexp(gaps, 0)
    across = torch.logsumexp(logits - logits.diagonal()[:, None], 1)
    return torch.cat([down, across]).mean()


@right("clip_loss")
def one_direction_each(a, b, log_scale):
    assert log_scale.dim() == 0
    scale = log_scale.exp().clamp_max(100)

    def direction(x, y):
        scores = scale * (F.normalize(x, dim=-1) @ F.normalize(y, dim=-1).mT)
        return torch.logsumexp(scores, dim=-1).sub(scores.diagonal()).mean()

    return torch.lerp(direction(a, b), direction(b, a), 0.5)


@right("clip_loss")
def traces(a, b, log_scale):
    limit = torch.full_like(log_scale, 100.0).log()
    scale = torch.where(log_scale.exp() < 100, log_scale, limit).exp()
    logits = scale * F.normalize(a, dim=-1).matmul(F.normalize(b, dim=-1).T)
    ab = torch.log_softmax(logits, dim=1).trace()
    ba = torch.log_softmax(logits, dim=0).trace()
    return -(ab + ba) / (2 * len(a))


@wrong("clip_loss", named="scale-not-bounded")
def unbounded(a, b, log_scale):
    logits = log_scale.exp() * F.normalize(a, dim=1) @ F.normalize(b, dim=1).T
    return -sum(F.log_softmax(logits, dim=d).diag().mean() for d in (0, 1)) / 2


@wrong("clip_loss", named="scale-not-bounded")
def bound_of_the_log(a, b, log_scale):
    scale = torch.exp(torch.clamp(log_scale, max=100))
    logits = scale * F.normalize(a, dim=1) @ F.normalize(b, dim=1).T
    return -sum(F.log_softmax(logits, dim=d).diag().mean() for d in (0, 1)) / 2


@wrong("clip_loss", named="one-direction")
def rows_only(a, b, log_scale):
    scale = log_scale.exp().clamp(max=100)
    logits = scale * F.normalize(a, dim=1) @ F.normalize(b, dim=1).T
    return -F.log_softmax(logits, dim=1).diag().mean()


@wrong("clip_loss", named="directions-added")
def sum_of_two(a, b, log_scale):
    scale = log_scale.exp().clamp(max=100)
    logits = scale * F.normalize(a, dim=1) @ F.normalize(b, dim=1).T
    return -sum(F.log_softmax(logits, dim=d).diag().mean() for d in (0, 1))


@wrong("clip_loss", named="divided-by-the-scale")
def as_a_temperature(a, b, log_scale):
    scale = log_scale.exp().clamp(max=100)
    logits = F.normalize(a, dim=1) @ F.normalize(b, dim=1).T / scale
    return -sum(F.log_softmax(logits, dim=d).diag().mean() for d in (0, 1)) / 2


@wrong("clip_loss", named="clip-not-unit-length")
def products(a, b, log_scale):
    logits = log_scale.exp().clamp(max=100) * a @ b.T
    return -sum(F.log_softmax(logits, dim=d).diag().mean() for d in (0, 1)) / 2


@wrong("clip_loss", named="scale-detached")
def number_for_scale(a, b, log_scale):
    scale = min(math.exp(log_scale.item()), 100)
    logits = scale * F.normalize(a, dim=1) @ F.normalize(b, dim=1).T
    return -sum(F.log_softmax(logits, dim=d).diag().mean() for d in (0, 1)) / 2


@wrong("clip_loss")
def clamps_the_parameter(a, b, log_scale):
    log_scale.data.clamp_(max=math.log(100))
    logits = log_scale.exp() * F.normalize(a, dim=1) @ F.normalize(b, dim=1).T
    return -sum(F.log_softmax(logits, dim=d).diag().mean() for d in (0, 1)) / 2


@wrong("clip_loss", status="library")
def functional_clip(a, b, log_scale):
    logits = log_scale.exp().clamp(max=100) * F.normalize(a, dim=1) @ F.normalize(b, dim=1).T
    labels = torch.arange(len(a), device=a.device)
    return (F.cross_entropy(logits, labels) + F.cross_entropy(logits.T, labels)) / 2
