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
"""

import torch
from torch import Tensor, nn

from grader import blank


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
        return blank("what is left to do in evaluation?")
    keep = blank("which elements survive?")
    scale = blank("the factor, also where nothing survives")
    return blank("drop and scale")


def mc_dropout_predict(model: nn.Module, x: Tensor, n_samples: int) -> tuple[Tensor, Tensor]:
    """Mean and variance of a model's predictions under Monte Carlo dropout.

    Args:
        model: a module that maps `x` to one tensor; its state is the same afterwards.
        x: the inputs, shape (n, ...).
        n_samples: number of stochastic forward passes, at least 1.

    Returns:
        The mean and the biased variance over the passes, each of the shape of one prediction.
    """
    flags = blank("what to keep")
    try:
        return blank("choose the random layers, then predict n_samples times")
    finally:
        blank("leave the model as it came")
