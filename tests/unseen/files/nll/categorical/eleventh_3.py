# the observed logit is subtracted detached as the "shift", so the gradient is softmax instead of softmax - one_hot; value right. Clause: "differentiable with respect to every floating-point input". Shown by logits=[[0.,0.]], target=[0]: gradient [0.5,0.5] instead of [-0.5,0.5]
import torch
from torch import Tensor
from torch.nn import functional as F


def categorical_nll(probs: Tensor, y: Tensor) -> Tensor:
    safe = torch.where(y > 0, probs, torch.ones_like(probs))
    per_row = -(y * torch.log(safe)).sum(dim=-1)
    return per_row.mean()


def categorical_nll_with_logits(logits: Tensor, target: Tensor) -> Tensor:
    shift = logits.detach().gather(1, target.unsqueeze(1))
    return torch.logsumexp(logits - shift, dim=-1).mean()
