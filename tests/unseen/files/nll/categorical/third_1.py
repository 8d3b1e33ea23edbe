# categorical_nll: the target is reduced to its argmax, so soft targets are treated as one-hot.
import torch
from torch import Tensor
from torch.nn import functional as F


def categorical_nll(probs: Tensor, y: Tensor) -> Tensor:
    """Mean negative log-likelihood of the targets under categorical distributions."""
    label = y.argmax(dim=1, keepdim=True)
    p_label = probs.gather(1, label).squeeze(1)
    return -torch.log(p_label).mean()


def categorical_nll_with_logits(logits: Tensor, target: Tensor) -> Tensor:
    """Mean negative log-likelihood of class labels, from logits."""
    log_probs = F.log_softmax(logits, dim=1)
    observed = log_probs.gather(1, target.unsqueeze(1)).squeeze(1)
    return -observed.mean()
