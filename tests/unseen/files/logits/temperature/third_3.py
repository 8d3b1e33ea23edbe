# fit_temperature: one LBFGS call with lr 0.01 and 50 iterations from 1.5, as in the well-known repository, stops far from the minimum
"""# Temperature: calibrate a classifier.

A trained classifier is often too sure of itself. Temperature scaling divides all of its logits by
one positive number and leaves everything else as it is: the label of a row is one draw from the
categorical distribution with probabilities `softmax(logits / temperature)`. The number is chosen
by maximum likelihood on rows that the classifier was not trained on. Write

- `temperature_nll(logits, target, temperature)`: the mean over the rows of the negative
  log-likelihood of the labels at that temperature;
- `fit_temperature(logits, target)`: the temperature at which that is least, as a float or a
  0-dimensional tensor, right to 1 part in 1,000.

`logits` has shape `(n, k)`, `target` shape `(n,)`, int64. `temperature` lies between 0.1 and 10; it
is a Python float or a 0-dimensional tensor of the dtype and on the device of `logits`, and the
gradient flows to it where it is a tensor. The loss is a 0-dimensional tensor; value and gradient
are accurate for any finite logits to `1e4` in size, in float32 too.

Where `fit_temperature` is graded there are at most 2,000 rows, and the least value is at a
temperature between 0.1 and 10 where the derivative is 0. You may use any method, `torch.optim` and
`scipy.optimize` included, and have 5 seconds. The arguments stay as they are.

From scratch: no `cross_entropy`, `nll_loss` or `torch.distributions`; `F.log_softmax` and
`torch.logsumexp` are allowed.
"""

import torch
from torch import Tensor
from torch.nn import functional as F


def temperature_nll(logits: Tensor, target: Tensor, temperature: float | Tensor) -> Tensor:
    log_probs = F.log_softmax(logits / temperature, dim=1)
    observed = log_probs.gather(1, target[:, None])
    return -observed.mean()


def fit_temperature(logits: Tensor, target: Tensor) -> float:
    logits = logits.detach()
    temperature = torch.full((), 1.5, dtype=logits.dtype, device=logits.device, requires_grad=True)
    optimizer = torch.optim.LBFGS([temperature], lr=0.01, max_iter=50)

    def closure() -> Tensor:
        optimizer.zero_grad()
        loss = temperature_nll(logits, target, temperature)
        loss.backward()
        return loss

    optimizer.step(closure)
    return temperature.item()
