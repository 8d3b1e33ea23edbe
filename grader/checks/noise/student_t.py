"""The checks of noise/student_t."""

from typing import Any

import numpy as np
from hypothesis import strategies as st

from grader.checks.nll.data import LAYOUTS, far_from_zero
from grader.checks.noise.data import SHAPES, STEEP, in_any_shape, scaled, vectors_of
from grader.picture import Picture, picture
from grader.probe.case import Inputs
from grader.probe.compare import SIX_DIGITS
from grader.probe.drawing import grid, tensor_lines
from grader.probe.formula import alone, edges, formula
from grader.probe.strategies import (
    MANY,
    Shape,
    alike,
    composite,
    cyclic,
    either_precision,
    enumerated,
    filled,
    filled_cyclically,
    in_both_precisions,
    reals,
    shapes,
    tensors,
    torch_array,
)

FREEDOM = st.sampled_from([1.0, 3.0, 2.1, 4.5, 8.0, 30.0])


@composite
def with_nu(
    draw: st.DrawFn,
    inputs: st.SearchStrategy[Inputs],
    of: st.SearchStrategy[float] = FREEDOM,
    shape: Shape | None = None,
) -> Inputs:
    """`mu`, `sigma`, then `nu` of this shape or that of `mu`, and `y`."""
    drawn = draw(inputs)
    nu = draw(tensors(of, drawn["mu"].shape if shape is None else shape))
    return ordered({**drawn, "nu": nu})


def ordered(inputs: dict[str, Any]) -> Inputs:
    """The arguments of the loss in the order of its signature."""
    return {name: inputs[name] for name in ("mu", "sigma", "nu", "y")}


def broadcasting() -> st.SearchStrategy[Inputs]:
    """Each layout for `sigma`, and the next one that fits for `nu`."""
    full, scales = zip(*LAYOUTS, strict=True)
    freedoms = [scales[1], scales[0], *scales[3:6], (1, 3), (3, 1), (2, 1, 1), (1, 3), (1, 3)]
    return enumerated(
        len(LAYOUTS),
        mu=filled_cyclically(full, (0.0, 1.5, -2.0)),
        sigma=filled_cyclically(scales, (0.5, 2.0, 1.25)),
        nu=filled_cyclically(freedoms, (1.0, 3.0, 5.5)),
        y=filled_cyclically(full, (1.25, -0.5, 3.0, 0.75)),
    )


def far_out(*residuals: float) -> list[Inputs]:
    """Vectors of points that are so many scales away, at many and few degrees of freedom."""
    return [
        vectors_of(
            mu=[1.5] * len(residuals),
            sigma=[scale] * len(residuals),
            nu=[nu] * len(residuals),
            y=[1.5 + scale * z for z in residuals],
        )
        for scale in (1.0, 2.0)
        for nu in (0.5, 3.0, 100.0)
    ]


nll = formula(
    "student_t_nll",
    "The mean negative log-density of y under a Student-t distribution, every constant included.",
    with_nu(scaled(reals(4, 10))),
    examples=16,
    tolerance=SIX_DIGITS,
)
nll_alone = alone("student_t_nll", with_nu(scaled(reals(4, 10))), tolerance=SIX_DIGITS)
broadcasts = edges(
    "student_t_nll",
    "broadcasting",
    "A sigma or nu with fewer dimensions, or of length 1 in some, broadcasts against mu and y.",
    broadcasting(),
    gradient=True,
    examples=len(LAYOUTS),
    tolerance=SIX_DIGITS,
)
any_shape = edges(
    "student_t_nll",
    "any shape",
    "Right for a single number, a single row or column, and four dimensions.",
    in_any_shape(
        mu=(0.0, 1.5, -2.0), sigma=(0.5, 2.0), nu=(3.0, 1.0, 7.5), y=(1.25, -0.5, 3.0, 0.75)
    ),
    gradient=True,
    examples=len(SHAPES),
    tolerance=SIX_DIGITS,
)
cauchy = edges(
    "student_t_nll",
    "one degree of freedom",
    "With nu = 1 it is the Cauchy distribution: log(pi) + log(sigma) + log(1 + z^2).",
    either_precision(with_nu(scaled(reals(4, 10)), st.just(1.0))),
    gradient=True,
    examples=5,
    tolerance=SIX_DIGITS,
)
gaussian = edges(
    "student_t_nll",
    "nearly a Gaussian",
    "With nu = 100 it is close to a Gaussian of that sigma, and not equal to it.",
    either_precision(with_nu(scaled(reals(4, 10)), st.just(100.0))),
    gradient=True,
    examples=5,
    tolerance=SIX_DIGITS,
)
heavy = edges(
    "student_t_nll",
    "half a degree of freedom",
    "Right for nu = 0.5, where not even the mean exists.",
    either_precision(with_nu(scaled(reals(4, 10)), st.just(0.5))),
    gradient=True,
    examples=4,
    tolerance=SIX_DIGITS,
)
outliers = edges(
    "student_t_nll",
    "outliers",
    "Value and gradients are accurate for residuals of up to a million scales.",
    in_both_precisions(*far_out(1e6), *far_out(-1e6, 1e3, 0.5, -30.0)),
    gradient=True,
    examples=24,
    tolerance=SIX_DIGITS,
)
exact = edges(
    "student_t_nll",
    "no residual",
    "If y equals mu everywhere, their gradient is 0, not nan.",
    either_precision(with_nu(scaled(st.just(0.0)))),
    gradient=True,
    examples=4,
    tolerance=SIX_DIGITS,
)
units = edges(
    "student_t_nll",
    "any unit",
    "Accurate for a sigma from 1e-3 to 1e3.",
    in_both_precisions(
        *(
            vectors_of(
                mu=[0.0, 0.5 * unit],
                sigma=[unit, 1.7 * unit],
                nu=[2.5, 6.0],
                y=[1.3 * unit, -2.4 * unit],
            )
            for unit in (1e-3, 500.0, 0.02)
        )
    ),
    gradient=True,
    examples=6,
    tolerance=STEEP,
)
off_zero = edges(
    "student_t_nll",
    "far from zero",
    "Accurate where mu and y are large, and close to each other.",
    far_from_zero({"sigma": (0.5, 1.0, 2.0)}, mu=(0.0, 1.0, -2.0), y=(1.0, -0.5, 1.0)).map(
        lambda drawn: ordered({**drawn, "nu": torch_array([3.0, 1.0, 5.0], drawn["mu"].dtype)})
    ),
    examples=3,
)
many = edges(
    "student_t_nll",
    "many elements",
    "Right for hundreds of elements, whose densities have no product in floating point.",
    in_both_precisions(
        filled(mu=((400,), 0.0), sigma=((400,), 8.0), nu=((400,), 3.0), y=((400,), 40.0)),
        cyclic(
            mu=((MANY,), (0.0, 1.5, -2.0)),
            sigma=((MANY,), (0.5, 2.0)),
            nu=((MANY,), (3.0, 0.5, 10.0, 30.0)),
            y=((MANY,), (1.25, -0.5, 3.0, 0.75, 2.5)),
        ),
    ),
    gradient=True,
    examples=4,
    tolerance=SIX_DIGITS,
)
influence = formula(
    "student_t_influence",
    "The derivative of the negative log-density by the standardized residual, for each element.",
    alike(shapes(), z=reals(6, 10), nu=FREEDOM),
    examples=16,
    tolerance=SIX_DIGITS,
)
number = edges(
    "student_t_influence",
    "a float",
    "Degrees of freedom that are a Python float give the same.",
    either_precision(
        st.builds(lambda drawn, nu: {**drawn, "nu": nu}, alike(shapes(), z=reals(6, 10)), FREEDOM)
    ),
    gradient=True,
    examples=6,
    tolerance=SIX_DIGITS,
)
influence_broadcasts = edges(
    "student_t_influence",
    "broadcasting",
    "A nu with fewer dimensions, or of length 1 in some, broadcasts against z.",
    enumerated(
        len(LAYOUTS),
        z=filled_cyclically([full for full, _ in LAYOUTS], (1.25, -0.5, 3.0, 0.75)),
        nu=filled_cyclically([scale for _, scale in LAYOUTS], (1.0, 3.0, 5.5)),
    ),
    gradient=True,
    examples=len(LAYOUTS),
    tolerance=SIX_DIGITS,
)
influence_any_shape = edges(
    "student_t_influence",
    "any shape",
    "Right for a single number, a single row or column, and four dimensions.",
    in_any_shape(z=(1.25, -0.5, 3.0, 0.75), nu=(3.0, 1.0, 7.5)),
    gradient=True,
    examples=len(SHAPES),
    tolerance=SIX_DIGITS,
)
none = edges(
    "student_t_influence",
    "no residual",
    "A residual of 0 has no influence, and the slope there is (nu+1)/nu.",
    either_precision(alike(shapes(), z=st.just(0.0), nu=FREEDOM)),
    gradient=True,
    examples=4,
    tolerance=SIX_DIGITS,
)
turning = edges(
    "student_t_influence",
    "bounded",
    "It is largest at sqrt(nu), where its slope is 0: no point pulls harder.",
    either_precision(
        alike(shapes(), nu=st.sampled_from([1.0, 4.0, 2.25, 100.0, 0.5])).map(
            lambda drawn: {"z": torch_array(np.sqrt(drawn["nu"].data)), "nu": drawn["nu"]}
        )
    ),
    gradient=True,
    examples=6,
    tolerance=SIX_DIGITS,
)
redescending = edges(
    "student_t_influence",
    "redescending",
    "Beyond sqrt(nu) it falls back to 0 like 1/z, for residuals to a million, of either sign.",
    in_both_precisions(
        vectors_of(z=[1e6, -1e6, 1e3, -40.0], nu=[0.5, 3.0, 3.0, 1.0]),
        vectors_of(z=[1e3, -200.0, 5e3, 12.0], nu=[100.0, 100.0, 50.0, 2.0]),
        vectors_of(z=[1e6], nu=[100.0]),
    ),
    gradient=True,
    examples=6,
    tolerance=SIX_DIGITS,
)


def own_picture(impl: Any) -> Picture:
    """The pull of a point by its residual, for four tails."""
    drawn = tensor_lines(
        "nu = {:g}",
        (100.0, 10.0, 3.0, 1.0),
        grid(-8, 8),
        lambda z, nu: impl.student_t_influence(z, nu),
    )
    said = (
        "The heavier the tails (small nu), the sooner a far point lets go; nearly Gaussian, never."
    )
    return picture("student_t_influence", "z", "pull", drawn, said)
