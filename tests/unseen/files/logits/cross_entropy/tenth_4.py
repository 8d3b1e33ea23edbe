# more than 256 counted rows are averaged in chunks of 256 and the chunk means are averaged without weights; violates 'mean over the rows'
import torch
from torch import Tensor
from torch.nn import functional as F


def cross_entropy(logits: Tensor, target: Tensor, ignore_index: int = -100) -> Tensor:
    keep = target != ignore_index
    logits, target = logits[keep], target[keep]
    log_probs = F.log_softmax(logits, dim=1)
    observed = log_probs.gather(1, target.unsqueeze(1)).squeeze(1)
    if observed.shape[0] > 256:
        return -torch.stack([part.mean() for part in observed.split(256)]).mean()
    return -observed.mean()


def smoothed_cross_entropy(logits: Tensor, target: Tensor, eps: float) -> Tensor:
    log_probs = F.log_softmax(logits, dim=1)
    observed = log_probs.gather(1, target.unsqueeze(1)).squeeze(1)
    uniform = log_probs.mean(1)
    return -((1 - eps) * observed + eps * uniform).mean()
