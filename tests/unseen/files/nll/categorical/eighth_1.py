# categorical_nll: reduces each target row to its argmax class, so soft targets are treated as one-hot.
import torch
from torch import Tensor
from torch.nn import functional as F


def categorical_nll(probs: Tensor, y: Tensor) -> Tensor:
    """Mean cross-entropy of probabilities."""
    labels = y.argmax(dim=1, keepdim=True)
    likelihood = probs.gather(1, labels)
    return -likelihood.log().mean()


def categorical_nll_with_logits(logits: Tensor, target: Tensor) -> Tensor:
    """Mean cross-entropy of logits."""
    log_probs = F.log_softmax(logits, dim=1)
    return -log_probs.gather(1, target[:, None]).mean()
