"""The checks of vae/reparameterise."""

import math
from statistics import NormalDist
from typing import Any

import torch

from grader.checks.vae.sampling import samples
from grader.picture import Picture, picture
from grader.probe.drawing import grid, histogram, line, tensor
from grader.probe.strategies import shapes

sampling = samples(
    "reparameterise",
    lambda impl, mu: impl.reparameterise,
    shapes(1, 4, max_side=3),
    repeats=((60,), (1, 60), (60, 1), (8, 4), (4, 5, 3), (2, 5, 3, 2)),
)


def own_picture(impl: Any) -> Picture:
    """Samples for two pairs of parameters, beside the densities that they come from."""
    drawn = []
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        for mu, log_var in ((-2.0, 1.0), (2.0, -1.5)):
            z = impl.reparameterise(tensor(mu).expand(20_000), tensor(log_var).expand(20_000))
            law = NormalDist(mu, math.exp(log_var / 2))
            name = f"mu = {mu:g}, log_var = {log_var:g}"
            drawn.append(histogram(f"samples: {name}", z.numpy(), -7, 5))
            drawn.append(line(f"N({mu:g}, e^{log_var:g})", grid(-7, 5), law.pdf))
    said = "The same noise twice: mu shifts it, exp(log_var / 2) stretches it onto its density."
    return picture("20,000 samples each", "z", "density", drawn, said)
