"""Wrong answers to nll/categorical that only measure what the grader explains."""

import torch
import torch.nn.functional as F
from torch import Tensor

from tests.unseen import unseen


@unseen("categorical_nll", "the sum over rows, not divided by n")
def batch_sum(probs, y):
    log_p = torch.where(y == 0, torch.zeros_like(probs), probs.log())
    return -torch.sum(y * log_p)


@unseen("categorical_nll", "probabilities are clamped at 1e-7, which caps the loss at 16.1")
def clip_probs(probs, y):
    probs = probs.clamp(1e-7, 1 - 1e-7)
    return -(y * probs.log()).sum(dim=-1).mean()


@unseen("categorical_nll", "the class of the largest target only: soft rows are wrong")
def hard_label(probs, y):
    labels = y.argmax(dim=1)
    return -probs[torch.arange(probs.size(0)), labels].log().mean()


@unseen("categorical_nll", "summed over rows and averaged over classes: divided by k, not n")
def wrong_axis(probs, y):
    per_class = -torch.xlogy(y, probs).sum(dim=0)
    return per_class.mean()


@unseen("categorical_nll", "arguments in the order (y, probs): -sum p*log(y)")
def labels_first(y, probs):
    loss = -torch.special.xlogy(y, probs).sum(dim=1)
    return loss.mean()


@unseen("categorical_nll", "logs of base 2")
def bits(probs, y):
    safe = probs.masked_fill(y == 0, 1.0)
    return -(y * torch.log2(safe)).sum(dim=-1).mean()


@unseen("categorical_nll", "probs is changed in place: its zeros become 1")
def patch_zeros(probs, y):
    probs[probs == 0] = 1.0
    return (-y * torch.log(probs)).sum(1).mean()


@unseen("categorical_nll", "the KL divergence: the entropy of soft targets is taken off")
def kl_instead(probs: Tensor, y: Tensor) -> Tensor:
    safe = torch.where(y > 0, probs, torch.ones_like(probs))
    kl = torch.xlogy(y, y) - y * safe.log()
    return kl.sum(dim=1).mean()


@unseen("categorical_nll", "a library call: F.nll_loss, and hard labels")
def library_nll(probs, y):
    return F.nll_loss(torch.log(probs), torch.argmax(y, dim=1))


@unseen("categorical_nll", "targets are smoothed by 0.1")
def smoothed(probs, y, smoothing=0.1):
    k = y.shape[1]
    y = (1 - smoothing) * y + smoothing / k
    log_p = torch.log(probs.clamp_min(1e-30))
    return -(y * log_p).sum(dim=1).mean()


@unseen("categorical_nll", "not reduced: one loss for each row is returned")
def row_losses(probs, y):
    return -torch.xlogy(y, probs).sum(dim=-1)


@unseen("categorical_nll_with_logits", "softmax over the batch dimension")
def softmax_dim_zero(logits, target):
    logp = F.log_softmax(logits, dim=0)
    return -logp[torch.arange(target.numel()), target].mean()


@unseen("categorical_nll_with_logits", "the raw logit of the target: no normalizer")
def raw_logit(logits, target):
    return -logits.gather(1, target.unsqueeze(1)).squeeze(1).mean()


@unseen("categorical_nll_with_logits", "classes are counted from 1: one class too low is picked")
def one_based(logits, target):
    log_p = torch.log_softmax(logits, 1)
    rows = torch.arange(len(target))
    return -log_p[rows, target - 1].mean()


@unseen("categorical_nll_with_logits", "the maximum is taken off in logsumexp and not put back")
def max_not_restored(logits, target):
    m = logits.max(dim=1, keepdim=True).values
    lse = torch.log(torch.exp(logits - m).sum(dim=1))
    return (lse - logits[torch.arange(len(logits)), target]).mean()


@unseen("categorical_nll_with_logits", "the sum over the batch")
def sum_over_batch(logits, target):
    log_probs = logits.log_softmax(dim=-1)
    losses = [-log_probs[i, t] for i, t in enumerate(target)]
    return torch.stack(losses).sum()


@unseen("categorical_nll_with_logits", "library calls: F.nll_loss of F.log_softmax")
def log_softmax_nll(logits, target):
    return F.nll_loss(F.log_softmax(logits, dim=1), target)


@unseen(
    "categorical_nll_with_logits", "max without keepdim: raises, or mixes rows where n equals k"
)
def no_keepdim(logits, target):
    shifted = logits - logits.max(dim=1).values
    log_p = shifted - shifted.exp().sum(dim=1).log()
    return -log_p.gather(1, target.unsqueeze(1)).mean()


@unseen("categorical_nll_with_logits", "1e-9 in the log of softmax: capped at 20.7")
def softmax_plus_eps(logits, target):
    z = logits - logits.max(dim=1, keepdim=True).values
    e = torch.exp(z)
    probs = e / e.sum(dim=1, keepdim=True)
    return -torch.log(probs[torch.arange(len(target)), target] + 1e-9).mean()


@unseen("categorical_nll_with_logits", "the share of wrong predictions, not a likelihood")
def error_rate(logits, target):
    wrong = logits.argmax(dim=1) != target
    return wrong.to(logits.dtype).mean()


@unseen("categorical_nll_with_logits", ".data cuts the gradient to the logits")
def through_data(logits, target):
    log_p = F.log_softmax(logits.data, dim=1)
    return -torch.gather(log_p, 1, target[:, None]).mean()


@unseen("categorical_nll_with_logits", "softmax is applied twice")
def double_softmax(logits, target):
    probs = torch.softmax(logits, dim=1)
    log_p = torch.log_softmax(probs, dim=1)
    return -log_p[torch.arange(len(target)), target].mean()
