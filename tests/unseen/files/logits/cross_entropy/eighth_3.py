# smoothed_cross_entropy: spreads eps over the k - 1 other classes (eps / (k - 1) each, 1 - eps on the label) instead of over all k classes.
import torch
from torch import Tensor
from torch.nn import functional as F


def cross_entropy(logits: Tensor, target: Tensor, ignore_index: int = -100) -> Tensor:
    mask = target.ne(ignore_index)
    logits, target = logits[mask], target[mask]
    picked = logits.gather(1, target.unsqueeze(1)).squeeze(1)
    return (torch.logsumexp(logits, dim=1) - picked).mean()


def smoothed_cross_entropy(logits: Tensor, target: Tensor, eps: float) -> Tensor:
    k = logits.shape[1]
    one_hot = F.one_hot(target, k).to(logits.dtype)
    off_value = eps / max(k - 1, 1)
    soft = one_hot * (1.0 - eps) + (1.0 - one_hot) * off_value

    log_probs = F.log_softmax(logits, dim=-1)
    per_row = -torch.sum(soft * log_probs, dim=-1)
    return per_row.mean()
