"""Known mistakes in divergences/contrastive."""

import torch
import torch.nn.functional as F
from torch import Tensor

from grader.mistakes.constants import SMALL
from grader.probe.probe import known_mistake


def _cosines(a: Tensor, b: Tensor) -> Tensor:
    """The right cosines of all pairs."""
    return F.normalize(a, dim=-1) @ F.normalize(b, dim=-1).T


def _nll(logits: Tensor) -> Tensor:
    """The right loss in one direction, for each row."""
    return torch.logsumexp(logits, dim=-1) - logits.diagonal()


def _both(logits: Tensor) -> Tensor:
    """The right loss in both directions."""
    return (_nll(logits).mean() + _nll(logits.T).mean()) / 2


def _scale(log_scale: Tensor) -> Tensor:
    """The right scale."""
    return log_scale.exp().clamp(max=100)


@known_mistake("info_nce", hint=1)
def not_unit_length(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    """You took products of the rows as they are; they must be unit length first."""
    return _nll(a @ b.T / temperature).mean()


@known_mistake("info_nce", hint=1)
def only_a_normalized(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    """You made only the rows of a unit length; those of b count with their length."""
    return _nll(F.normalize(a, dim=-1) @ b.T / temperature).mean()


@known_mistake("info_nce", hint=1)
def only_b_normalized(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    """You made only the rows of b unit length; those of a count with their length."""
    return _nll(a @ F.normalize(b, dim=-1).T / temperature).mean()


@known_mistake("info_nce", hint=1)
def columns_normalized(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    """You made the columns unit length; each row is a vector."""
    return _nll(F.normalize(a, dim=0) @ F.normalize(b, dim=0).T / temperature).mean()


@known_mistake("info_nce", hint=1)
def divided_by_squares(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    """You divided each row by its squared length; dividing by the length makes it a unit vector."""
    a, b = (x / x.square().sum(-1, keepdim=True) for x in (a, b))
    return _nll(a @ b.T / temperature).mean()


@known_mistake("info_nce", hint=1)
def whole_batch_normalized(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    """You divided by the length of the whole matrix; each row has its own length."""
    return _nll((a / a.norm()) @ (b / b.norm()).T / temperature).mean()


@known_mistake("info_nce", hint=1)
def normalized_by_the_sum(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    """You divided each row by the sum of its absolute values; its length is the root of its sum
    of squares.
    """
    return _nll(F.normalize(a, p=1, dim=-1) @ F.normalize(b, p=1, dim=-1).T / temperature).mean()


@known_mistake("info_nce", hint=1, eps=SMALL)
def epsilon_in_length(a: Tensor, b: Tensor, temperature: float, *, eps: float = 1e-8) -> Tensor:
    """You add a small number to the length of a row: a short row does not become unit length."""
    a, b = (x / (x.norm(dim=-1, keepdim=True) + eps) for x in (a, b))
    return _nll(a @ b.T / temperature).mean()


@known_mistake("info_nce", hint=1, eps=SMALL[:5])
def length_clamped(a: Tensor, b: Tensor, temperature: float, *, eps: float = 1e-5) -> Tensor:
    """You bound the length of a row from below: a shorter row does not become unit length."""
    a, b = (F.normalize(x, dim=-1, eps=eps) for x in (a, b))
    return _nll(a @ b.T / temperature).mean()


@known_mistake("info_nce", hint=3)
def temperature_multiplied(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    """You multiplied by the temperature; logits are divided by it."""
    return _nll(_cosines(a, b) * temperature).mean()


@known_mistake("info_nce", hint=1)
def temperature_ignored(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    """The cosines are your logits: the temperature is missing."""
    return _nll(_cosines(a, b)).mean()


@known_mistake("info_nce", hint=2)
def temperature_squared(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    """You divided by the temperature twice."""
    return _nll(_cosines(a, b) / temperature**2).mean()


@known_mistake("info_nce", hint=1)
def other_direction(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    """Your softmax is over the rows of a; each row of a chooses among the rows of b."""
    return _nll(_cosines(b, a) / temperature).mean()


@known_mistake("info_nce", hint=1)
def both_directions(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    """You averaged both directions, as CLIP does; here only the rows of a choose."""
    return _both(_cosines(a, b) / temperature)


@known_mistake("info_nce", hint=1)
def positives_alone(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    """You left the normalizer out: nothing pushes the other rows away."""
    return -(_cosines(a, b) / temperature).diagonal().mean()


@known_mistake("info_nce", hint=1)
def normalized_over_all_pairs(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    """You normalized over all pairs of the batch at once; each row of a has a softmax of its
    own.
    """
    logits = _cosines(a, b) / temperature
    return torch.logsumexp(logits.flatten(), 0) - logits.diagonal().mean()


@known_mistake("info_nce", hint=2)
def positive_left_out_below(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    """You left the right row out of the normalizer; a softmax is over all candidates."""
    logits = _cosines(a, b) / temperature
    diagonal = torch.eye(len(a), dtype=torch.bool, device=a.device)
    others = logits.masked_fill(diagonal, -torch.inf)
    return (torch.logsumexp(others, dim=-1) - logits.diagonal()).mean()


@known_mistake("info_nce", hint=2)
def rows_summed(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    """You added up the rows where their mean is asked."""
    return _nll(_cosines(a, b) / temperature).sum()


@known_mistake("info_nce", hint=2)
def mean_over_pairs(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    """You averaged the log-probabilities of all pairs; only the right row of each counts."""
    return -F.log_softmax(_cosines(a, b) / temperature, dim=-1).mean()


@known_mistake("info_nce", hint=2)
def divided_by_all_pairs(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    """You divided the sum by the number of all pairs; there are n observations."""
    return _nll(_cosines(a, b) / temperature).mean() / len(a)


@known_mistake("info_nce", hint=2)
def rows_not_averaged(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    """You returned the loss of each row; their mean is asked."""
    return _nll(_cosines(a, b) / temperature)


@known_mistake("info_nce", hint=2)
def exponentials_overflow(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    """Your exponentials overflow in float32 at a low temperature, where logits reach 500."""
    e = (_cosines(a, b) / temperature).exp()
    return -(e.diagonal() / e.sum(dim=-1)).log().mean()


@known_mistake("info_nce", hint=2)
def softmax_then_log(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    """You took the log of a softmax: at a low temperature a probability rounds to 0."""
    return -(_cosines(a, b) / temperature).softmax(dim=-1).diagonal().log().mean()


@known_mistake("info_nce", hint=2, eps=SMALL)
def epsilon_in_log(a: Tensor, b: Tensor, temperature: float, *, eps: float = 1e-8) -> Tensor:
    """You add a small number inside the logarithm: a mistake that is surer costs no more."""
    probs = (_cosines(a, b) / temperature).softmax(dim=-1).diagonal()
    return -(probs + eps).log().mean()


@known_mistake("info_nce", hint=1)
def distances_for_cosines(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    """Your logits are negative distances of unit vectors; they must be cosines."""
    a, b = F.normalize(a, dim=-1), F.normalize(b, dim=-1)
    distances = (a.unsqueeze(1) - b.unsqueeze(0)).square().sum(-1).clamp(min=1e-12).sqrt()
    return _nll(-distances / temperature).mean()


@known_mistake("info_nce", hint=2)
def sign_flipped(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    """This is the log-likelihood. A loss is minimized, so its sign must be the other."""
    return -_nll(_cosines(a, b) / temperature).mean()


@known_mistake("info_nce", hint=1)
def among_both_views(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    """You let each row of a choose among the other rows of a too, as SimCLR does; only b has
    candidates.
    """
    logits = _cosines(a, b) / temperature
    own = torch.eye(len(a), dtype=torch.bool, device=a.device)
    others = (_cosines(a, a) / temperature).masked_fill(own, -torch.inf)
    every = torch.cat([logits, others], dim=-1)
    return (torch.logsumexp(every, dim=-1) - logits.diagonal()).mean()


@known_mistake("info_nce")
def no_gradient(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    """The value is right, but no gradient flows: you computed it outside of autograd."""
    return _nll(_cosines(a, b) / temperature).mean().detach()


@known_mistake("info_nce")
def b_detached(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    """The value is right, but b is a constant in it: its gradient is lost."""
    return _nll(_cosines(a, b.detach()) / temperature).mean()


@known_mistake("info_nce")
def lengths_detached(a: Tensor, b: Tensor, temperature: float) -> Tensor:
    """The value is right, but you detached the lengths of the rows: growing a row then seems to
    help.
    """
    a, b = (x / x.norm(dim=-1, keepdim=True).detach() for x in (a, b))
    return _nll(a @ b.T / temperature).mean()


@known_mistake("clip_loss", hint=3)
def scale_not_bounded(a: Tensor, b: Tensor, log_scale: Tensor) -> Tensor:
    """Your scale exceeds 100 for a large log_scale; it is the scale that is held at 100, not its
    logarithm.
    """
    return _both(log_scale.exp() * _cosines(a, b))


@known_mistake("clip_loss", hint=3)
def gradient_above_the_bound(a: Tensor, b: Tensor, log_scale: Tensor) -> Tensor:
    """The value is right, but above the bound your scale still has a gradient; there it must be
    0.
    """
    scale = log_scale.exp()
    return _both((scale + (scale.clamp(max=100) - scale).detach()) * _cosines(a, b))


@known_mistake("clip_loss", hint=3, bound=(1.0, 10.0, 14.2857, 30.0, 50.0, 1000.0))
def another_bound(a: Tensor, b: Tensor, log_scale: Tensor, *, bound: float = 50.0) -> Tensor:
    """Your bound of the scale is another number than 100."""
    return _both(log_scale.exp().clamp(max=bound) * _cosines(a, b))


@known_mistake("clip_loss", hint=2)
def exponential_forgotten(a: Tensor, b: Tensor, log_scale: Tensor) -> Tensor:
    """You multiplied by the logarithm of the scale; the scale is its exponential."""
    return _both(log_scale.clamp(max=100) * _cosines(a, b))


@known_mistake("clip_loss", hint=2)
def divided_by_the_scale(a: Tensor, b: Tensor, log_scale: Tensor) -> Tensor:
    """You divided by the scale, as by a temperature; the cosines are multiplied by it."""
    return _both(_cosines(a, b) / _scale(log_scale))


@known_mistake("clip_loss", hint=2)
def scale_ignored(a: Tensor, b: Tensor, log_scale: Tensor) -> Tensor:
    """The cosines are your logits: the scale is missing."""
    return _both(_cosines(a, b) + 0 * log_scale)


@known_mistake("clip_loss", hint=1)
def one_direction(a: Tensor, b: Tensor, log_scale: Tensor) -> Tensor:
    """You computed one direction, in which rows of a choose; rows of b choose too."""
    return _nll(_scale(log_scale) * _cosines(a, b)).mean()


@known_mistake("clip_loss", hint=1)
def the_other_direction_alone(a: Tensor, b: Tensor, log_scale: Tensor) -> Tensor:
    """You computed one direction, in which rows of b choose; rows of a choose too."""
    return _nll(_scale(log_scale) * _cosines(b, a)).mean()


@known_mistake("clip_loss", hint=2)
def directions_added(a: Tensor, b: Tensor, log_scale: Tensor) -> Tensor:
    """You added the two directions; their mean is asked."""
    return 2 * _both(_scale(log_scale) * _cosines(a, b))


@known_mistake("clip_loss", hint=1)
def clip_not_unit_length(a: Tensor, b: Tensor, log_scale: Tensor) -> Tensor:
    """You took products of the rows as they are; they must be unit length first."""
    return _both(_scale(log_scale) * (a @ b.T))


@known_mistake("clip_loss", hint=1)
def clip_columns_normalized(a: Tensor, b: Tensor, log_scale: Tensor) -> Tensor:
    """You made the columns unit length; each row is a vector."""
    return _both(_scale(log_scale) * (F.normalize(a, dim=0) @ F.normalize(b, dim=0).T))


@known_mistake("clip_loss", hint=1, eps=SMALL)
def clip_epsilon_in_length(a: Tensor, b: Tensor, log_scale: Tensor, *, eps: float = 1e-8) -> Tensor:
    """You add a small number to the length of a row: a short row does not become unit length."""
    a, b = (x / (x.norm(dim=-1, keepdim=True) + eps) for x in (a, b))
    return _both(_scale(log_scale) * (a @ b.T))


@known_mistake("clip_loss", hint=2)
def clip_rows_summed(a: Tensor, b: Tensor, log_scale: Tensor) -> Tensor:
    """You added up the rows where their mean is asked."""
    return _both(_scale(log_scale) * _cosines(a, b)) * len(a)


@known_mistake("clip_loss", hint=2)
def clip_softmax_then_log(a: Tensor, b: Tensor, log_scale: Tensor) -> Tensor:
    """You took the log of a softmax: with a large scale a probability rounds to 0."""
    logits = _scale(log_scale) * _cosines(a, b)
    rows, columns = (logits.softmax(dim=d).diagonal().log().mean() for d in (0, 1))
    return -(rows + columns) / 2


@known_mistake("clip_loss", hint=2)
def coins_for_pairs(a: Tensor, b: Tensor, log_scale: Tensor) -> Tensor:
    """You gave each pair a coin toss of its own, as SigLIP does; the candidates share one
    softmax.
    """
    logits = _scale(log_scale) * _cosines(a, b)
    labels = 2 * torch.eye(len(a), dtype=a.dtype, device=a.device) - 1
    return -F.logsigmoid(labels * logits).sum() / len(a)


@known_mistake("clip_loss")
def clip_without_gradient(a: Tensor, b: Tensor, log_scale: Tensor) -> Tensor:
    """The value is right, but no gradient flows: you computed it outside of autograd."""
    return _both(_scale(log_scale) * _cosines(a, b)).detach()


@known_mistake("clip_loss")
def scale_detached(a: Tensor, b: Tensor, log_scale: Tensor) -> Tensor:
    """The value is right, but the scale is a constant in it: log_scale gets no gradient."""
    return _both(_scale(log_scale.detach()) * _cosines(a, b))


@known_mistake("clip_loss")
def clip_b_detached(a: Tensor, b: Tensor, log_scale: Tensor) -> Tensor:
    """The value is right, but b is a constant in it: its gradient is lost."""
    return _both(_scale(log_scale) * _cosines(a, b.detach()))
