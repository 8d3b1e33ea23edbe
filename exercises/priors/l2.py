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
"""

import torch
from torch import Tensor, nn

from grader import blank


def l2_penalty(model: nn.Module, lambda_l2: float) -> Tensor:
    """L2 penalty over all parameters of a model.

    Args:
        model: a module with at least one parameter, all of one floating dtype.
        lambda_l2: strength of the penalty, positive.

    Returns:
        The penalty, a 0-dimensional tensor.
    """
    per_parameter = blank("a number for each")
    return blank("put them together")


def gaussian_prior_variance(lambda_l2: float) -> float:
    """Variance of the Gaussian prior that corresponds to an L2 penalty added to an NLL.

    Args:
        lambda_l2: strength of the penalty that is added to the NLL, positive.

    Returns:
        The variance of the zero-mean prior of each parameter.
    """
    return blank("match the penalty with the prior's negative log-density")


def prior_variance_from_weight_decay(weight_decay: float) -> float:
    """Variance of the Gaussian prior that corresponds to `weight_decay` in SGD.

    Args:
        weight_decay: what `torch.optim.SGD` multiplies `w` by to add it to the gradient, positive.

    Returns:
        The variance of the zero-mean prior of each parameter.
    """
    return blank("match gradients this time")


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
    decayed_grad = blank("gradient of loss and prior together")
    return blank("the step")
