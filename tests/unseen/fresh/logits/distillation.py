"""Wrong answers to logits/distillation that only measure what the grader explains."""

import torch
import torch.nn.functional as F
from torch import Tensor

from tests.unseen import unseen


@unseen("distillation_loss", "the factor temperature^2 is missing")
def no_t_squared(student, teacher, temperature):
    t_log = F.log_softmax(teacher.detach() / temperature, dim=1)
    s_log = F.log_softmax(student / temperature, dim=1)
    return (t_log.exp() * (t_log - s_log)).sum(dim=1).mean()


@unseen("distillation_loss", "temperature instead of temperature^2")
def t_once(student, teacher, temperature):
    T = temperature
    p = torch.softmax(teacher.detach() / T, dim=-1)
    diff = F.log_softmax(teacher.detach() / T, dim=-1) - F.log_softmax(student / T, dim=-1)
    return T * (p * diff).sum(-1).mean()


@unseen("distillation_loss", "the gradient flows to the teacher")
def live_teacher(student, teacher, temperature):
    log_t = F.log_softmax(teacher / temperature, dim=1)
    log_s = F.log_softmax(student / temperature, dim=1)
    kl = torch.sum(torch.exp(log_t) * (log_t - log_s), dim=1)
    return temperature**2 * kl.mean()


@unseen("distillation_loss", "the KL of the student from the teacher")
def reverse_kl(student, teacher, temperature):
    log_s = F.log_softmax(student / temperature, dim=1)
    log_t = F.log_softmax(teacher.detach() / temperature, dim=1)
    p_s = log_s.exp()
    kl = (p_s * (log_s - log_t)).sum(1)
    return kl.mean() * temperature * temperature


@unseen("distillation_loss", "the cross-entropy: the teacher's entropy is not subtracted")
def soft_ce(student, teacher, temperature):
    soft_targets = torch.softmax(teacher / temperature, dim=1).detach()
    log_probs = F.log_softmax(student / temperature, dim=1)
    return -(soft_targets * log_probs).sum(dim=1).mean() * temperature**2


@unseen("distillation_loss", "the mean is over all n*k elements instead of the n rows")
def element_mean(student, teacher, temperature):
    with torch.no_grad():
        lt = F.log_softmax(teacher / temperature, dim=1)
    ls = F.log_softmax(student / temperature, dim=1)
    return (lt.exp() * (lt - ls)).mean() * temperature**2


@unseen("distillation_loss", "log of a student softmax that underflows")
def log_of_softmax(student, teacher, temperature):
    p = torch.softmax(teacher.detach() / temperature, dim=1)
    q = torch.softmax(student / temperature, dim=1)
    terms = torch.where(p > 0, p * (torch.log(p) - torch.log(q)), torch.zeros_like(p))
    return temperature**2 * terms.sum(dim=1).mean()


@unseen("distillation_loss", "only the teacher is softened")
def teacher_only(student, teacher, temperature):
    teacher = teacher.detach()
    log_soft = F.log_softmax(teacher / temperature, dim=1)
    soft = log_soft.exp()
    log_student = F.log_softmax(student, dim=1)
    n = student.shape[0]
    loss = (soft * (log_soft - log_student)).sum() / n
    return loss * temperature**2


@unseen("distillation_loss", "scales with the temperature and not with its square")
def second_1(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    log_p = F.log_softmax(teacher.detach() / temperature, dim=-1)
    log_q = F.log_softmax(student / temperature, dim=-1)
    divergence = (log_p.exp() * (log_p - log_q)).sum(dim=-1)
    return temperature * divergence.mean()


@unseen(
    "distillation_loss",
    "is the cross-entropy against the teacher; its entropy is not subtracted, so the loss is not 0 where both agree",
)
def second_2(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    p = F.softmax(teacher.detach() / temperature, dim=1)
    log_q = F.log_softmax(student / temperature, dim=1)
    return temperature**2 * -(p * log_q).sum(dim=1).mean()


@unseen("distillation_loss", "averages over all n*k elements instead of summing over the classes")
def second_3(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    log_p = F.log_softmax(teacher.detach() / temperature, dim=1)
    log_q = F.log_softmax(student / temperature, dim=1)
    return (log_p.exp() * (log_p - log_q)).mean() * temperature**2


@unseen("distillation_loss", "only the teacher is softened, the student stays at temperature 1")
def second_4(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    log_p = F.log_softmax(teacher.detach() / temperature, dim=1)
    log_q = F.log_softmax(student, dim=1)
    divergence = (log_p.exp() * (log_p - log_q)).sum(dim=1)
    return divergence.mean() * temperature**2
