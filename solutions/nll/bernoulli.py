"""# Bernoulli: where binary cross-entropy comes from.

Assume that the target is a coin toss whose bias is the prediction, `y ~ Bernoulli(p)`. Its
negative log-likelihood is what libraries call binary cross-entropy. Write it twice:

- `bernoulli_nll(p, y)`: the mean negative log-likelihood of `y`, from the probability of a one;
- `bernoulli_nll_with_logits(logits, y)`: the same loss from the log-odds of a one.

Both arguments have the same shape, with any number of dimensions; `p` and `y` are in `[0, 1]`. A
`y` strictly between 0 and 1 (a soft target) is allowed: it pays the share `y` of what a one costs
and the share `1-y` of what a zero costs. "Mean" is over every element, and a loss is a
0-dimensional tensor.

For a `p` of exactly 0 or 1, one of the two log-probabilities is infinite. So each of them is
floored at -100, as torch's own loss does: a confident mistake costs 100, a confident hit costs 0,
and the loss is finite. The version from logits has no floor and needs none: it is finite and
accurate for any finite logit (even `1e4` in float32), and so is its gradient.

From scratch: no `F.binary_cross_entropy`, with or without logits, and no `torch.distributions`.

## Formula

```
bernoulli_nll             = mean(-(y*log(p) + (1-y)*log(1-p)))
                            with each log at least -100
bernoulli_nll_with_logits = the same for p = sigmoid(logit), no floor
its gradient              = (sigmoid(logit)-y) / n
```

## Hints

1. A Bernoulli has two log-probabilities, that of a one and that of a zero; the target weights
   them. In `bernoulli_nll`, what does 0 times the log of 0 give, and which of the two must be
   floored? From logits, the probability rounds to exactly 0 or 1 long before the logit is large:
   look for a way that never forms it.
2. In `bernoulli_nll` floor the logarithms themselves, both of them; a clamp on `p` changes the
   value at the ends. From logits, `1 - sigmoid(x) = sigmoid(-x)`, so both logarithms are the same
   function at opposite arguments, and torch has that function in a stable form.
3. `p.log().clamp(min=-100)` and `(-p).log1p().clamp(min=-100)`; `F.logsigmoid(logits)` and
   `F.logsigmoid(-logits)`. Either pair goes into `-(y*log_p + (1-y)*log_q)`, then `.mean()`.

## In the interview

**Which distribution?** `y` given `x` is Bernoulli with `p = sigmoid(f(x))`; maximum likelihood on
it *is* binary cross-entropy, and with a linear `f` it is logistic regression. The sigmoid maps
the natural parameter, the log-odds, to the mean, which is why the gradient at the logit is simply
`p - y`: the residual. Squared error on `p` assumes Gaussian noise on a label and multiplies that
residual by `2*p*(1-p)`, which vanishes exactly where the model is confidently wrong.

**Why from logits?** In float32 `sigmoid(17)` already rounds to 1, so `log(1-p)` is `-inf`. The
floor repairs the value (100, whatever the true loss) but not the gradient, which the floor cuts
off or which becomes `0 * inf`. The log-sigmoid form keeps both right for any logit.

**Follow-ups.** *What is the lowest loss for a soft target?* At `p = y`, the entropy of `y`, which
is positive. *A model that knows nothing?* `p = 1/2` costs `log 2` per element, for any labels:
check the loss at the start. *Is it right for gray pixels?* As a loss it works and has its minimum
at `p = y`; as a likelihood it does not integrate to 1 over `[0, 1]` (the continuous Bernoulli
adds the missing normalizer, which depends on `p`). *Class imbalance?* Weighting positives changes
the assumed prior of the classes, so the outputs are no longer calibrated.

## Rubric

- Names the distribution: `y` given `x` is Bernoulli, and binary cross-entropy is its negative
  log-likelihood.
- Reads the logit as log-odds, and gives the gradient at the logit: the residual, `p - y`.
- Explains why to compute from logits: in float32 the probability rounds to 0 or 1, and the loss
  and its gradient are lost.
- Knows that the floor is not the cure: it makes the value finite, but cuts off the gradient.
- Knows the values to expect: `log 2` at `p = 1/2`, and the entropy of `y` as the lowest loss of a
  soft target.

Red flags:

- Takes the log of a sigmoid, with a small number added "for stability".
- Uses squared error on probabilities and sees no difference.
"""

import torch
from torch import Tensor
from torch.nn import functional as F


def bernoulli_nll(p: Tensor, y: Tensor) -> Tensor:
    """Mean negative log-likelihood of the targets under independent Bernoullis.

    Args:
        p: predicted probabilities of a one, in [0, 1], any shape.
        y: targets in [0, 1], the shape of `p`.

    Returns:
        The loss, a 0-dimensional tensor, finite even if `p` is exactly 0 or 1.
    """
    log_p = torch.log(p).clamp(min=-100)  # blank: log-probability of a one, floored
    log_q = torch.log1p(-p).clamp(min=-100)  # blank: log-probability of a zero, floored
    per_element = -(y * log_p + (1 - y) * log_q)  # blank: which of the two does a target pay?
    return per_element.mean()  # blank: which reduction?


def bernoulli_nll_with_logits(logits: Tensor, y: Tensor) -> Tensor:
    """Mean negative log-likelihood of the targets, from the logits of the probabilities.

    Args:
        logits: log-odds of a one, finite, any shape.
        y: targets in [0, 1], the shape of `logits`.

    Returns:
        The loss, a 0-dimensional tensor, accurate for any finite logit, as is its gradient.
    """
    log_p = F.logsigmoid(logits)  # blank: log P(y=1), for any finite logit
    log_q = F.logsigmoid(-logits)  # blank: log P(y=0), for any finite logit
    return -(y * log_p + (1 - y) * log_q).mean()  # blank: combine the two and reduce
