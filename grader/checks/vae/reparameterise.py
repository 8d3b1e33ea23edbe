"""The checks of vae/reparameterise."""

from grader.checks.vae.sampling import samples
from grader.probe.strategies import shapes

sampling = samples(
    "reparameterise",
    lambda impl, mu: impl.reparameterise,
    shapes(1, 4, max_side=3),
    repeats=((60,), (1, 60), (60, 1), (4, 5, 3), (2, 5, 3, 2)),
)
