# fit_scores: the minorize-maximize iteration stops once no strength (they sum to 1) moves by 1e-5, long before weak players' scores have converged
"""# Rewards: scores from comparisons.

People are better at saying which of two things they like more than at giving marks. The model of
Bradley and Terry (1952) turns such choices into scores: the probability that `i` is preferred to
`j` is the sigmoid of the score of `i` minus that of `j`. Reward models of language models and the
ratings of chess players and chatbots are fitted so. Write

- `bradley_terry_nll(chosen, rejected)`: the mean negative log-likelihood of choices, given the
  scores of what was chosen and of what was rejected. Both have one shape, any (0 dimensions too);
  the loss is a 0-dimensional tensor. Value and gradient are accurate for scores to `1e4` in size,
  in float32 too;
- `fit_scores(wins)`: the scores of `k` players under which the results of a tournament are most
  likely. `wins` has shape `(k, k)`, float64: in row `i` and column `j` how often `i` beat `j`, with
  0 on the diagonal. Returns a tensor of shape `(k,)` with mean 0, each score right to `1e-3`.

Where `fit_scores` is graded there are 2 to 20 players, counts to 1,000, and every player is
reachable from every other by a chain of wins, so that the maximum exists; all scores lie between -8
and 8. Not every two players have met. You may use any method, `torch.optim` and `scipy.optimize`
included, and have 5 seconds. The arguments stay as they are.

From scratch: no `binary_cross_entropy`, `soft_margin_loss` or `torch.distributions`;
`F.logsigmoid` and `F.softplus` are allowed.
"""

import torch
from torch import Tensor
from torch.nn import functional as F


def bradley_terry_nll(chosen: Tensor, rejected: Tensor) -> Tensor:
    return -F.logsigmoid(chosen - rejected).mean()


def fit_scores(wins: Tensor) -> Tensor:
    """Zermelo's iteration on strengths exp(score) that sum to 1."""
    wins = wins.detach()
    games = wins + wins.T
    total = wins.sum(dim=1)
    k = wins.shape[0]
    strength = torch.full((k,), 1.0 / k, dtype=wins.dtype, device=wins.device)
    for _ in range(10_000):
        denominator = (games / (strength[:, None] + strength[None, :])).sum(dim=1)
        new = total / denominator
        new = new / new.sum()
        change = (new - strength).abs().max()
        strength = new
        if change < 1e-5:
            break
    scores = strength.log()
    return scores - scores.mean()
