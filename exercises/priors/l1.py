"""# L1: a Laplace prior, and exact zeros.

Give every parameter the prior `w ~ Laplace(0, b)`, independently. Its negative log-density is an
L1 penalty plus a constant. The density has a sharp peak at 0, and that is why the optimum has
exact zeros. Write

- `l1_penalty(model, lambda_l1=1e-4)`: `lambda` times the sum of the absolute values of all
  parameters of the model;
- `laplace_prior_scale(lambda_l1)`: the scale `b` for which the NLL plus this penalty is the
  negative log-posterior up to a constant;
- `soft_threshold(w, t)`: the proximal step of the penalty, for each element the `v` that
  minimizes `0.5*(v-w)^2 + t*abs(v)`.

"All parameters" is `model.parameters()`: weights and biases, frozen ones too, tied ones once;
buffers are not parameters. There is at least one, and all have the same floating dtype. The
penalty is a 0-dimensional tensor of that dtype on their device, and its gradient reaches them.
`lambda_l1` and `t` are positive Python floats; the scale is a float as well. "NLL" is the sum
over the data.

`soft_threshold` works on any shape, for each element separately, and does not modify `w`. If
`abs(w) <= t`, the result is exactly 0, not just small. Gradients of both are finite at 0.

From scratch: no `F.l1_loss` and no `F.softshrink`.
"""

import torch
from torch import Tensor, nn

from grader import blank


def l1_penalty(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    """L1 penalty over all parameters of a model.

    Args:
        model: a module with at least one parameter, all of one floating dtype.
        lambda_l1: strength of the penalty, positive.

    Returns:
        The penalty, a 0-dimensional tensor.
    """
    per_parameter = blank("one number for each")
    return blank("put them together")


def laplace_prior_scale(lambda_l1: float) -> float:
    """Scale of the Laplace prior that corresponds to an L1 penalty added to an NLL.

    Args:
        lambda_l1: strength of the penalty that is added to the NLL, positive.

    Returns:
        The scale of the zero-mean prior of each parameter.
    """
    return blank("match the penalty with the prior's negative log-density")


def soft_threshold(w: Tensor, t: float) -> Tensor:
    """Proximal step of the L1 penalty, for each element separately.

    Args:
        w: the weights, any shape.
        t: size of the step, positive.

    Returns:
        The new weights, a new tensor of the shape of `w`, some of them exactly 0.
    """
    magnitude = blank("how large is each weight after the step?")
    return blank("and which way does it point?")
