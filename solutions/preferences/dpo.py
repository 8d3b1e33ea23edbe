"""# DPO: preferences without a reward model.

People were shown two answers to a prompt and chose one. Direct preference optimization (Rafailov
et al., 2023) trains a language model on such pairs as a classifier: the implicit reward of an
answer is `beta` times the log of how much more likely the trained policy finds it than a frozen
reference model does, and the probability that an answer is chosen is the sigmoid of the difference
of the two rewards. Write

- `sequence_log_prob(logits, tokens, mask)`: the log-probability of each sequence, shape `(n,)`: the
  sum of the log-probabilities of its tokens that count. The logits at position `i` predict the
  token at position `i+1`. A sequence in which nothing counts has 0;
- `dpo_loss(policy_chosen, policy_rejected, ref_chosen, ref_rejected, beta)`: the mean over the
  pairs of the negative log-likelihood of the choice, a 0-dimensional tensor.

`logits` has shape `(n, t, v)`, `tokens` shape `(n, t)`, int64, and `mask` shape `(n, t)`: bool, or
0 and 1 in the dtype of `logits`; `t` is at least 2. The mask belongs to the token at its own
position, so its first column has no effect. A token that does not count, the first of each
sequence too, may be -100 or any token. Logits are finite, to `1e4` in size; those that predict no
token that counts have gradient 0.

The four arguments of the loss are log-probabilities of whole answers, to `-1e4`, of shape `(n,)`;
`beta` is a Python float from 0.01 to 2. The reference is fixed: no gradient flows to `ref_chosen`
and `ref_rejected`, even if they require one. Value and gradient are accurate in float32 too.

From scratch: no `cross_entropy`, `nll_loss`, `binary_cross_entropy` or `torch.distributions`;
`F.log_softmax`, `torch.logsumexp`, `F.logsigmoid` and `F.softplus` are allowed.

## Formula

```
sequence_log_prob[i] = sum over s < t-1 with mask[i, s+1] = 1 of
                       log_softmax(logits[i, s])[tokens[i, s+1]]
reward(answer)       = beta * (log_prob_policy - log_prob_ref)
dpo_loss             = mean over pairs of
                       -log sigmoid(reward(chosen) - reward(rejected))
```

## Hints

1. The choice of one answer out of two is a Bernoulli draw (Bradley and Terry, 1952): what are its
   log-odds here? Which of the four numbers may the loss change? For a sequence, the chain rule
   turns a product of categorical probabilities into a sum.
2. A sequence: line up position `i` with token `i+1`, replace what does not count by a token that
   can be looked up, and put 0 in its place before the sum. A pair: its log-odds are `beta` times
   the difference of two log-ratios, and `beta` is inside the sigmoid.
3. `F.log_softmax(logits[:, :-1], dim=-1)`, `gather` at the safe tokens, `masked_fill(~counted, 0)`,
   `sum(dim=1)`. Loss: `chosen = policy_chosen - ref_chosen.detach()`, the same for the rejected
   answer, then `-F.logsigmoid(beta * (chosen - rejected)).mean()`.

## In the interview

**Which distribution?** The label "the first answer is better" is Bernoulli with log-odds
`r(chosen) - r(rejected)`: the Bradley-Terry model. So the loss is a binary negative log-likelihood,
a logistic regression whose one feature is a difference of rewards.

**Where does the reward come from?** Maximizing `E[r] - beta * KL(policy || reference)` has the
solution `policy = reference * exp(r / beta) / Z(prompt)`. Solve it for
`r = beta * log(policy / reference) + beta * log Z`. `Z` is a sum over all answers, but it depends
on the prompt alone and cancels in the difference. No reward model and no sampling are left.
`beta` says how much the reference is trusted: it is a prior over answers, and the optimal policy
is the posterior with likelihood `exp(r / beta)`.

**Follow-ups.** *The loss before the first step?* `log(2)`, for policy and reference agree.
*The gradient?* `-beta * sigmoid(-margin)` times the gradient of the difference of the
log-probabilities: pairs that are ordered wrongly weigh most. *Can both log-probabilities fall?*
Yes: only their difference counts, and often the chosen one's falls too. *Why sums and not means
over tokens?* The derivation is about the probability of the whole answer; sums favor long answers
where they differ, and length-normalized variants change the model. *Labels that never contradict?*
Then the likelihood grows with the margin without bound, and the KL no longer holds the policy: IPO
replaces the log-likelihood by a squared error for this reason. *Why is the reference detached?* It
is the prior; training it too would let both drift together.

## Rubric

- Names Bradley-Terry: a Bernoulli likelihood with the difference of rewards as log-odds.
- Derives the implicit reward from the KL-regularized objective, and says why `Z` cancels.
- Puts `beta` inside the sigmoid, and says what it trades.
- Keeps the reference fixed; sums log-probabilities over the answer's tokens only, shifted by one.
- Uses a stable log-sigmoid, and knows the loss at the start.
- Names a limit: both log-probabilities may fall, length, or margins without bound.

Red flags:

- Leaves out the reference, or multiplies the loss by `beta`.
- Believes that DPO maximizes the probability of the chosen answer.
"""

import torch
from torch import Tensor
from torch.nn import functional as F


def sequence_log_prob(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """Log-probability of each sequence.

    Args:
        logits: unnormalized log-probabilities, finite, shape (n, t, v).
        tokens: int64, shape (n, t), in [0, v) where they count.
        mask: which tokens count, bool or floating, shape (n, t).

    Returns:
        The log-probabilities in nats, shape (n,).
    """
    counted = mask[:, 1:].bool()  # blank: which predictions count
    # blank: the log-probability of each predicted token
    log_probs = F.log_softmax(logits[:, :-1], dim=-1)
    safe = tokens[:, 1:].masked_fill(~counted, 0)
    observed = torch.gather(log_probs, 2, safe.unsqueeze(2)).squeeze(2)
    # end
    return observed.masked_fill(~counted, 0).sum(dim=1)  # blank: from tokens to sequences


def dpo_loss(
    policy_chosen: Tensor,
    policy_rejected: Tensor,
    ref_chosen: Tensor,
    ref_rejected: Tensor,
    beta: float,
) -> Tensor:
    """Mean negative log-likelihood of which answer was chosen.

    Args:
        policy_chosen: log-probabilities of the chosen answers under the policy, shape (n,).
        policy_rejected: those of the rejected answers.
        ref_chosen: log-probabilities of the chosen answers under the reference, constants.
        ref_rejected: those of the rejected answers.
        beta: from 0.01 to 2.

    Returns:
        The loss, a 0-dimensional tensor.
    """
    # blank: how much more likely each answer has become
    chosen = policy_chosen - ref_chosen.detach()
    rejected = policy_rejected - ref_rejected.detach()
    # end
    log_odds = beta * (chosen - rejected)  # blank: of the choice that was made
    return -F.logsigmoid(log_odds).mean()  # blank: from log-odds to the loss
