"""The checks of divergences/contrastive."""

from typing import Any

import numpy as np
import torch
from hypothesis import strategies as st
from torch import Tensor

from grader.picture import Axis, Picture, picture
from grader.probe.case import Inputs, Tolerance
from grader.probe.compare import SIX_DIGITS
from grader.probe.drawing import lines
from grader.probe.drivers import calling
from grader.probe.formula import alone, edges, formula, law
from grader.probe.probe import Driver
from grader.probe.strategies import composite, in_both_precisions, matrices, tensors, torch_array

COSINES = frozenset({"cosine_similarity", "cosine_embedding_loss"})

SHARP = Tolerance(1e-6, 1e-6, single=Tolerance(1e-3, 1e-3))
"""Where a logit of 500 is rounded in float32."""

nonzero = st.integers(-20, 20).filter(bool).map(lambda n: n / 10)


def rows(n: int, d: int, turn: float = 0.0) -> np.ndarray[Any, Any]:
    """Unequal rows without a 0, of lengths about 1."""
    steps = np.arange(n * d).reshape(n, d)
    return np.asarray(np.round(np.cos(steps + turn + 0.3 * steps**2), 2) + 0.005)


def related(n: int, d: int, like: float = 0.6) -> Inputs:
    """`a` and `b`, whose rows resemble each other."""
    a = rows(n, d)
    return {"a": torch_array(a), "b": torch_array(like * a + (1 - like) * rows(n, d, 1.5))}


def swapped() -> Inputs:
    """Two nearly opposite rows, each of which belongs to the other."""
    a = np.asarray([[1.0, 0.2, 0.0], [-0.9, 0.1, 0.3]])
    return {"a": torch_array(a), "b": torch_array(a[::-1].copy())}


def scaled(a: float, b: float) -> Inputs:
    """Related rows, of which every second has its length multiplied, by a and by b."""
    found = related(4, 3)
    every = np.asarray([[1.0], [a], [1.0], [a]]), np.asarray([[b], [1.0], [b], [b]])
    names = zip(("a", "b"), every, strict=True)
    return {name: torch_array(found[name].data * factor) for name, factor in names}


def at(temperatures: tuple[float, ...], *pairs: Inputs) -> list[Inputs]:
    """These rows at each temperature."""
    return [{**pair, "temperature": t} for pair in pairs for t in temperatures]


def with_scale(log_scales: tuple[float, ...], *pairs: Inputs) -> list[Inputs]:
    """These rows with each scale."""
    return [{**pair, "log_scale": torch_array(s)} for pair in pairs for s in log_scales]


@composite
def vectors(draw: st.DrawFn) -> Inputs:
    """`a` and `b` of one shape."""
    shape = draw(matrices())
    return {name: draw(tensors(nonzero, shape)) for name in "ab"}


@composite
def at_a_temperature(draw: st.DrawFn) -> Inputs:
    """Arguments of `info_nce`."""
    return {**draw(vectors()), "temperature": draw(st.sampled_from([1.0, 0.5, 0.1, 0.07, 2.0]))}


@composite
def with_a_scale(draw: st.DrawFn) -> Inputs:
    """Arguments of `clip_loss`, whose scale is below its bound."""
    log_scale = draw(st.integers(-30, 35).map(lambda n: n / 10))
    return {**draw(vectors()), "log_scale": torch_array(log_scale)}


def per_length(function: str, *, gradient: bool) -> Driver:
    """Make a driver like `calling` that multiplies each row's gradient by the row's length.

    A gradient is that much larger for a shorter row, and its rounding too.
    """
    drive = calling(function, gradient=gradient)

    def measure(impl: Any, **inputs: Any) -> dict[str, Any]:
        seen: dict[str, Any] = drive(impl, **inputs)
        found = seen.get("gradient")
        if isinstance(found, dict):
            for name in "ab":
                if found[name] is not None:
                    length = torch.linalg.vector_norm(inputs[name], dim=-1, keepdim=True)
                    found[name] = found[name] * length
        return seen

    return measure


SHORT, LONG = 2e-6, 5e5
LENGTHS = [
    scaled(a, b)
    for a, b in ((SHORT, 1.0), (LONG, SHORT), (1.0, LONG), (SHORT, LONG), (SHORT, SHORT))
]
ORTHOGONAL = [
    {"a": torch_array(np.eye(n, d)), "b": torch_array(2 * np.eye(n, d))}
    for n, d in ((2, 2), (3, 4), (4, 4))
]
ALONE = related(1, 3)
MANY = related(40, 8)

nce = formula(
    "info_nce",
    "The mean over the rows of a of -log softmax(cosines/temperature) at the row of b that fits.",
    at_a_temperature(),
    library=COSINES,
    tolerance=SIX_DIGITS,
)
nce_alone = alone("info_nce", at_a_temperature(), tolerance=SIX_DIGITS)
orthogonal = edges(
    "info_nce",
    "orthogonal rows",
    "Orthogonal pairs cost log(1 + (n-1)*exp(-1/temperature)).",
    in_both_precisions(*at((0.25,), *ORTHOGONAL)),
    examples=2 * len(ORTHOGONAL),
    tolerance=SIX_DIGITS,
)
lengths = edges(
    "info_nce",
    "short and long rows",
    "Only directions count, from lengths of 1e-6 to 1e6; gradients times their row's length.",
    in_both_precisions(*at((0.5,), *LENGTHS)),
    driver=per_length,
    gradient=True,
    examples=2 * len(LENGTHS),
    tolerance=SIX_DIGITS,
)
sharp = edges(
    "info_nce",
    "low temperatures",
    "Finite and accurate for a temperature of 0.002, in float32 too.",
    in_both_precisions(*at((0.002, 0.01), related(5, 3), related(3, 4, like=-0.5))),
    gradient=True,
    examples=8,
    tolerance=SHARP,
)
many = edges(
    "info_nce",
    "many rows",
    "Right for a batch of 40, and 0 for a batch of one.",
    in_both_precisions(*at((0.1,), MANY, ALONE)),
    gradient=True,
    examples=4,
    tolerance=SHARP,
)

clip = formula(
    "clip_loss",
    "The mean of both directions, with logits exp(log_scale) times the cosines.",
    with_a_scale(),
    library=COSINES,
    tolerance=SIX_DIGITS,
)
clip_alone = alone("clip_loss", with_a_scale(), tolerance=SIX_DIGITS)
bound = edges(
    "clip_loss",
    "the bound of the scale",
    "The scale stays at 100 for a larger log_scale, which then gets a gradient of 0.",
    in_both_precisions(*with_scale((4.7, 20.0), related(4, 3), swapped())),
    gradient=True,
    examples=8,
    tolerance=SHARP,
)
below = edges(
    "clip_loss",
    "scales below the bound",
    "Right for a log_scale from -5 to where the scale reaches 100.",
    in_both_precisions(*with_scale((-5.0, 4.5), related(3, 4, like=-0.5))),
    gradient=True,
    examples=4,
    tolerance=SHARP,
)
lengths_of_both = edges(
    "clip_loss",
    "short and long rows",
    "Only directions count, from lengths of 1e-6 to 1e6; gradients times their row's length.",
    in_both_precisions(*with_scale((1.0,), *LENGTHS)),
    driver=per_length,
    gradient=True,
    examples=2 * len(LENGTHS),
    tolerance=SIX_DIGITS,
)
many_pairs = edges(
    "clip_loss",
    "many rows",
    "Right for a batch of 40, and 0 for a batch of one.",
    in_both_precisions(*with_scale((2.0,), MANY, ALONE)),
    gradient=True,
    examples=4,
    tolerance=SHARP,
)


@law("clip_loss", with_a_scale(), examples=4, tolerance=SIX_DIGITS)
def symmetry(impl: Any, a: Tensor, b: Tensor, log_scale: Tensor) -> Any:
    """Exchanging a and b changes nothing."""
    return impl.clip_loss(a, b, log_scale) - impl.clip_loss(b, a, log_scale)


def own_picture(impl: Any) -> Picture:
    """The loss by temperature, for pairs that are close, less close, and unrelated."""
    rng = np.random.default_rng(0)
    a, noise = (torch.from_numpy(rng.normal(size=(32, 8))) for _ in range(2))
    drawn = lines(
        "b = a + {:g} * noise",
        (3.0, 1.0, 0.3),
        np.geomspace(0.05, 1, 60),
        lambda t, far: impl.info_nce(a, a + far * noise, t),
    )
    said = (
        "Cold rewards pairs that are closest to each other, and makes every other pair expensive."
    )
    return picture("info_nce of 32 pairs", "temperature", Axis("loss", "nats"), drawn, said)
