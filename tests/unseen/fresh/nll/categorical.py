"""Wrong answers to nll/categorical that only measure what the grader explains."""

import torch
import torch.nn.functional as F
from torch import Tensor

from tests.unseen import unseen


@unseen("categorical_nll", "the mean is over all n*k elements instead of the n rows")
def mean_all(probs, y):
    safe = torch.where(y > 0, probs, torch.ones_like(probs))
    return -(y * torch.log(safe)).mean()


@unseen("categorical_nll", "the probabilities are put through a softmax again")
def softmax_again(probs, y):
    log_p = F.log_softmax(probs, dim=1)
    return -(y * log_p).sum(dim=1).mean()


@unseen("categorical_nll", "0 * log(0) gives nan")
def zero_log_zero(probs, y):
    n = probs.shape[0]
    total = 0.0
    for i in range(n):
        total = total - (y[i] * torch.log(probs[i])).sum()
    return total / n


@unseen("categorical_nll", "soft targets are reduced to their argmax")
def argmax_target(probs, y):
    labels = y.argmax(dim=1)
    rows = torch.arange(len(probs), device=probs.device)
    return -torch.log(probs[rows, labels]).mean()


@unseen("categorical_nll_with_logits", "exp of large logits overflows")
def naive(logits, target):
    e = torch.exp(logits)
    probs = e / e.sum(dim=1, keepdim=True)
    picked = probs.gather(1, target.unsqueeze(1)).squeeze(1)
    return -torch.log(picked).mean()


@unseen(
    "categorical_nll_with_logits",
    "the maximum of the whole batch is subtracted, so rows far below it underflow",
)
def global_max(logits, target):
    z = logits - logits.max()  # for stability
    log_z = torch.log(torch.exp(z).sum(dim=1))
    log_p = z[torch.arange(z.shape[0], device=z.device), target] - log_z
    return -log_p.mean()


@unseen("categorical_nll_with_logits", "the softmax runs over the batch")
def batch_axis(logits, target):
    return -F.log_softmax(logits, dim=0).gather(1, target[:, None]).mean()


@unseen(
    "categorical_nll_with_logits", "the subtracted maximum is not added back to the log-sum-exp"
)
def lost_max(logits, target):
    m = logits.max(dim=1, keepdim=True).values
    shifted = logits - m
    lse = shifted.exp().sum(dim=1).log()
    correct = logits[torch.arange(len(target), device=logits.device), target]
    return (lse - correct).mean()


@unseen(
    "categorical_nll",
    "multiplies y by log(probs) directly, which is 0 * -inf = nan for an impossible class that is never seen",
)
def second_1(probs: Tensor, y: Tensor) -> Tensor:
    per_row = -(y * torch.log(probs)).sum(dim=1)
    return per_row.mean()


@unseen("categorical_nll", "scores only the argmax class of y, which is wrong for soft targets")
def second_2(probs: Tensor, y: Tensor) -> Tensor:
    label = y.argmax(dim=1, keepdim=True)
    return -torch.log(probs.gather(1, label)).mean()


@unseen(
    "categorical_nll_with_logits",
    "indexes log_probs[:, target], an (n, n) table, instead of one entry for each row",
)
def second_3(logits: Tensor, target: Tensor) -> Tensor:
    log_probs = F.log_softmax(logits, dim=1)
    observed = log_probs[:, target]
    return -observed.mean()


@unseen("categorical_nll_with_logits", "applies softmax twice: log_softmax of the probabilities")
def second_4(logits: Tensor, target: Tensor) -> Tensor:
    probs = torch.softmax(logits, dim=1)
    log_probs = F.log_softmax(probs, dim=1)
    return -log_probs[torch.arange(len(target), device=target.device), target].mean()
