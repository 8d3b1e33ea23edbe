# info_nce: the right row is left out of the denominator, so it is the decoupled loss and not a categorical NLL (and -inf for one row)
"""InfoNCE and CLIP."""

import torch
import torch.nn.functional as F
from torch import Tensor


def info_nce(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    """Mean negative log-likelihood of the row of `b` that belongs to each row of `a`."""
    sim = F.normalize(a, dim=1) @ F.normalize(b, dim=1).T / temperature
    positive = sim.diagonal()
    eye = torch.eye(len(a), dtype=torch.bool, device=a.device)
    negatives = sim.masked_fill(eye, float("-inf"))
    return (torch.logsumexp(negatives, dim=1) - positive).mean()


def clip_loss(a: Tensor, b: Tensor, log_scale: Tensor) -> Tensor:
    """Mean of both directions, with a learned scale."""
    scale = log_scale.exp().clamp(max=100.0)
    logits = scale * (F.normalize(a, dim=1) @ F.normalize(b, dim=1).T)
    rows = torch.logsumexp(logits, dim=1) - logits.diagonal()
    columns = torch.logsumexp(logits, dim=0) - logits.diagonal()
    return 0.5 * (rows.mean() + columns.mean())
