# "k2 = (logp - logq)^2/2": the half is squared too, a quarter of the half; logp [-1.], logq [-2.]
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def kl_estimates(logp: Tensor, logq: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    wide = logq.double() - logp.double()
    small = wide.abs() < 0.03
    near = torch.where(small, wide, torch.zeros_like(wide))
    far = torch.where(small, torch.ones_like(wide), wide)
    series = near**2 / 2 * (1 + near / 3 * (1 + near / 4 * (1 + near / 5 * (1 + near / 6 * (1 + near / 7)))))
    k3 = torch.where(small, series, torch.expm1(far) - far)
    k1 = logp - logq
    k2 = (k1 / 2) ** 2
    return k1, k2, k3.to(logp.dtype)
