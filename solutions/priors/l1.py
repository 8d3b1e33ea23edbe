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

## Formula

```
l1_penalty          = lambda * sum abs(w)
laplace_prior_scale = 1 / lambda
soft_threshold      = sign(w) * max(abs(w) - t, 0)
```

## Hints

1. The penalty is one sum over every entry of every parameter, times one number: what does each
   entry count, and would signs cancel? For the scale compare the penalty with the Laplace prior's
   negative log-density. The proximal step moves each entry toward 0: by how much, and how far at
   most?
2. Matching `abs(w)/b` with `lambda*abs(w)` gives the scale. For the step, handle magnitude and
   sign separately: the magnitude loses `t` and stops at 0, the sign stays.
3. `p.abs().sum()` for each of `model.parameters()`, summed, times `lambda_l1`; `1 / lambda`;
   `w.sign() * (w.abs() - t).clamp(min=0)`.

## In the interview

**Which prior?** A zero-mean Laplace with scale `b = 1/lambda`, the same for every parameter,
independent. With a Gaussian likelihood its MAP estimate is the lasso. Compared with a Gaussian of
the same variance `2*b^2` it has more mass near 0 and heavier tails: most weights are about 0, and
a few may be large.

**Why exact zeros?** The pull of L1 is `lambda*sign(w)`: as strong at a tiny weight as at a large
one. Where the gradient of a convex NLL at `w = 0` is weaker than `lambda`, the optimum *is* 0.
The pull of L2 shrinks in proportion to `w`, so it never gets there. Plain gradient descent does
not land on 0 either, it jumps back and forth across the kink. The proximal step does:
`soft_threshold(w - lr*grad, lr*lambda)` is ISTA.

**Follow-ups.** *What problem does `soft_threshold` solve?* It minimizes `0.5*(v-w)^2 + t*abs(v)`
over `v`, exactly, for each entry separately. *A shorter form?* `w - w.clamp(-t, t)`. *Do samples
from this posterior have zeros?* No: zeros are a property of the mode. The posterior is
continuous, and its mean is hardly ever sparse; spike-and-slab or horseshoe priors are made for
that. *What is the price?* Large weights lose the full `t` as well, a bias; refit the chosen ones
without a penalty. *Two features nearly the same?* L1 picks one, rather arbitrarily; L2 splits the
weight; the elastic net does both.

## Rubric

- Derives the penalty from the prior, and the scale from matching the two.
- Explains exact zeros by the kink: the pull keeps its size near 0, so it can beat the gradient of
  the NLL there.
- Knows that plain subgradient descent does not land on 0 and that the proximal step does.
- Says that zeros belong to the mode: samples and the mean of the posterior have none.
- Names the price: large weights are biased too, and correlated features compete.

Red flags:

- "L1 gives zeros because its gradient is larger than that of L2."
- Reads a zero as a posterior belief that the weight is 0.
"""

import torch
from torch import Tensor, nn


def l1_penalty(model: nn.Module, lambda_l1: float = 1e-4) -> Tensor:
    """L1 penalty over all parameters of a model.

    Args:
        model: a module with at least one parameter, all of one floating dtype.
        lambda_l1: strength of the penalty, positive.

    Returns:
        The penalty, a 0-dimensional tensor.
    """
    per_parameter = [p.abs().sum() for p in model.parameters()]  # blank: one number for each
    return lambda_l1 * torch.stack(per_parameter).sum()  # blank: put them together


def laplace_prior_scale(lambda_l1: float) -> float:
    """Scale of the Laplace prior that corresponds to an L1 penalty added to an NLL.

    Args:
        lambda_l1: strength of the penalty that is added to the NLL, positive.

    Returns:
        The scale of the zero-mean prior of each parameter.
    """
    return 1 / lambda_l1  # blank: match the penalty with the prior's negative log-density


def soft_threshold(w: Tensor, t: float) -> Tensor:
    """Proximal step of the L1 penalty, for each element separately.

    Args:
        w: the weights, any shape.
        t: size of the step, positive.

    Returns:
        The new weights, a new tensor of the shape of `w`, some of them exactly 0.
    """
    magnitude = (w.abs() - t).clamp(min=0)  # blank: how large is each weight after the step?
    return w.sign() * magnitude  # blank: and which way does it point?
