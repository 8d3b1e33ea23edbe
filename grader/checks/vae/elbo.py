"""What is checked of a VAE's loss, as a function or a method."""

import math
from collections.abc import Callable

from hypothesis import strategies as st

from grader.compare import Tolerance, compare
from grader.drivers import calling
from grader.formula import edges, formula
from grader.probe import Case, Check, Driver, Finding, Probe
from grader.probe import Inputs as Given
from grader.strategies import (
    Inputs,
    Shape,
    as_float32,
    probabilities,
    reals,
    soft_targets,
    tensors,
)

ALLOW = frozenset({"binary_cross_entropy"})

Layouts = st.SearchStrategy[tuple[Shape, Shape]]
"""The shape of the images, and that of their codes."""


def losses(
    of: str,
    order: tuple[str, ...],
    through: Callable[..., Driver] = calling,
    show: Callable[[Given], str] | None = None,
) -> list[Probe]:
    """The probes of a negative evidence lower bound.

    Args:
        of: the name of the function or `Class.method`.
        order: its arguments: `x`, `x_recon`, `mu` and `log_var`.
        through: makes its driver.
        show: writes a call as code to paste, where the usual way does not fit.
    """
    exact = images_and_codes(order, x_recon=st.integers(0, 2).map(lambda n: n / 2))
    return [
        *formula(
            of,
            "Bernoulli negative log-likelihood of x, plus KL from N(0, 1), each summed in nats.",
            images_and_codes(order),
            examples=14,
            allow=ALLOW,
            through=through,
            show=show,
        ),
        # The value alone: torch's own gradient is inexact where x_recon * (1 - x_recon) < 1e-12.
        edges(
            of,
            "confident",
            "Right where x_recon is as near to 0 or 1 as 1e-12.",
            images_and_codes(order, x_recon=nearly_certain()),
            examples=8,
            allow=ALLOW,
            through=through,
            show=show,
        ),
        Probe(
            f"{of}-certain",
            of,
            exact | exact.map(as_float32),
            through(of, gradient=False),
            (Check("certain", "Finite where x_recon is exactly 0 or 1.", finite),),
            examples=6,
            scratch=True,
            allow=ALLOW,
            show=show,
            random=True,  # right answers differ in value here
        ),
        edges(
            of,
            "extremes",
            "Right from a variance of exp(-40) to one of exp(40).",
            images_and_codes(order, mu=reals(100, 1), log_var=reals(40, 1)),
            gradient=True,
            examples=6,
            allow=ALLOW,
            through=through,
            show=show,
        ),
    ]


def rows() -> Layouts:
    """Images `(n, pixels)` and codes `(n, d)`."""
    sides = st.tuples(st.integers(1, 3), st.integers(1, 4), st.integers(1, 3))
    return sides.map(lambda s: ((s[0], s[1]), (s[0], s[2])))


def any_dimensions() -> Layouts:
    """As many images as codes: numbers, or tensors of several dimensions, each."""
    several = st.lists(st.integers(1, 3), min_size=2, max_size=3)
    further: st.SearchStrategy[list[int]] = several | st.just([])
    return st.tuples(st.integers(1, 3), further, further).map(
        lambda s: ((s[0], *s[1]), (s[0], *s[2]))
    )


def nearly_certain() -> st.SearchStrategy[float]:
    """Probabilities a hundredth, a millionth, a billionth or 1e-12 away from 0 or 1."""
    distances = [2.0**-k for k in (7, 20, 30, 40)]
    return st.sampled_from([*distances, *(1 - distance for distance in distances)])


@st.composite
def images_and_codes(
    draw: st.DrawFn,
    /,
    order: tuple[str, ...],
    layouts: Layouts = rows(),  # noqa: B008  # a strategy is immutable
    **elements: st.SearchStrategy[float],
) -> Inputs:
    """Images, their reconstructions and the parameters of their codes.

    The parameters are tenths, which float32 rounds.
    """
    parameters = {"mu": reals(3, 10), "log_var": reals(4, 10)}
    usual = {"x": soft_targets(), "x_recon": probabilities(), **parameters}
    images, codes = draw(layouts)
    shapes = {"x": images, "x_recon": images, "mu": codes, "log_var": codes}
    return {name: draw(tensors({**usual, **elements}[name], shapes[name])) for name in order}


def finite(case: Case) -> Finding | None:
    """A finite number, whichever."""
    any_value = Tolerance(0.0, math.inf)
    return compare(case.got["value"], case.expected["value"], case, tolerance=any_value)
