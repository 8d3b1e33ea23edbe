"""The probes of a function or method that samples `z = mu + exp(log_var/2) * eps`."""

from collections.abc import Callable
from functools import partial
from typing import Any

import torch
from hypothesis import strategies as st
from torch import Tensor

from grader.checks.vae.noise import (
    extreme,
    fresh,
    in_both,
    independent,
    many,
    normal,
    once_shaped,
    pathwise,
    shaped,
    unshared,
)
from grader.checks.vae.pictures import noise_picture
from grader.probe.case import Inputs, Tolerance
from grader.probe.drivers import attempt, changed, gradients, traits
from grader.probe.judgements import portable, purity
from grader.probe.probe import Check, Driver, Probe
from grader.probe.snippet import literal
from grader.probe.strategies import Shape, alike, as_float32, reals, torch_array

ROWS = 4096
"""Rows of a sample that is tested against its law: enough to detect a spread that is 10 % off."""

LATENT, BATCH = 128, 2048
"""The shape of a sample that shows a spread that is 1 % off: few rows, for answers that sample row
by row. It is drawn twice."""

PATIENCE = 40.0
"""Seconds that it may take: an answer may loop over elements."""

TRACED = Tolerance(rtol=1e-9, atol=0.0)
"""For gradients in float64, which are as small as the standard deviation."""

Drawn = st.SearchStrategy[dict[str, Any]]
Sample = Callable[[Tensor, Tensor], Tensor]
Find = Callable[[Any, Tensor], Sample]


def large_sample(
    of: str,
    find: Find,
    as_code: Callable[[Inputs], str],
    name: str = "",
    rows: int = ROWS,
    examples: int = 2,
    tolerance: Tolerance = TRACED,
) -> Probe:
    """The probe of a large sample: its law, its independence, its freshness and its gradient.

    Args:
        of: the function or `Class.method` that samples.
        find: looks it up in an implementation, to be called with a `mu` like the one given.
        as_code: writes the call as code to paste.
        name: distinguishes the probe from others of the same function.
        rows: how many rows the sample has.
        examples: how many samples are drawn.
        tolerance: the tolerance of the gradient.
    """
    return Probe(
        f"{of}{name}",
        of,
        # No 0: it may be a kink of a network that the parameters pass through. Means that float32
        # rounds, and a log-variance beyond the usual bounds on it.
        repeated((1.1, 2.7, -1.9), (1.0, -1.0, 12.0), (rows, 1)),
        sampled(find),
        (
            Check(f"shape{name}", "A sample has the shape and dtype of mu.", shaped),
            Check(f"fresh{name}", "Each call draws new noise.", once_shaped(fresh)),
            Check(
                f"independent{name}",
                "Each element has its own noise.",
                once_shaped(in_both(independent)),
            ),
            Check(
                f"law{name}",
                "Each element comes from N(mu, exp(log_var)).",
                once_shaped(in_both(normal)),
            ),
            Check(f"path{name}", "dz/dmu = 1, dz/dlog_var = (z - mu) / 2.", once_shaped(pathwise)),
        ),
        examples=examples,
        referenced=False,
        # Recording library calls would slow down a loop over elements; small samples are enough.
        forbid_library=False,
        as_code=as_code,
        tolerance=tolerance,
        random=True,
        draw=noise_picture,
    )


def samples(
    of: str,
    find: Find,
    shapes: st.SearchStrategy[Shape],
    repeats: tuple[Shape, ...],
    made: str = "",
) -> list[Probe]:
    """The probes of a function that is `mu + exp(log_var/2) * eps` and no more.

    Args:
        of: the function or `Class.method`.
        find: looks it up in an implementation, to be called with a `mu` like the one given.
        shapes: draws the shape of `mu` and `log_var`.
        repeats: ways to repeat a pair of parameters to a hundred of any shape.
        made: code to paste that makes the `model` whose method it is.
    """

    def once(impl: Any, mu: Tensor, log_var: Tensor) -> dict[str, Any]:
        return {"value": find(impl, mu)(mu, log_var)}

    as_code = partial(code, of, made)
    small = alike(shapes, mu=reals(4), log_var=reals(4))
    probe = partial(
        Probe, of=of, drive=sampled(find), referenced=False, random=True, as_code=as_code
    )
    return [
        large_sample(of, find, as_code),
        probe(
            name=f"{of}-elements",
            inputs=small,
            checks=(
                Check(
                    "elements", "Each element has its own mu and log_var.", once_shaped(pathwise)
                ),
                Check("purity", f"{of} does not change its inputs.", purity),
            ),
            examples=8,
            forbid_library=True,
            tolerance=TRACED,
        ),
        probe(
            name=f"{of}-dimensions",
            inputs=each(repeats),
            checks=(
                Check(
                    "dimensions",
                    "Each element has its own noise, in any shape.",
                    once_shaped(in_both(unshared)),
                ),
            ),
            examples=len(repeats),
        ),
        probe(
            name=f"{of}-float32",
            inputs=small.map(as_float32),
            checks=(
                Check("float32", "A sample of float32 inputs is float32.", once_shaped(pathwise)),
            ),
            examples=4,
            forbid_library=True,
        ),
        probe(
            name=f"{of}-extremes",
            inputs=repeated((0.0, 0.0), (-40.0, 40.0), (ROWS, 1)),
            checks=(
                Check(
                    "extremes", "Right for variances of exp(-40) and exp(40).", once_shaped(extreme)
                ),
            ),
            examples=1,
            tolerance=TRACED,
        ),
        probe(
            name=f"{of}-device",
            inputs=small.map(as_float32),
            drive=once,
            checks=(Check("device", f"{of} draws on the device of its inputs.", portable),),
            examples=2,
            fake_device=True,
        ),
        probe(
            name=f"{of}-many-draws",
            inputs=st.just(
                {
                    "mu": torch_array([0.75, -2.0]),
                    "log_var": torch_array([1.0, -0.5]),
                    "repeats": (BATCH, LATENT // 2),
                }
            ),
            drive=drawn_often(find),
            checks=(
                Check(
                    "many draws",
                    "Half a million draws have the spread and the tails of a normal distribution.",
                    many,
                ),
            ),
            examples=1,
            seconds=PATIENCE,
        ),
    ]


def repeated(mu: tuple[float, ...], log_var: tuple[float, ...], repeats: Shape) -> Drawn:
    """A row of parameters, these numbers in any order, and how often it is repeated."""
    return st.fixed_dictionaries(
        {
            "mu": st.permutations(mu).map(torch_array),
            "log_var": st.permutations(log_var).map(torch_array),
            "repeats": st.just(repeats),
        }
    )


def each(repeats: tuple[Shape, ...]) -> Drawn:
    """A row of two pairs of parameters, repeated in every one of these ways; (8, 4) is a square."""
    # Nothing else is drawn: hypothesis does not repeat a draw, so every layout is used.
    row = {"mu": torch_array([0.0, 1.0]), "log_var": torch_array([0.0, -1.0])}
    return st.sampled_from(repeats).map(lambda repeat: {**row, "repeats": repeat})


def sampled(find: Find) -> Driver:
    """Draw two samples with the same parameters: without gradients, then with their product.

    Only the gradient may depend on whether one is asked for.
    """

    def drive(
        impl: Any, mu: Tensor, log_var: Tensor, repeats: tuple[int, ...] = ()
    ) -> dict[str, Any]:
        if repeats:
            mu, log_var = mu.repeat(repeats), log_var.repeat(repeats)
        sample = find(impl, mu)
        given = {"mu": mu.clone(), "log_var": log_var.clone()}
        before = {name: traits(value) for name, value in given.items()}
        with torch.no_grad():
            first = sample(*given.values())
        leaves = [x.clone().requires_grad_() for x in (mu, log_var)]
        second = sample(*(leaf.clone() for leaf in leaves))
        slopes = attempt(lambda: dict(zip(given, gradients(second, leaves), strict=True)))
        return {
            "first": first,
            "value": second,
            "after": given,
            "gradient": slopes,
            "changed": changed(before, given),
        }

    return drive


def drawn_often(find: Find) -> Driver:
    """Draw a large sample in float32, and another in the dtype of `mu`."""

    def drive(impl: Any, mu: Tensor, log_var: Tensor, repeats: tuple[int, ...]) -> list[Tensor]:
        given = (mu.repeat(repeats), log_var.repeat(repeats))
        with torch.no_grad():
            return [
                find(impl, mean)(mean, spread)
                for mean, spread in (tuple(x.float() for x in given), given)
            ]

    return drive


def code(of: str, made: str, inputs: Inputs) -> str:
    """The call as code to paste."""
    repeat = f".repeat{inputs['repeats']}" if "repeats" in inputs else ""
    call = f"{'model.' if made else ''}{of.rpartition('.')[2]}(mu, log_var)"
    parameters = [f"{name} = {literal(inputs[name])}{repeat}" for name in ("mu", "log_var")]
    return "\n".join([*parameters, *filter(None, [made]), call])
