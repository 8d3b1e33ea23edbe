"""# The reparameterization trick.

The loss of a VAE is an expectation over codes `z ~ N(mu, sigma^2)` whose parameters are being
trained. A draw is not a function of `mu` and `sigma` that you can differentiate, unless the draw
is rewritten as one. With `log_var = log(sigma^2)`, write

- `reparameterise(mu, log_var)`: a draw from `N(mu, sigma^2)` for each element, as a
  differentiable function of `mu`, of `log_var` and of a noise that depends on neither.

`mu` and `log_var` have the same shape, any number of dimensions, and the result has it too, with
their dtype and device. The noise is new: drawn again, and independently, for each element and at
each call. Gradients flow to both inputs.

From scratch: no `torch.distributions`.

## Formula

```
z = mu + exp(log_var/2) * eps,  eps ~ N(0, 1)
```

## Hints

1. Randomness with parameters blocks the gradient; randomness without parameters is a constant as
   far as the gradient is concerned. Which random variable has no parameters and can be shifted
   and stretched into `N(mu, sigma^2)`?
2. The noise is multiplied by a standard deviation, and what you are given is the logarithm of a
   variance: halving a logarithm takes a root. One number of noise for each element, of the
   inputs' dtype and on their device: torch has functions that take these from another tensor.
3. `std = exp(0.5 * log_var)`, `eps = torch.randn_like(std)`, return `mu + std * eps`.

## In the interview

**What does it do?** It moves the randomness out of the distribution's parameters into a noise
that has none: `z = mu + sigma * eps`, `eps ~ N(0, 1)`, has the law `N(mu, sigma^2)` and is a
deterministic, differentiable function of `mu` and `sigma`. The gradient of an expectation becomes
the expectation of a gradient, and one sample per data point estimates it without bias:
`dz/dmu = 1`, `dz/dlog_var = sigma * eps / 2`.

**Why not score-function gradients?** REINFORCE, `E[f(z) * grad log q(z)]`, is unbiased too and
works for discrete codes, but uses only the value of `f`; the pathwise gradient uses its slope,
and its variance is usually smaller by orders of magnitude.

**Follow-ups.** *Why a log-variance?* The network's output may be any real number, and `exp` makes
it a positive variance; half of it, exponentiated, is the standard deviation. *The most common
bugs?* `exp(log_var)` used as the standard deviation; one noise for the whole batch; noise kept
between calls; a sample taken under `no_grad`. *Discrete codes?* Gumbel-max, the argmax of logits
plus Gumbel noise, is an exact map of this kind, but its derivative is 0 almost everywhere; relax
it (Gumbel-softmax, which is biased), or use a straight-through or score-function estimator. *At
test time?* Use `mu` to encode, or sample if you want the uncertainty.

## Rubric

- Says what the trick moves: the randomness goes into a noise without parameters, and the sample
  becomes differentiable.
- Gives both derivatives of the sample, by `mu` and by `log_var`.
- Compares with score-function gradients: also unbiased, more general, much noisier.
- Turns a log-variance into a standard deviation correctly, and says why the network outputs a
  logarithm.
- Knows what to do with discrete codes: Gumbel-max is exact without a useful gradient, relaxations
  have one and are biased.

Red flags:

- Samples under `no_grad`, or with a call that does not pass gradients on.
- Mistakes `exp(log_var)` for the standard deviation.
"""

import torch
from torch import Tensor


def reparameterise(mu: Tensor, log_var: Tensor) -> Tensor:
    """Draw one code from each Gaussian, differentiably in its parameters.

    Args:
        mu: means, any shape.
        log_var: logarithms of the variances, the shape of `mu`.

    Returns:
        A fresh sample, the shape of `mu`.
    """
    std = torch.exp(0.5 * log_var)  # blank: standard deviation
    eps = torch.randn_like(std)  # blank: noise: which law, which shape?
    return mu + std * eps  # blank: the sample
