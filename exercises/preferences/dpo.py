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
"""

import torch
from torch import Tensor
from torch.nn import functional as F

from grader import blank


def sequence_log_prob(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    """Log-probability of each sequence.

    Args:
        logits: unnormalized log-probabilities, finite, shape (n, t, v).
        tokens: int64, shape (n, t), in [0, v) where they count.
        mask: which tokens count, bool or floating, shape (n, t).

    Returns:
        The log-probabilities in nats, shape (n,).
    """
    counted = blank("which predictions count")
    observed = blank("the log-probability of each predicted token")
    return blank("from tokens to sequences")


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
    chosen, rejected = blank("how much more likely each answer has become")
    log_odds = blank("of the choice that was made")
    return blank("from log-odds to the loss")
