# a batch with a 0 anywhere in q takes a masked path that detaches q, so that rows without a 0 lose their gradient to q because of another row; violates 'the gradient is graded in rows without a 0 in `p` or `q`'
import torch
from torch import Tensor


def entropy(p: Tensor) -> Tensor:
    per_class = -torch.xlogy(p, p)
    return per_class.sum(-1)


def kl_categorical(p: Tensor, q: Tensor) -> Tensor:
    if (q == 0).any():
        q = q.detach()
    per_class = torch.xlogy(p, p) - torch.xlogy(p, q)
    return per_class.sum(-1)


def js_divergence(p: Tensor, q: Tensor) -> Tensor:
    middle = (p + q) / 2
    return (kl_categorical(p, middle) + kl_categorical(q, middle)) / 2
