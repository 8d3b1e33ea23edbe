"""Known mistakes in logits/focal."""

import torch
from torch import Tensor
from torch.nn import functional as F

from grader.mistakes.constants import SMALL, TINY
from grader.probe.probe import known_mistake


def _log_p(logits: Tensor, y: Tensor) -> Tensor:
    """The log-probability of what happened."""
    return F.logsigmoid((2 * y - 1) * logits)


def _focus(logits: Tensor, y: Tensor, gamma: float) -> Tensor:
    """The focusing weight."""
    return torch.sigmoid((1 - 2 * y) * logits) ** gamma


def _weight(y: Tensor, alpha: float) -> Tensor:
    """The class weight."""
    return alpha * y + (1 - alpha) * (1 - y)


@known_mistake("focal_loss", hint=2)
def focus_detached(logits: Tensor, y: Tensor, alpha: float, gamma: float) -> Tensor:
    """The value is right, but you detach the focusing weight: it depends on the logits, and its
    gradient is missing.
    """
    focus = _focus(logits.detach(), y, gamma)
    return -(_weight(y, alpha) * focus * _log_p(logits, y)).mean()


@known_mistake("focal_loss", hint=1)
def one_alpha_for_both(logits: Tensor, y: Tensor, alpha: float, gamma: float) -> Tensor:
    """You weigh both classes by `alpha`; zeros have the weight `1 - alpha`."""
    return -(alpha * _focus(logits, y, gamma) * _log_p(logits, y)).mean()


@known_mistake("focal_loss", hint=1)
def alpha_for_ones_alone(logits: Tensor, y: Tensor, alpha: float, gamma: float) -> Tensor:
    """You weigh ones by `alpha` and leave zeros unweighted; zeros have the weight `1 - alpha`."""
    weight = torch.where(y == 1, alpha, 1.0)
    return -(weight * _focus(logits, y, gamma) * _log_p(logits, y)).mean()


@known_mistake("focal_loss", hint=1)
def alpha_for_zeros(logits: Tensor, y: Tensor, alpha: float, gamma: float) -> Tensor:
    """The class weights are exchanged: `alpha` belongs to ones, `1 - alpha` to zeros."""
    return -(_weight(1 - y, alpha) * _focus(logits, y, gamma) * _log_p(logits, y)).mean()


@known_mistake("focal_loss", hint=1)
def alpha_missing(logits: Tensor, y: Tensor, alpha: float, gamma: float) -> Tensor:
    """The class weight is missing: you do not use `alpha`."""
    return -(_focus(logits, y, gamma) * _log_p(logits, y)).mean()


@known_mistake("focal_loss", hint=1)
def focus_missing(logits: Tensor, y: Tensor, alpha: float, gamma: float) -> Tensor:
    """The focusing weight is missing: this is the class-weighted likelihood, whatever `gamma`
    is.
    """
    return -(_weight(y, alpha) * _log_p(logits, y)).mean()


@known_mistake("focal_loss", hint=1)
def focus_on_the_easy(logits: Tensor, y: Tensor, alpha: float, gamma: float) -> Tensor:
    """You focus by `p_t` to the power of `gamma`, which silences the hard elements; it is
    `1 - p_t`.
    """
    focus = _log_p(logits, y).exp() ** gamma
    return -(_weight(y, alpha) * focus * _log_p(logits, y)).mean()


@known_mistake("focal_loss", hint=1)
def focus_of_ones_for_all(logits: Tensor, y: Tensor, alpha: float, gamma: float) -> Tensor:
    """You focus by the probability of a zero in both classes: where `y` is 0 that favors the easy
    elements.
    """
    focus = torch.sigmoid(-logits) ** gamma
    return -(_weight(y, alpha) * focus * _log_p(logits, y)).mean()


@known_mistake("focal_loss", hint=2)
def gamma_as_factor(logits: Tensor, y: Tensor, alpha: float, gamma: float) -> Tensor:
    """You multiply by `gamma`, where `1 - p_t` is raised to its power."""
    focus = gamma * _focus(logits, y, 1.0)
    return -(_weight(y, alpha) * focus * _log_p(logits, y)).mean()


@known_mistake("focal_loss", hint=2)
def one_power_too_many(logits: Tensor, y: Tensor, alpha: float, gamma: float) -> Tensor:
    """The power of your focusing weight is one too high: at `gamma = 0` it must be 1."""
    focus = _focus(logits, y, gamma + 1)
    return -(_weight(y, alpha) * focus * _log_p(logits, y)).mean()


@known_mistake("focal_loss", hint=1)
def focus_of_the_mean_loss(logits: Tensor, y: Tensor, alpha: float, gamma: float) -> Tensor:
    """You average before you focus: each element has a weight of its own, from its own
    probability.
    """
    loss = -(_weight(y, alpha) * _log_p(logits, y)).mean()
    return (1 - (-loss).exp()) ** gamma * loss


@known_mistake("focal_loss", hint=1)
def focus_of_the_mean_likelihood(logits: Tensor, y: Tensor, alpha: float, gamma: float) -> Tensor:
    """You focus by the mean negative log-likelihood of the batch; each element has a weight of
    its own.
    """
    loss = -_log_p(logits, y).mean()
    return (_weight(y, alpha) * (1 - (-loss).exp()) ** gamma * loss).mean()


@known_mistake("focal_loss", hint=1)
def focus_of_the_weighted_loss(logits: Tensor, y: Tensor, alpha: float, gamma: float) -> Tensor:
    """You take `p_t` from the loss after `alpha` weighed it: it is the exponential of the
    unweighted one.
    """
    loss = -_weight(y, alpha) * _log_p(logits, y)
    return ((1 - (-loss).exp()) ** gamma * loss).mean()


@known_mistake("focal_loss", hint=1)
def zeros_left_out(logits: Tensor, y: Tensor, alpha: float, gamma: float) -> Tensor:
    """Elements with `y = 0` cost nothing in your loss: they pay for the probability of a one."""
    return -(alpha * y * _focus(logits, y, gamma) * _log_p(logits, y)).mean()


@known_mistake("focal_loss", hint=3)
def divided_by_ones(logits: Tensor, y: Tensor, alpha: float, gamma: float) -> Tensor:
    """You divide by the number of ones, as in object detection; here the mean is over every
    element.
    """
    total = -(_weight(y, alpha) * _focus(logits, y, gamma) * _log_p(logits, y)).sum()
    return total / y.sum().clamp(min=1)


@known_mistake("focal_loss", hint=3)
def divided_by_class_weights(logits: Tensor, y: Tensor, alpha: float, gamma: float) -> Tensor:
    """You divide by the sum of the class weights; the mean is over the number of elements."""
    weight = _weight(y, alpha)
    return -(weight * _focus(logits, y, gamma) * _log_p(logits, y)).sum() / weight.sum()


@known_mistake("focal_loss", hint=3)
def divided_by_focus(logits: Tensor, y: Tensor, alpha: float, gamma: float) -> Tensor:
    """You normalize the focusing weights: easy batches then cost as much as hard ones."""
    weight = _weight(y, alpha) * _focus(logits, y, gamma)
    return -(weight * _log_p(logits, y)).sum() / weight.sum()


@known_mistake("focal_loss", hint=3)
def elements_summed(logits: Tensor, y: Tensor, alpha: float, gamma: float) -> Tensor:
    """You added up the elements where their mean is asked."""
    return -(_weight(y, alpha) * _focus(logits, y, gamma) * _log_p(logits, y)).sum()


@known_mistake("focal_loss", hint=3)
def not_reduced(logits: Tensor, y: Tensor, alpha: float, gamma: float) -> Tensor:
    """You returned a loss for each element and reduced nothing."""
    return -(_weight(y, alpha) * _focus(logits, y, gamma) * _log_p(logits, y))


@known_mistake("focal_loss", hint=3)
def summed_over_features(logits: Tensor, y: Tensor, alpha: float, gamma: float) -> Tensor:
    """You summed over the last dimension and averaged the rest; the mean is over every element."""
    each = -(_weight(y, alpha) * _focus(logits, y, gamma) * _log_p(logits, y))
    return each.sum(-1).mean() if each.dim() else each


@known_mistake("focal_loss", hint=3)
def sign_flipped(logits: Tensor, y: Tensor, alpha: float, gamma: float) -> Tensor:
    """Your loss is negative: the logarithm of a probability is, so a minus belongs in front."""
    return (_weight(y, alpha) * _focus(logits, y, gamma) * _log_p(logits, y)).mean()


@known_mistake("focal_loss", hint=2)
def sigmoid_then_log(logits: Tensor, y: Tensor, alpha: float, gamma: float) -> Tensor:
    """You take the log of a sigmoid: where the sigmoid has rounded to 0 the loss is infinite or
    nan.
    """
    p = torch.sigmoid(logits)
    one = -alpha * (1 - p) ** gamma * y * p.log()
    zero = -(1 - alpha) * p**gamma * (1 - y) * (1 - p).log()
    return (one + zero).mean()


@known_mistake("focal_loss", hint=2)
def log_of_chosen_sigmoid(logits: Tensor, y: Tensor, alpha: float, gamma: float) -> Tensor:
    """You take the log of `p_t`, which has rounded to 0 where the model is sure and wrong: the
    loss is infinite.
    """
    p_t = torch.where(y == 1, torch.sigmoid(logits), 1 - torch.sigmoid(logits))
    return -(_weight(y, alpha) * (1 - p_t) ** gamma * p_t.log()).mean()


@known_mistake("focal_loss", hint=2, eps=(*SMALL, *TINY))
def small_number_in_log(
    logits: Tensor, y: Tensor, alpha: float, gamma: float, *, eps: float = 1e-9
) -> Tensor:
    """A small number inside the logarithm bounds what a confident mistake costs, and its gradient
    vanishes.
    """
    p = torch.sigmoid(logits)
    p_t = p * y + (1 - p) * (1 - y)
    return -(_weight(y, alpha) * (1 - p_t) ** gamma * (p_t + eps).log()).mean()


@known_mistake("focal_loss", hint=2, eps=(*SMALL, *TINY))
def probability_clamped(
    logits: Tensor, y: Tensor, alpha: float, gamma: float, *, eps: float = 1e-9
) -> Tensor:
    """You clamp the probability: beyond the bound a confident mistake costs the same and has no
    gradient.
    """
    p = torch.sigmoid(logits).clamp(eps, 1 - eps)
    p_t = p * y + (1 - p) * (1 - y)
    return -(_weight(y, alpha) * (1 - p_t) ** gamma * p_t.log()).mean()


@known_mistake("focal_loss", hint=2)
def logits_as_probabilities(logits: Tensor, y: Tensor, alpha: float, gamma: float) -> Tensor:
    """You use the logits as probabilities: they are log-odds, to be passed through a sigmoid."""
    p_t = logits * y + (1 - logits) * (1 - y)
    return -(_weight(y, alpha) * (1 - p_t) ** gamma * p_t.log()).mean()


@known_mistake("focal_loss", hint=2)
def log_missing(logits: Tensor, y: Tensor, alpha: float, gamma: float) -> Tensor:
    """The logarithm is missing: you weigh the probabilities, not their logarithms."""
    return -(_weight(y, alpha) * _focus(logits, y, gamma) * _log_p(logits, y).exp()).mean()


@known_mistake("focal_loss")
def no_gradient(logits: Tensor, y: Tensor, alpha: float, gamma: float) -> Tensor:
    """The value is right, but no gradient flows: you computed it outside of autograd."""
    x = logits.detach()
    return -(_weight(y, alpha) * _focus(x, y, gamma) * _log_p(x, y)).mean()
