"""# Dropout: an approximate posterior.

Dropout sets random activations to 0, which makes every forward pass a draw from a family of
thinned networks. With dropout on at prediction time, the draws can be read as samples from an
approximate posterior over weights: their mean is the prediction, and their spread says how unsure
the network is about its own weights (epistemic uncertainty). Write

- `dropout(x, p, training)`: inverted dropout. In training each element is zeroed with probability
  `p`, independently and with a new draw in each call, and the rest is scaled so that the expected
  value of each element does not change; in evaluation it is the identity;
- `mc_dropout_predict(model, x, n_samples)`: the pair `(mean, variance)` over `n_samples`
  stochastic forward passes of `model` on `x`, each of the shape of one prediction.

`x` is finite, of any shape, and is not modified; the result keeps its dtype and device. `p` is a
float in `[0, 1]`: at `p = 0` nothing changes, at `p = 1` everything is exactly 0, never nan. The
gradient for `x` is the same mask, with the same scale, as for the values.

For the prediction, the `nn.Dropout` layers are active and every other layer (such as batch norm)
is in evaluation mode, whatever state the model was in. The variance is the biased one (divided by
`n_samples`, so that of one sample is 0) and never negative, and it is right to `1e-3` if the mean
is up to 300 standard deviations away from 0, even in float32. No gradient is recorded. Afterwards
the model is as before: the train/eval flag of each module, buffers, `requires_grad`, and the
global grad mode, even if the forward pass raises.

From scratch: `dropout` uses no `F.dropout`, `nn.Dropout` or other library dropout;
`mc_dropout_predict` may name `nn.Dropout` in an `isinstance`.

## Formula

```
dropout in training = x * z / (1-p), and 0 for p = 1
                      z = 0 with probability p, else 1
mean                = sum_s f_s(x) / n_samples
variance            = sum_s (f_s(x) - mean)^2 / n_samples
```

## Hints

1. For `dropout`: draw a decision for each element, then ask which factor keeps the expected value
   at `x`, and what that factor is at `p = 1`. For `mc_dropout_predict`: the flag of a model does
   not determine the flags of its parts; which ones do you have to remember?
2. A uniform number per element, compared with `p`, is a mask that is right at both ends. The
   scale needs its own answer if nothing survives. Every module has a flag `training`: remember
   each, set each by its type, and restore each where even an exception cannot skip it. Take the
   statistics over a new first dimension.
3. `keep = torch.rand_like(x) >= p`, and `x * keep * scale` with `scale = 0.0` at `p = 1`. A list
   of `(module, module.training)` over `model.modules()`; in `try`,
   `module.training = isinstance(module, nn.Dropout)`, then `torch.stack` of the passes under
   `torch.no_grad()`; in `finally`, the old flags. `.mean(dim=0)`, `.var(dim=0, correction=0)`.

## In the interview

**What is dropout in Bayesian terms?** Not a prior but a posterior, of a crude form: with dropout
in front of a layer the effective weight matrix is `W * diag(z) / (1-p)` with Bernoulli `z`. That
is a distribution over weights; training with dropout and weight decay approximately maximizes an
evidence lower bound with it (Gal and Ghahramani, 2016). Averaging predictions over masks is then
Monte Carlo integration over that distribution, which gives "MC dropout" its name.

**What do mean and variance mean?** The mean approximates the posterior predictive mean. The
variance is epistemic: it says how much plausible networks disagree. For the predictive variance
of a target, add the noise `sigma^2`. It is not a calibrated posterior: the spread depends on `p`,
which is set in advance, and does not shrink to 0 with more data as a posterior's would.

**Follow-ups.** *Why scale by `1/(1-p)`?* The expected activation stays the same, so evaluation
needs no change at all. *Is the plain evaluation pass the average?* Only for a linear network: in
general `f(E[z]) != E[f(z)]`. *Why not just `model.train()`?* Batch norm would normalize by this
batch, so one row's prediction would depend on the others, and would update its running statistics
with test data. *Why restore flags one by one?* A model may hold a frozen batch norm in evaluation
mode, and `model.train()` would wake it. *And `Dropout2d` or `AlphaDropout`?* They are not
subclasses of `nn.Dropout`, so this answer leaves them off; one that goes by class names turns
them on. A library would take the classes as an argument. *One batched pass?* Repeat `x` along the
batch: with everything else in evaluation mode, rows are independent, and it is faster.

## Rubric

- Explains the scale: the expected activation stays, so evaluation changes nothing.
- Reads dropout as an approximate posterior over weights, fitted by training, and not as a prior.
- Says what the mean and the variance estimate, and that the noise of the target must be added.
- Knows the limits: the spread depends on `p`, and does not shrink with data.
- Turns on only the dropout layers, says what batch norm would do otherwise, and restores each
  flag, even after an exception.

Red flags:

- Calls `model.train()` to predict, and does not undo it.
- "The variance of MC dropout is the total predictive uncertainty."
"""

import torch
from torch import Tensor, nn


def dropout(x: Tensor, p: float, training: bool) -> Tensor:
    """Inverted dropout.

    Args:
        x: activations, finite, any shape.
        p: probability that an element is zeroed, in [0, 1].
        training: whether to drop anything.

    Returns:
        The activations after dropout, the shape of `x`.
    """
    if not training:
        return x  # blank: what is left to do in evaluation?
    keep = torch.rand_like(x) >= p  # blank: which elements survive?
    scale = 1 / (1 - p) if p < 1 else 0.0  # blank: the factor, also where nothing survives
    return x * keep * scale  # blank: drop and scale


def mc_dropout_predict(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    """Mean and variance of a model's predictions under Monte Carlo dropout.

    Args:
        model: a module that maps `x` to one tensor; its state is the same afterwards.
        x: the inputs, shape (n, ...).
        n_samples: number of stochastic forward passes, at least 1.

    Returns:
        The mean and the biased variance over the passes, each of the shape of one prediction.
    """
    flags = [(module, module.training) for module in model.modules()]  # blank: what to keep
    try:
        # blank: choose the random layers, then predict n_samples times
        for module, _ in flags:
            module.training = isinstance(module, nn.Dropout)
        with torch.no_grad():
            # A copy for each pass: a first layer with inplace=True would spoil the input.
            samples = torch.stack([model(x.clone()) for _ in range(n_samples)])
        return samples.mean(dim=0), samples.var(dim=0, correction=0)
        # end
    finally:
        # blank: leave the model as it came
        for module, training in flags:
            module.training = training
        # end
