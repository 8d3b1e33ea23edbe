"""# Three estimates of a KL from samples.

Between two language models no closed form of the KL exists: all that you have is samples from `p`
and the log-probability that each model gives them. Three estimates for one sample are in use, known
by the names `k1`, `k2` and `k3`. Write

- `kl_estimates(logp, logq)`: the tuple `(k1, k2, k3)`, each with one number for each sample.

`logp` and `logq` are the log-probabilities, under `p` and under `q`, of **samples from `p`**. They
have the same shape, any, also 0-d, and each result has that shape: nothing is reduced. All three
estimate the KL of `q` from `p`, the expectation under `p` of `log p - log q`:

- `k1` is the log ratio itself, positive where `p` is larger;
- `k2` is half its square;
- `k3` is the ratio `q/p`, minus 1, minus the logarithm of that ratio.

`k3` is never negative, in float64 and in float32, also where the two log-probabilities almost
agree. In float64 it is right to 1 part in 1,000 for differences from 1e-4 to 30. The
log-probabilities go down to -1,000, where the probabilities themselves are 0 in floating point. The
gradients are those of these expressions, for both inputs.

From scratch: neither `torch.distributions` nor `F.kl_div`.

## Formula

```
k1 = logp - logq
k2 = (logp - logq)^2 / 2
k3 = exp(logq - logp) - 1 - (logq - logp)
```

## Hints

1. Everything depends on one number for each sample, the difference of the log-probabilities. Which
   sign has it in each estimate? A ratio of probabilities is the exponential of such a difference:
   never compute the probabilities themselves.
2. The third is the height of the exponential above its tangent at 0, so it cannot be negative. But
   near 0 the exponential is about 1, and subtracting 1 leaves the rounding errors: is there a
   function that computes `exp(x) - 1` in one step?
3. With `log_ratio = logq - logp`: `-log_ratio`, `log_ratio.square() / 2`, and
   `torch.expm1(log_ratio) - log_ratio`.

## In the interview

**Why these three?** With samples from `p`, the mean of `k1` is the KL without bias. But single
values are positive and negative, so the variance is high for two similar models. `k2` is
never negative and has a low variance, but estimates something else: half the mean square, which is
close to the KL only while the models are close. `k3` is unbiased and never negative: it adds
`q/p - 1` to `k1`, which has mean 0 under `p` and is correlated with it: a control variate.

**Why is `k3` never negative?** `exp(x) >= 1 + x`: a convex function lies above its tangent. That is
the divergence of Bregman for the exponential, one sample of it.

**The trap: a good value is not a good gradient.** If the samples come from the policy that is
trained, differentiating the mean of an estimate treats them as fixed. The gradient of `k1` for
`logp` then has mean 0: the score's expectation. That of `k2` has the right mean, the gradient of
`KL(p || q)`. That of `k3` is, in the mean, the gradient of the other direction, `KL(q || p)`. The
value is unbiased for `k1` and `k3`, the gradient for `k2`.

**Follow-ups.** *Which direction does RLHF penalize?* `KL(policy || reference)`, samples from the
policy; GRPO uses `k3`. *Heavy tails?* `q/p` can be huge where `p` is small: `k3` is unbiased, yet
one sample can dominate. *Sequences?* Add up log-probabilities of tokens, then estimate, or estimate
for each token and add: both are unbiased for `k1`. *Per-token KL exactly?* With the full logits the
sum over the vocabulary has no noise at all.

## Rubric

- Knows who drew the samples, and hence which direction of the KL is estimated.
- Says for each estimate whether its value is unbiased, and whether it can be negative.
- Explains `k3` as `k1` plus a control variate of mean 0, or as a height above a tangent.
- Computes in log space, with `expm1` near 0.
- Separates value from gradient: under sampling from the policy, `k2` has the right gradient.

Red flags:

- Computes `exp(logp)` and `exp(logq)` and divides.
- Says that a KL estimated from samples cannot be negative, or that `k3` is best for everything.
"""

import torch
from torch import Tensor


def kl_estimates(logp: Tensor, logq: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Three estimates of the KL of `q` from `p`, for each of the samples from `p`.

    Args:
        logp: log-probabilities of the samples under `p`, any shape.
        logq: their log-probabilities under `q`, the shape of `logp`.

    Returns:
        `(k1, k2, k3)`, each of that shape.
    """
    log_ratio = logq - logp  # blank: the number on which all depends
    k1 = -log_ratio  # blank: without bias, of either sign
    k2 = log_ratio.square() / 2  # blank: never negative, but biased
    # blank: without bias and never negative
    # expm1 rather than exp - 1: rounding cannot make it negative where the two almost agree.
    k3 = torch.expm1(log_ratio) - log_ratio
    # end
    return k1, k2, k3
