"""# Cross-entropy, with padding and smoothing.

Assume that the label of a row is one draw from `k` classes whose log-probabilities are the logits
up to a constant. The loss is the negative log-likelihood of that draw, as libraries have it, with
two things that they add: rows that do not count (padding), and targets that are softened. Write

- `cross_entropy(logits, target, ignore_index=-100)`: the mean negative log-likelihood of the
  rows whose target is not `ignore_index`. The mean is over the rows that count, and at least one
  does. `ignore_index` is any int, also one of the classes `0` to `k-1`;
- `smoothed_cross_entropy(logits, target, eps)`: the mean over the batch of the cross-entropy
  against smoothed targets. A smoothed target mixes the one-hot target, with weight `1 - eps`, and
  the uniform distribution over all `k` classes, the target's own included, with weight `eps`.
  `eps` is a Python float, `0 <= eps < 1`. Here every row counts.

`logits` has shape `(n, k)`, `target` shape `(n,)`, int64; `n = 1` and `k = 1` are legal. A loss is
a 0-dimensional tensor. Value and gradient are accurate for any finite logits to `1e4` in size, in
float32 too, and do not change when a constant is added to a row. A row that is ignored has
gradient 0, whatever finite logits are in it.

From scratch: no `cross_entropy`, `nll_loss` or `torch.distributions`; `F.log_softmax` and
`torch.logsumexp` are allowed.

## Formula

```
log_p                  = logits - logsumexp(logits)         in each row
cross_entropy          = sum over counted rows of -log_p[target]
                         divided by their number
smoothed target        = (1-eps)*one_hot(target) + eps/k
smoothed_cross_entropy = mean over rows of
                         -(1-eps)*log_p[target] - eps*mean_k(log_p)
```

## Hints

1. A row's loss is minus the log-probability of its label; take the log-probabilities in one
   stable step. Which number do you divide by when some rows do not count, and is `-100` an index
   that you may look up? For the smoothed loss, what does the uniform part of the target cost?
2. Choose the rows that count first, and the rest is an ordinary mean. The cross-entropy is linear
   in the target, so the smoothed loss is a mixture of two: that of the one-hot target, and that
   of the uniform one, which is the mean of all `k` negative log-probabilities.
3. `counted = target != ignore_index`; then `F.log_softmax(logits[counted], dim=-1)`, `gather` at
   `target[counted]`, negate, `mean`. Smoothed:
   `(1 - eps) * observed + eps * log_probs.mean(dim=-1)` for each row, negated and averaged.

## In the interview

**Which distribution?** `y` given `x` is categorical with `softmax(logits)`, and the loss is its
negative log-likelihood; ignored rows are not observations, so they leave the sum *and* the count.
Dividing by the full batch would scale the loss, and with it the step, by how much padding a batch
happens to have. For the same reason a mean of batch means is not the mean over tokens.

**What does smoothing assume?** That a label is right with probability `1 - eps` and otherwise
drawn uniformly: the target becomes the posterior over the true class. The minimum is at
`p = smoothed target`, at finite logits: the target's logit is ahead of the others by
`log((1-eps+eps/k) / (eps/k))`. So it is a regularizer: up to a constant the loss is
`(1-eps)*NLL + eps*KL(uniform || p)`, a prior on the predictions that pulls them to uniform.

**Follow-ups.** *The gradient?* `(softmax - target) / n` with the smoothed target, 0 in ignored
rows. *What is the least loss?* Not 0 but the entropy of the smoothed target. *Does it help?*
Often accuracy and calibration; but it erases how similar wrong classes are, so a smoothed teacher
distills worse. *Smoothing by `eps/(k-1)` on the other classes?* The same with another `eps`:
libraries use `eps/k`. *Is it the same as smoothing the prediction?* No: `-log((1-eps)*p + eps/k)`
is bounded, so it forgives a confident mistake; smoothed targets never do. *Distributed training?*
Sum the losses and the counts over the workers before dividing.

## Rubric

- Names the distribution, and takes log-probabilities from logits in one stable step.
- Divides by the number of rows that count, and says what goes wrong otherwise.
- Does not look up an ignored target, and knows that its row gets no gradient.
- Writes the smoothed loss as a mixture of two cross-entropies, with `eps/k` on every class.
- Says what smoothing assumes or does: noisy labels, finite logits, a pull toward uniform.

Red flags:

- Applies a softmax before a loss that takes logits.
- Masks the loss but divides by the whole batch, and does not see the difference.
"""

import torch
from torch import Tensor
from torch.nn import functional as F


def cross_entropy(logits: Tensor, target: Tensor, ignore_index: int = -100) -> Tensor:
    """Mean negative log-likelihood of class labels, of the rows that count.

    Args:
        logits: unnormalized log-probabilities, finite, shape (n, k).
        target: observed classes or `ignore_index`, int64, shape (n,).
        ignore_index: the target of rows that do not count.

    Returns:
        The loss, a 0-dimensional tensor.
    """
    # blank: what is left of the batch
    counted = target != ignore_index
    logits, target = logits[counted], target[counted]
    # end
    log_probs = F.log_softmax(logits, dim=-1)  # blank: log-probabilities, in one stable step
    observed = torch.gather(log_probs, 1, target.unsqueeze(1))  # blank: the entry of each row
    return -observed.mean()  # blank: from log-likelihoods to the loss


def smoothed_cross_entropy(logits: Tensor, target: Tensor, eps: float) -> Tensor:
    """Mean cross-entropy against targets that are mixed with the uniform distribution.

    Args:
        logits: unnormalized log-probabilities, finite, shape (n, k).
        target: observed classes, int64 in [0, k), shape (n,).
        eps: the weight of the uniform distribution, in [0, 1).

    Returns:
        The loss, a 0-dimensional tensor.
    """
    log_probs = F.log_softmax(logits, dim=-1)  # blank: log-probabilities again
    observed = torch.gather(log_probs, 1, target.unsqueeze(1)).squeeze(1)  # blank: of the label
    uniform = log_probs.mean(dim=-1)  # blank: of a class drawn uniformly
    return -((1 - eps) * observed + eps * uniform).mean()  # blank: mix and reduce
