# distillation_loss: takes the logarithm of the teacher's softmax, so a class that underflows gives 0*(-inf) = nan
"""# Distillation: learn from soft targets.

A small model, the student, learns from what a large one, the teacher, predicts (Hinton et al.,
2015). Both give logits for the same rows; dividing them by a temperature makes both distributions
flatter, so that the student also sees how the teacher ranks the wrong classes. Write

- `distillation_loss(student, teacher, temperature)`: the squared temperature times the mean over
  the batch of the Kullback-Leibler divergence of the teacher's distribution from the student's,
  both at that temperature. It is the expectation, under the teacher, of the log-probability that
  the teacher gives minus the one that the student gives.

`student` and `teacher` are logits of shape `(n, k)`; `n = 1` and `k = 1` are legal. `temperature`
is a Python float from 0.2 to 10. The mean is over the `n` rows, and the loss is a 0-dimensional
tensor, never negative but for rounding, and 0 where the two distributions agree.

The teacher is fixed: no gradient flows to its logits, even if they require one. A class whose
probability under the teacher rounds to 0 counts 0. Value and gradient are accurate for any finite
logits to `1e4` in size, in float32 too.

From scratch: no `kl_div`, `cross_entropy` or `torch.distributions`; `F.log_softmax` and
`torch.logsumexp` are allowed.
"""

import torch
from torch import Tensor
from torch.nn import functional as F


def distillation_loss(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    with torch.no_grad():
        p = torch.softmax(teacher / temperature, dim=1)
        log_p = p.log()
    log_q = F.log_softmax(student / temperature, dim=1)
    divergence = (p * (log_p - log_q)).sum(dim=1)
    return temperature**2 * divergence.mean()
