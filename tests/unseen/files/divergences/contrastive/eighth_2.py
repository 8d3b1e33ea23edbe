# info_nce: normalises over the rows of a (logsumexp over dim 0) instead of over the rows of b, so each b chooses among the a's, the opposite direction.
import math

import torch
import torch.nn.functional as F
from torch import Tensor


def _cosines(a: Tensor, b: Tensor) -> Tensor:
    """Matrix of the cosines of every row of `a` with every row of `b`."""
    return torch.einsum("id,jd->ij", F.normalize(a, dim=1), F.normalize(b, dim=1))


def info_nce(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    sim = _cosines(a, b) / temperature
    positives = torch.diagonal(sim)
    normaliser = torch.logsumexp(sim, 0)
    return torch.mean(normaliser - positives)


def clip_loss(a: Tensor, b: Tensor, log_scale: Tensor) -> Tensor:
    bounded = torch.clamp(log_scale, max=math.log(100.0))
    sim = torch.exp(bounded) * _cosines(a, b)
    positives = torch.diagonal(sim)
    rows = torch.logsumexp(sim, 1)
    columns = torch.logsumexp(sim, 0)
    return torch.mean(0.5 * (rows + columns) - positives)
