"""# Focal loss: a likelihood that looks at hard cases.

Where almost every example is an easy negative, as in object detection, the sum of many small
losses drowns the few large ones. The focal loss (Lin et al., 2017) starts from the Bernoulli
negative log-likelihood of each element and weighs it twice: by its class, and by how improbable
the model found what happened. Write

- `focal_loss(logits, y, alpha, gamma)`: the mean over every element of that weighted negative
  log-likelihood.

`logits` are the log-odds of a one, any shape (0-dimensional too); `y` holds zeros and ones, in the
dtype and shape of `logits`. The class weight is `alpha` where `y` is 1 and `1 - alpha` where `y`
is 0. The focusing weight is the probability of what did *not* happen, to the power of `gamma`.
Both are Python floats: `alpha` from 0 to 1; `gamma` is 0, or from 1 to 5. With `gamma = 0` the
focusing weight is 1 everywhere.

The loss is a 0-dimensional tensor. Its gradient flows through the focusing weight too. Value and
gradient are accurate for any finite logits to `1e4` in size, in float32 too.

From scratch: no `F.binary_cross_entropy`, with or without logits, and no `torch.distributions`;
`F.logsigmoid` and `F.softplus` are allowed.

## Formula

```
p_t     = sigmoid(logits)  where y = 1,  sigmoid(-logits)  where y = 0
alpha_t = alpha            where y = 1,  1 - alpha         where y = 0
focal_loss = mean of -alpha_t * (1 - p_t)^gamma * log(p_t)
```

## Hints

1. Each element is a coin toss. Let `p_t` be the probability of the side that came up; with the
   sign of the logit turned where `y` is 0, one expression does for both classes. Which number is
   close to 0 for an easy element, so that a power of it silences that element?
2. Take `log(p_t)` from the logit in one stable step; the log of a sigmoid is infinite where the
   sigmoid has rounded to 0. The weight `1 - p_t` is a sigmoid as well. Do not detach it: it
   depends on the logits, and its gradient is graded.
3. `s = (2*y - 1) * logits`; `F.logsigmoid(s)` is `log(p_t)`, `torch.sigmoid(-s)` is `1 - p_t`.
   The class weight is `alpha*y + (1 - alpha)*(1 - y)`. Multiply, negate, average.

## In the interview

**Which distribution?** `y` given `x` is Bernoulli with log-odds `logits`, and `-log(p_t)` is its
negative log-likelihood. With `gamma = 0` and `alpha = 1/2` the focal loss is half of it. With
`gamma > 0` it is no longer the negative logarithm of any likelihood, so minimizing it does not
estimate the probability: at a rate of ones `r`, the best constant prediction is not `r` but is
drawn toward 1/2. A class weight alone, too, shifts the estimate: the odds are multiplied by
`alpha / (1 - alpha)`.

**What does it do?** An element with `p_t = 0.9` and `gamma = 2` counts a hundredth of what it
would, one with `p_t = 0.5` a quarter. So a hundred thousand easy background boxes no longer
outweigh the few objects. The gradient has two terms, by the product rule; detaching the weight
drops one and makes it a reweighted likelihood, which is another algorithm.

**Follow-ups.** *Is it calibrated?* It is classification-calibrated (the right side of 1/2), but
not a proper scoring rule: it is underconfident, which offsets the overconfidence of large nets.
*`alpha` in the paper is 0.25 for the rare class; why so low?* Because focusing already silences
the easy negatives; tune the two together. *How to start training?* With the last bias at
`log(pi / (1 - pi))` for a rare class of rate `pi`, or the first steps are lost in the loss of the
background. *Normalization?* The paper divides by the number of positives, here it is the mean.
*Alternatives?* Sampling hard negatives, or a logit shift by the log prior odds, which keeps the
likelihood.

## Rubric

- Starts from the Bernoulli likelihood of what happened, `p_t`, in one expression for both classes.
- Computes the logarithm from the logit, stably, and knows where the log of a sigmoid fails.
- Knows that the weight depends on the logits and that its gradient belongs to the loss.
- Says that with `gamma > 0` it is not a likelihood, so its outputs are not probabilities.
- Names what the problem is, class imbalance with many easy cases, and an alternative.

Red flags:

- Computes the weight from the mean loss of the batch.
- Calls the output of a focal-trained model a calibrated probability.
"""

import torch
from torch import Tensor
from torch.nn import functional as F


def focal_loss(logits: Tensor, y: Tensor, alpha: float, gamma: float) -> Tensor:
    """Mean Bernoulli negative log-likelihood, weighted by class and by difficulty.

    Args:
        logits: log-odds of a one, finite, any shape.
        y: observed zeros and ones, the shape and dtype of `logits`.
        alpha: the weight of ones, in [0, 1]; zeros have the rest.
        gamma: the power of the focusing weight, 0 or in [1, 5].

    Returns:
        The loss, a 0-dimensional tensor.
    """
    margin = (2 * y - 1) * logits  # blank: log-odds of what happened
    log_p = F.logsigmoid(margin)  # blank: its log-probability
    focus = torch.sigmoid(-margin) ** gamma  # blank: a weight that is small for easy elements
    weight = alpha * y + (1 - alpha) * (1 - y)  # blank: the weight of each class
    return -(weight * focus * log_p).mean()  # blank: put together and reduce
