"""Wrong answers to divergences/contrastive that only measure what the grader explains."""

import math

import torch
import torch.nn.functional as F
from torch import Tensor

from tests.unseen import unseen


@unseen("info_nce", "the similarities are multiplied by the temperature")
def times_temperature(a, b, temperature):
    sim = F.normalize(a, dim=1) @ F.normalize(b, dim=1).T
    log_p = F.log_softmax(sim * temperature, dim=1)
    return -log_p.diagonal().mean()


@unseen("info_nce", "the softmax runs over the a's, not over the b's")
def over_a(a, b, temperature):
    a = F.normalize(a, dim=-1)
    b = F.normalize(b, dim=-1)
    logits = a @ b.t() / temperature
    log_z = torch.logsumexp(logits, dim=0)
    return (log_z - torch.diagonal(logits)).mean()


@unseen("info_nce", "an epsilon added to the norm shortens small rows")
def eps_norm(a, b, temperature):
    ua = a / (a.norm(dim=1, keepdim=True) + 1e-6)
    ub = b / (b.norm(dim=1, keepdim=True) + 1e-6)
    logits = ua @ ub.T / temperature
    return -F.log_softmax(logits, dim=1).diag().mean()


@unseen("info_nce", "the positive is left out of the denominator")
def negatives_only(a, b, temperature):
    a, b = F.normalize(a, dim=1), F.normalize(b, dim=1)
    scores = torch.mm(a, b.t()) / temperature
    positive = scores.diag()
    eye = torch.eye(len(a), dtype=torch.bool, device=a.device)
    negatives = scores.masked_fill(eye, float("-inf"))
    return (torch.logsumexp(negatives, dim=1) - positive).mean()


@unseen("clip_loss", "log_scale is held at 100 before the exponential, not the scale after it")
def clamp_before(a, b, log_scale):
    za, zb = F.normalize(a, dim=1), F.normalize(b, dim=1)
    scale = torch.exp(torch.clamp(log_scale, max=100))
    logits = scale * za @ zb.T
    loss_a = -F.log_softmax(logits, dim=1).diag().mean()
    loss_b = -F.log_softmax(logits, dim=0).diag().mean()
    return (loss_a + loss_b) / 2


@unseen("clip_loss", "the two directions are added, not averaged")
def both_added(a, b, log_scale):
    s = log_scale.exp().clamp(max=100)
    logits = s * (F.normalize(a, dim=1) @ F.normalize(b, dim=1).t())
    pos = logits.diagonal()
    rows = torch.logsumexp(logits, 1) - pos
    cols = torch.logsumexp(logits, 0) - pos
    return rows.mean() + cols.mean()


@unseen("clip_loss", "log_scale is clamped in place")
def clamp_in_place(a, b, log_scale):
    log_scale.data.clamp_(max=math.log(100))  # as in the training loop
    image = F.normalize(a, dim=-1)
    text = F.normalize(b, dim=-1)
    sim = log_scale.exp() * image @ text.T
    forward = F.log_softmax(sim, dim=1).diag()
    backward = F.log_softmax(sim, dim=0).diag()
    return -(forward + backward).mean() / 2


@unseen("clip_loss", "the second direction repeats the first: no transpose")
def same_direction(a, b, log_scale):
    scale = torch.clamp(log_scale.exp(), max=100.0)
    a_n = F.normalize(a, dim=1)
    b_n = F.normalize(b, dim=1)
    logits_a = scale * torch.matmul(a_n, b_n.T)
    logits_b = scale * torch.einsum("id,jd->ij", a_n, b_n)
    idx = torch.arange(a.shape[0], device=a.device)
    loss_a = -F.log_softmax(logits_a, dim=1)[idx, idx].mean()
    loss_b = -F.log_softmax(logits_b, dim=1)[idx, idx].mean()
    return 0.5 * (loss_a + loss_b)


@unseen(
    "info_nce",
    "leaves the matching pair out of the denominator, so it normalises over the negatives only",
)
def second_1(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    logits = F.normalize(a, dim=-1) @ F.normalize(b, dim=-1).T / temperature
    n = logits.shape[0]
    positives = logits.diagonal()
    mask = torch.eye(n, dtype=torch.bool, device=logits.device)
    negatives = logits.masked_fill(mask, float("-inf"))
    return (torch.logsumexp(negatives, dim=1) - positives).mean()


@unseen(
    "info_nce", "normalises over the rows of a (dim 0) instead of over the candidates in b (dim 1)"
)
def second_2(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    cosines = F.normalize(a, dim=1) @ F.normalize(b, dim=1).t()
    log_probs = F.log_softmax(cosines / temperature, dim=0)
    return -log_probs.diagonal().mean()


@unseen("clip_loss", "clamps log_scale at 100 instead of its exponential")
def second_3(a: Tensor, b: Tensor, log_scale: Tensor) -> Tensor:
    scale = torch.exp(log_scale.clamp(max=100.0))
    logits = scale * (F.normalize(a, dim=-1) @ F.normalize(b, dim=-1).T)
    loss_a = -F.log_softmax(logits, dim=1).diagonal().mean()
    loss_b = -F.log_softmax(logits.T, dim=1).diagonal().mean()
    return (loss_a + loss_b) / 2


@unseen(
    "clip_loss", "adds 1e-8 to the norms, so rows of length 1e-6 come out one per cent too short"
)
def second_4(a: Tensor, b: Tensor, log_scale: Tensor) -> Tensor:
    a = a / (a.norm(dim=-1, keepdim=True) + 1e-8)
    b = b / (b.norm(dim=-1, keepdim=True) + 1e-8)
    logits = log_scale.exp().clamp(max=100) * a @ b.T
    loss_a = (torch.logsumexp(logits, dim=1) - logits.diagonal()).mean()
    loss_b = (torch.logsumexp(logits, dim=0) - logits.diagonal()).mean()
    return (loss_a + loss_b) / 2
