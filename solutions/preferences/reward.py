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

## Formula

```
bradley_terry_nll = -mean(log sigmoid(chosen - rejected))
fit_scores        = argmax over s with mean(s) = 0 of
                    sum over i, j of wins[i, j] * log sigmoid(s[i] - s[j])
```

## Hints

1. Each comparison is a Bernoulli draw whose log-odds are a difference of scores: this is a logistic
   regression without an intercept. What does the likelihood say about a constant that is added to
   all scores? And what must hold for the number of wins of each player at the maximum?
2. Take the logarithm of the sigmoid in one stable step. For the fit: the gradient for a player is
   the wins minus the expected wins, `games * sigmoid(s_i - s_j)` added up over the opponents. The
   likelihood is concave.
3. `-F.logsigmoid(chosen - rejected).mean()`. For the fit, Newton's method from zero: the curvature
   of a pair is `games * p * (1-p)`, the Hessian its row sums on the diagonal minus itself; add 1 to
   each entry, which fixes the mean, solve for the gradient, add the step to the scores, and repeat.

## In the interview

**Which distribution?** The winner of a comparison is Bernoulli with log-odds `s_i - s_j`,
comparisons are independent given the scores, and no prior is assumed. It is also what Gumbel noise
on each score gives: whoever has the larger noisy score is chosen, so a choice among more than two
is a softmax (Plackett-Luce). For a reward model the score is a function of prompt and answer, and
the same loss trains it.

**What is identified?** Differences only. A constant can be added to all scores, and for a reward
model one for each prompt: rewards of answers to different prompts do not compare. Hence the mean is
fixed at 0, and the Hessian has the null vector of ones.

**When is there a maximum?** If the players can not be split into two groups of which one never
beat the other (Ford, 1957). Otherwise scores run off to infinity: an unbeaten player needs a prior,
such as `lambda * sum s^2` or a virtual draw. At the maximum each player's expected wins are those
observed, as in any exponential family.

**Follow-ups.** *Elo?* Stochastic gradient ascent on this likelihood with a constant step, in units
of `400/log(10)`. *Another algorithm?* Zermelo's iteration (1929), `wins / sum(games / (p_i + p_j))`
for `p = exp(s)`: each step raises the likelihood, and it can take thousands. Newton takes a dozen;
in general, halve a step that lowers the likelihood. *What if preferences are circular?* The model
cannot say so; scores of equal players then mean "undecided". *How sure are the scores?* The inverse
Hessian; on sparse graphs very unsure. *Noisy labels?* Mix the sigmoid with 1/2, or smooth the
labels. *Why does optimizing a reward model fail?* It is fitted where comparisons were made, and the
policy moves to where it is wrong.

## Rubric

- Names the likelihood: Bernoulli with a difference of scores as log-odds.
- Uses a stable log-sigmoid of the difference.
- Says that only differences are identified, and what that means across prompts.
- Knows when the maximum exists, and what a prior does otherwise.
- Gives a method that converges, or the condition that expected wins are the observed ones.
- Connects it to Elo, reward models or DPO.

Red flags:

- Takes win rates for scores, whoever the opponents were.
- Passes each score through a sigmoid of its own.
"""

import torch
from torch import Tensor
from torch.nn import functional as F


def bradley_terry_nll(chosen: Tensor, rejected: Tensor) -> Tensor:
    """Mean negative log-likelihood of choices between two.

    Args:
        chosen: scores of what was chosen, any shape.
        rejected: scores of what was rejected, same shape.

    Returns:
        The loss, a 0-dimensional tensor.
    """
    return -F.logsigmoid(chosen - rejected).mean()  # blank: the loss, from the scores


def fit_scores(wins: Tensor) -> Tensor:
    """Scores under which the results of a tournament are most likely.

    Args:
        wins: how often the player of the row beat that of the column, shape (k, k).

    Returns:
        The scores, with mean 0, shape (k,).
    """
    games = wins + wins.T  # blank: how often each two met
    # blank: where the likelihood is largest
    scores = torch.zeros_like(wins[0])
    for _ in range(30):
        p = torch.sigmoid(scores.unsqueeze(1) - scores)
        surplus = (wins - games * p).sum(dim=1)
        curvature = games * p * (1 - p)
        # The likelihood does not see a common shift; adding 1 keeps the sum of the scores at 0.
        hessian = torch.diag(curvature.sum(dim=1)) - curvature + 1
        scores = scores + torch.linalg.solve(hessian, surplus)
    return scores
    # end
