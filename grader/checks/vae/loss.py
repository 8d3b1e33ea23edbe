"""The checks of vae/loss."""

from grader.checks.vae.elbo import ALLOW, losses
from grader.checks.vae.layouts import each
from grader.probe.formula import edges

ORDER = ("x_recon", "x", "mu", "log_var")

bound = losses("vae_loss", ORDER)
dimensions = edges(
    "vae_loss",
    "dimensions",
    "Sums over every element, for any number of dimensions.",
    each(
        *(
            {"x_recon": images, "x": images, "mu": codes, "log_var": codes}
            for images, codes in (
                ((4,), (4,)),
                ((3,), (3, 2, 2)),
                ((2, 3, 2), (2,)),
                ((2, 3, 2), (2, 2, 3)),
                ((3, 2, 1, 2), (3, 2, 2, 2)),
            )
        )
    ),
    examples=5,
    allow=ALLOW,
)
