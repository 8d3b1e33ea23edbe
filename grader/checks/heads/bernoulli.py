"""The checks of heads/bernoulli."""

from typing import Any

import torch
from hypothesis import strategies as st

from grader.checks.heads.common import along, evaluating, pasted_evaluating, pasted_frozen
from grader.picture import Picture, picture
from grader.probe.case import Inputs
from grader.probe.drawing import grid, tensor_lines
from grader.probe.formula import edges, formula
from grader.probe.methods import frozen, layers, linear, method, method_code
from grader.probe.strategies import (
    MANY,
    as_float32,
    composite,
    cyclic,
    in_both_precisions,
    reals,
    tensors,
)

FORWARD = "BernoulliHead.forward"


@composite
def heads(draw: st.DrawFn, numbers: st.SearchStrategy[float]) -> Inputs:
    """A head of one to four features, its parameters, and a batch."""
    n, d_in = draw(st.tuples(st.integers(1, 6), st.integers(1, 4)))
    return {
        "d_in": d_in,
        "fc.weight": draw(tensors(numbers, (1, d_in))),
        "fc.bias": draw(tensors(numbers, (1,))),
        "x": draw(tensors(numbers, (n, d_in))),
    }


def off_zero(inputs: Inputs) -> bool:
    """Whether no logit is exactly 0, where the gradient of right forms with `abs` differs."""
    return bool(linear(inputs, "fc").all())


forward = formula(
    FORWARD,
    "P(y=1 given x) of shape (n, 1): the sigmoid of the layer's output.",
    heads(reals(4)).filter(off_zero),
    examples=12,
    driver=method,
    first=(layers,),
    as_code=method_code(FORWARD),
)
far = heads(reals(100, 1)).map(along(1, -1)).filter(off_zero)
extremes = edges(
    FORWARD,
    "extremes",
    "Finite and right for layer outputs from -1e4 to 1e4, including the gradient.",
    far,
    gradient=True,
    examples=4,
    driver=method,
    as_code=method_code(FORWARD),
)
single_extremes = edges(
    FORWARD,
    "extremes in float32",
    "The same in float32, where `exp` overflows much earlier.",
    far.map(as_float32),
    gradient=True,
    examples=4,
    driver=method,
    as_code=method_code(FORWARD),
)
held = edges(
    FORWARD,
    "frozen layers",
    "The gradient for x is right where the layers are frozen.",
    heads(reals(4)).filter(off_zero),
    gradient=True,
    examples=2,
    driver=frozen,
    as_code=pasted_frozen(FORWARD),
)
many = edges(
    FORWARD,
    "many features",
    "Right for over a thousand features.",
    in_both_precisions(
        cyclic(
            **{
                "fc.weight": ((1, MANY), (0.5, -0.25, 0.125)),
                "fc.bias": ((1,), (0.75,)),
                "x": ((2, MANY), (1.0, -0.5, 0.25, 0.5, -1.0)),
            }
        )
    ).map(lambda drawn: {"d_in": MANY, **drawn}),
    gradient=True,
    examples=2,
    driver=method,
    as_code=method_code(FORWARD),
)
evaluation = edges(
    FORWARD,
    "evaluation mode",
    "After head.eval() the head returns the same probability and gradient as in training.",
    heads(reals(2)).filter(off_zero),
    gradient=True,
    examples=2,
    driver=evaluating,
    as_code=pasted_evaluating(FORWARD),
)


def own_picture(impl: Any) -> Picture:
    """The probability by the feature, for three weights."""

    def head(weight: float) -> Any:
        made = impl.BernoulliHead(1).double()
        with torch.no_grad():
            made.fc.weight.fill_(weight)
            made.fc.bias.zero_()
        return made

    drawn = tensor_lines(
        "weight {:g}", (0.5, 1.0, 4.0), grid(-4, 4), lambda x, weight: head(weight)(x[None])
    )
    said = "The weight sets how fast doubt ends: all pass 1/2 at logit 0, none reaches 0 or 1."
    return picture("BernoulliHead with bias 0", "x", "P(y = 1)", drawn, said)
