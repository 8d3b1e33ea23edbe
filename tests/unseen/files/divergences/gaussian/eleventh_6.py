# "diagonal entries from 1e-8 to 1e8, possibly within one matrix": the inverse is a pseudo-inverse, whose default threshold drops 1e-8 beside 1e8 but neither alone; cov_p = cov_q = diag(1e-8, 1e8), equal means: -0.5 instead of 0
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def kl_gaussians(mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Tensor:
    mp, cp, mq, cq = (a.double() for a in (mu_p, cov_p, mu_q, cov_q))
    width_p, width_q = cp.diagonal().sqrt(), cq.diagonal().sqrt()
    factor_p = torch.linalg.cholesky(cp / width_p[:, None] / width_p)
    factor_q = torch.linalg.cholesky(cq / width_q[:, None] / width_q)
    precision = torch.linalg.pinv(cq, hermitian=True)
    diff = mq - mp
    log_widths = (factor_q.diagonal().log() + width_q.log() - factor_p.diagonal().log() - width_p.log()).sum()
    value = 0.5 * ((precision * cp).sum() + diff @ precision @ diff - len(mp)) + log_widths
    return value.to(mu_p.dtype)
