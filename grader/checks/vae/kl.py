"""The checks of vae/kl."""

from typing import Any

import numpy as np

from grader.checks.vae.layouts import each
from grader.picture import Axis, Picture, picture
from grader.probe.case import Inputs
from grader.probe.drawing import grid, tensor, tensor_lines
from grader.probe.formula import alone, edges, formula
from grader.probe.strategies import (
    MANY,
    alike,
    cyclic,
    filled,
    in_both_precisions,
    matrices,
    reals,
    torch_array,
)


def widest(inputs: Inputs) -> Inputs:
    """The inputs and, in two more rows, both ends of the range of log_var."""
    columns = inputs["mu"].shape[1]
    ends = {"mu": [[1.0], [-2.0]], "log_var": [[-40.0], [40.0]]}
    return {
        name: torch_array(np.vstack([value.data, np.tile(ends[name], columns)]))
        for name, value in inputs.items()
    }


# The gate draws (n, d) alone, the usual latents, so that a sum over the wrong dimension shows
# as a wrong value; other numbers of dimensions, where such a sum may raise, come later.
# It draws tenths, which float32 rounds.
closed_form = formula(
    "kl_divergence",
    "The KL divergence of N(mu, exp(log_var)) from N(0, 1) in nats, summed over every element.",
    alike(matrices(), mu=reals(3, 10), log_var=reals(4, 10)),
    examples=16,
)
dimensions = edges(
    "kl_divergence",
    "dimensions",
    "The sum over every element, for any number of dimensions.",
    each(*({"mu": s, "log_var": s} for s in ((5,), (1,), (2, 3, 2), (3, 1, 2), (2, 2, 3, 2)))),
    examples=5,
)
extremes = edges(
    "kl_divergence",
    "extremes",
    "Accurate for variances from exp(-40) to exp(40).",
    alike(matrices(), mu=reals(100, 1), log_var=reals(40, 1)).map(widest),
    gradient=True,
    examples=8,
)
many = edges(
    "kl_divergence",
    "many elements",
    "Right for 64 latent dimensions, and for over a thousand rows, also near the prior.",
    in_both_precisions(
        *(filled(mu=((4, 64), 0.5), log_var=((4, 64), size)) for size in (-12.0, 12.0)),
        cyclic(mu=((MANY, 1), (0.5, -1.0, 2.0)), log_var=((MANY, 1), (0.5, -0.25, 1.0, 0.0, 2.0))),
        cyclic(mu=((MANY, 1), (0.0,)), log_var=((MANY, 1), (0.049, 0.03, 0.09, 0.01))),
    ),
    gradient=True,
    examples=8,
)
each_alone = alone("kl_divergence", alike(matrices(), mu=reals(3, 10), log_var=reals(4, 10)))


def own_picture(impl: Any) -> Picture:
    """The divergence by the log-variance, for three means."""
    drawn = tensor_lines(
        "mu = {:g}", (2.0, 1.0, 0.0), grid(-5, 2.5), lambda v, mu: impl.kl_divergence(tensor(mu), v)
    )
    said = (
        "It is 0 only at the prior, mu = 0 and log_var = 0; a mean adds mu^2 / 2, whatever the "
        "variance."
    )
    return picture("kl_divergence of one element", "log_var", Axis("KL", "nats"), drawn, said)
