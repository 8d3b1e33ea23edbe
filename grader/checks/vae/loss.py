"""The checks of vae/loss."""

from typing import Any

import torch

from grader.checks.vae.elbo import ALLOW, images_and_codes, losses
from grader.checks.vae.layouts import each
from grader.picture import Axis, Picture, picture
from grader.probe.drawing import grid, line, tensor
from grader.probe.formula import alone, edges

ORDER = ("x_recon", "x", "mu", "log_var")

bound = losses("vae_loss", ORDER)
each_alone = alone("vae_loss", images_and_codes(ORDER), allow=ALLOW)
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


def own_picture(impl: Any) -> Picture:
    """Both terms by the variance of the code, for four white pixels and a decoder of one weight."""
    x, mu, zero = torch.ones(63, 4).double(), tensor(1), tensor(0)
    # Draws of a standard normal, evenly spread: an average over them is an expectation.
    eps = torch.special.ndtri(tensor(*grid(1 / 64, 63 / 64, 63)))[:, None]

    def terms(log_var: float) -> tuple[Any, Any]:
        pixels = torch.sigmoid(3 * (mu + torch.exp(tensor(log_var) / 2) * eps)).expand(63, 4)
        reconstruction = impl.vae_loss(pixels, x, zero, zero) / 63  # no price at the prior
        return reconstruction, impl.vae_loss(x, x, mu, tensor(log_var))  # nothing to reconstruct

    places = grid(-5, 1.5)
    drawn = [
        line("reconstruction", places, lambda v: terms(v)[0]),
        line("KL", places, lambda v: terms(v)[1]),
        line("vae_loss, their sum", places, lambda v: sum(terms(v))),
    ]
    said = "A sure code (left) costs KL, an unsure one costs pixels: the sum is least in between."
    return picture("vae_loss of one image", "log_var", Axis("loss", "nats"), drawn, said)
