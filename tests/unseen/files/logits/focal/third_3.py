# focal_loss: the focusing weight is exp(gamma*log1p(-p_t)), which is nan in value (gamma=0) or gradient once p_t rounds to 1
"""# Focal loss: a likelihood that looks at hard cases.

Where almost every example is an easy negative, as in object detection, the sum of many small
losses drowns the few large ones. The focal loss (Lin et al., 2017) starts from the Bernoulli
negative log-likelihood of each element and weighs it twice: by its class, and by how improbable
the model found what happened. Write

- `focal_loss(logits, y, alpha, gamma)`: the mean over every element of that weighted negative
  log-likelihood.

`logits` are the log-odds of a one, any shape (0-dimensional too); `y` holds zeros and ones, in the
dtype and shape of `logits`. The class weight is `alpha` where `y` is 1 and `1 - alpha` where `y`
is 0. The focusing weight is the probability of what did *not* happen, to the power of `gamma`.
Both are Python floats: `alpha` from 0 to 1; `gamma` is 0, or from 1 to 5. With `gamma = 0` the
focusing weight is 1 everywhere.

The loss is a 0-dimensional tensor. Its gradient flows through the focusing weight too. Value and
gradient are accurate for any finite logits to `1e4` in size, in float32 too.

From scratch: no `F.binary_cross_entropy`, with or without logits, and no `torch.distributions`;
`F.logsigmoid` and `F.softplus` are allowed.
"""

import torch
from torch import Tensor
from torch.nn import functional as F


def focal_loss(logits: Tensor, y: Tensor, alpha: float, gamma: float) -> Tensor:
    sign = 2 * y - 1
    log_pt = F.logsigmoid(sign * logits)
    pt = log_pt.exp()
    # (1 - pt)^gamma in log space
    modulator = torch.exp(gamma * torch.log1p(-pt))
    alpha_t = alpha * y + (1 - alpha) * (1 - y)
    return -(alpha_t * modulator * log_pt).mean()
