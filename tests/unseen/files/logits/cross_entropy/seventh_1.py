# cross_entropy: divides the sum by the number of all rows and not by the number of rows that count.
import torch
from torch import Tensor
from torch.nn import functional as F


def cross_entropy(logits: Tensor, target: Tensor, ignore_index: int = -100) -> Tensor:
    n, _ = logits.shape
    counts = target != ignore_index
    index = torch.where(counts, target, torch.zeros_like(target))
    log_probs = F.log_softmax(logits, dim=1)
    picked = log_probs.gather(1, index.unsqueeze(1)).squeeze(1)
    picked = torch.where(counts, picked, torch.zeros_like(picked))
    return -picked.sum() / n


def smoothed_cross_entropy(logits: Tensor, target: Tensor, eps: float) -> Tensor:
    k = logits.shape[1]
    soft = torch.full_like(logits, eps / k)
    soft.scatter_add_(1, target.unsqueeze(1), torch.full_like(logits[:, :1], 1.0 - eps))
    return -(soft.detach() * F.log_softmax(logits, dim=1)).sum(dim=1).mean()
