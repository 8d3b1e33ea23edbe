"""Known mistakes in logits/cross_entropy."""

import torch
from torch import Tensor
from torch.nn import functional as F

from grader.mistakes.constants import SMALL, TINY
from grader.probe.probe import known_mistake


def _kept(logits: Tensor, target: Tensor, ignore_index: int) -> tuple[Tensor, Tensor]:
    """The rows that count, with their targets as a column."""
    counted = target != ignore_index
    return logits[counted], target[counted].unsqueeze(1)


def _observed(logits: Tensor, target: Tensor) -> Tensor:
    """The log-probability of each row's label."""
    return F.log_softmax(logits, dim=-1).gather(1, target.unsqueeze(1)).squeeze(1)


@known_mistake("cross_entropy", hint=1)
def divided_by_the_batch(logits: Tensor, target: Tensor, ignore_index: int = -100) -> Tensor:
    """You divide by the whole batch: the mean is over the rows that count, so padding must not
    shrink it.
    """
    logits_kept, column = _kept(logits, target, ignore_index)
    return -F.log_softmax(logits_kept, dim=-1).gather(1, column).sum() / len(target)


@known_mistake("cross_entropy", hint=1)
def padding_always_minus_100(logits: Tensor, target: Tensor, ignore_index: int = -100) -> Tensor:
    """You ignore rows whose target is -100, whatever `ignore_index` is."""
    counted = target != -100
    safe = target.clamp(0, logits.shape[1] - 1)[counted].unsqueeze(1)
    return -F.log_softmax(logits[counted], dim=-1).gather(1, safe).mean()


@known_mistake("cross_entropy", hint=1, otherwise=("gathered", "indexed"))
def negative_targets_ignored(
    logits: Tensor, target: Tensor, ignore_index: int = -100, *, otherwise: str = "bounded"
) -> Tensor:
    """You ignore rows whose target is negative: `ignore_index` can be a class, and then its rows
    are counted.
    """
    counted = target >= 0
    kept, logs = target[counted], F.log_softmax(logits[counted], dim=-1)
    if otherwise == "indexed":  # raises another error than `gather` for a class that is not there
        return -logs[torch.arange(len(kept), device=logits.device), kept].mean()
    if otherwise == "bounded":
        kept = kept.clamp(max=logits.shape[1] - 1)
    return -logs.gather(1, kept.unsqueeze(1)).mean()


@known_mistake("cross_entropy", hint=1, left_out=(True,))
def ignored_as_first_class(
    logits: Tensor, target: Tensor, ignore_index: int = -100, *, left_out: bool = False
) -> Tensor:
    """You give ignored rows a valid class so that they can be looked up, and then count them."""
    safe = torch.where(target == ignore_index, 0, target)
    observed = _observed(logits, safe)
    return -(observed[safe != ignore_index] if left_out else observed).mean()


@known_mistake("cross_entropy", hint=1, divided=(True,))
def ignored_logits_zeroed(
    logits: Tensor, target: Tensor, ignore_index: int = -100, *, divided: bool = False
) -> Tensor:
    """You set the logits of ignored rows to 0 and count those rows: each still costs the log of
    the number of classes.
    """
    ignored = target == ignore_index
    safe = target.masked_fill(ignored, 0)
    observed = _observed(logits.masked_fill(ignored.unsqueeze(1), 0), safe)
    return -(observed.sum() / (~ignored).sum() if divided else observed.mean())


@known_mistake("cross_entropy", hint=1)
def nothing_ignored(logits: Tensor, target: Tensor, ignore_index: int = -100) -> Tensor:
    """You never use `ignore_index`: a negative target picks a class from the end, and its row is
    counted.
    """
    log_probs = F.log_softmax(logits, dim=-1)
    k = logits.shape[1]
    wrapped = torch.where(target < 0, target % k, target.clamp(max=k - 1))
    return -log_probs.gather(1, wrapped.unsqueeze(1)).mean()


@known_mistake("cross_entropy", hint=1)
def ignored_class_removed(logits: Tensor, target: Tensor, ignore_index: int = -100) -> Tensor:
    """You remove the ignored class from the softmax of every row: only rows are ignored, their
    class stays possible.
    """
    out = torch.arange(logits.shape[1], device=logits.device) == ignore_index
    logits = logits.masked_fill(out, -1e30)
    logits_kept, column = _kept(logits, target, ignore_index)
    return -F.log_softmax(logits_kept, dim=-1).gather(1, column).mean()


@known_mistake("cross_entropy", hint=2)
def rows_summed(logits: Tensor, target: Tensor, ignore_index: int = -100) -> Tensor:
    """You added up the rows that count, where their mean is asked."""
    logits_kept, column = _kept(logits, target, ignore_index)
    return -F.log_softmax(logits_kept, dim=-1).gather(1, column).sum()


@known_mistake("cross_entropy", hint=2)
def rows_not_averaged(logits: Tensor, target: Tensor, ignore_index: int = -100) -> Tensor:
    """You returned the losses of the rows; a loss is one number."""
    logits_kept, column = _kept(logits, target, ignore_index)
    return -F.log_softmax(logits_kept, dim=-1).gather(1, column).squeeze(1)


@known_mistake("cross_entropy", hint=2)
def mean_over_classes(logits: Tensor, target: Tensor, ignore_index: int = -100) -> Tensor:
    """You averaged over rows and classes: a row is one observation, so divide by the number of
    rows alone.
    """
    logits_kept, column = _kept(logits, target, ignore_index)
    return -F.log_softmax(logits_kept, dim=-1).gather(1, column).sum() / logits_kept.numel()


@known_mistake("cross_entropy", hint=2)
def sign_flipped(logits: Tensor, target: Tensor, ignore_index: int = -100) -> Tensor:
    """You returned the log-likelihood; a loss is minimized, so its sign is the other."""
    logits_kept, column = _kept(logits, target, ignore_index)
    return F.log_softmax(logits_kept, dim=-1).gather(1, column).mean()


@known_mistake("cross_entropy", hint=1)
def softmax_then_log(logits: Tensor, target: Tensor, ignore_index: int = -100) -> Tensor:
    """You take the log of a softmax: the probability of a class far behind rounds to 0, and its
    log is infinite.
    """
    logits_kept, column = _kept(logits, target, ignore_index)
    return -logits_kept.softmax(dim=-1).gather(1, column).log().mean()


@known_mistake("cross_entropy", hint=1)
def exponentials_overflow(logits: Tensor, target: Tensor, ignore_index: int = -100) -> Tensor:
    """You exponentiate the logits as they are: for large ones that is infinite, and far below 0
    every one is 0.
    """
    logits_kept, column = _kept(logits, target, ignore_index)
    total = logits_kept.exp().sum(dim=-1).log()
    return (total - logits_kept.gather(1, column).squeeze(1)).mean()


@known_mistake("cross_entropy", hint=1)
def softmax_by_hand(logits: Tensor, target: Tensor, ignore_index: int = -100) -> Tensor:
    """You normalize exponentials by hand: they overflow for large logits, and infinity over
    infinity is nan.
    """
    logits_kept, column = _kept(logits, target, ignore_index)
    probs = logits_kept.exp() / logits_kept.exp().sum(dim=-1, keepdim=True)
    return -probs.gather(1, column).log().mean()


@known_mistake("cross_entropy", hint=1, eps=(*SMALL, *TINY))
def small_number_in_log(
    logits: Tensor, target: Tensor, ignore_index: int = -100, *, eps: float = 1e-9
) -> Tensor:
    """A small number inside the logarithm hides that a probability has rounded to 0: the loss
    stops growing, and its gradient vanishes.
    """
    logits_kept, column = _kept(logits, target, ignore_index)
    return -(logits_kept.softmax(dim=-1).gather(1, column) + eps).log().mean()


@known_mistake("cross_entropy", hint=1, eps=(*SMALL, *TINY))
def probability_clamped(
    logits: Tensor, target: Tensor, ignore_index: int = -100, *, eps: float = 1e-9
) -> Tensor:
    """You clamp the probability before its logarithm: a confident mistake costs a bounded amount
    and gets no gradient.
    """
    logits_kept, column = _kept(logits, target, ignore_index)
    return -logits_kept.softmax(dim=-1).gather(1, column).clamp(min=eps).log().mean()


@known_mistake("cross_entropy", hint=1)
def one_maximum_for_all(logits: Tensor, target: Tensor, ignore_index: int = -100) -> Tensor:
    """You subtract the largest logit of the whole batch: in a row far below it, every exponential
    rounds to 0.
    """
    logits_kept, column = _kept(logits - logits.max().detach(), target, ignore_index)
    total = logits_kept.exp().sum(dim=-1).log()
    return (total - logits_kept.gather(1, column).squeeze(1)).mean()


@known_mistake("cross_entropy", hint=1)
def softmax_twice(logits: Tensor, target: Tensor, ignore_index: int = -100) -> Tensor:
    """You apply a softmax twice: what takes the log-softmax expects logits, not probabilities."""
    logits_kept, column = _kept(logits, target, ignore_index)
    return -F.log_softmax(logits_kept.softmax(dim=-1), dim=-1).gather(1, column).mean()


@known_mistake("cross_entropy", hint=1)
def softmax_missing(logits: Tensor, target: Tensor, ignore_index: int = -100) -> Tensor:
    """You use the logits as if they were log-probabilities: they are not normalized yet."""
    logits_kept, column = _kept(logits, target, ignore_index)
    return -logits_kept.gather(1, column).mean()


@known_mistake("cross_entropy", hint=2)
def softmax_over_batch(logits: Tensor, target: Tensor, ignore_index: int = -100) -> Tensor:
    """You normalize over the batch: the classes of one row sum to 1, not the rows of a class."""
    logits_kept, column = _kept(logits, target, ignore_index)
    return -F.log_softmax(logits_kept, dim=0).gather(1, column).mean()


@known_mistake("cross_entropy", hint=3)
def every_target_in_every_row(logits: Tensor, target: Tensor, ignore_index: int = -100) -> Tensor:
    """Indexing with [:, target] takes every row's entry for every target; each row has its own
    target.
    """
    logits_kept, column = _kept(logits, target, ignore_index)
    return -F.log_softmax(logits_kept, dim=-1)[:, column.squeeze(1)].mean()


@known_mistake("cross_entropy", hint=1)
def log_missing(logits: Tensor, target: Tensor, ignore_index: int = -100) -> Tensor:
    """The logarithm is missing: this is minus the mean probability of the labels."""
    logits_kept, column = _kept(logits, target, ignore_index)
    return -logits_kept.softmax(dim=-1).gather(1, column).mean()


@known_mistake("cross_entropy", hint=1)
def sigmoid_for_softmax(logits: Tensor, target: Tensor, ignore_index: int = -100) -> Tensor:
    """You take the log-sigmoid of the label's logit alone: classes that exclude each other share
    one normalizer.
    """
    logits_kept, column = _kept(logits, target, ignore_index)
    return -F.logsigmoid(logits_kept).gather(1, column).mean()


@known_mistake("cross_entropy")
def normalizer_detached(logits: Tensor, target: Tensor, ignore_index: int = -100) -> Tensor:
    """The value is right, but the normalizer is detached: no gradient lowers the other classes."""
    logits_kept, column = _kept(logits, target, ignore_index)
    total = logits_kept.detach().logsumexp(dim=-1)
    return (total - logits_kept.gather(1, column).squeeze(1)).mean()


@known_mistake("cross_entropy")
def no_gradient(logits: Tensor, target: Tensor, ignore_index: int = -100) -> Tensor:
    """The value is right, but no gradient flows: you computed it outside of autograd."""
    logits_kept, column = _kept(logits, target, ignore_index)
    return -F.log_softmax(logits_kept.detach(), dim=-1).gather(1, column).mean()


@known_mistake("smoothed_cross_entropy", hint=1)
def uniform_over_the_others(logits: Tensor, target: Tensor, eps: float) -> Tensor:
    """You spread `eps` over the other `k-1` classes; the uniform part includes the label's own
    class.
    """
    log_probs = F.log_softmax(logits, dim=-1)
    observed = log_probs.gather(1, target.unsqueeze(1)).squeeze(1)
    others = (log_probs.sum(dim=-1) - observed) / max(logits.shape[1] - 1, 1)
    return -((1 - eps) * observed + eps * others).mean()


@known_mistake("smoothed_cross_entropy", hint=2)
def own_share_left_out(logits: Tensor, target: Tensor, eps: float) -> Tensor:
    """The label's class gets `1-eps`, without its own share `eps/k`: your targets do not sum to
    1.
    """
    log_probs = F.log_softmax(logits, dim=-1)
    observed = log_probs.gather(1, target.unsqueeze(1)).squeeze(1)
    others = (log_probs.sum(dim=-1) - observed) / logits.shape[1]
    return -((1 - eps) * observed + eps * others).mean()


@known_mistake("smoothed_cross_entropy", hint=2)
def uniform_not_divided(logits: Tensor, target: Tensor, eps: float) -> Tensor:
    """You give `eps` to every class: the uniform part is `eps` in all, `eps/k` for each."""
    log_probs = F.log_softmax(logits, dim=-1)
    observed = log_probs.gather(1, target.unsqueeze(1)).squeeze(1)
    return -((1 - eps) * observed + eps * log_probs.sum(dim=-1)).mean()


@known_mistake("smoothed_cross_entropy", hint=2)
def one_hot_not_scaled(logits: Tensor, target: Tensor, eps: float) -> Tensor:
    """You add the uniform part to the full one-hot target: it must give up the weight `eps`."""
    log_probs = F.log_softmax(logits, dim=-1)
    observed = log_probs.gather(1, target.unsqueeze(1)).squeeze(1)
    return -(observed + eps * log_probs.mean(dim=-1)).mean()


@known_mistake("smoothed_cross_entropy", hint=1)
def uniform_part_missing(logits: Tensor, target: Tensor, eps: float) -> Tensor:
    """You scale the one-hot target by `1-eps`, but the uniform part is missing."""
    return -(1 - eps) * _observed(logits, target).mean()


@known_mistake("smoothed_cross_entropy", hint=1)
def not_smoothed(logits: Tensor, target: Tensor, eps: float) -> Tensor:
    """You do not use `eps`: this is the cross-entropy against the one-hot target."""
    return -_observed(logits, target).mean()


@known_mistake("smoothed_cross_entropy", hint=1)
def weights_exchanged(logits: Tensor, target: Tensor, eps: float) -> Tensor:
    """You exchanged the weights: the label has `1-eps`, the uniform part `eps`."""
    log_probs = F.log_softmax(logits, dim=-1)
    observed = log_probs.gather(1, target.unsqueeze(1)).squeeze(1)
    return -(eps * observed + (1 - eps) * log_probs.mean(dim=-1)).mean()


@known_mistake("smoothed_cross_entropy", hint=1)
def prediction_smoothed(logits: Tensor, target: Tensor, eps: float) -> Tensor:
    """You smooth the predicted probability, inside the logarithm: the target is to be smoothed,
    outside of it.
    """
    probs = logits.softmax(dim=-1).gather(1, target.unsqueeze(1)).squeeze(1)
    return -((1 - eps) * probs + eps / logits.shape[1]).log().mean()


@known_mistake("smoothed_cross_entropy", hint=2)
def divided_by_rows(logits: Tensor, target: Tensor, eps: float) -> Tensor:
    """You divide `eps` by the number of rows; it is spread over the classes."""
    log_probs = F.log_softmax(logits, dim=-1)
    observed = log_probs.gather(1, target.unsqueeze(1)).squeeze(1)
    return -((1 - eps) * observed + eps / len(logits) * log_probs.sum(dim=-1)).mean()


@known_mistake("smoothed_cross_entropy", hint=2)
def uniform_part_of_logits(logits: Tensor, target: Tensor, eps: float) -> Tensor:
    """The uniform part averages the logits: it needs log-probabilities, which are normalized."""
    return -((1 - eps) * _observed(logits, target) + eps * logits.mean(dim=-1)).mean()


@known_mistake("smoothed_cross_entropy", hint=1)
def entropy_subtracted(logits: Tensor, target: Tensor, eps: float) -> Tensor:
    """You computed the KL divergence: a cross-entropy does not subtract the entropy of the
    target.
    """
    k = logits.shape[1]
    soft = (1 - eps) * F.one_hot(target, k) + eps / k
    soft = soft.to(logits.dtype)
    return (torch.xlogy(soft, soft) - soft * F.log_softmax(logits, dim=-1)).sum(dim=-1).mean()


@known_mistake("smoothed_cross_entropy", hint=2)
def mean_over_classes_too(logits: Tensor, target: Tensor, eps: float) -> Tensor:
    """You averaged over rows and classes: add up a row's classes, then average the rows."""
    log_probs = F.log_softmax(logits, dim=-1)
    observed = log_probs.gather(1, target.unsqueeze(1)).squeeze(1)
    return -((1 - eps) * observed + eps * log_probs.mean(dim=-1)).mean() / logits.shape[1]


@known_mistake("smoothed_cross_entropy", hint=2)
def smoothed_rows_summed(logits: Tensor, target: Tensor, eps: float) -> Tensor:
    """You added up the rows where their mean is asked."""
    log_probs = F.log_softmax(logits, dim=-1)
    observed = log_probs.gather(1, target.unsqueeze(1)).squeeze(1)
    return -((1 - eps) * observed + eps * log_probs.mean(dim=-1)).sum()


@known_mistake("smoothed_cross_entropy", hint=2)
def smoothed_sign_flipped(logits: Tensor, target: Tensor, eps: float) -> Tensor:
    """The sign is wrong: your result is negative, and minimizing it makes the labels unlikely."""
    log_probs = F.log_softmax(logits, dim=-1)
    observed = log_probs.gather(1, target.unsqueeze(1)).squeeze(1)
    return ((1 - eps) * observed + eps * log_probs.mean(dim=-1)).mean()


@known_mistake("smoothed_cross_entropy", hint=2)
def uniform_part_subtracted(logits: Tensor, target: Tensor, eps: float) -> Tensor:
    """You subtract the uniform part: both parts of the loss are negative log-likelihoods, so they
    add up.
    """
    log_probs = F.log_softmax(logits, dim=-1)
    observed = log_probs.gather(1, target.unsqueeze(1)).squeeze(1)
    return -((1 - eps) * observed - eps * log_probs.mean(dim=-1)).mean()


@known_mistake("smoothed_cross_entropy", hint=1)
def log_of_softmax(logits: Tensor, target: Tensor, eps: float) -> Tensor:
    """You take the log of a softmax: a class far behind has log 0, and the smoothed target weighs
    every class.
    """
    log_probs = logits.softmax(dim=-1).log()
    observed = log_probs.gather(1, target.unsqueeze(1)).squeeze(1)
    return -((1 - eps) * observed + eps * log_probs.mean(dim=-1)).mean()


@known_mistake("smoothed_cross_entropy", hint=1, small=(*SMALL, *TINY))
def log_of_softmax_and_small_number(
    logits: Tensor, target: Tensor, eps: float, *, small: float = 1e-9
) -> Tensor:
    """A small number inside the logarithm bounds what an unlikely class costs, and its gradient
    vanishes.
    """
    log_probs = (logits.softmax(dim=-1) + small).log()
    observed = log_probs.gather(1, target.unsqueeze(1)).squeeze(1)
    return -((1 - eps) * observed + eps * log_probs.mean(dim=-1)).mean()


@known_mistake("smoothed_cross_entropy")
def uniform_part_detached(logits: Tensor, target: Tensor, eps: float) -> Tensor:
    """The value is right, but no gradient flows through the uniform part: training does not
    notice the smoothing.
    """
    uniform = F.log_softmax(logits.detach(), dim=-1).mean(dim=-1)
    return -((1 - eps) * _observed(logits, target) + eps * uniform).mean()
