# marginal likelihood -log(sum_k y_k*p_k) instead of the expected NLL: equal for one-hot rows, smaller for soft ones. Clause: "a soft row costs what a class drawn from it costs on average", `-sum_k y_k*log p_k`. Shown by probs=[[.9,.1]], y=[[.5,.5]]: 0.693 instead of 1.204
import torch
from torch import Tensor
from torch.nn import functional as F


def categorical_nll(probs: Tensor, y: Tensor) -> Tensor:
    per_row = -torch.log((y * probs).sum(dim=-1))
    return per_row.mean()


def categorical_nll_with_logits(logits: Tensor, target: Tensor) -> Tensor:
    log_probs = F.log_softmax(logits, dim=-1)
    observed = log_probs.gather(1, target.unsqueeze(1))
    return -observed.mean()
