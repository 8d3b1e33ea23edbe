# dpo_loss: multiplies only the policy's log-ratio by beta, not the reference's
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


def sequence_log_prob(logits: Tensor, tokens: Tensor, mask: Tensor) -> Tensor:
    counted = mask[:, 1:] != 0
    log_probs = F.log_softmax(logits[:, :-1], dim=-1)
    labels = tokens[:, 1:].masked_fill(~counted, 0)
    observed = log_probs.gather(-1, labels.unsqueeze(-1)).squeeze(-1)
    return (observed * counted).sum(dim=1)


def dpo_loss(
    policy_chosen: Tensor,
    policy_rejected: Tensor,
    ref_chosen: Tensor,
    ref_rejected: Tensor,
    beta: float,
) -> Tensor:
    policy_margin = policy_chosen - policy_rejected
    with torch.no_grad():
        ref_margin = ref_chosen - ref_rejected
    log_odds = beta * policy_margin - ref_margin
    return F.softplus(-log_odds).mean()
