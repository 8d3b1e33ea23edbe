# the teacher's log-probabilities are cached by tensor object and temperature, so they are stale when the same teacher tensor is changed in place between two calls; violates the definition (state kept between calls)
import torch
from torch import Tensor
from torch.nn import functional as F


_TEACHERS: dict = {}


def distillation_loss(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    key = (id(teacher), temperature)
    if key not in _TEACHERS:
        log_p = F.log_softmax(teacher.detach() / temperature, dim=1)
        _TEACHERS[key] = (teacher, log_p)  # keeps the tensor alive, so its id stays its own
    log_p = _TEACHERS[key][1]
    log_q = F.log_softmax(student / temperature, dim=1)
    divergence = (log_p.exp() * (log_p - log_q)).sum(1)
    return temperature**2 * divergence.mean()
