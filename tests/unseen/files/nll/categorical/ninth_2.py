# categorical_nll_with_logits: shifts by the maximum of the whole batch instead of the row's; -inf/nan where one row is 1000 above another
import torch
from torch import Tensor
from torch.nn import functional as F


def categorical_nll(probs: Tensor, y: Tensor) -> Tensor:
    safe = torch.where(y > 0, probs, torch.ones_like(probs))
    return -(y * torch.log(safe)).sum(dim=1).mean()


def categorical_nll_with_logits(logits: Tensor, target: Tensor) -> Tensor:
    shifted = logits - logits.max().detach()
    log_probs = shifted - shifted.exp().sum(dim=1, keepdim=True).log()
    observed = log_probs.gather(1, target.unsqueeze(1)).squeeze(1)
    return -observed.mean()
