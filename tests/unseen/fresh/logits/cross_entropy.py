"""Wrong answers to logits/cross_entropy that only measure what the grader explains."""

import torch
import torch.nn.functional as F
from torch import Tensor

from tests.unseen import unseen


@unseen("cross_entropy", "divided by all rows, the ignored ones too")
def all_rows(logits, target, ignore_index=-100):
    keep = target != ignore_index
    idx = torch.where(keep, target, torch.zeros_like(target))
    nll = -F.log_softmax(logits, dim=1).gather(1, idx[:, None]).squeeze(1)
    return torch.where(keep, nll, torch.zeros_like(nll)).mean()


@unseen("cross_entropy", "only negative targets are ignored, whatever ignore_index says")
def negatives_only(logits, target, ignore_index=-100):
    valid = target >= 0
    lp = F.log_softmax(logits[valid], dim=-1)
    t = target[valid]
    return -lp[torch.arange(t.shape[0], device=t.device), t].mean()


@unseen("cross_entropy", "-100 is used as an index before the mask is applied")
def index_first(logits, target, ignore_index=-100):
    n = logits.shape[0]
    log_p = logits - torch.logsumexp(logits, dim=1, keepdim=True)
    nll = -log_p[torch.arange(n, device=logits.device), target]
    mask = (target != ignore_index).to(logits.dtype)
    return (nll * mask).sum() / mask.sum()


@unseen("cross_entropy", "ignored rows get logits of 0 but are still counted as log(k)")
def zeroed_logits(logits, target, ignore_index=-100):
    keep = target != ignore_index
    z = logits * keep.unsqueeze(1)
    t = target.masked_fill(~keep, 0)
    lse = torch.logsumexp(z, dim=1)
    chosen = z.gather(1, t.unsqueeze(1)).squeeze(1)
    return (lse - chosen).sum() / keep.sum()


@unseen("smoothed_cross_entropy", "eps is spread over the k-1 other classes")
def k_minus_one(logits, target, eps):
    k = logits.shape[1]
    log_p = F.log_softmax(logits, dim=1)
    q = torch.full_like(log_p, eps / max(k - 1, 1))
    q.scatter_(1, target.unsqueeze(1), 1 - eps)
    return -(q * log_p).sum(dim=1).mean()


@unseen("smoothed_cross_entropy", "the uniform part is summed over the classes instead of averaged")
def uniform_sum(logits, target, eps):
    log_p = F.log_softmax(logits, -1)
    hard = -log_p.gather(-1, target[:, None])[:, 0]
    smooth = -log_p.sum(-1)
    return ((1 - eps) * hard + eps * smooth).mean()


@unseen("smoothed_cross_entropy", "the predicted probabilities are smoothed instead of the targets")
def smooth_prediction(logits, target, eps):
    k = logits.shape[-1]
    p = torch.softmax(logits, dim=-1)
    p = (1 - eps) * p + eps / k
    return -torch.log(p.gather(1, target.view(-1, 1))).mean()


@unseen("smoothed_cross_entropy", "the true class gets 1-eps without its own share eps/k")
def no_own_share(logits, target, eps):
    n, k = logits.shape
    log_p = F.log_softmax(logits, dim=1)
    total = 0
    for i in range(n):
        for c in range(k):
            weight = 1 - eps if c == target[i] else eps / k
            total = total - weight * log_p[i, c]
    return total / n


@unseen("cross_entropy", "zeroes the ignored rows but divides by all n rows")
def second_1(logits: Tensor, target: Tensor, ignore_index: int = -100) -> Tensor:
    keep = target != ignore_index
    safe = torch.where(keep, target, torch.zeros_like(target))
    log_probs = F.log_softmax(logits, dim=1)
    observed = log_probs.gather(1, safe.unsqueeze(1)).squeeze(1)
    return -torch.where(keep, observed, torch.zeros_like(observed)).mean()


@unseen(
    "smoothed_cross_entropy",
    "spreads eps over the k-1 other classes, so the target keeps 1-eps only",
)
def second_2(logits: Tensor, target: Tensor, eps: float) -> Tensor:
    k = logits.shape[1]
    log_probs = F.log_softmax(logits, dim=1)
    soft = torch.full_like(log_probs, eps / max(k - 1, 1))
    soft = soft.scatter(1, target.unsqueeze(1), 1 - eps)
    return -(soft * log_probs).sum(dim=1).mean()


@unseen(
    "cross_entropy",
    "drops the rows with a negative target instead of those with ignore_index, which may be one of the classes",
)
def second_3(logits: Tensor, target: Tensor, ignore_index: int = -100) -> Tensor:
    keep = target >= 0
    log_probs = F.log_softmax(logits[keep], dim=1)
    observed = log_probs.gather(1, target[keep].unsqueeze(1)).squeeze(1)
    return -observed.mean()


@unseen(
    "smoothed_cross_entropy",
    "mixes in the KL of the uniform distribution from the model instead of the cross-entropy, so eps*log(k) is missing",
)
def second_4(logits: Tensor, target: Tensor, eps: float) -> Tensor:
    log_probs = F.log_softmax(logits, dim=1)
    k = log_probs.shape[1]
    nll = -log_probs.gather(1, target[:, None]).squeeze(1)
    uniform = torch.full_like(log_probs, 1 / k)
    kl = (uniform * (uniform.log() - log_probs)).sum(dim=1)
    return ((1 - eps) * nll + eps * kl).mean()
