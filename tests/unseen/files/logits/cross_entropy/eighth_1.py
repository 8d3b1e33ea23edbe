# cross_entropy: divides the sum over the counted rows by n, the size of the whole batch, instead of the number of rows that count.
import torch
from torch import Tensor
from torch.nn import functional as F


def cross_entropy(logits: Tensor, target: Tensor, ignore_index: int = -100) -> Tensor:
    """Mean negative log-likelihood, padding left out."""
    counts = target != ignore_index
    safe_target = torch.where(counts, target, torch.zeros_like(target))

    log_probs = F.log_softmax(logits, dim=1)
    nll = -log_probs.gather(1, safe_target[:, None])[:, 0]
    nll = torch.where(counts, nll, torch.zeros_like(nll))
    return nll.mean()


def smoothed_cross_entropy(logits: Tensor, target: Tensor, eps: float) -> Tensor:
    """Label smoothing, uniform over all classes."""
    log_probs = F.log_softmax(logits, dim=1)
    nll = -log_probs.gather(1, target[:, None])[:, 0]
    uniform = -log_probs.mean(dim=1)
    return ((1 - eps) * nll + eps * uniform).mean()
