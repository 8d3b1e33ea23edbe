"""# Log-sum-exp and log-softmax, stable.

Unnormalized log-probabilities (logits) become a categorical distribution by one subtraction, that
of the logarithm of their normalizer. Every loss from logits rests on these two functions, and
both overflow or lose everything if they are written down as defined. Write

- `logsumexp(x, dim)`: the logarithm of the sum of the exponentials of `x` along one dimension,
  which the result no longer has;
- `log_softmax(x, dim)`: the logarithm of the softmax of `x` along one dimension, of the shape of
  `x`.

`x` has at least one dimension, and none is empty; `dim` is an int, and a negative one counts from
the end. Values and gradients are accurate for any finite numbers to `1e4` in size, in float32
too, also where one slice is far above another.

For `logsumexp`, an element of minus infinity is a class that is impossible: it counts 0, and its
gradient is 0. A slice of nothing but minus infinities has the result minus infinity; there the
gradient is not graded. `log_softmax` is called with finite numbers only.

From scratch: in neither function `log_softmax`, `softmax`, `softmin`, `logsumexp` or
`logcumsumexp`, whether function, method or module. `torch.logaddexp` is allowed.

## Formula

```
m           = max(x) along dim
logsumexp   = m + log(sum(exp(x - m)))
log_softmax = x - m - log(sum(exp(x - m)))
```

## Hints

1. The exponential of `1e4` is infinite, and that of `-1e4` is 0. By how much may you shift all
   numbers of a slice, if you undo the shift after the logarithm? Which shift makes the largest
   exponential 1? For minus infinity, ask what the shift of a slice without a finite number is.
2. `m` is one number for each slice, so keep its dimension until the subtraction is done. Where `m`
   is minus infinity, `x - m` is `nan`: shift such a slice by 0 instead. For `log_softmax`,
   subtract the normalizer; never take the logarithm of a softmax that has rounded to 0.
3. `m = x.amax(dim, keepdim=True)`, then `m.masked_fill(m.isinf(), 0)`, then
   `(x - m).exp().sum(dim).log() + m.squeeze(dim)`. For the other, `z = x - m`, and the result is
   `z - z.exp().sum(dim, keepdim=True).log()`.

## In the interview

**Which distribution?** `softmax(x)` is the categorical distribution whose log-probabilities are
`x` up to a constant. The log-sum-exp is that constant, the log of the normalizer (the
log-partition function of an exponential family). So its gradient is the mean of what is
normalized: `softmax(x)`; its second derivative is the covariance, `diag(p) - p p^T`. That is
positive semidefinite, hence log-sum-exp is convex, and so is cross-entropy in the logits.

**Why subtract the maximum?** Adding `c` to every logit adds `c` to the log-sum-exp and nothing to
the log-softmax, so the shift is free. With the maximum, the largest exponential is 1: the sum
lies between 1 and `k`, so it neither overflows nor rounds to 0. What underflows is smaller than
the rounding of what remains. The log of a softmax has no such guarantee: a probability of
`exp(-110)` is 0 in float32, and its log infinite.

**Follow-ups.** *Does the gradient have to go through the maximum?* No: the two paths cancel, so
`m` may be detached in both places, but not in one of them. *What is it between?*
`max(x) <= logsumexp(x) <= max(x) + log k`: it is a smooth maximum. *Two logits?* The log-softmax
is `logsigmoid` of their difference. *Log-softmax twice?* The same: what it returns has a
log-sum-exp of 0. *In a stream?* Keep a running maximum and a sum that is rescaled whenever the
maximum grows; that is the online softmax of fused attention. *Masks?* Minus infinity removes a
class exactly; `-1e9` does too unless all are masked, where it gives a uniform distribution and
hides the error.

## Rubric

- Names what is computed: the log of the categorical's normalizer, and log-probabilities.
- Explains why the shift is free, and why the maximum: no overflow, and a sum of at least 1.
- Knows that the log of a softmax is minus infinity where the probability has rounded to 0.
- Gives the gradient of log-sum-exp, the softmax, and what it says about convexity.
- Handles minus infinity: impossible classes count 0, and a slice of them alone must not be `nan`.

Red flags:

- Adds a small number inside the logarithm and calls it stable.
- Subtracts one maximum of the whole tensor.
"""

import torch
from torch import Tensor


def logsumexp(x: Tensor, dim: int) -> Tensor:
    """Logarithm of a sum whose terms are given by their logarithms.

    Args:
        x: logarithms of the terms, at least 1-dimensional; minus infinity stands for a term of 0.
        dim: the dimension to sum along.

    Returns:
        The logarithms of the sums, of the shape of `x` without `dim`.
    """
    # blank: a shift for each slice
    # The shift cancels, in the gradient too, so none has to flow through it.
    shift = torch.amax(x.detach(), dim, keepdim=True)
    shift = shift.masked_fill(shift.isinf(), 0)
    # end
    total = (x - shift).exp().sum(dim)  # blank: the sum, whose exponentials cannot overflow
    return total.log() + shift.squeeze(dim)  # blank: back from the shifted sum


def log_softmax(x: Tensor, dim: int) -> Tensor:
    """Log-probabilities from logits.

    Args:
        x: finite logits, at least 1-dimensional.
        dim: the dimension of the classes.

    Returns:
        The log-probabilities, of the shape of `x`.
    """
    shifted = x - torch.amax(x.detach(), dim, keepdim=True)  # blank: what is safe to exponentiate
    return shifted - shifted.exp().sum(dim, keepdim=True).log()  # blank: normalize
