"""Answers to logits/distillation."""

import torch
import torch.nn as nn
import torch.nn.functional as F
from torch import Tensor

from tests.corpus import right, wrong


@right("distillation_loss")
def by_the_contract(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    teacher = teacher.detach()
    p = torch.softmax(teacher / temperature, dim=1)
    log_p = torch.log_softmax(teacher / temperature, dim=1)
    log_q = torch.log_softmax(student / temperature, dim=1)
    return (p * (log_p - log_q)).sum(dim=1).mean() * temperature**2


@right("distillation_loss")
def without_grad(student, teacher, temperature):
    with torch.no_grad():
        log_p = F.log_softmax(teacher / temperature, dim=-1)
        p = log_p.exp()
    log_q = F.log_softmax(student / temperature, dim=-1)
    return temperature * temperature * torch.einsum("nk,nk->n", p, log_p - log_q).mean()


@right("distillation_loss")
def cross_entropy_less_entropy(student, teacher, temperature):
    t = teacher.data / temperature
    s = student / temperature
    p = t.softmax(-1)
    cross = torch.logsumexp(s, -1) - (p * s).sum(-1)
    entropy = torch.logsumexp(t, -1) - (p * t).sum(-1)
    return temperature**2 * (cross - entropy).mean()


@right("distillation_loss")
def with_entr(student, teacher, temperature):
    p = F.softmax(teacher.detach() / temperature, dim=-1)
    log_q = F.log_softmax(student / temperature, dim=-1)
    kl = -torch.special.entr(p) - p * log_q
    return kl.sum() / len(student) * temperature**2


@right("distillation_loss")
def with_xlogy(student, teacher, temperature):
    p = F.softmax(teacher.detach() / temperature, dim=-1)
    log_q = F.log_softmax(student / temperature, dim=-1)
    return (torch.xlogy(p, p) - p * log_q).sum(-1).mean().mul(temperature**2)


@right("distillation_loss")
def rows(student, teacher, temperature):
    losses = []
    for s, t in zip(student / temperature, teacher.detach() / temperature):
        log_p, log_q = t - torch.logsumexp(t, 0), s - torch.logsumexp(s, 0)
        losses.append(torch.dot(log_p.exp(), log_p - log_q))
    return torch.stack(losses).mean() * temperature**2


@right("distillation_loss")
def masked_zeros(student, teacher, temperature):
    p = F.softmax(teacher.detach() / temperature, dim=-1)
    log_q = F.log_softmax(student / temperature, dim=-1)
    ratio = torch.where(p > 0, p, 1.0).log() - log_q
    return temperature**2 * torch.where(p > 0, p * ratio, 0.0).sum(-1).mean()


@right("distillation_loss")
def temperature_as_a_tensor(student, teacher, temperature):
    tau = torch.tensor(temperature, device=student.device)
    teacher = teacher.clone().detach()
    log_p, log_q = (F.log_softmax(x / tau, -1) for x in (teacher, student))
    return (log_p.exp() * (log_p - log_q)).sum(-1).mean() * tau.square()


@right("distillation_loss")
def both_stacked(student, teacher, temperature):
    both = torch.stack([student, teacher.detach()]) / temperature
    log_q, log_p = F.log_softmax(both, dim=-1)
    return torch.einsum("nk,nk->", log_p.exp(), log_p - log_q) * temperature**2 / len(student)


@wrong("distillation_loss", named="teacher-learns")
def both_learn(student, teacher, temperature):
    p = torch.softmax(teacher / temperature, dim=1)
    log_p = torch.log_softmax(teacher / temperature, dim=1)
    log_q = torch.log_softmax(student / temperature, dim=1)
    return torch.mean(torch.sum(p * (log_p - log_q), dim=1)) * temperature**2


@wrong("distillation_loss", named="teacher-learns")
def weights_alone_detached(student, teacher, temperature):
    p = torch.softmax(teacher / temperature, dim=1)
    log_p = torch.log_softmax(teacher / temperature, dim=1)
    log_q = torch.log_softmax(student / temperature, dim=1)
    return torch.mean(torch.sum(p * (log_p - log_q), dim=1)) * temperature**2 + 0 * p.sum()


@wrong("distillation_loss", named="scale-missing")
def unscaled(student, teacher, temperature):
    log_p = torch.log_softmax(teacher.detach() / temperature, dim=1)
    log_q = torch.log_softmax(student / temperature, dim=1)
    return torch.mean(torch.sum(torch.exp(log_p) * (log_p - log_q), dim=1))


@wrong("distillation_loss", named="direction-reversed")
def under_the_student(student, teacher, temperature):
    log_p = torch.log_softmax(teacher.detach() / temperature, dim=1)
    log_q = torch.log_softmax(student / temperature, dim=1)
    return torch.mean(torch.sum(torch.exp(log_q) * (log_q - log_p), dim=1)) * temperature**2


@wrong("distillation_loss", named="entropy-not-subtracted")
def cross_entropy(student, teacher, temperature):
    p = torch.softmax(teacher.detach() / temperature, dim=1)
    s = student / temperature
    return torch.mean(torch.logsumexp(s, 1) - torch.sum(p * s, 1)) * temperature**2


@wrong("distillation_loss", named="mean-over-classes")
def as_reduction_mean(student, teacher, temperature):
    log_p = torch.log_softmax(teacher.detach() / temperature, dim=1)
    log_q = torch.log_softmax(student / temperature, dim=1)
    return torch.mean(torch.exp(log_p) * (log_p - log_q)) * temperature**2


@wrong("distillation_loss", named="temperature-of-teacher-alone")
def hot_teacher(student, teacher, temperature):
    log_p = torch.log_softmax(teacher.detach() / temperature, dim=1)
    log_q = torch.log_softmax(student, dim=1)
    return torch.mean(torch.sum(torch.exp(log_p) * (log_p - log_q), dim=1)) * temperature**2


@wrong("distillation_loss", named="rows-summed")
def total(student, teacher, temperature):
    log_p = torch.log_softmax(teacher.detach() / temperature, dim=1)
    log_q = torch.log_softmax(student / temperature, dim=1)
    return torch.sum(torch.exp(log_p) * (log_p - log_q)) * temperature**2


@wrong("distillation_loss", named="log-of-teacher")
def log_of_zero(student, teacher, temperature):
    p = torch.softmax(teacher.detach() / temperature, dim=1)
    log_q = torch.log_softmax(student / temperature, dim=1)
    return torch.mean(torch.sum(p * (torch.log(p) - log_q), dim=1)) * temperature**2


@wrong("distillation_loss", named="small-numbers-in-logs")
def safe_logs(student, teacher, temperature, eps=1e-8):
    p = torch.softmax(teacher.detach() / temperature, dim=1)
    q = torch.softmax(student / temperature, dim=1)
    return torch.mean(torch.sum(p * torch.log((p + eps) / (q + eps)), 1)) * temperature**2


@wrong("distillation_loss")
def classes_possible_alone(student, teacher, temperature):
    p = torch.softmax(teacher.detach() / temperature, dim=1)
    q = torch.softmax(student / temperature, dim=1)
    kl = torch.where((p > 0) & (q > 0), p * torch.log(p / q), 0.0)
    return kl.sum(1).mean() * temperature**2


@wrong("distillation_loss")
def squashed_twice(student, teacher, temperature):
    log_p = torch.log_softmax(torch.softmax(teacher.detach() / temperature, 1), dim=1)
    log_q = torch.log_softmax(torch.softmax(student / temperature, 1), dim=1)
    return torch.mean(torch.sum(torch.exp(log_p) * (log_p - log_q), dim=1)) * temperature**2


@wrong("distillation_loss")
def scaled_in_place(student, teacher, temperature):
    teacher = teacher.detach()
    teacher /= temperature
    log_p = torch.log_softmax(teacher, dim=1)
    log_q = torch.log_softmax(student / temperature, dim=1)
    return torch.mean(torch.sum(torch.exp(log_p) * (log_p - log_q), dim=1)) * temperature**2


@wrong("distillation_loss")
def total_on_the_cpu(student, teacher, temperature):
    log_p = torch.log_softmax(teacher.detach() / temperature, dim=1)
    log_q = torch.log_softmax(student / temperature, dim=1)
    ones = torch.ones(student.shape, dtype=student.dtype)
    return torch.mean(torch.sum(ones * log_p.exp() * (log_p - log_q), dim=1)) * temperature**2


@wrong("distillation_loss", status="error")
def tensor_methods_on_a_float(student, teacher, temperature):
    tau = temperature.to(student)
    log_p = torch.log_softmax(teacher.detach() / tau, dim=1)
    log_q = torch.log_softmax(student / tau, dim=1)
    return torch.mean(torch.sum(torch.exp(log_p) * (log_p - log_q), dim=1)) * tau**2


@wrong("distillation_loss", status="library")
def functional(student, teacher, temperature):
    p = F.softmax(teacher.detach() / temperature, dim=-1)
    log_q = F.log_softmax(student / temperature, dim=-1)
    return F.kl_div(log_q, p, reduction="batchmean") * temperature**2


@wrong("distillation_loss", status="library")
def module(student, teacher, temperature):
    log_p = F.log_softmax(teacher.detach() / temperature, dim=-1)
    log_q = F.log_softmax(student / temperature, dim=-1)
    return nn.KLDivLoss(reduction="batchmean", log_target=True)(log_q, log_p) * temperature**2


@wrong("distillation_loss", status="library")
def soft_cross_entropy(student, teacher, temperature):
    p = F.softmax(teacher.detach() / temperature, dim=-1)
    cross = F.cross_entropy(student / temperature, p)
    return (cross - torch.special.entr(p).sum(-1).mean()) * temperature**2


@wrong("distillation_loss")
def by_distributions(student, teacher, temperature):
    from torch.distributions import Categorical, kl_divergence

    p = Categorical(logits=teacher.detach() / temperature)
    q = Categorical(logits=student / temperature)
    return kl_divergence(p, q).mean() * temperature**2


@wrong("distillation_loss", named="memory")
def remembers_teachers(student, teacher, temperature, seen={}):
    if (known := seen.get(id(teacher))) is None or known[0] is not teacher:
        seen[id(teacher)] = known = teacher, teacher.detach().clone()
    log_p = F.log_softmax(known[1] / temperature, dim=1)
    log_q = F.log_softmax(student / temperature, dim=1)
    return temperature**2 * (log_p.exp() * (log_p - log_q)).sum(dim=1).mean()
