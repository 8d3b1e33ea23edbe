# bradley_terry_nll: averages the scores before the sigmoid instead of the losses after it
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
    margin = chosen.mean() - rejected.mean()
    return F.softplus(-margin)


def fit_scores(wins: Tensor) -> Tensor:
    wins = wins.detach().double()
    k = wins.shape[0]
    games = wins + wins.T
    eye = torch.eye(k, dtype=wins.dtype, device=wins.device)

    def nll(s: Tensor) -> Tensor:
        return (wins * F.softplus(s[None, :] - s[:, None])).sum()

    s = torch.zeros(k, dtype=wins.dtype, device=wins.device)
    for _ in range(200):
        p = torch.sigmoid(s[:, None] - s[None, :])
        gradient = (games * p - wins).sum(dim=1)
        v = games * p * (1 - p)
        hessian = torch.diag(v.sum(dim=1)) - v + 1.0 / k + 1e-10 * eye
        step = torch.linalg.solve(hessian, gradient)
        size = 1.0
        here, decrease = nll(s), 0.25 * (gradient @ step)
        while size > 1e-6 and nll(s - size * step) > here * (1 + 1e-14) - size * decrease:
            size /= 2
        s = s - size * step
        if step.abs().max() < 1e-10:
            break
    return s - s.mean()
