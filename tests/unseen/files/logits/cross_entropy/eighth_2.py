# cross_entropy: drops the rows with a negative target instead of those that equal ignore_index, so an ignore_index in 0..k-1 (or any other non-negative one) is not ignored.
import torch
from torch import Tensor


def _log_probs(logits: Tensor) -> Tensor:
    return logits - torch.logsumexp(logits, dim=-1, keepdim=True)


def cross_entropy(logits: Tensor, target: Tensor, ignore_index: int = -100) -> Tensor:
    keep = torch.nonzero(target >= 0).flatten()
    kept_logits = logits[keep]
    kept_target = target[keep]

    rows = torch.arange(kept_target.numel(), device=logits.device)
    return -_log_probs(kept_logits)[rows, kept_target].mean()


def smoothed_cross_entropy(logits: Tensor, target: Tensor, eps: float) -> Tensor:
    n, k = logits.shape
    soft = torch.full_like(logits, eps / k, requires_grad=False)
    soft[torch.arange(n, device=logits.device), target] += 1.0 - eps
    return -(soft * _log_probs(logits)).sum(dim=1).mean()
