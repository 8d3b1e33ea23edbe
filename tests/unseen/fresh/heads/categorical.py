"""Wrong answers to heads/categorical that only measure what the grader explains."""

import torch
import torch.nn.functional as F
from torch import Tensor

from tests.unseen import unseen


@unseen("CategoricalHead.forward", "dim=1 is not the last dimension for 3-d input")
def dim_one(self, x):
    return torch.softmax(self.fc(x), dim=1)


@unseen("CategoricalHead.forward", "log-probabilities are returned")
def log_probs(self, x):
    logits = self.fc(x)
    return F.log_softmax(logits, dim=-1)


@unseen("CategoricalHead.forward", "a sigmoid per class, rows do not sum to 1")
def sigmoids(self, x):
    return torch.sigmoid(self.fc(x))


@unseen("CategoricalHead.forward", "exp of large logits overflows to nan")
def naive(self, x):
    scores = self.fc(x).exp()
    total = scores.sum(dim=-1, keepdim=True)
    return scores / total


@unseen(
    "CategoricalHead.forward",
    "the maximum over the whole batch is subtracted, distant rows become 0/0",
)
def batch_max(self, x):
    z = self.fc(x)
    z = z - z.max()
    e = torch.exp(z)
    return e / e.sum(-1, keepdim=True)


@unseen("CategoricalHead.forward", "the leading dimensions are flattened and not restored")
def flattened(self, x):
    flat = x.reshape(-1, x.shape[-1])
    z = self.fc(flat)
    return torch.softmax(z, dim=-1)


@unseen("CategoricalHead.forward", "normalised over the whole batch instead of each row")
def total_norm(self, x):
    z = self.fc(x)
    m, _ = z.max(dim=-1, keepdim=True)
    e = torch.exp(z - m)
    p = e / e.sum()
    return p


@unseen("CategoricalHead.forward", "logits are clamped, so large ones tie")
def clamped(self, x):
    logits = torch.clamp(self.fc(x), -20, 20)  # avoid overflow in exp
    return torch.softmax(logits, dim=-1)


@unseen(
    "CategoricalHead.forward",
    "takes the softmax over dimension 1, which is not the last one unless x is two-dimensional",
)
def second_1(self, x: Tensor) -> Tensor:
    logits = self.fc(x)
    return torch.softmax(logits, dim=1 if logits.dim() > 1 else 0)


@unseen("CategoricalHead.forward", "normalises sigmoids by their sum, which is not the softmax")
def second_2(self, x: Tensor) -> Tensor:
    p = torch.sigmoid(self.fc(x)) + 1e-12
    return p / p.sum(dim=-1, keepdim=True)


@unseen("CategoricalHead.forward", "flattens the leading dimensions and does not restore them")
def second_3(self, x: Tensor) -> Tensor:
    rows = x.reshape(-1, x.shape[-1])
    return torch.softmax(self.fc(rows), dim=-1)


@unseen(
    "CategoricalHead.forward",
    "shifts by the maximum of the whole batch, so a row far below it is 0/0",
)
def second_4(self, x: Tensor) -> Tensor:
    logits = self.fc(x)
    e = torch.exp(logits - logits.max())
    return e / e.sum(dim=-1, keepdim=True)
