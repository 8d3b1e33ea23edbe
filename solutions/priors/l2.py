"""# L2: a Gaussian prior, and weight decay.

Maximum a posteriori (MAP) minimizes `-log p(data|w) - log p(w)`. Give every parameter the prior
`w ~ N(0, tau^2)`, independently, and its negative log-density is an L2 penalty plus a constant.
So a penalty says how large you believed the weights to be before you saw data. Write

- `l2_penalty(model, lambda_l2)`: `lambda` times the sum of the squares of all parameters of the
  model;
- `gaussian_prior_variance(lambda_l2)`: the `tau^2` for which the NLL plus `lambda` times the sum
  of squares is the negative log-posterior up to a constant;
- `prior_variance_from_weight_decay(weight_decay)`: the `tau^2` that
  `torch.optim.SGD(weight_decay=wd)` implies if its loss is the NLL. It adds `wd*w` to the
  gradient;
- `sgd_step(w, grad, lr, weight_decay)`: the new `w` after one such step of plain SGD, as a new
  tensor.

"All parameters" is `model.parameters()`: weights and biases, frozen ones too, tied ones once;
buffers are not parameters. There is at least one, and all have the same floating dtype. The
penalty is a 0-dimensional tensor of that dtype on their device, and its gradient reaches them.
Strengths, rates and steps are positive Python floats; the two variances are floats as well. `w`
and `grad` have the same shape and are not modified.

"NLL" is the sum over the data. With a mean instead, read `lambda` as `n*lambda`.

## Formula

```
l2_penalty                       = lambda * sum w^2
gaussian_prior_variance          = 1 / (2*lambda)
prior_variance_from_weight_decay = 1 / wd
sgd_step                         = w - lr * (grad + wd*w)
```

## Hints

1. The penalty is one sum over every entry of every parameter, times one number. For the
   variances, write down the negative log-density of `N(0, tau^2)` at `w` and compare it with the
   penalty. For the step, ask what the gradient of the penalized loss is.
2. Matching `w^2 / (2*tau^2)` with `lambda*w^2` gives the first variance. For weight decay compare
   gradients: that of the prior term is `w / tau^2`, that of `lambda*w^2` is `2*lambda*w`; which
   `lambda` is `wd`? In `sgd_step` decay joins the gradient first, and `lr` scales both.
3. `sum(p.square().sum() ...)` over `model.parameters()`, times `lambda_l2`; `1 / (2*lambda)`;
   `1 / wd`; `w - lr * (grad + weight_decay * w)`, with no operation that ends in `_` or `=`.

## In the interview

**Which prior?** A zero-mean Gaussian, the same for every parameter, independent. Its negative
log-density is quadratic, so the penalty is `sum w^2`, and MAP with it is ridge regression when
the likelihood is Gaussian. A stronger penalty is a narrower prior: `tau^2 = 1/(2*lambda)`. The
Gaussian pulls in proportion to the weight, so it shrinks everything and zeroes nothing.

**The factor 2, which is the trap.** The gradient of `lambda*w^2` is `2*lambda*w`, but
`weight_decay` adds `wd*w`. So `wd = 2*lambda`, the penalty that SGD minimizes is `wd/2 * w^2`,
and the prior's variance is `1/wd`. The second trap: `lambda` alone is not a prior. With a mean
loss over `n` points the variance is `1/(2*n*lambda)`, and with a squared error in place of an NLL
it also depends on the noise variance.

**Follow-ups.** *Is it a prior in Adam?* `Adam(weight_decay)` also adds `wd*w` to the gradient; a
full-batch optimum is the same MAP, but each coordinate's step is rescaled, so regularization
along the way differs. `AdamW` shrinks the weights outside the gradient: on full batches it stops
at maximum likelihood if that is within `abs(w) < 1/wd`, and with minibatches where the noise of
the gradients decides. Neither is a prior that `wd` alone determines. *Should biases be
penalized?* Here yes, by definition; in practice biases and norm scales are often left out, a flat
prior on them. *Why "decay"?* Without a gradient, each SGD step multiplies `w` by `1 - lr*wd`.
*Why does it help?* Less variance for a little bias: ridge regression multiplies the fit along a
direction of singular value `s` by `s^2/(s^2 + alpha)`, most where the data say least.

## Rubric

- Derives the penalty from the prior: `-log p(w)` of a zero-mean Gaussian is quadratic.
- Gets the factor of 2 right: `1/(2*lambda)` for a penalty, `1/wd` for weight decay, and says why
  they differ.
- Says that `lambda` alone is not a prior: the sum or mean over the data, and the noise variance
  of a squared error, belong to it.
- Explains what L2 does: it shrinks in proportion and zeroes nothing.
- Knows that Adam rescales the decay on the way, and that AdamW's decay is not a Gaussian prior.

Red flags:

- "`weight_decay` is `lambda`, in any optimizer."
- Says that a stronger penalty is a wider prior.
"""

import torch
from torch import Tensor, nn


def l2_penalty(model: nn.Module, lambda_l2: float) -> Tensor:
    """L2 penalty over all parameters of a model.

    Args:
        model: a module with at least one parameter, all of one floating dtype.
        lambda_l2: strength of the penalty, positive.

    Returns:
        The penalty, a 0-dimensional tensor.
    """
    per_parameter = [p.square().sum() for p in model.parameters()]  # blank: a number for each
    return lambda_l2 * torch.stack(per_parameter).sum()  # blank: put them together


def gaussian_prior_variance(lambda_l2: float) -> float:
    """Variance of the Gaussian prior that corresponds to an L2 penalty added to an NLL.

    Args:
        lambda_l2: strength of the penalty that is added to the NLL, positive.

    Returns:
        The variance of the zero-mean prior of each parameter.
    """
    return 1 / (2 * lambda_l2)  # blank: match the penalty with the prior's negative log-density


def prior_variance_from_weight_decay(weight_decay: float) -> float:
    """Variance of the Gaussian prior that corresponds to `weight_decay` in SGD.

    Args:
        weight_decay: what `torch.optim.SGD` multiplies `w` by to add it to the gradient, positive.

    Returns:
        The variance of the zero-mean prior of each parameter.
    """
    return 1 / weight_decay  # blank: match gradients this time


def sgd_step(w: Tensor, grad: Tensor, lr: float, weight_decay: float) -> Tensor:
    """One step of gradient descent with weight decay.

    Args:
        w: the weights, any shape.
        grad: gradient of the loss without the penalty, the shape of `w`.
        lr: step size, positive.
        weight_decay: strength of the decay, positive.

    Returns:
        The new weights, a new tensor of the shape of `w`.
    """
    decayed_grad = grad + weight_decay * w  # blank: gradient of loss and prior together
    return w - lr * decayed_grad  # blank: the step
