"""Wrong answers to nll/categorical that may guide what the grader explains."""

import math

import torch
import torch.nn.functional as F

from tests.unseen import unseen


@unseen("categorical_nll", "the mean over all n*k elements, not over the n rows")
def mean_of_everything(probs, y):
    safe = torch.where(y > 0, probs, torch.ones_like(probs))
    return -(y * torch.log(safe)).mean()


@unseen("categorical_nll", "no guard: 0*log(0) is nan")
def unguarded(probs, y):
    return -(y * torch.log(probs)).sum(dim=1).mean()


@unseen("categorical_nll", "the binary terms (1-y)*log(1-p) are added")
def binary_per_class(probs, y):
    eps = torch.finfo(probs.dtype).tiny
    log_p = probs.clamp(min=eps).log()
    log_q = (1 - probs).clamp(min=eps).log()
    return -(y * log_p + (1 - y) * log_q).sum(dim=1).mean()


@unseen("categorical_nll", "softmax is applied to the probabilities")
def softmax_again(probs, y):
    log_probs = F.log_softmax(probs, dim=1)
    return -(y * log_probs).sum(dim=1).mean()


@unseen("categorical_nll", "the minus is missing")
def no_minus(probs, y):
    return torch.xlogy(y, probs).sum(-1).mean()


@unseen("categorical_nll", "only classes with a target of exactly 1 count: soft rows are dropped")
def pick_the_ones(probs, y):
    p_true = probs[y == 1]
    return -torch.log(p_true).mean()


@unseen("categorical_nll", "divides by the number of positive targets, not by the rows")
def per_positive_entry(probs, y):
    mask = y > 0
    nll = -(y[mask] * probs[mask].log()).sum()
    return nll / mask.sum()


@unseen("categorical_nll", "a loop over Python floats: no gradient")
def loop_rows(probs, y):
    n, k = probs.shape
    total = 0.0
    for i in range(n):
        for j in range(k):
            t = y[i, j].item()
            if t > 0:
                total -= t * math.log(probs[i, j].item())
    return torch.tensor(total / n, dtype=probs.dtype)


@unseen("categorical_nll", "1 minus the probability of the target: no logarithm")
def no_log(probs, y):
    p_target = (probs * y).sum(dim=1)
    return (1 - p_target).mean()


@unseen("categorical_nll", "the log is taken after the sum: log of the expected probability")
def log_outside(probs, y):
    return -torch.log((y * probs).sum(dim=-1)).mean()


@unseen("categorical_nll_with_logits", "softmax, then log: infinite where softmax underflows")
def softmax_then_log(logits, target):
    probs = torch.softmax(logits, dim=1)
    picked = probs[torch.arange(len(target)), target]
    return -picked.log().mean()


@unseen("categorical_nll_with_logits", "one-hot times log-probs, averaged over n*k instead of n")
def one_hot_mean(logits, target):
    one_hot = F.one_hot(target, logits.size(1)).to(logits.dtype)
    return -(one_hot * F.log_softmax(logits, dim=1)).mean()


@unseen("categorical_nll_with_logits", "[:, target] picks every target for every row: n*n entries")
def index_columns(logits, target):
    log_probs = logits - torch.logsumexp(logits, dim=1, keepdim=True)
    return -log_probs[:, target].mean()


@unseen(
    "categorical_nll_with_logits",
    "the maximum of the whole tensor is taken off: rows far below it underflow",
)
def global_max(logits, target):
    shifted = logits - logits.max()
    log_z = shifted.exp().sum(dim=1).log()
    return (log_z - shifted[torch.arange(logits.shape[0]), target]).mean()


@unseen("categorical_nll_with_logits", "log(sum(exp)) without the maximum taken off: overflows")
def naive_logsumexp(logits, target):
    n = logits.shape[0]
    correct = logits[range(n), target]
    return (torch.log(torch.exp(logits).sum(1)) - correct).mean()


@unseen("categorical_nll_with_logits", "a library call: F.cross_entropy")
def library_ce(logits, target):
    return F.cross_entropy(logits, target)


@unseen("categorical_nll_with_logits", "one_hot without num_classes: too few columns")
def short_one_hot(logits, target):
    y = F.one_hot(target)
    log_p = torch.log_softmax(logits, dim=-1)
    return -(y * log_p).sum(-1).mean()


@unseen("categorical_nll_with_logits", "logits are divided by their sum instead of softmax")
def linear_normalization(logits, target):
    probs = logits / logits.sum(dim=1, keepdim=True)
    return -torch.log(probs.gather(1, target.view(-1, 1))).mean()


@unseen("categorical_nll_with_logits", "logits are clamped to 50")
def clamp_fifty(logits, target):
    logits = logits.clamp(-50, 50)
    lse = torch.log(torch.exp(logits).sum(dim=-1))
    return torch.mean(lse - logits.gather(1, target[:, None]).squeeze(1))


@unseen("categorical_nll_with_logits", "returns in the loop: the loss of the first row over n")
def early_return(logits, target):
    loss = 0
    for i in range(len(target)):
        log_probs = F.log_softmax(logits[i], dim=0)
        loss = loss - log_probs[target[i]]
        return loss / len(target)


@unseen("categorical_nll_with_logits", "logsumexp over all elements, not within each row")
def joint_normalizer(logits, target):
    log_z = torch.logsumexp(logits.flatten(), dim=0)
    picked = torch.gather(logits, 1, target.unsqueeze(-1))
    return (log_z - picked).mean()
