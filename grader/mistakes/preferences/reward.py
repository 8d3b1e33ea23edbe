"""Known mistakes in preferences/reward."""

import math

import torch
from torch import Tensor
from torch.nn import functional as F

from grader.mistakes.constants import SMALL
from grader.probe.probe import known_mistake


@known_mistake("bradley_terry_nll", hint=1)
def answers_exchanged(chosen: Tensor, rejected: Tensor) -> Tensor:
    """You exchanged the two: the loss must fall as the chosen score rises."""
    return -F.logsigmoid(rejected - chosen).mean()


@known_mistake("bradley_terry_nll", hint=2)
def sign_flipped(chosen: Tensor, rejected: Tensor) -> Tensor:
    """You returned the log-likelihood; a loss is minimized, so its sign is the other."""
    return F.logsigmoid(chosen - rejected).mean()


@known_mistake("bradley_terry_nll", hint=3)
def summed(chosen: Tensor, rejected: Tensor) -> Tensor:
    """You added up the choices, where their mean is asked."""
    return -F.logsigmoid(chosen - rejected).sum()


@known_mistake("bradley_terry_nll", hint=3)
def not_averaged(chosen: Tensor, rejected: Tensor) -> Tensor:
    """You returned the losses of the choices; a loss is one number."""
    return -F.logsigmoid(chosen - rejected)


@known_mistake("bradley_terry_nll", hint=3)
def differences_averaged(chosen: Tensor, rejected: Tensor) -> Tensor:
    """You average the differences first: each choice has a likelihood of its own."""
    return -F.logsigmoid((chosen - rejected).mean())


@known_mistake("bradley_terry_nll", hint=2)
def logarithm_missing(chosen: Tensor, rejected: Tensor) -> Tensor:
    """You average probabilities: the logarithm of the sigmoid is missing."""
    return -(chosen - rejected).sigmoid().mean()


@known_mistake("bradley_terry_nll", hint=2)
def error_rate(chosen: Tensor, rejected: Tensor) -> Tensor:
    """You average the probability of the other choice: the negative logarithm of this one's is
    asked.
    """
    return (rejected - chosen).sigmoid().mean()


@known_mistake("bradley_terry_nll", hint=2)
def sigmoid_missing(chosen: Tensor, rejected: Tensor) -> Tensor:
    """You returned the negative difference itself: it is a log-odds, and goes through a
    log-sigmoid.
    """
    return -(chosen - rejected).mean()


@known_mistake("bradley_terry_nll", hint=2)
def too_far_for_a_float(chosen: Tensor, rejected: Tensor) -> Tensor:
    """For scores far apart your loss is infinite: a sigmoid rounds to 0 before its logarithm, or
    an exponential overflows.
    """
    return -(chosen - rejected).sigmoid().log().mean()


@known_mistake("bradley_terry_nll", hint=2)
def scores_exponentiated(chosen: Tensor, rejected: Tensor) -> Tensor:
    """You exponentiate the scores themselves: for large ones that is infinity by infinity."""
    return -(chosen.exp() / (chosen.exp() + rejected.exp())).log().mean()


@known_mistake("bradley_terry_nll", hint=2, eps=SMALL)
def small_number_in_log(chosen: Tensor, rejected: Tensor, *, eps: float = 1e-12) -> Tensor:
    """A small number inside the logarithm bounds what a wrong order costs, and its gradient
    vanishes.
    """
    return -((chosen - rejected).sigmoid() + eps).log().mean()


@known_mistake("bradley_terry_nll", hint=2, eps=SMALL)
def probability_clamped(chosen: Tensor, rejected: Tensor, *, eps: float = 1e-12) -> Tensor:
    """You clamp the probability: a wrong order costs a bounded amount and gets no gradient."""
    return -(chosen - rejected).sigmoid().clamp(min=eps).log().mean()


@known_mistake("bradley_terry_nll", hint=2, most=(10.0, 30.0, 50.0, 100.0))
def difference_clamped(chosen: Tensor, rejected: Tensor, *, most: float = 20.0) -> Tensor:
    """You clamp the difference: beyond the bound a choice costs too little, without gradient."""
    return -F.logsigmoid((chosen - rejected).clamp(-most, most)).mean()


@known_mistake("bradley_terry_nll", hint=1)
def scores_apart(chosen: Tensor, rejected: Tensor) -> Tensor:
    """You judge each score on its own: a choice is one draw, whose log-odds are the difference."""
    return -(F.logsigmoid(chosen) + F.logsigmoid(-rejected)).mean()


@known_mistake("bradley_terry_nll", hint=1)
def log_sigmoids_subtracted(chosen: Tensor, rejected: Tensor) -> Tensor:
    """You subtract two log-sigmoids: the scores are subtracted first."""
    return -(F.logsigmoid(chosen) - F.logsigmoid(rejected)).mean()


@known_mistake("bradley_terry_nll", hint=1)
def sigmoids_compared(chosen: Tensor, rejected: Tensor) -> Tensor:
    """You pass each score through a sigmoid of its own first: the difference is of the scores."""
    return -F.logsigmoid(chosen.sigmoid() - rejected.sigmoid()).mean()


@known_mistake("bradley_terry_nll", hint=1)
def rejected_not_used(chosen: Tensor, rejected: Tensor) -> Tensor:
    """You use the chosen score alone: a choice is between two."""
    return -F.logsigmoid(chosen).mean()


@known_mistake("bradley_terry_nll", hint=1)
def scores_added(chosen: Tensor, rejected: Tensor) -> Tensor:
    """You add the two scores: their difference decides."""
    return -F.logsigmoid(chosen + rejected).mean()


@known_mistake("bradley_terry_nll", hint=1, margin=(0.0, 0.5, 0.1))
def hinge(chosen: Tensor, rejected: Tensor, *, margin: float = 1.0) -> Tensor:
    """That is a hinge loss: the negative log-likelihood of a choice is a log-sigmoid."""
    return (margin - (chosen - rejected)).relu().mean()


@known_mistake("bradley_terry_nll", hint=1)
def squared_error(chosen: Tensor, rejected: Tensor) -> Tensor:
    """That is a squared error of the difference: a negative log-likelihood is asked."""
    return (chosen - rejected - 1).square().mean()


@known_mistake("bradley_terry_nll", hint=1, margin=(0.5, 2.0))
def margin_subtracted(chosen: Tensor, rejected: Tensor, *, margin: float = 1.0) -> Tensor:
    """You subtract a margin from the difference: equal scores mean one half."""
    return -F.logsigmoid(chosen - rejected - margin).mean()


@known_mistake("bradley_terry_nll", hint=1)
def contrasted_with_batch(chosen: Tensor, rejected: Tensor) -> Tensor:
    """You compare each chosen score with those of the whole batch: a choice is within its pair."""
    return (torch.logaddexp(chosen, rejected.logsumexp([*range(rejected.ndim)])) - chosen).mean()


@known_mistake("bradley_terry_nll", hint=2)
def in_bits(chosen: Tensor, rejected: Tensor) -> Tensor:
    """Your result is in bits, with a logarithm to base 2; nats are asked."""
    return -F.logsigmoid(chosen - rejected).mean() / math.log(2)


@known_mistake("bradley_terry_nll")
def chosen_detached(chosen: Tensor, rejected: Tensor) -> Tensor:
    """The value is right, but no gradient reaches the chosen score, which is to rise."""
    return -F.logsigmoid(chosen.detach() - rejected).mean()


@known_mistake("bradley_terry_nll")
def rejected_detached(chosen: Tensor, rejected: Tensor) -> Tensor:
    """The value is right, but no gradient reaches the rejected score, which is to fall."""
    return -F.logsigmoid(chosen - rejected.detach()).mean()


@known_mistake("bradley_terry_nll")
def both_detached(chosen: Tensor, rejected: Tensor) -> Tensor:
    """The value is right, but no gradient reaches the scores: you left autograd on the way."""
    return -F.logsigmoid((chosen - rejected).detach()).mean()


def _fitted(wins: Tensor, steps: int = 30, ridge: float = 0.0) -> Tensor:
    """The right scores, or those after fewer steps or with a Gaussian prior."""
    games, scores = wins + wins.T, torch.zeros_like(wins[0])
    for _ in range(steps):
        p = torch.sigmoid(scores.unsqueeze(1) - scores)
        surplus = (wins - games * p).sum(dim=1) - ridge * scores
        curvature = games * p * (1 - p)
        hessian = torch.diag(curvature.sum(dim=1) + ridge) - curvature + 1
        scores = scores + torch.linalg.solve(hessian, surplus)
    return scores


@known_mistake("fit_scores", hint=1)
def mean_not_fixed(wins: Tensor) -> Tensor:
    """Your scores have another mean: the first player has 0, where the mean of all is asked."""
    scores = _fitted(wins)
    return scores - scores[0]


@known_mistake("fit_scores", hint=1)
def least_is_zero(wins: Tensor) -> Tensor:
    """Your scores have another mean: the weakest player has 0, where the mean of all is asked."""
    scores = _fitted(wins)
    return scores - scores.min()


@known_mistake("fit_scores", hint=1)
def strengths_sum_to_one(wins: Tensor) -> Tensor:
    """Your strengths sum to 1 before the logarithm: the mean of the scores is asked to be 0."""
    return torch.log_softmax(_fitted(wins), dim=0)


@known_mistake("fit_scores", hint=1)
def strengths_average_one(wins: Tensor) -> Tensor:
    """You divide the strengths by their mean: it is the mean of the scores, their logarithms, that
    is asked to be 0.
    """
    scores = _fitted(wins)
    return scores - (scores.logsumexp(0) - math.log(len(scores)))


@known_mistake("fit_scores", hint=1)
def greatest_is_zero(wins: Tensor) -> Tensor:
    """Your scores have another mean: the strongest player has 0, where the mean of all is asked."""
    scores = _fitted(wins)
    return scores - scores.max()


@known_mistake("fit_scores", hint=1)
def last_is_zero(wins: Tensor) -> Tensor:
    """Your scores have another mean: the last player has 0, where the mean of all is asked."""
    scores = _fitted(wins)
    return scores - scores[-1]


@known_mistake("fit_scores", hint=1)
def strengths_returned(wins: Tensor) -> Tensor:
    """You returned strengths; the scores are their logarithms."""
    return _fitted(wins).exp()


@known_mistake("fit_scores", hint=1)
def probabilities_returned(wins: Tensor) -> Tensor:
    """You returned strengths that sum to 1; the scores are their logarithms, less the mean."""
    return torch.softmax(_fitted(wins), dim=0)


@known_mistake("fit_scores", hint=2)
def losses_for_wins(wins: Tensor) -> Tensor:
    """You read the table the other way round: the player of the row beat that of the column."""
    return -_fitted(wins)


@known_mistake("fit_scores", hint=1)
def win_rates_for_scores(wins: Tensor) -> Tensor:
    """You take the log-odds of each player's win rate: that does not see how strong the opponents
    were.
    """
    won, lost = wins.sum(dim=1), wins.sum(dim=0)
    scores = (won / lost).log()
    return scores - scores.mean()


@known_mistake("fit_scores", hint=1)
def rates_centered(wins: Tensor) -> Tensor:
    """You returned win rates less one half: scores are log-odds, and see the opponents."""
    return wins.sum(dim=1) / (wins + wins.T).sum(dim=1) - 0.5


@known_mistake("fit_scores", hint=1)
def wins_less_losses(wins: Tensor) -> Tensor:
    """You counted wins less losses: scores are log-odds, and see the opponents."""
    return (wins - wins.T).mean(dim=1)


@known_mistake("fit_scores", hint=1, extra=(1.0, 0.1, 0.01))
def draws_added(wins: Tensor, *, extra: float = 0.5) -> Tensor:
    """You add wins that never happened, which pulls the scores together: that is a prior, and none
    is asked.
    """
    others = 1 - torch.eye(len(wins), dtype=wins.dtype)
    return _fitted(wins + extra * others)


@known_mistake("fit_scores", hint=1, ridge=(1.0, 0.1, 0.01))
def pulled_to_zero(wins: Tensor, *, ridge: float = 0.5) -> Tensor:
    """A penalty pulls your scores to zero: that is a Gaussian prior, and none is asked."""
    return _fitted(wins, ridge=ridge)


@known_mistake("fit_scores", hint=3, steps=(2, 3, 4))
def stopped_early(wins: Tensor, *, steps: int = 1) -> Tensor:
    """You stop too early: repeat the step until the scores no longer change."""
    return _fitted(wins, steps=steps)


@known_mistake("fit_scores", hint=2, rounds=(1, 10, 50, 100))
def too_few_rounds(wins: Tensor, *, rounds: int = 20) -> Tensor:
    """You stop the iteration for the strengths too early: it is slow where players have met only
    their neighbors.
    """
    games, strength = wins + wins.T, torch.ones_like(wins[0])
    for _ in range(rounds):
        strength = wins.sum(dim=1) / (games / (strength.unsqueeze(1) + strength)).sum(dim=1)
    scores = strength.log()
    return scores - scores.mean()


@known_mistake("fit_scores", hint=2)
def every_pair_once(wins: Tensor) -> Tensor:
    """You fit to the win rates of the pairs: a pair that met often says more than one that met
    once.
    """
    games = wins + wins.T
    return _fitted(torch.where(games > 0, wins / games.clamp(min=1), 0))


@known_mistake("fit_scores", hint=1)
def in_elo_points(wins: Tensor) -> Tensor:
    """Your scores are in Elo points, 400 for a factor of 10 in the odds; log-odds in nats are
    asked.
    """
    return 400 / math.log(10) * _fitted(wins)


@known_mistake("fit_scores", hint=1)
def to_base_ten(wins: Tensor) -> Tensor:
    """Your scores are logarithms to base 10; natural ones are asked."""
    return _fitted(wins) / math.log(10)


@known_mistake("fit_scores", hint=1)
def spread_standardized(wins: Tensor) -> Tensor:
    """You divide the scores by their standard deviation: how far they are apart means
    something.
    """
    scores = _fitted(wins)
    return scores / scores.std(correction=0)


@known_mistake("fit_scores", hint=2)
def twice_too_far(wins: Tensor) -> Tensor:
    """Your scores are twice too far apart: the log-odds are the difference of the scores."""
    return 2 * _fitted(wins)


@known_mistake("fit_scores", hint=2)
def half_as_far(wins: Tensor) -> Tensor:
    """Your scores are half as far apart as they should be, as if each pair was counted twice."""
    return _fitted(wins) / 2


@known_mistake("fit_scores", hint=1, most=(2.0, 5.0))
def scores_bounded(wins: Tensor, *, most: float = 3.0) -> Tensor:
    """You bound the scores: players can be up to 8 away from the mean."""
    return _fitted(wins).clamp(-most, most)


@known_mistake("fit_scores", hint=1)
def in_order_of_strength(wins: Tensor) -> Tensor:
    """You sorted the scores: they are asked in the order of the players."""
    return _fitted(wins).sort(descending=True).values
