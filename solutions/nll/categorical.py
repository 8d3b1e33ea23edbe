"""# Categorical: where the cross-entropy comes from.

Assume that the label is one draw from `k` classes with the predicted probabilities,
`y ~ Categorical(probs)`. Its negative log-likelihood is what libraries call cross-entropy. Write
it twice:

- `categorical_nll(probs, y)`: the mean over the batch of the negative log-likelihood of a row's
  target, with `probs` and `y` both of shape `(n, k)`. A row of `y` is one-hot or soft
  (probabilities); a soft row costs what a class drawn from it costs on average;
- `categorical_nll_with_logits(logits, target)`: the same loss from `logits` of shape `(n, k)`,
  the log-probabilities up to a constant for each row, and class indices `target` of shape `(n,)`,
  int64.

The mean is over the `n` rows, not over the `n*k` elements; a loss is a 0-dimensional tensor.
`n = 1` and `k = 1` are allowed.

A class with a target of 0 contributes exactly 0, even if its probability is 0: such a class is
never seen, so it does not count against the model. The version from logits is stable for any
finite logits (even `1e4`) and does not change when a constant is added to a row.

From scratch: no `F.cross_entropy`, no `F.nll_loss` and no `torch.distributions`.

## Formula

```
categorical_nll             = mean over rows of -sum_k y_k*log(p_k)
                              with 0*log(0) = 0
categorical_nll_with_logits = mean over rows of
                              log(sum_k exp(logit_k)) - logit_target
```

## Hints

1. A row's loss is one number: minus the log-probability of what was observed. For one-hot rows,
   `categorical_nll` needs only that of one class; what does 0 times the log of 0 give for the
   others? From logits, where does an exponential of `1e4` go, and is it needed?
2. Give a class that has neither target nor probability a harmless probability *before* the
   logarithm: replaced after it, the value is right, but the gradient is `nan`. From logits, take
   the log-probabilities in one stable step, then pick one entry of each row.
3. `probs.masked_fill((y == 0) & (probs == 0), 1)`, then `.log()`; sum `y` times that over the
   classes, negate, average. From logits: `F.log_softmax(logits, dim=-1)`,
   `.gather(1, target.unsqueeze(1))`, negate, average.

## In the interview

**Which distribution?** `y` given `x` is categorical with `probs = softmax(f(x))`, and maximum
likelihood on it *is* cross-entropy; with a linear `f` it is multinomial logistic regression. For
soft targets the loss is `H(y) + KL(y || p)`: the entropy does not depend on the model, so
minimizing it is matching `p` to `y`. At the logits the gradient is `(softmax(logits) - y) / n`,
the residual again.

**Why from logits?** `log(softmax(x))` computed in two steps overflows in `exp`, or takes the log
of a probability that rounded to 0. `x - logsumexp(x)` subtracts the largest logit first and loses
nothing. Adding a constant to a row changes no probability: `k` logits carry only `k - 1` degrees
of freedom, and the two-class case is the sigmoid of their difference.

**Follow-ups.** *A model that knows nothing?* `log k`: check the loss at the start. *Why not
squared error on the probabilities?* It assumes Gaussian noise on one-hot vectors, and its
gradient vanishes where the softmax is confidently wrong. *Label smoothing?* The same NLL with
soft targets; it keeps the logits finite, whereas one-hot targets on separable data drive them to
infinity. *A classic bug?* Softmax twice: probabilities passed to a loss that expects logits,
which trains, but slowly and never to high confidence.

## Rubric

- Names the distribution: `y` given `x` is categorical, and cross-entropy is its negative
  log-likelihood.
- Splits the loss on soft targets into `H(y) + KL(y || p)`, and says what does not depend on the
  model.
- Explains the stable form: subtract the largest logit, or use log-softmax; never the log of a
  softmax.
- Knows that a shift of the logits changes nothing, so `k` logits have only `k - 1` degrees of
  freedom.
- Gives the gradient at the logits, `softmax(logits) - y`, and the loss of a model that knows
  nothing, `log k`.

Red flags:

- Applies a softmax before a loss that expects logits.
- Averages over the `n*k` elements, and does not see that the loss has shrunk by a factor of `k`.
"""

import torch
from torch import Tensor
from torch.nn import functional as F


def categorical_nll(probs: Tensor, y: Tensor) -> Tensor:
    """Mean negative log-likelihood of one-hot or soft targets under categorical distributions.

    Args:
        probs: predicted class probabilities, shape (n, k), each row summing to 1.
        y: target probabilities, shape (n, k), each row summing to 1.

    Returns:
        The loss, a 0-dimensional tensor; a class with a target of 0 contributes exactly 0.
    """
    safe = probs.masked_fill((y == 0) & (probs == 0), 1)  # blank: probs whose log does no harm
    per_row = -(y * safe.log()).sum(dim=-1)  # blank: NLL of each row
    return per_row.mean()  # blank: which reduction of the rows?


def categorical_nll_with_logits(logits: Tensor, target: Tensor) -> Tensor:
    """Mean negative log-likelihood of class labels, from the logits of their probabilities.

    Args:
        logits: unnormalized log-probabilities, finite, shape (n, k).
        target: observed classes, int64 in [0, k), shape (n,).

    Returns:
        The loss, a 0-dimensional tensor, stable for any finite logits.
    """
    log_probs = F.log_softmax(logits, dim=-1)  # blank: log-probabilities, straight from the logits
    observed = torch.gather(log_probs, 1, target.unsqueeze(1))  # blank: the entry that counts
    return -observed.mean()  # blank: from log-likelihoods to the loss
