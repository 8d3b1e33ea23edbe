"""The checks of logits/logistic."""

from typing import Any

import numpy as np
from hypothesis import strategies as st
from torch import Tensor

from grader.checks.logits.outcomes import (
    FEW,
    LIKELY,
    OFF_CENTER,
    SEPARABLE,
    SMALL,
    STRONG,
    TWO,
    UNITS,
    UNLIKELY,
    tumors,
    tumors_code,
    with_outliers,
)
from grader.picture import Picture, picture, series
from grader.probe.case import Inputs, Tolerance
from grader.probe.compare import SIX_DIGITS
from grader.probe.drawing import grid, tensor
from grader.probe.drivers import calling, changed, traits
from grader.probe.formula import law
from grader.probe.judgements import portable, purity, value_in_any_dtype
from grader.probe.probe import Check, Driver, Probe
from grader.probe.snippet import assignments
from grader.probe.strategies import (
    as_float32,
    bits,
    composite,
    either_precision,
    filled,
    in_both_precisions,
    reals,
    tensors,
    torch_array,
)

SIZES = st.integers(1, 5)
FEATURES = reals(3, 10)
STRENGTHS = st.sampled_from([0.5, 0.1, 1.0, 0.03, 2.0])

FOUR_DIGITS = Tolerance(1.001e-4, 1.001e-4)
"""How well a weight is to be fitted."""


@composite
def batches(
    draw: st.DrawFn,
    n: st.SearchStrategy[int] = SIZES,
    features: st.SearchStrategy[float] = FEATURES,
    l2: st.SearchStrategy[float] = STRENGTHS,
) -> Inputs:
    """Arguments of the gradient, without log-odds of 0: some right forms have a kink there."""
    shape = draw(n), draw(st.integers(1, 4))
    w, b = draw(tensors(reals(2, 10), shape[1:])), draw(tensors(reals(2, 10), ()))
    X, y = draw(tensors(features, shape)), draw(tensors(bits(), shape[:1]))
    if (np.abs(X.data @ w.data + b.data) < 1e-6).any():
        b = torch_array(b.data + 0.005)
    return {"w": w, "b": b, "X": X, "y": y, "l2": draw(l2)}


@composite
def extremes(draw: st.DrawFn) -> Inputs:
    """The same with log-odds to 1e4 in size."""
    shape = draw(st.integers(1, 4)), draw(st.integers(1, 2))
    far = st.sampled_from([5000.0, -5000.0, 1.0, -375.0, 375.0, 45.0, -13.0, 20.0])
    return {
        "w": draw(tensors(st.sampled_from([1.0, -1.0]), shape[1:])),
        "b": torch_array(0.5),
        "X": draw(tensors(far, shape)),
        "y": draw(tensors(bits(), shape[:1])),
        "l2": draw(STRENGTHS),
    }


GRADIENT = "logistic_gradient"
DRIVE = calling(GRADIENT, gradient=False)


def graded(
    name: str,
    says: str,
    inputs: st.SearchStrategy[Inputs],
    *,
    examples: int,
    drive: Driver = DRIVE,
    as_code: Any = None,
) -> Probe:
    """A check of the gradient, in whatever floating dtype it is."""
    return Probe(
        f"{GRADIENT}-{name.replace(' ', '-')}",
        GRADIENT,
        inputs,
        drive,
        (Check(name, says, lambda case: value_in_any_dtype(case) or purity(case)),),
        examples,
        forbid_library=True,
        as_code=as_code,
        tolerance=SIX_DIGITS,
    )


def requiring(impl: Any, **inputs: Any) -> dict[str, Any]:
    """Call with arguments that require a gradient, as parameters do; none is taken."""
    leaves = {name: _tracked(value) for name, value in inputs.items()}
    before = {name: traits(leaf) for name, leaf in leaves.items()}
    result = impl.logistic_gradient(*leaves.values())
    return {"value": result, "after": leaves, "changed": changed(before, leaves)}


def _tracked(value: Any) -> Any:
    return value if isinstance(value, float) else value.detach().clone().requires_grad_()


def requiring_code(inputs: Inputs) -> str:
    """The call with arguments that require a gradient."""
    tracked = "for tensor in (w, b, X, y):\n    tensor.requires_grad_()"
    return f"{assignments(inputs)}\n{tracked}\n{GRADIENT}(w, b, X, y, l2)"


whole = Probe(
    GRADIENT,
    GRADIENT,
    batches(),
    DRIVE,
    (
        Check(
            "value",
            "The slopes of the penalized mean loss for the weights, and for the bias.",
            value_in_any_dtype,
        ),
        Check("purity", f"{GRADIENT} does not change its inputs.", purity),
    ),
    20,
    forbid_library=True,
    library=frozenset({"sklearn/"}),
    tolerance=SIX_DIGITS,
)
single = graded(
    "float32",
    f"{GRADIENT} in float32 is as accurate as float32 allows.",
    batches().map(as_float32),
    examples=8,
)
elsewhere = Probe(
    f"{GRADIENT}-device",
    GRADIENT,
    batches().map(as_float32),
    DRIVE,
    (Check("device", f"{GRADIENT} creates its tensors on the device of its inputs.", portable),),
    3,
    fake_device=True,
)
parameters = graded(
    "parameters",
    "Arguments that require a gradient give the same, and stay as they are.",
    batches(),
    examples=6,
    drive=requiring,
    as_code=requiring_code,
)
alone = graded(
    "one row",
    "A single row has a gradient too.",
    either_precision(batches(st.just(1))),
    examples=4,
)
free = graded(
    "no penalty",
    "Without a penalty it is the gradient of the mean negative log-likelihood.",
    either_precision(batches(l2=st.just(0.0))),
    examples=6,
)
penalty = graded(
    "penalty alone",
    "Where all features are 0, the penalty alone moves the weights, and the labels the bias.",
    either_precision(batches(features=st.just(0.0))),
    examples=4,
)
extreme = graded(
    "extreme log-odds",
    "Accurate for log-odds to 1e4 in size.",
    either_precision(extremes()),
    examples=12,
)
many = graded(
    "many rows",
    "Right for thousands of rows, where the product of their likelihoods is 0.",
    in_both_precisions(
        {**filled(w=((2,), 0.5), b=((), 0.3), X=((2000, 2), -1.5), y=((2000,), 1.0)), "l2": 0.1}
    ),
    examples=2,
)


@law(GRADIENT, batches(st.integers(2, 4)), examples=4, tolerance=SIX_DIGITS)
def repeated_rows(impl: Any, w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float) -> Any:
    """The same rows three times over have the same gradient: the loss is a mean."""
    grad_w, grad_b = impl.logistic_gradient(w, b, X.repeat(3, 1), y.repeat(3), l2)
    return grad_w.double(), grad_b.double()


@law(GRADIENT, batches(), examples=4, tolerance=SIX_DIGITS)
def exchanged_labels(impl: Any, w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float) -> Any:
    """With ones and zeros exchanged, and all signs of the weights, only the sign changes."""
    first = impl.logistic_gradient(w, b, X, y, l2)
    other = impl.logistic_gradient(-w, -b, X, 1 - y, l2)
    return [a.double() + b.double() for a, b in zip(first, other, strict=True)]


@law(GRADIENT, batches(l2=st.just(0.0)), examples=4, tolerance=SIX_DIGITS)
def bias_as_a_weight(impl: Any, w: Tensor, b: Tensor, X: Tensor, y: Tensor, l2: float) -> Any:
    """Without a penalty the bias is the weight of a feature that is always 1."""
    import torch

    extended = torch.cat([X, torch.ones_like(X[:, :1])], dim=1)
    both, none = torch.cat([w, b.reshape(1)]), torch.zeros_like(b)
    grad_w, grad_b = impl.logistic_gradient(both, none, extended, y, l2)
    return grad_w[-1].double() - grad_b.double()


def fitted(name: str, says: str, *some: Inputs, as_code: Any = None) -> Probe:
    """A check of fits, in whatever floating dtype they are."""
    return Probe(
        f"fit_logistic-{name.replace(' ', '-')}",
        "fit_logistic",
        st.sampled_from(some),
        calling("fit_logistic", gradient=False),
        (Check(name, says, lambda case: value_in_any_dtype(case) or purity(case)),),
        len(some),
        forbid_library=True,
        as_code=as_code,
        tolerance=FOUR_DIGITS,
        fewest=2,
    )


# Each of these fits may take 5 seconds, and all of them together less than a grade may.
fit = fitted(
    "fit",
    "The weights and the bias of the least loss, each right to 1e-4 of 1 plus its size.",
    TWO,
    FEW,
    LIKELY,
    UNLIKELY,
)
strong = fitted("strong penalty", "A strong penalty shrinks the weights, not the bias.", STRONG)
far = fitted("off center", "A feature far from zero changes only the bias.", OFF_CENTER)
units = fitted("units", "Right for features of very different units.", UNITS)
small = fitted("small units", "Right where all features deviate by a hundredth.", SMALL)
apart = fitted(
    "separable rows",
    "Right where the features tell ones from zeros, so that only the penalty bounds the weights.",
    *SEPARABLE,
)
outliers = fitted(
    "outliers",
    "Right where rows lie far out, one of them with the less likely label.",
    with_outliers(),
)
real = fitted(
    "real data",
    "Right for measurements of tumors in their units.",
    tumors(),
    as_code=tumors_code,
)


@law("fit_logistic", st.just(FEW), examples=1, tolerance=Tolerance(0.0, 2e-3))
def stationary_point(impl: Any, X: Tensor, y: Tensor, l2: float) -> Any:
    """At the fit the gradient of the loss is 0."""
    import torch

    w, b = (number.detach().double() for number in impl.fit_logistic(X, y, l2))
    residual = torch.sigmoid(X @ w + b) - y
    return X.T @ residual / len(y) + 2 * l2 * w, residual.mean()


@law("fit_logistic", st.just(STRONG), examples=1, tolerance=Tolerance(0.0, 2e-3))
def share_of_ones(impl: Any, X: Tensor, y: Tensor, l2: float) -> Any:
    """At the fit the mean probability is the share of ones: no penalty holds the bias."""
    import torch

    w, b = (number.detach().double() for number in impl.fit_logistic(X, y, l2))
    return torch.sigmoid(X @ w + b).mean()


def own_picture(impl: Any) -> Picture:
    """The probabilities that some penalties lead to, on rows that can be separated."""
    import torch

    hours = [0.5, 1.0, 1.5, 2.0, 2.5, 3.5, 4.0, 4.5, 5.0, 5.5]
    passed = [0.0] * 5 + [1.0] * 5
    X, y = tensor(*hours).unsqueeze(1), tensor(*passed)
    places, drawn = grid(0, 6), []
    for l2 in (0.3, 0.03, 0.003, 0.0003):
        w, b = impl.fit_logistic(X, y, l2)
        p = torch.sigmoid(tensor(*places) * w[0] + b)
        drawn.append(series(f"l2 = {l2:g}", "line", places, p.tolist()))
    drawn.append(series("labels", "points", hours, passed))
    said = (
        "These rows can be separated: the less the penalty holds the weight, the steeper it gets."
    )
    return picture("fit_logistic by the strength of its penalty", "x", "P(y = 1)", drawn, said)
