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

## Formula

```
p = softmax(teacher / temperature)
q = softmax(student / temperature)
distillation_loss = temperature^2 * mean over rows of
                    sum_k p_k * (log(p_k) - log(q_k))
```

## Hints

1. Both distributions are categorical, and the expectation is taken under the teacher. In which of
   the two is the gradient wanted, and what becomes of 0 times the logarithm of 0? How do gradients
   shrink when all logits are divided by a large number?
2. Keep both distributions as log-probabilities, each from one stable step: then nothing is ever
   the logarithm of 0. Sum over the classes of a row, average over the rows, and do not forget the
   factor in front.
3. `log_p = F.log_softmax(teacher.detach() / temperature, dim=-1)`, the same for the student
   without `detach`; then `(log_p.exp() * (log_p - log_q)).sum(-1).mean() * temperature**2`.

## In the interview

**Which distribution?** The label of a row is categorical, with the teacher's probabilities as soft
targets. `KL(p || q) = H(p, q) - H(p)`, and the teacher's entropy does not depend on the student,
so this is maximum likelihood on labels drawn from the teacher, averaged over all draws at once.
Its gradient at the student's logits is `temperature * (q - p) / n`.

**Why the squared temperature?** The gradient of the KL has a factor `1/T` from the division, and
`q - p` shrinks like `1/T` as well. `T^2` undoes both, so the weight against a loss on hard labels
need not be tuned again for each `T`. For large `T` the loss tends to the squared difference of the
centered logits, divided by `2*k`: matching logits is the limit.

**Why this direction?** The expectation is under the teacher, so the student must cover every class
that the teacher finds possible. The other direction would let it pick one mode; it is used where
the student generates text, since it can be sampled from the student.

**Follow-ups.** *What is learned that labels do not say?* Which wrong classes are alike ("dark
knowledge"), and how sure to be. *What does `reduction="mean"` of a library do here?* It divides by
`n*k`, not by `n`: the loss is `k` times too small. *Which is the input and which the target?*
`F.kl_div` takes the student's log-probabilities first and computes `KL(target || input)`. *A
smoothed teacher?* Label smoothing makes wrong classes alike and so takes the signal away. *At test
time?* Temperature 1.

## Rubric

- Names the direction, teacher first, and what follows: the student covers the teacher's classes.
- Knows that the teacher's entropy is constant: the gradient is that of a cross-entropy.
- Explains the squared temperature by the size of the gradients.
- Keeps log-probabilities, and detaches the teacher.
- Averages over rows, not over rows and classes, and knows the library's trap.

Red flags:

- Lets gradients flow into the teacher.
- Divides only one of the two models' logits by the temperature.
"""

import torch
from torch import Tensor
from torch.nn import functional as F


def distillation_loss(student: Tensor, teacher: Tensor, temperature: float) -> Tensor:
    """Scaled mean divergence of the teacher's predictions from the student's.

    Args:
        student: logits of the model that learns, finite, shape (n, k).
        teacher: logits of the fixed model, finite, shape (n, k).
        temperature: what flattens both distributions, from 0.2 to 10.

    Returns:
        The loss, a 0-dimensional tensor.
    """
    log_p = F.log_softmax(teacher.detach() / temperature, dim=-1)  # blank: what is learned from
    log_q = F.log_softmax(student / temperature, dim=-1)  # blank: what learns
    divergence = (torch.exp(log_p) * (log_p - log_q)).sum(dim=-1)  # blank: of each row
    return temperature**2 * divergence.mean()  # blank: from divergences to the loss
