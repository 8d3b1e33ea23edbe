"""Known mistakes in logits/log_softmax."""

import torch
from torch import Tensor

from grader.mistakes.constants import SMALL, TINY
from grader.probe.probe import known_mistake

WAYS = ("first", "detached")
"""Ways to the maximum besides the usual one: which of equal elements get its gradient."""


def _top(x: Tensor, dim: int, way: str = "all") -> Tensor:
    """The largest element of each slice."""
    if way == "first":
        return x.max(dim, keepdim=True).values
    return (x.detach() if way == "detached" else x).amax(dim, keepdim=True)


def _shift(x: Tensor, dim: int, way: str = "detached") -> Tensor:
    """What a slice is shifted by: its largest element, or 0 where that is infinite."""
    top = _top(x, dim, way)
    return top.masked_fill(top.isinf(), 0)


@known_mistake("logsumexp", hint=1)
def exponentials_overflow(x: Tensor, dim: int) -> Tensor:
    """You exponentiate the numbers as they are: beyond 88 in float32, 709 in float64, that is
    infinite; and far below 0 every term is 0.
    """
    return x.exp().sum(dim).log()


@known_mistake("logsumexp", hint=2, way=WAYS)
def shift_not_undone(x: Tensor, dim: int, *, way: str = "all") -> Tensor:
    """You subtracted the maximum before the exponential and did not add it back after the
    logarithm.
    """
    return (x - _shift(x, dim, way)).exp().sum(dim).log()


@known_mistake("logsumexp", hint=2, way=WAYS)
def shift_undone_the_wrong_way(x: Tensor, dim: int, *, way: str = "all") -> Tensor:
    """You subtracted the maximum again after the logarithm, where it must be added back."""
    shift = _shift(x, dim, way)
    return (x - shift).exp().sum(dim).log() - shift.squeeze(dim)


@known_mistake("logsumexp", hint=2)
def one_maximum_for_all(x: Tensor, dim: int) -> Tensor:
    """You subtract one maximum of the whole tensor: in a slice far below it, every exponential
    rounds to 0.
    """
    top = x.detach().max()
    top = torch.where(top.isinf(), 0, top)
    return (x - top).exp().sum(dim).log() + top


@known_mistake("logsumexp", hint=2)
def empty_slice_shifted(x: Tensor, dim: int) -> Tensor:
    """In a slice of nothing but minus infinity you subtract minus infinity from itself, which is
    nan.
    """
    top = x.amax(dim, keepdim=True)
    return (x - top).exp().sum(dim).log() + top.squeeze(dim)


@known_mistake("logsumexp", hint=1)
def smallest_subtracted(x: Tensor, dim: int) -> Tensor:
    """You subtract the smallest element of a slice: the largest exponential still overflows."""
    low = x.detach().amin(dim, keepdim=True)
    low = low.masked_fill(low.isinf(), 0)
    return (x - low).exp().sum(dim).log() + low.squeeze(dim)


@known_mistake("logsumexp", hint=1)
def mean_subtracted(x: Tensor, dim: int) -> Tensor:
    """You subtract the mean of a slice: an element far above its mean still overflows."""
    mean = x.mean(dim, keepdim=True)
    mean = mean.masked_fill(mean.isinf(), 0)
    return (x - mean).exp().sum(dim).log() + mean.squeeze(dim)


@known_mistake("logsumexp", hint=2)
def folded_by_logaddexp(x: Tensor, dim: int) -> Tensor:
    """You fold by `logaddexp`: where both of its arguments are minus infinity, its gradient is
    nan.
    """
    total = torch.full_like(x.select(dim, 0), -torch.inf)
    for one in x.unbind(dim):
        total = torch.logaddexp(total, one)
    return total


@known_mistake("logsumexp", hint=1)
def logarithm_missing(x: Tensor, dim: int) -> Tensor:
    """You returned the sum of the exponentials; its logarithm is asked."""
    return x.exp().sum(dim)


@known_mistake("logsumexp", hint=1)
def exponential_missing(x: Tensor, dim: int) -> Tensor:
    """You added the elements up and never exponentiated them."""
    return x.sum(dim)


@known_mistake("logsumexp", hint=1, way=WAYS)
def maximum_alone(x: Tensor, dim: int, *, way: str = "all") -> Tensor:
    """You returned the maximum: the terms below it count as well, up to log(k) together."""
    return _top(x, dim, way).squeeze(dim)


@known_mistake("logsumexp", hint=1)
def mean_for_sum(x: Tensor, dim: int) -> Tensor:
    """You took the mean of the exponentials instead of their sum: the result is too small by the
    log of their number.
    """
    shift = _shift(x, dim)
    return (x - shift).exp().mean(dim).log() + shift.squeeze(dim)


@known_mistake("logsumexp", hint=2)
def sum_started_at_one(x: Tensor, dim: int) -> Tensor:
    """One term too many is in the sum, an exponential of 0: start from minus infinity, or from
    the first element.
    """
    total = torch.zeros_like(x.select(dim, 0))
    for part in x.unbind(dim):
        total = torch.logaddexp(total, part)
    return total


@known_mistake("logsumexp")
def dimension_kept(x: Tensor, dim: int) -> Tensor:
    """You kept the summed dimension, with length 1; the result does not have it."""
    shift = _shift(x, dim)
    return (x - shift).exp().sum(dim, keepdim=True).log() + shift


@known_mistake("logsumexp")
def everything_summed(x: Tensor, dim: int) -> Tensor:
    """You summed over every dimension, where only `dim` is asked."""
    shift = x.detach().max()
    return (x - shift).exp().sum().log() + shift


@known_mistake("logsumexp")
def last_dimension_always(x: Tensor, dim: int) -> Tensor:
    """You sum along the last dimension, whatever `dim` is."""
    shift = _shift(x, -1)
    return (x - shift).exp().sum(-1).log() + shift.squeeze(-1)


@known_mistake("logsumexp")
def first_dimension_always(x: Tensor, dim: int) -> Tensor:
    """You sum along the first dimension, whatever `dim` is."""
    shift = _shift(x, 0)
    return (x - shift).exp().sum(0).log() + shift.squeeze(0)


@known_mistake("logsumexp", hint=1, eps=(*SMALL, *TINY))
def small_number_in_log(x: Tensor, dim: int, *, eps: float = 1e-9) -> Tensor:
    """You add a small number inside the logarithm: a sum of 0, whose logarithm is minus infinity,
    gets a finite one.
    """
    shift = _shift(x, dim)
    return ((x - shift).exp().sum(dim) + eps).log() + shift.squeeze(dim)


@known_mistake("logsumexp", hint=1, eps=(*SMALL, *TINY))
def small_number_in_plain_log(x: Tensor, dim: int, *, eps: float = 1e-9) -> Tensor:
    """A small number inside the logarithm does not help where the exponentials overflow, and
    where all are tiny it takes the place of their sum.
    """
    return (x.exp().sum(dim) + eps).log()


@known_mistake("logsumexp", hint=2, least=(None, -1e4, -1e30, -1e38))
def infinity_made_finite(x: Tensor, dim: int, *, least: float | None = -1e9) -> Tensor:
    """You replace minus infinity by a large negative number: a slice of nothing else gives that
    number, not minus infinity.
    """
    finite = x.clamp(min=torch.finfo(x.dtype).min if least is None else least)
    shift = finite.detach().amax(dim, keepdim=True)
    return (finite - shift).exp().sum(dim).log() + shift.squeeze(dim)


@known_mistake("logsumexp", hint=1)
def numbers_clamped(x: Tensor, dim: int) -> Tensor:
    """You clamp the numbers before the exponential: beyond the bound the value is wrong and the
    gradient 0.
    """
    return x.clamp(max=80).exp().sum(dim).log()


@known_mistake("logsumexp", hint=2)
def folded_by_pairs(x: Tensor, dim: int) -> Tensor:
    """The value is right, but you add one number after the other with `logaddexp`, whose gradient
    is nan for two minus infinities.
    """
    total, *rest = x.unbind(dim)
    for one in rest:
        total = torch.logaddexp(total, one)
    return total


@known_mistake("logsumexp", hint=2)
def shift_half_detached(x: Tensor, dim: int) -> Tensor:
    """The value is right, but you detach the maximum in one of its two places: the gradients
    through it no longer cancel.
    """
    top = x.amax(dim, keepdim=True)
    top = top.masked_fill(top.isinf(), 0)
    return (x - top).exp().sum(dim).log() + top.squeeze(dim).detach()


@known_mistake("logsumexp", hint=2)
def shifted_term_detached(x: Tensor, dim: int) -> Tensor:
    """The value is right, but the maximum is detached only where it is subtracted: the largest
    element gets its gradient twice.
    """
    top = x.amax(dim, keepdim=True)
    top = top.masked_fill(top.isinf(), 0)
    return (x - top.detach()).exp().sum(dim).log() + top.squeeze(dim)


@known_mistake("logsumexp")
def no_gradient(x: Tensor, dim: int) -> Tensor:
    """The value is right, but no gradient flows: you computed it outside of autograd."""
    shift = _shift(x, dim)
    return ((x - shift).exp().sum(dim).log() + shift.squeeze(dim)).detach()


@known_mistake("log_softmax", hint=1)
def exponentials_overflow_in_softmax(x: Tensor, dim: int) -> Tensor:
    """You exponentiate the logits as they are to get the normalizer: for large ones that is
    infinite, and far below 0 it is 0.
    """
    return x - x.exp().sum(dim, keepdim=True).log()


@known_mistake("log_softmax", hint=2)
def softmax_then_log(x: Tensor, dim: int) -> Tensor:
    """You take the logarithm of the softmax: a probability far behind the largest has rounded to
    0, and its logarithm is infinite.
    """
    e = (x - x.amax(dim, keepdim=True)).exp()
    return (e / e.sum(dim, keepdim=True)).log()


@known_mistake("log_softmax", hint=1)
def plain_softmax_then_log(x: Tensor, dim: int) -> Tensor:
    """You normalize the exponentials of the logits as they are: they overflow, and infinity over
    infinity is nan.
    """
    return (x.exp() / x.exp().sum(dim, keepdim=True)).log()


@known_mistake("log_softmax", hint=2, eps=(*SMALL, *TINY))
def small_number_in_log_of_softmax(x: Tensor, dim: int, *, eps: float = 1e-9) -> Tensor:
    """A small number inside the logarithm hides that a probability has rounded to 0: its
    log-probability stops falling, and its gradient vanishes.
    """
    e = (x - x.amax(dim, keepdim=True)).exp()
    return (e / e.sum(dim, keepdim=True) + eps).log()


@known_mistake("log_softmax", hint=2, eps=(*SMALL, *TINY))
def softmax_clamped(x: Tensor, dim: int, *, eps: float = 1e-9) -> Tensor:
    """You clamp the probabilities before the logarithm: those below the bound all get one
    log-probability and no gradient.
    """
    e = (x - x.amax(dim, keepdim=True)).exp()
    return (e / e.sum(dim, keepdim=True)).clamp(min=eps).log()


@known_mistake("log_softmax", hint=2)
def one_maximum_for_all_logits(x: Tensor, dim: int) -> Tensor:
    """You subtract one maximum of the whole tensor: in a slice far below it, every exponential
    rounds to 0.
    """
    z = x - x.max()
    return z - z.exp().sum(dim, keepdim=True).log()


@known_mistake("log_softmax", hint=1)
def log_missing_after_softmax(x: Tensor, dim: int) -> Tensor:
    """You returned the probabilities; their logarithms are asked."""
    e = (x - x.amax(dim, keepdim=True)).exp()
    return e / e.sum(dim, keepdim=True)


@known_mistake("log_softmax", hint=2, way=WAYS)
def normalizer_added(x: Tensor, dim: int, *, way: str = "all") -> Tensor:
    """You add the normalizer: dividing by a sum means subtracting its logarithm."""
    z = x - _top(x, dim, way)
    return z + z.exp().sum(dim, keepdim=True).log()


@known_mistake("log_softmax", hint=2, way=WAYS)
def maximum_for_normalizer(x: Tensor, dim: int, *, way: str = "all") -> Tensor:
    """You subtract the maximum and stop: the exponentials of the result do not sum to 1 yet."""
    return x - _top(x, dim, way)


@known_mistake("log_softmax", hint=2, way=WAYS)
def maximum_counted_twice(x: Tensor, dim: int, *, way: str = "all") -> Tensor:
    """You subtract the full log-sum-exp from numbers that are shifted already: the maximum is
    subtracted twice.
    """
    top = _top(x, dim, way)
    z = x - top
    return z - (z.exp().sum(dim, keepdim=True).log() + top)


@known_mistake("log_softmax", hint=2, way=WAYS)
def maximum_not_subtracted_outside(x: Tensor, dim: int, *, way: str = "all") -> Tensor:
    """The maximum is subtracted inside the exponential only: the logits outside are not shifted
    with it.
    """
    z = x - _top(x, dim, way)
    return x - z.exp().sum(dim, keepdim=True).log()


@known_mistake("log_softmax")
def everything_normalized_together(x: Tensor, dim: int) -> Tensor:
    """You normalize over the whole tensor: each slice along `dim` is a distribution of its own."""
    z = x - x.max()
    return z - z.exp().sum().log()


@known_mistake("log_softmax")
def last_dimension_always_normalized(x: Tensor, dim: int) -> Tensor:
    """You normalize along the last dimension, whatever `dim` is."""
    z = x - x.amax(-1, keepdim=True)
    return z - z.exp().sum(-1, keepdim=True).log()


@known_mistake("log_softmax")
def first_dimension_always_normalized(x: Tensor, dim: int) -> Tensor:
    """You normalize along the first dimension, whatever `dim` is."""
    z = x - x.amax(0, keepdim=True)
    return z - z.exp().sum(0, keepdim=True).log()


@known_mistake("log_softmax", hint=2)
def mean_in_normalizer(x: Tensor, dim: int) -> Tensor:
    """Your normalizer is the mean of the exponentials, not their sum: the probabilities sum to
    their number.
    """
    z = x - x.amax(dim, keepdim=True)
    return z - z.exp().mean(dim, keepdim=True).log()


@known_mistake("log_softmax", hint=1)
def sigmoid_for_softmax(x: Tensor, dim: int) -> Tensor:
    """You take the log-sigmoid of each logit alone: classes that exclude each other share one
    normalizer.
    """
    return torch.nn.functional.logsigmoid(x)


@known_mistake("log_softmax", hint=1)
def logits_clamped(x: Tensor, dim: int) -> Tensor:
    """You clamp the logits: beyond the bound the value is wrong and the gradient 0."""
    z = x.clamp(-80, 80)
    z = z - z.amax(dim, keepdim=True)
    return z - z.exp().sum(dim, keepdim=True).log()


@known_mistake("log_softmax")
def normalizer_detached(x: Tensor, dim: int) -> Tensor:
    """The value is right, but the normalizer is detached: raising one logit no longer lowers the
    other classes.
    """
    z = x - x.detach().amax(dim, keepdim=True)
    return z - z.detach().exp().sum(dim, keepdim=True).log()


@known_mistake("log_softmax")
def softmax_without_gradient(x: Tensor, dim: int) -> Tensor:
    """The value is right, but no gradient flows: you computed it outside of autograd."""
    z = x.detach() - x.detach().amax(dim, keepdim=True)
    return z - z.exp().sum(dim, keepdim=True).log()
