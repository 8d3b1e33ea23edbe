"""# Entropy, KL and Jensen-Shannon of categorical distributions.

Three numbers that compare distributions over the same `k` classes: how uncertain `p` is, how many
nats it costs to believe `q` when the truth is `p`, and a symmetric, bounded version of that cost.
Write

- `entropy(p)`: the expectation under `p` of `-log p`, for each row;
- `kl_categorical(p, q)`: the Kullback-Leibler divergence of `q` from `p`, the expectation **under
  `p`** of `log p - log q`, for each row;
- `js_divergence(p, q)`: the Jensen-Shannon divergence, half the KL of `p` from the mean of both
  distributions plus half that of `q` from it, for each row.

`p` and `q` have the same shape `(..., k)`: any number of leading dimensions, also none. The last
dimension holds the probabilities of one distribution, and each result has the shape `(...)`. All
are in nats, the natural logarithm. Probabilities may be exactly 0. A class with `p = 0` contributes
exactly 0 to the entropy and to the KL, also where `q = 0`. A class with `q = 0 < p` makes the KL
`inf`. The Jensen-Shannon divergence is finite always, and `log(2)` where the two share no class.

Gradients flow to both inputs. They are graded in rows without a 0, and up to a constant along each
row: probabilities sum to 1, so a constant pushes nowhere.

From scratch: `torch.xlogy` and `torch.special.entr` may be used, `F.kl_div` and
`torch.distributions` may not.

## Formula

```
entropy        = -sum_k p_k*log(p_k)
kl_categorical = sum_k p_k*log(p_k/q_k)                0*log(0/q) = 0
js_divergence  = 0.5*kl_categorical(p, m) + 0.5*kl_categorical(q, m)
             m = (p + q)/2
```

## Hints

1. Each number is an expectation, so each class is weighted by a probability. By which one in the
   KL? Then ask what a class with weight 0 must contribute, and what floating point makes of
   `0 * log(0)`. For the third function, which distribution stands between `p` and `q`?
2. The limit of `x*log(x)` at 0 is 0, but `0 * -inf` is nan: choose the product that knows the limit
   (`torch.xlogy`), or put a harmless number where the weight is 0. Do not add an epsilon: the
   infinity of the KL is right.
3. `torch.special.entr(p).sum(-1)`; `(torch.xlogy(p, p) - torch.xlogy(p, q)).sum(-1)`; and with
   `m = (p + q) / 2`, the mean of the KL of `p` and of `q` from `m`.

## In the interview

**What do they mean?** Entropy is the expected surprise, in nats, of a categorical variable whose
law you know. The cross-entropy `-sum p*log(q)` is the surprise if you believe `q`; the KL is the
difference, what the wrong belief costs. It is never negative (Jensen's inequality: `log` is
concave), and 0 only for `p = q`. Minimizing a negative log-likelihood over `q` minimizes the KL of
the model from the data, because the data's entropy is a constant.

**The zeros.** A class that never happens costs nothing, whatever was believed: `0*log(0)` is 0 by
continuity. A class that happens and was believed impossible costs infinity. So `KL(p || q)` with
`p` the data forces `q` to cover everything (mode covering); `KL(q || p)` forces `q` to stay where
`p` is (mode seeking), which is what variational inference minimizes.

**Why Jensen-Shannon?** Each distribution is compared with the mean, which is positive wherever
either is: no infinity, symmetric, at most `log(2)`. It is the mutual information between a draw
and the fair coin that chose whether `p` or `q` made it, and its root is a metric. The original GAN
minimizes it. Its weakness: for disjoint supports it is flat at `log(2)`, without a gradient.

**Follow-ups.** *Is KL a distance?* No: not symmetric, no triangle inequality. *Maximum of the
entropy?* `log(k)`, at the uniform distribution: `KL(p || uniform) = log(k) - H(p)`. *Prior?* An
entropy bonus is a KL to a uniform prior, up to a constant. *Bits?* Divide by `log(2)`. *Does the
gradient through `m` matter?* Its part is a constant along each row, so on the simplex it does not.

## Rubric

- Writes the KL as an expectation under its first argument, and knows that it is not symmetric.
- Handles the zeros without an epsilon: `0*log(0) = 0`, and `q = 0 < p` gives infinity.
- Connects the three: cross-entropy is entropy plus KL, so maximum likelihood minimizes a KL.
- Says what each direction of the KL does when `q` is a model: covers modes, or seeks one.
- Knows that Jensen-Shannon is symmetric and at most `log(2)`, and where it has no gradient.

Red flags:

- Calls the KL a distance, or cannot say which argument the expectation is under.
- Adds an epsilon to every logarithm and cannot say which values it changes.
"""

import torch
from torch import Tensor


def entropy(p: Tensor) -> Tensor:
    """Entropy of categorical distributions.

    Args:
        p: probabilities, shape `(..., k)`; each row sums to 1 and may hold zeros.

    Returns:
        The entropy of each row in nats, shape `(...)`.
    """
    per_class = torch.special.entr(p)  # blank: what each class contributes, also one that is 0
    return per_class.sum(dim=-1)  # blank: over what?


def kl_categorical(p: Tensor, q: Tensor) -> Tensor:
    """Kullback-Leibler divergence, the expectation under `p` of `log p - log q`.

    Args:
        p: probabilities, shape `(..., k)`.
        q: probabilities, the shape of `p`.

    Returns:
        The divergence of each row in nats, shape `(...)`; `inf` where a class has `q = 0 < p`.
    """
    # blank: what each class contributes, with every case of a 0
    # xlogy(0, x) is 0 for every x, even 0; xlogy(p, 0) is -inf, as it should be.
    per_class = torch.xlogy(p, p) - torch.xlogy(p, q)
    # end
    return per_class.sum(dim=-1)  # blank: one number for each row


def js_divergence(p: Tensor, q: Tensor) -> Tensor:
    """Jensen-Shannon divergence.

    Args:
        p: probabilities, shape `(..., k)`.
        q: probabilities, the shape of `p`.

    Returns:
        The divergence of each row in nats, shape `(...)`, from 0 to `log(2)`.
    """
    middle = (p + q) / 2  # blank: the distribution between the two
    # blank: how far both are from it
    return (kl_categorical(p, middle) + kl_categorical(q, middle)) / 2
    # end
