# "E_p[log p - log q]": where both covariances are equal the squared distance is taken by the variances alone, wrong only where they are correlated too; cov_p = cov_q = [[1, .5], [.5, 2]], means [0, 0] and [1, 2] (a diagonal one is right)
import math

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def kl_gaussians(mu_p: Tensor, cov_p: Tensor, mu_q: Tensor, cov_q: Tensor) -> Tensor:
    mp, cp, mq, cq = (a.double() for a in (mu_p, cov_p, mu_q, cov_q))
    width_p, width_q = cp.diagonal().sqrt(), cq.diagonal().sqrt()
    factor_p = torch.linalg.cholesky(cp / width_p[:, None] / width_p)
    factor_q = torch.linalg.cholesky(cq / width_q[:, None] / width_q)
    scaled = factor_p * (width_p / width_q)[:, None]
    shape = torch.linalg.solve_triangular(factor_q, scaled, upper=False)
    shift = torch.linalg.solve_triangular(factor_q, ((mq - mp) / width_q)[:, None], upper=False)
    log_widths = (factor_q.diagonal().log() + width_q.log() - factor_p.diagonal().log() - width_p.log()).sum()
    if torch.equal(cp, cq):
        return (0.5 * ((mq - mp) ** 2 / cq.diagonal()).sum()).to(mu_p.dtype)
    value = 0.5 * ((shape**2).sum() + (shift**2).sum() - len(mp)) + log_widths
    return value.to(mu_p.dtype)
