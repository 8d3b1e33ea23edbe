"""The checks of a VAE's loss, as a function or a method."""

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from hypothesis import strategies as st

from grader.probe.case import Case, Finding, Inputs, Tolerance
from grader.probe.compare import compare
from grader.probe.drivers import calling
from grader.probe.formula import edges, formula
from grader.probe.judgements import purity
from grader.probe.probe import Check, Driver, Probe
from grader.probe.strategies import (
    Shape,
    as_float32,
    bits,
    composite,
    cyclic,
    filled,
    in_both_precisions,
    probabilities,
    reals,
    soft_targets,
    tensors,
    torch_array,
)

ALLOW = frozenset({"binary_cross_entropy"})

Layouts = st.SearchStrategy[tuple[Shape, Shape]]
"""The shape of the images, and the shape of their codes."""


def losses(
    of: str,
    order: tuple[str, ...],
    driver: Callable[..., Driver] = calling,
    as_code: Callable[[Inputs], str] | None = None,
) -> list[Probe]:
    """The probes of a negative evidence lower bound.

    Args:
        of: the name of the function or `Class.method`.
        order: the order of its arguments `x`, `x_recon`, `mu` and `log_var`.
        driver: makes its driver.
        as_code: writes a call as code to paste, if the usual way does not fit.
    """
    certain, nearly = confidence(order, 0.0), confidence(order, *(2.0**-k for k in (7, 20, 30, 40)))
    # As close to 1 as float32 gets without a loss.
    single = as_float32(confidence(order, 2.0**-7, 2.0**-20))
    return [
        *formula(
            of,
            "Bernoulli negative log-likelihood of x, plus KL from N(0, 1), each summed in nats.",
            images_and_codes(order),
            examples=14,
            allow=ALLOW,
            driver=driver,
            as_code=as_code,
        ),
        # The value alone: torch's own gradient is inexact where x_recon * (1 - x_recon) < 1e-12.
        edges(
            of,
            "confident",
            "Right where x_recon is as close to 0 or 1 as 1e-12.",
            st.sampled_from((nearly, single)),
            examples=4,
            allow=ALLOW,
            driver=driver,
            as_code=as_code,
        ),
        Probe(
            f"{of}-certain",
            of,
            st.sampled_from((certain, as_float32(certain))),
            driver(of, gradient=False),
            (
                Check(
                    "certain",
                    "Finite where x_recon is exactly 0 or 1.",
                    lambda case: finite(case) or purity(case),
                ),
            ),
            examples=4,
            forbid_library=True,
            allow=ALLOW,
            as_code=as_code,
            random=True,  # right answers differ in value here
        ),
        edges(
            of,
            "black and white",
            "Pixels of exactly 0 and 1 have a gradient like any other.",
            images_and_codes(order, x=bits()),
            gradient=True,
            examples=3,
            allow=ALLOW,
            driver=driver,
            as_code=as_code,
        ),
        edges(
            of,
            "nearly certain",
            "The gradient is right where x_recon is 1e-10 from 0 or 1, and wrong.",
            st.just(confidence(order, 2.0**-33)),
            gradient=True,
            examples=1,
            allow=ALLOW,
            driver=driver,
            as_code=as_code,
            tolerance=Tolerance(1e-4, 1e-4),
        ),
        edges(
            of,
            "extremes",
            "Right for variances from exp(-40) to exp(40).",
            images_and_codes(order, mu=reals(100, 1), log_var=reals(40, 1)),
            gradient=True,
            examples=6,
            allow=ALLOW,
            driver=driver,
            as_code=as_code,
        ),
        edges(
            of,
            "many elements",
            "Right for hundreds of images and pixels, and for 64 latent dimensions.",
            in_both_precisions(
                many(order, 0.875, 2.0**-8, -12.0),
                many(order, 0.125, 1 - 2.0**-8, 12.0),
                many_rows(order),
            ),
            gradient=True,
            examples=6,
            allow=ALLOW,
            driver=driver,
            as_code=as_code,
        ),
    ]


def rows() -> Layouts:
    """Images `(n, pixels)` and codes `(n, d)`."""
    sides = st.tuples(st.integers(1, 3), st.integers(1, 4), st.integers(1, 3))
    return sides.map(lambda s: ((s[0], s[1]), (s[0], s[2])))


def confidence(order: tuple[str, ...], *distances: float) -> Inputs:
    """Black, grey and white pixels, each predicted at each of these distances from 0 and from 1."""
    x_recon = np.array([p for distance in distances for p in (distance, 1 - distance)])
    images = {
        "x": np.repeat([[0.0], [0.375], [1.0]], x_recon.size, axis=1),
        "x_recon": np.tile(x_recon, (3, 1)),
    }
    codes = {"mu": np.array([[0.1], [-1.2], [0.7]]), "log_var": np.array([[-0.3], [0.9], [0.0]])}
    return {name: torch_array({**images, **codes}[name]) for name in order}


def many(order: tuple[str, ...], x: float, x_recon: float, log_var: float) -> Inputs:
    """Two images of one brightness, predicted to have another, and their codes."""
    inputs = filled(
        x=((2, 200), x),
        x_recon=((2, 200), x_recon),
        mu=((2, 64), 0.5),
        log_var=((2, 64), log_var),
    )
    return {name: inputs[name] for name in order}


def many_rows(order: tuple[str, ...]) -> Inputs:
    """Hundreds of images and codes."""
    inputs = cyclic(
        x=((401, 2), (0.0, 1.0, 0.25, 0.75, 0.5)),
        x_recon=((401, 2), (0.25, 0.5, 0.875)),
        mu=((401, 2), (0.5, -1.0, 2.0)),
        log_var=((401, 2), (0.5, -0.25, 1.0, 0.0, 2.0)),
    )
    return {name: inputs[name] for name in order}


@composite
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
    """Any finite number."""
    any_value = Tolerance(0.0, math.inf)
    found = compare(case.got["value"], case.expected["value"], case, tolerance=any_value)
    if found and found.kind == "finite":
        return replace(found, expected="any finite number", difference=None)
    return found
