# "log-probabilities to -1e3": the ratio of k3 is exp(logq)/exp(logp) where they differ by more than 1, which is 0/0 where both are below -746 as well; logp [-900.], logq [-902.] (near each other, or at -2 and -4, it is right)
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def k3_far(logp, logq, d):
    ratio = logq.double().exp() / logp.double().exp()
    return torch.where(d.abs() > 1, ratio - 1 - d, torch.expm1(d) - d)


def kl_estimates(logp: Tensor, logq: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    wide = logq.double() - logp.double()
    small = wide.abs() < 0.03
    near = torch.where(small, wide, torch.zeros_like(wide))
    far = torch.where(small, torch.ones_like(wide), wide)
    series = near**2 / 2 * (1 + near / 3 * (1 + near / 4 * (1 + near / 5 * (1 + near / 6 * (1 + near / 7)))))
    k3 = torch.where(small, series, k3_far(logp, logq, far))
    k1 = logp - logq
    k2 = k1**2 / 2
    return k1, k2, k3.to(logp.dtype)
