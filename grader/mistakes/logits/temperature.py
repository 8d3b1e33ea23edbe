"""Known mistakes in logits/temperature."""

import math

import torch
from torch import Tensor
from torch.nn import functional as F

from grader.mistakes.constants import SMALL, TINY
from grader.probe.probe import known_mistake


def _nll(logits: Tensor, target: Tensor) -> Tensor:
    """The mean negative log-likelihood at temperature 1."""
    return -F.log_softmax(logits, dim=-1).gather(1, target.unsqueeze(1)).mean()


def _fit(logits: Tensor, target: Tensor) -> float:
    """The inverse of the fitted temperature."""
    of_labels = logits.gather(1, target.unsqueeze(1)).mean()
    low, high = 0.05, 20.0
    for _ in range(50):
        beta = (low + high) / 2
        expected = (torch.softmax(beta * logits, dim=-1) * logits).sum(dim=-1).mean()
        low, high = (low, beta) if expected > of_labels else (beta, high)
    return (low + high) / 2


@known_mistake("temperature_nll", hint=1)
def logits_multiplied(logits: Tensor, target: Tensor, temperature: float | Tensor) -> Tensor:
    """You multiply the logits by the temperature; a high temperature must make them smaller."""
    return _nll(logits * temperature, target)


@known_mistake("temperature_nll", hint=1)
def temperature_not_used(logits: Tensor, target: Tensor, temperature: float | Tensor) -> Tensor:
    """You do not use the temperature: this is the loss at temperature 1."""
    return _nll(logits, target)


@known_mistake("temperature_nll", hint=1)
def temperature_detached(logits: Tensor, target: Tensor, temperature: float | Tensor) -> Tensor:
    """The value is right, but no gradient reaches the temperature: you made a plain number of it,
    or detached it.
    """
    return _nll(logits / float(temperature), target)


@known_mistake("temperature_nll", hint=1)
def loss_divided(logits: Tensor, target: Tensor, temperature: float | Tensor) -> Tensor:
    """You divide the loss by the temperature: divide the logits, before they are normalized."""
    return _nll(logits, target) / temperature


@known_mistake("temperature_nll", hint=1)
def loss_multiplied(logits: Tensor, target: Tensor, temperature: float | Tensor) -> Tensor:
    """You multiply the loss by the temperature as well: that is no longer a likelihood."""
    return _nll(logits / temperature, target) * temperature


@known_mistake("temperature_nll", hint=1)
def loss_multiplied_by_square(
    logits: Tensor, target: Tensor, temperature: float | Tensor
) -> Tensor:
    """You multiply by the squared temperature, as distillation does; a likelihood has no such
    factor.
    """
    return _nll(logits / temperature, target) * temperature**2


@known_mistake("temperature_nll", hint=1)
def temperature_squared(logits: Tensor, target: Tensor, temperature: float | Tensor) -> Tensor:
    """You divide the logits by the squared temperature, or twice by it."""
    return _nll(logits / temperature**2, target)


@known_mistake("temperature_nll", hint=1)
def log_temperature_taken(logits: Tensor, target: Tensor, temperature: float | Tensor) -> Tensor:
    """You exponentiate the temperature: it is given itself, not its logarithm."""
    return _nll(logits / torch.as_tensor(temperature, dtype=logits.dtype).exp(), target)


@known_mistake("temperature_nll", hint=1)
def probabilities_divided(logits: Tensor, target: Tensor, temperature: float | Tensor) -> Tensor:
    """You divide probabilities by the temperature: afterwards they no longer sum to 1."""
    probs = logits.softmax(dim=-1) / temperature
    return -probs.gather(1, target.unsqueeze(1)).log().mean()


@known_mistake("temperature_nll", hint=1)
def probabilities_scaled_as_logits(
    logits: Tensor, target: Tensor, temperature: float | Tensor
) -> Tensor:
    """You divide probabilities and take a softmax again: what is divided is the logits."""
    return _nll(logits.softmax(dim=-1) / temperature, target)


@known_mistake("temperature_nll", hint=1)
def label_alone_divided(logits: Tensor, target: Tensor, temperature: float | Tensor) -> Tensor:
    """You divide the logit of the label alone; the normalizer is that of the divided logits."""
    observed = logits.gather(1, target.unsqueeze(1)).squeeze(1)
    return (logits.logsumexp(dim=-1) - observed / temperature).mean()


@known_mistake("temperature_nll", hint=1)
def normalizer_alone_divided(logits: Tensor, target: Tensor, temperature: float | Tensor) -> Tensor:
    """You divide the logits in the normalizer alone; the label's own logit is divided too."""
    observed = logits.gather(1, target.unsqueeze(1)).squeeze(1)
    return ((logits / temperature).logsumexp(dim=-1) - observed).mean()


@known_mistake("temperature_nll", hint=2)
def softmax_then_log(logits: Tensor, target: Tensor, temperature: float | Tensor) -> Tensor:
    """You take the log of a softmax: the probability of a class far behind rounds to 0, and its
    log is infinite.
    """
    probs = (logits / temperature).softmax(dim=-1)
    return -probs.gather(1, target.unsqueeze(1)).log().mean()


@known_mistake("temperature_nll", hint=2)
def exponentials_overflow(logits: Tensor, target: Tensor, temperature: float | Tensor) -> Tensor:
    """You exponentiate the divided logits as they are: for large ones that is infinite, and far
    below 0 every one is 0.
    """
    z = logits / temperature
    total = z.exp().sum(dim=-1).log()
    return (total - z.gather(1, target.unsqueeze(1)).squeeze(1)).mean()


@known_mistake("temperature_nll", hint=2, eps=(*SMALL, *TINY))
def small_number_in_log(
    logits: Tensor, target: Tensor, temperature: float | Tensor, *, eps: float = 1e-9
) -> Tensor:
    """A small number inside the logarithm bounds what a confident mistake costs, and its gradient
    vanishes.
    """
    probs = (logits / temperature).softmax(dim=-1)
    return -(probs.gather(1, target.unsqueeze(1)) + eps).log().mean()


@known_mistake("temperature_nll", hint=2, eps=(*SMALL, *TINY))
def probability_clamped(
    logits: Tensor, target: Tensor, temperature: float | Tensor, *, eps: float = 1e-9
) -> Tensor:
    """You clamp the probability: a confident mistake costs a bounded amount and gets no
    gradient.
    """
    probs = (logits / temperature).softmax(dim=-1)
    return -probs.gather(1, target.unsqueeze(1)).clamp(min=eps).log().mean()


@known_mistake("temperature_nll", hint=1, eps=(1e-2, 1e-3, 1e-4, 1e-5))
def small_number_in_divisor(
    logits: Tensor, target: Tensor, temperature: float | Tensor, *, eps: float = 1e-6
) -> Tensor:
    """You add a small number to the temperature: it is positive already, and large logits show
    the difference.
    """
    return _nll(logits / (temperature + eps), target)


@known_mistake("temperature_nll", hint=3)
def rows_summed(logits: Tensor, target: Tensor, temperature: float | Tensor) -> Tensor:
    """You added up the rows where their mean is asked."""
    return _nll(logits / temperature, target) * len(logits)


@known_mistake("temperature_nll", hint=3)
def mean_over_classes(logits: Tensor, target: Tensor, temperature: float | Tensor) -> Tensor:
    """You averaged over rows and classes; a row is one observation."""
    return _nll(logits / temperature, target) / logits.shape[1]


@known_mistake("temperature_nll", hint=3)
def rows_not_averaged(logits: Tensor, target: Tensor, temperature: float | Tensor) -> Tensor:
    """You returned the losses of the rows; a loss is one number."""
    log_probs = F.log_softmax(logits / temperature, dim=-1)
    return -log_probs.gather(1, target.unsqueeze(1)).squeeze(1)


@known_mistake("temperature_nll", hint=3)
def sign_flipped(logits: Tensor, target: Tensor, temperature: float | Tensor) -> Tensor:
    """You returned the log-likelihood; a loss is minimized, so its sign is the other."""
    return -_nll(logits / temperature, target)


@known_mistake("temperature_nll", hint=2)
def softmax_over_batch(logits: Tensor, target: Tensor, temperature: float | Tensor) -> Tensor:
    """You normalize over the batch: the classes of one row sum to 1, not the rows of a class."""
    log_probs = F.log_softmax(logits / temperature, dim=0)
    return -log_probs.gather(1, target.unsqueeze(1)).mean()


@known_mistake("temperature_nll")
def logits_detached(logits: Tensor, target: Tensor, temperature: float | Tensor) -> Tensor:
    """The value is right, but no gradient reaches the logits: you computed on a detached copy."""
    return _nll(logits.detach() / temperature, target)


@known_mistake("fit_temperature", hint=2)
def inverse_returned(logits: Tensor, target: Tensor) -> float:
    """You returned the inverse of the temperature, by which logits are multiplied."""
    return _fit(logits, target)


@known_mistake("fit_temperature", hint=2)
def logarithm_returned(logits: Tensor, target: Tensor) -> float:
    """You returned the logarithm of the temperature: exponentiate the parameter that you fitted."""
    return -math.log(_fit(logits, target))


@known_mistake("fit_temperature", hint=2)
def root_returned(logits: Tensor, target: Tensor) -> float:
    """You returned the square root of the temperature."""
    return math.sqrt(1 / _fit(logits, target))


@known_mistake("fit_temperature", hint=1)
def never_fitted(logits: Tensor, target: Tensor) -> float:
    """You return 1 whatever the data are: nothing is fitted."""
    return 1.0


@known_mistake("fit_temperature", hint=1, least=(0.5, 0.3, 1.5))
def bounded_below(logits: Tensor, target: Tensor, *, least: float = 1.0) -> float:
    """You never return a temperature below a bound: an underconfident model has one below 1,
    down to 0.1.
    """
    return max(1 / _fit(logits, target), least)


@known_mistake("fit_temperature", hint=1, most=(5.0, 3.0, 2.0))
def bounded_above(logits: Tensor, target: Tensor, *, most: float = 4.0) -> float:
    """You never return a temperature above a bound: here it can be as large as 10."""
    return min(1 / _fit(logits, target), most)


@known_mistake("fit_temperature", hint=1)
def largest_loss(logits: Tensor, target: Tensor) -> float:
    """You search for the largest loss, not for the least."""
    grid = torch.linspace(0.1, 10, 991, dtype=torch.float64)
    losses = torch.stack([_nll(logits.double() / t, target) for t in grid])
    return float(grid[losses.argmax()])


@known_mistake("fit_temperature", hint=2, step=(0.5, 0.25, 0.05, 0.01))
def coarse_grid(logits: Tensor, target: Tensor, *, step: float = 0.1) -> float:
    """You take the best temperature of a grid: its step is coarser than 1 part in 1,000."""
    count = round((10 - 0.1) / step) + 1
    grid = 0.1 + step * torch.arange(count, dtype=torch.float64)
    z = logits.double()[None] / grid[:, None, None]
    log_probs = F.log_softmax(z, dim=-1)[:, torch.arange(len(target)), target]
    return float(grid[log_probs.mean(dim=1).argmax()])


@known_mistake("fit_temperature", hint=1)
def squared_error_minimized(logits: Tensor, target: Tensor) -> float:
    """You minimize the squared error of the probabilities: the negative log-likelihood is asked."""
    grid = torch.logspace(-1, 1, 4001, dtype=torch.float64)
    one_hot = F.one_hot(target, logits.shape[1])
    errors = [
        ((logits.double() / t).softmax(dim=-1) - one_hot).square().sum(dim=-1).mean() for t in grid
    ]
    return float(grid[torch.stack(errors).argmin()])


@known_mistake("fit_temperature", hint=1)
def confidence_matched(logits: Tensor, target: Tensor) -> float:
    """You match the mean confidence with the accuracy: that is not where the likelihood is
    largest.
    """
    accuracy = (logits.argmax(dim=-1) == target).double().mean()
    low, high = 0.05, 20.0
    for _ in range(50):
        beta = (low + high) / 2
        confidence = torch.softmax(beta * logits, dim=-1).amax(dim=-1).mean()
        low, high = (low, beta) if confidence > accuracy else (beta, high)
    return 2 / (low + high)


@known_mistake("fit_temperature", hint=1)
def fitted_to_predictions(logits: Tensor, target: Tensor) -> float:
    """You fit to the model's own predictions instead of the labels: it finds itself as cold as you
    let it be.
    """
    return 1 / _fit(logits, logits.argmax(dim=-1))


@known_mistake("fit_temperature", hint=1)
def fitted_to_probabilities(logits: Tensor, target: Tensor) -> float:
    """You apply a softmax before the fit: the temperature divides logits, not probabilities."""
    return 1 / _fit(logits.softmax(dim=-1), target)
