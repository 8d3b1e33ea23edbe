"""The checks of heads/categorical."""

from typing import Any

import torch
from hypothesis import strategies as st

from grader.checks.heads.common import evaluating, pasted_evaluating, pasted_frozen
from grader.picture import Picture, picture, series
from grader.probe.case import Case, Inputs, Tolerance
from grader.probe.drawing import grid
from grader.probe.formula import edges, formula
from grader.probe.methods import frozen, layers, linear, method, method_code
from grader.probe.strategies import (
    MANY,
    Shape,
    as_float32,
    composite,
    cyclic,
    in_both_precisions,
    reals,
    shapes,
    tensors,
    torch_array,
)

FORWARD = "CategoricalHead.forward"

COARSE = Tolerance(rtol=0, atol=5e-3)
"""For scores of 3e4 in float32: their logsumexp, which a right form subtracts, is off by 1e-3."""


@composite
def heads(
    draw: st.DrawFn,
    leading: st.SearchStrategy[Shape],
    numbers: st.SearchStrategy[float] = reals(2),  # noqa: B008  # strategies are immutable
    shift: st.SearchStrategy[float] = st.just(0.0),  # noqa: B008  # likewise
    classes: st.SearchStrategy[int] = st.integers(2, 4),  # noqa: B008  # likewise
) -> Inputs:
    """A head, its parameters, and inputs with these leading dimensions."""
    d_in, n_classes = draw(st.tuples(st.integers(1, 3), classes))
    bias = draw(tensors(numbers, (n_classes,)))
    return {
        "d_in": d_in,
        "n_classes": n_classes,
        "fc.weight": draw(tensors(numbers, (n_classes, d_in))),
        "fc.bias": torch_array(bias.data + draw(shift)),
        "x": draw(tensors(numbers, (*draw(leading), d_in))),
    }


def off_zero(inputs: Inputs) -> bool:
    """Whether no score is exactly 0, where the gradient of right forms with `abs` differs."""
    return bool(linear(inputs, "fc").all())


forward = formula(
    FORWARD,
    "The softmax of the layer's output over the last dimension: a probability for each class.",
    heads(shapes(1, 3, max_side=3)).filter(off_zero),
    examples=12,
    driver=method,
    first=(layers,),
    as_code=method_code(FORWARD),
)
vector = edges(
    FORWARD,
    "a single vector",
    "An x of shape (d_in,) gives probabilities of shape (n_classes,).",
    heads(st.just(())).filter(off_zero),
    gradient=True,
    examples=3,
    driver=method,
    as_code=method_code(FORWARD),
)
alone = edges(
    FORWARD,
    "a single class",
    "With a single class the probability is 1.",
    heads(shapes(1, 2), classes=st.just(1)),
    examples=2,
    driver=method,
    as_code=method_code(FORWARD),
)


def everywhere(case: Case) -> dict[str, Any]:
    """Every element of every gradient: in float32 it has hardly a digit here, but it is finite."""
    return dict.fromkeys(case.expected["gradient"], True)


far = heads(shapes(1, 2), reals(100, 1)).filter(off_zero)
extremes = edges(
    FORWARD,
    "extremes",
    "Finite and right for scores from -1e4 to 1e4, including the gradient.",
    far,
    gradient=True,
    examples=5,
    driver=method,
    as_code=method_code(FORWARD),
)
single_extremes = edges(
    FORWARD,
    "extremes in float32",
    "The same in float32, where `exp` overflows much earlier.",
    far.map(as_float32),
    kinks=everywhere,
    examples=5,
    driver=method,
    as_code=method_code(FORWARD),
    tolerance=COARSE,
)
held = edges(
    FORWARD,
    "frozen layers",
    "The gradient for x is right where the layers are frozen.",
    heads(shapes(1, 2)).filter(off_zero),
    gradient=True,
    examples=2,
    driver=frozen,
    as_code=pasted_frozen(FORWARD),
)
many = edges(
    FORWARD,
    "many classes",
    "Right for over a thousand classes, some of them much likelier than others.",
    in_both_precisions(
        cyclic(
            **{
                "fc.weight": ((MANY, 1), (1.0, -2.0, 0.5, 3.0, -0.75, 8.0, 0.25)),
                "fc.bias": ((MANY,), (0.5, -1.0, 0.25)),
                "x": ((2, 1), (1.0, -0.5)),
            }
        )
    ).map(lambda drawn: {"d_in": 1, "n_classes": MANY, **drawn}),
    gradient=True,
    examples=2,
    driver=method,
    as_code=method_code(FORWARD),
)
evaluation = edges(
    FORWARD,
    "evaluation mode",
    "After head.eval() the head returns the same probabilities and gradient as in training.",
    heads(shapes(1, 2)).filter(off_zero),
    gradient=True,
    examples=3,
    driver=evaluating,
    as_code=pasted_evaluating(FORWARD),
)
shifted = edges(
    FORWARD,
    "shift",
    "Adding the same number to every score of a vector changes nothing.",
    heads(shapes(1, 2), shift=st.sampled_from([-30.0, -1e4, 1e4])),
    gradient=True,
    examples=6,
    driver=method,
    as_code=method_code(FORWARD),
)


def own_picture(impl: Any) -> Picture:
    """The probabilities of three classes by the feature."""
    head = impl.CategoricalHead(1, 3)
    places = grid(-6, 6)
    with torch.no_grad():
        head.fc.weight.copy_(torch.tensor([[-1.0], [0.0], [1.0]]))
        head.fc.bias.copy_(torch.tensor([0.0, 1.0, 0.0]))
        shares = head(torch.tensor(places, dtype=torch.float32)[:, None]).numpy()
    drawn = [
        series(f"class {k}: logit {logit}", "line", places, shares[:, k])
        for k, logit in enumerate(("-x", "1", "x"))
    ]
    said = "At each x the three add up to 1; the lead changes where two logits are equal."
    return picture("CategoricalHead", "x", "probability", drawn, said)
