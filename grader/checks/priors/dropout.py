"""The checks of priors/dropout."""

from typing import Any

import torch
from hypothesis import strategies as st
from torch import Tensor

from grader.checks.priors import masks, monte_carlo
from grader.checks.priors.pictures import mask_picture
from grader.picture import Picture, picture, series
from grader.probe.case import Inputs
from grader.probe.drawing import grid
from grader.probe.drivers import calling
from grader.probe.formula import law
from grader.probe.judgements import portable
from grader.probe.probe import Check, Probe
from grader.probe.strategies import (
    Shape,
    as_float32,
    composite,
    enumerated,
    filled_cyclically,
    reals,
    tensors,
    torch_array,
)

LAYOUTS: dict[Shape, tuple[int, ...]] = {
    (3,): (900,),
    (2, 3): (20, 20),
    (3, 1): (20, 40),
    (1, 2, 2): (40, 2, 15),
    (2, 1, 2, 1): (16, 2, 1, 30),
}
"""Shapes of x, and how often it is repeated: at least 30 rows and columns, to be distinct."""

PATIENCE = 40.0
"""Seconds that half a million draws may take: an answer may go from element to element."""

# An x without zeros, of many copies of a few numbers, and a p between 0 and 1.
activations = enumerated(
    len(LAYOUTS),
    x=filled_cyclically(LAYOUTS, (1.0, -2.0, 0.5, 3.0, -0.125, -1000.0, 0.75)),
    repeats=[*LAYOUTS.values()],
    p=(0.5, 0.25, 0.75, 0.4, 1 / 3),
)


def calls(*settings: tuple[float, bool]) -> st.SearchStrategy[Inputs]:
    """Arguments of a single call at each p and training: x in either precision, with zeros too."""
    xs = [
        torch_array([1.5], "float32"),
        torch_array([0.0, -2.0, 3.0]),
        torch_array([[0.5], [-1.0], [0.0]], "float32"),
    ]
    return st.sampled_from([{"x": x, "p": p, "training": t} for p, t in settings for x in xs])


sampling = Probe(
    "dropout",
    "dropout",
    activations,
    masks.masked,
    (
        Check("result", "A finite tensor of the shape and dtype of x.", masks.shaped),
        Check.of(masks.once_shaped(masks.rate)),
        Check.of(masks.once_shaped(masks.scale)),
        Check.of(masks.once_shaped(masks.independence)),
        Check.of(masks.once_shaped(masks.gradient)),
        Check.of(masks.once_shaped(masks.evaluation)),
        Check("purity", "dropout does not change x.", masks.pure),
    ),
    len(LAYOUTS),
    referenced=False,
    forbid_library=True,
    as_code=masks.as_code,
    random=True,
    draw=mask_picture,
)
single = Probe(
    "dropout-float32",
    "dropout",
    activations.map(as_float32),
    masks.masked,
    (Check("float32", "dropout keeps the dtype of x, and its accuracy.", masks.sound),),
    2,
    referenced=False,
    forbid_library=True,
    as_code=masks.as_code,
    random=True,
)
elsewhere = Probe(
    "dropout-device",
    "dropout",
    enumerated(
        4,
        x=[torch_array([[0.0, -2.0], [3.0, 1.0]], "float32")],
        p=(0.5, 1.0, 0.0, 0.25),
        training=(True, True, True, False),
    ),
    calling("dropout", gradient=False),
    (Check("device", "dropout creates its tensors on the device of x.", portable),),
    4,
    fake_device=True,
)
ends = Probe(
    "dropout-ends",
    "dropout",
    calls((1.0, True), (0.0, True)),
    calling("dropout", gradient=False),
    (
        Check(
            "ends",
            "At p = 0 nothing changes; at p = 1 everything is exactly 0, never nan.",
            masks.kept,
        ),
    ),
    6,
    forbid_library=True,
)
# At p = 1 in training the gradient is not graded: that of `where(drop, 0, x / (1-p))` is nan.
identity = Probe(
    "dropout-identity",
    "dropout",
    calls((0.0, True), (0.0, False), (1.0, False)),
    calling("dropout", gradient=True),
    (
        Check(
            "identity",
            "At p = 0, and in evaluation, the result is x and the gradient passes unchanged.",
            masks.kept,
        ),
    ),
    9,
    forbid_library=True,
)


@law(
    "dropout",
    enumerated(3, x=filled_cyclically([(1,), (4,), (2, 2)], (1.0, -2.0, 0.5)), p=(0.5, 0.25)),
    judge=masks.subsets,
    examples=3,
    forbid_library=False,
    random=True,
)
def subsets(impl: Any, x: Tensor, p: float) -> Tensor:
    """Over many calls, the number of kept elements of a small x is binomial."""
    return torch.stack([impl.dropout(x, p, True) for _ in range(200)])


@law(
    "dropout",
    enumerated(4, x=[torch_array(1.0)], p=(0.001, 0.999, 1 / 3, 0.0)),
    judge=masks.counted,
    examples=4,
    forbid_library=False,
    as_code=masks.counted_pasted,
    random=True,
)
def many_elements(impl: Any, x: Tensor, p: float) -> dict[str, Any]:
    """Of very many elements, the fraction p is zeroed and the rest is scaled, for any p."""
    y = impl.dropout(x.repeat(masks.MANY), p, True)
    return {"zeroed": int((y == 0).sum()), "largest": float(y.max())}


often = Probe(
    "dropout-many-draws",
    "dropout",
    st.just({"x": torch_array([[1.0]]), "p": 0.3}),
    masks.masked_often,
    (Check.of(masks.many_draws),),
    1,
    referenced=False,
    as_code=masks.often_pasted,
    random=True,
    seconds=PATIENCE,
)


modes = st.sampled_from([[True], [False], [True, False], [False, False, True]])


@composite
def predictions(
    draw: st.DrawFn, kinds: st.SearchStrategy[str], shapes: st.SearchStrategy[Shape]
) -> Inputs:
    """A model whose dropout is deterministic, in any state, and inputs for it."""
    return {
        "kind": draw(kinds),
        "p": draw(st.sampled_from([1.0, 0.0])),
        "x": draw(tensors(reals(), draw(shapes))),
        "n_samples": draw(st.integers(1, 3)),
        "modes": draw(modes),
        "frozen": draw(st.booleans()),
        "grad": draw(st.booleans()),
    }


def rows(least: int, most: int, *between: int) -> st.SearchStrategy[Shape]:
    """Shapes of so many rows, of two numbers or of arrays of them."""
    return st.integers(least, most).map(lambda n: (n, *between, 2))


# More than one row: a batch norm in training mode refuses a single one.
showcases = predictions(st.just("showcase"), rows(2, 4))
others = predictions(
    st.sampled_from(["perceptron", "in_place", "deterministic", "flat"]), rows(1, 3)
)
# Rows of more dimensions, and predictions likewise.
sequences = predictions(st.sampled_from(["perceptron", "in_place", "deterministic"]), rows(1, 3, 3))
predicting = Probe(
    "mc_dropout_predict",
    "mc_dropout_predict",
    showcases,
    monte_carlo.predicted,
    (
        Check.of(monte_carlo.prediction),
        Check.of(monte_carlo.no_gradient),
        Check.of(monte_carlo.restored),
        Check(
            "purity", "mc_dropout_predict does not change x or the parameters.", monte_carlo.pure
        ),
    ),
    14,
    as_code=monte_carlo.as_code,
)
any_model = Probe(
    "mc_dropout_predict-any-model",
    "mc_dropout_predict",
    st.one_of(others, predictions(st.just("normalised"), rows(1, 3)), sequences),
    monte_carlo.predicted,
    (
        Check(
            "any model",
            "Predictions for any model, shape and batch, including a batch of one.",
            monte_carlo.sound,
        ),
    ),
    10,
    as_code=monte_carlo.as_code,
)
prediction_float32 = Probe(
    "mc_dropout_predict-float32",
    "mc_dropout_predict",
    sequences.map(as_float32),
    monte_carlo.predicted,
    (
        Check(
            "float32",
            "mc_dropout_predict keeps the dtype of the model, and its accuracy.",
            monte_carlo.prediction,
        ),
    ),
    4,
    as_code=monte_carlo.as_code,
)
prediction_elsewhere = Probe(
    "mc_dropout_predict-device",
    "mc_dropout_predict",
    predictions(st.just("perceptron"), rows(1, 3)).map(as_float32),
    monte_carlo.predicted,
    (Check("device", "mc_dropout_predict creates its tensors on the device of x.", portable),),
    3,
    fake_device=True,
)


@composite
def failures(draw: st.DrawFn) -> Inputs:
    """A model that fails in its first or its second pass, in any state."""
    return {
        "at": draw(st.integers(1, 2)),
        "x": draw(tensors(reals(), (3, 2))),
        "n_samples": 3,
        "modes": draw(modes),
        "frozen": draw(st.booleans()),
        "grad": draw(st.booleans()),
    }


exceptions = Probe(
    "mc_dropout_predict-exceptions",
    "mc_dropout_predict",
    failures(),
    monte_carlo.failed,
    (Check.of(monte_carlo.exceptions),),
    6,
    as_code=monte_carlo.failure_pasted,
)


passes = Probe(
    "mc_dropout_predict-passes",
    "mc_dropout_predict",
    enumerated(
        6,
        x=[torch_array([[1.0, -2.0]])],
        repeats=[(20, 10)] * 5 + [(50, 50)],
        p=(0.5, 0.25),
        n_samples=(1, 2, 5, 20, 40, 130),
    ),
    monte_carlo.sampled,
    (Check.of(monte_carlo.statistics),),
    6,
    referenced=False,
    as_code=monte_carlo.passes_pasted,
    random=True,
)
# Enough that the rounding of any cancellation shows, in either direction.
CONSTANTS = [[4097.3 * 0.7**k for k in range(24)]]
agreeing = Probe(
    "mc_dropout_predict-agreement",
    "mc_dropout_predict",
    enumerated(
        2,
        x=[torch_array(CONSTANTS, "float32"), torch_array(CONSTANTS)],
        repeats=[(1, 1)],
        p=[0.0],
        by=[0.0],
        n_samples=(10, 7),
    ),
    monte_carlo.predicted_far_off,
    (Check.of(monte_carlo.agreement),),
    2,
    referenced=False,
    as_code=monte_carlo.far_off_pasted,
    random=True,
)
# With ten passes the spread is at least a third of the step, 1.1.
far_off = Probe(
    "mc_dropout_predict-far-from-zero",
    "mc_dropout_predict",
    enumerated(
        2,
        x=[torch_array([[0.55]], "float32"), torch_array([[0.55]])],
        repeats=[(20, 10)],
        p=[0.5],
        by=[98.7],
        n_samples=[10],
    ),
    monte_carlo.predicted_far_off,
    (Check.of(monte_carlo.far_from_zero),),
    2,
    referenced=False,
    as_code=monte_carlo.far_off_pasted,
    random=True,
)


def own_picture(impl: Any) -> Picture:
    """The mean and the variance of many ones after dropout, by the rate."""
    rates = grid(0, 0.9, 37)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        dropped = [impl.dropout(torch.ones(20_000), float(p), True) for p in rates]
    drawn = [
        series("mean", "line", rates, [float(y.mean()) for y in dropped]),
        series("variance", "line", rates, [float(y.var()) for y in dropped]),
    ]
    said = (
        "Dividing by 1 - p keeps the mean at 1 for every p; the price is a variance of p / (1 - p)."
    )
    return picture("20,000 ones after dropout", "p", "of the results", drawn, said)
