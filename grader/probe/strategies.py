"""What checks draw: small tensors of round numbers that shrink to readable ones.

Every strategy yields arrays (`probe.values.Array`), so that drawing does not need torch, and what
is drawn can be sent, shown and compared as it is. Tensors are float64; `as_float32` converts them.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import cycle, islice
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

import numpy as np
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from grader.probe.case import Inputs
from grader.probe.values import Array

Shape = tuple[int, ...]

Drawn = TypeVar("Drawn")
Given = ParamSpec("Given")
Made = TypeVar("Made", bound=Callable[..., Any])


def _kept(make: Made) -> Made:
    """Keep the strategies that a function makes: a new one costs more than a draw from it."""
    return cast(Made, lru_cache(maxsize=1024)(make))


def composite(
    function: Callable[Concatenate[st.DrawFn, Given], Drawn],
) -> Callable[Given, SearchStrategy[Drawn]]:
    """Hypothesis's `composite`, which reads the source of the function: only a draw waits for it.

    A worker imports checks and draws nothing.
    """
    made = cache(lambda: st.composite(function))

    def make(*args: Given.args, **kwargs: Given.kwargs) -> SearchStrategy[Drawn]:
        return st.deferred(lambda: made()(*args, **kwargs))

    return make


SHAPES_OF_EVERY_RANK: list[Shape] = [(1,), (4,), (2, 3), (3, 1), (2, 1, 3), (2, 1, 2, 2)] * 2
"""Every number of dimensions from 1 to 4, twice."""


@_kept
def shapes(min_dims: int = 1, max_dims: int = 3, max_side: int = 4) -> SearchStrategy[Shape]:
    """Shapes with sides from 1, including batches of one and non-square shapes."""
    return st.lists(st.integers(1, max_side), min_size=min_dims, max_size=max_dims).map(tuple)


@_kept
def matrices(max_rows: int = 4, max_columns: int = 4) -> SearchStrategy[Shape]:
    """Shapes `(n, d)`."""
    return st.tuples(st.integers(1, max_rows), st.integers(1, max_columns))


@_kept
def vectors(max_size: int = 7) -> SearchStrategy[Shape]:
    """Shapes `(n,)`."""
    return st.tuples(st.integers(1, max_size))


@_kept
def reals(bound: int = 4, step: int = 8) -> SearchStrategy[float]:
    """Multiples of `1/step` in `[-bound, bound]`."""
    return st.integers(-bound * step, bound * step).map(lambda n: n / step)


@_kept
def positives(bound: int = 4, step: int = 8) -> SearchStrategy[float]:
    """Multiples of `1/step` in `(0, bound]`; they shrink toward 1."""
    return st.integers(1 - step, (bound - 1) * step).map(lambda n: (n + step) / step)


@_kept
def probabilities() -> SearchStrategy[float]:
    """Probabilities strictly between 0 and 1; they shrink toward one half."""
    return st.integers(-31, 31).map(lambda n: (n + 32) / 64)


@_kept
def bits() -> SearchStrategy[float]:
    """0 or 1."""
    return st.integers(0, 1).map(float)


@_kept
def soft_targets() -> SearchStrategy[float]:
    """Targets in `[0, 1]`, including both ends."""
    return st.integers(0, 8).map(lambda n: n / 8)


def tensors(elements: SearchStrategy[float], shape: Shape) -> SearchStrategy[Array]:
    """Float64 tensors of one shape."""
    return _filled(elements, shape, "torch")


def arrays(elements: SearchStrategy[float], shape: Shape) -> SearchStrategy[Array]:
    """Float64 NumPy arrays of one shape."""
    return _filled(elements, shape, "numpy")


@_kept
def labels(n_classes: int, size: int) -> SearchStrategy[Array]:
    """Int64 tensors of class labels, shape `(size,)`."""
    drawn = st.lists(st.integers(0, n_classes - 1), min_size=size, max_size=size)
    return drawn.map(lambda values: torch_array(values, "int64"))


def torch_array(values: Any, dtype: str = "float64") -> Array:
    """An `Array` that stands for a torch tensor."""
    return Array(np.asarray(values, dtype=dtype), "torch", dtype)


def numpy_array(values: Any, dtype: str = "float64") -> Array:
    """An `Array` that stands for a NumPy array."""
    return Array(np.asarray(values, dtype=dtype), "numpy", dtype)


@composite
def alike(
    draw: st.DrawFn, /, shape: SearchStrategy[Shape], **elements: SearchStrategy[float]
) -> Inputs:
    """Tensors of one common shape, by name."""
    drawn = draw(shape)
    return {name: draw(tensors(values, drawn)) for name, values in elements.items()}


@composite
def location_scale(
    draw: st.DrawFn,
    /,
    layouts: SearchStrategy[tuple[Shape, Shape]],
    scale: str,
    residuals: SearchStrategy[float],
) -> Inputs:
    """`mu`, a positive scale of that name, and `y = mu + residual`.

    Args:
        draw: passed by hypothesis.
        layouts: draws the shape of `mu` and `y`, and that of the scale.
        scale: the name of the scale.
        residuals: draws `y - mu`.
    """
    shape, scale_shape = draw(layouts)
    mu = draw(tensors(reals(3), shape))
    width = draw(tensors(positives(), scale_shape))
    y = torch_array(mu.data + draw(tensors(residuals, shape)).data)
    return {"mu": mu, scale: width, "y": y}


def as_float32(inputs: Mapping[str, Any]) -> Inputs:
    """The inputs with every float64 tensor rounded to float32; NumPy arrays stay as they are."""
    return {name: _rounded(value) for name, value in inputs.items()}


def in_both_precisions(*some: Inputs) -> SearchStrategy[Inputs]:
    """These inputs, each in float64 and in float32."""
    return st.sampled_from([*some, *map(as_float32, some)])


def filled(**of: tuple[Shape, float]) -> Inputs:
    """A tensor of each shape, filled with one number, by name.

    With many elements, a product overflows or is 0 while the sum of its logarithms is harmless.
    """
    return {name: torch_array(np.full(shape, number)) for name, (shape, number) in of.items()}


MANY = 1201
"""How many elements, rows or features are many. It is a prime: an answer that is made of parts of
equal length has a shorter last one."""


def cyclic(**of: tuple[Shape, Sequence[float]]) -> Inputs:
    """A tensor of each shape, filled with these numbers in turn, by name."""
    return {name: torch_array(np.resize(numbers, shape)) for name, (shape, numbers) in of.items()}


def either_precision(inputs: SearchStrategy[Inputs]) -> SearchStrategy[Inputs]:
    """The inputs, sometimes rounded to float32."""
    return st.one_of(inputs, inputs.map(as_float32))


def filled_cyclically(shapes: Iterable[Shape], numbers: Sequence[float]) -> list[Array]:
    """Tensors of these shapes, filled with the numbers in turn."""
    turn = cycle(numbers)
    return [
        torch_array(np.reshape(list(islice(turn, int(np.prod(shape)))), shape)) for shape in shapes
    ]


def enumerated(count: int, **values: Sequence[Any]) -> SearchStrategy[Inputs]:
    """So many inputs, each name with its values in turn. No example comes twice."""
    turns = {name: cycle(some) for name, some in values.items()}
    inputs = [{name: next(turn) for name, turn in turns.items()} for _ in range(count)]
    return st.sampled_from(inputs)


def _rounded(value: Any) -> Any:
    if isinstance(value, Array) and (value.library, value.dtype) == ("torch", "float64"):
        return Array(value.data.astype(np.float32), value.library, "float32", value.device)
    if isinstance(value, Mapping):
        return as_float32(value)
    return value


@_kept
def _filled(elements: SearchStrategy[float], shape: Shape, library: str) -> SearchStrategy[Array]:
    size = int(np.prod(shape, dtype=int))
    drawn = st.lists(elements, min_size=size, max_size=size)
    return drawn.map(
        lambda values: Array(
            np.asarray(values, dtype=np.float64).reshape(shape), library, "float64"
        )
    )
