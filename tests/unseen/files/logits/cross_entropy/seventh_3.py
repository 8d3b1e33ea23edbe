# cross_entropy: makes ignored targets safe to index by a clamp from below only, so an ignore_index of k or more (255, say) raises an index error.
import torch
from torch import Tensor


def cross_entropy(logits: Tensor, target: Tensor, ignore_index: int = -100) -> Tensor:
    """Mean NLL of the rows that count."""
    weight = (target != ignore_index).to(logits.dtype)
    safe_target = target.clamp(min=0)
    label_logit = torch.gather(logits, 1, safe_target[:, None])[:, 0]
    nll = torch.logsumexp(logits, dim=1) - label_logit
    return (nll * weight).sum() / weight.sum()


def smoothed_cross_entropy(logits: Tensor, target: Tensor, eps: float) -> Tensor:
    """(1 - eps) times the usual loss plus eps times the loss of a uniformly drawn class."""
    log_z = torch.logsumexp(logits, dim=1)
    hard = log_z - logits.gather(1, target[:, None]).squeeze(1)
    uniform = (log_z[:, None] - logits).mean(dim=1)
    return torch.mean((1 - eps) * hard + eps * uniform)
