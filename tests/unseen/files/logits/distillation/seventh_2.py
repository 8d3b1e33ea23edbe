# distillation_loss: the teacher is not detached, so a gradient flows to its logits.
import torch.nn.functional as F


def distillation_loss(student, teacher, temperature):
    T = temperature
    log_teacher = F.log_softmax(teacher / T, dim=-1)
    log_student = F.log_softmax(student / T, dim=-1)
    kl = (log_teacher.exp() * (log_teacher - log_student)).sum(-1)
    return kl.mean() * T * T
