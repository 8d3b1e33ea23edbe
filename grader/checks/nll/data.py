"""Edge cases of data for losses of a prediction and a target."""

from hypothesis import strategies as st

from grader.probe.case import Inputs
from grader.probe.strategies import Shape, as_float32, enumerated, filled_cyclically, torch_array

SHAPES: list[Shape] = [(1,), (1, 1), (1, 3), (3, 1), (2, 1, 3, 2)]
"""Single elements, single rows and columns, images."""

LAYOUTS: list[tuple[Shape, Shape]] = [
    ((3,), ()),
    ((3,), (1,)),
    ((2, 3), ()),
    ((2, 3), (1,)),
    ((1, 3), (1, 1)),
    ((2, 3), (3,)),
    ((3, 3), (3,)),
    ((2, 2, 3), (3,)),
    ((2, 3), (2, 1)),
    ((3, 3), (3, 1)),
]
"""Shapes of `mu` and of a scale that broadcasts. Where both sides of `mu` have the same length, a
scale that is taken for the other side does not even raise."""

UNEVEN = (1.25, -0.5, 3.0, 0.75, 2.5)
"""Targets for predictions of 0, 1.5 and -2 in turn: nowhere equal to them."""

LONG = (60,)
"""Enough that the product of their densities is 0 in floating point."""


def rescaled(inputs: Inputs, unit: float) -> Inputs:
    """The same data, measured in another unit."""
    return {name: torch_array(value.data * unit) for name, value in inputs.items()}


def in_any_shape(**numbers: tuple[float, ...]) -> st.SearchStrategy[Inputs]:
    """Tensors of each of `SHAPES`, filled with these numbers in turn."""
    filled = {name: filled_cyclically(SHAPES, some) for name, some in numbers.items()}
    return enumerated(len(SHAPES), **filled)


def broadcasting(scale: str) -> st.SearchStrategy[Inputs]:
    """`mu`, a scale of that name and `y` in each of `LAYOUTS`; `y` is nowhere `mu`.

    In numbers that are easy to read, of which a failure is shown, and in others.
    """
    full, scales = zip(*LAYOUTS, strict=True)
    mu = filled_cyclically(full, (0.0,)) + filled_cyclically(full, (0.0, 1.5, -2.0))
    width = filled_cyclically(scales, (1.0, 2.0, 4.0)) + filled_cyclically(scales, (0.5, 2.0, 1.25))
    y = filled_cyclically(full, (1.0, 2.0, 3.0, 4.0)) + filled_cyclically(
        full, (1.25, -0.5, 3.0, 0.75)
    )
    return enumerated(2 * len(LAYOUTS), **{"mu": mu, scale: width, "y": y})


def far_off(**numbers: tuple[float, ...]) -> st.SearchStrategy[Inputs]:
    """Tensors of few and of many of these numbers, in both precisions."""
    filled = {name: filled_cyclically([(2,), LONG], some) for name, some in numbers.items()}
    both = [{name: some[i] for name, some in filled.items()} for i in range(2)]
    return st.sampled_from([*both, *map(as_float32, both)])


def far_from_zero(
    scale: dict[str, tuple[float, ...]] | None = None, **numbers: tuple[float, ...]
) -> st.SearchStrategy[Inputs]:
    """Vectors of these numbers, moved so far that their squares lose all digits of them.

    Args:
        scale: the name of a scale, which is not moved and comes second, and its numbers.
        numbers: those that are moved, by name.
    """

    def moved(base: float) -> Inputs:
        (first, values), *rest = numbers.items()
        fixed = [(name, torch_array(some)) for name, some in (scale or {}).items()]
        return dict(
            [
                (first, torch_array([base + x for x in values])),
                *fixed,
                *((name, torch_array([base + x for x in some])) for name, some in rest),
            ]
        )

    return st.sampled_from([moved(2.0**30), as_float32(moved(1e4)), as_float32(moved(-1e4))])
