# categorical_nll: takes the most likely class of y as the label, so a soft target is treated as one-hot.
import torch
from torch import Tensor
from torch.nn import functional as F


def categorical_nll(probs: Tensor, y: Tensor) -> Tensor:
    label = y.argmax(dim=1, keepdim=True)
    p_label = probs.gather(1, label)
    return -p_label.log().mean()


def categorical_nll_with_logits(logits: Tensor, target: Tensor) -> Tensor:
    log_probs = F.log_softmax(logits, dim=1)
    return -log_probs.gather(1, target[:, None]).mean()
