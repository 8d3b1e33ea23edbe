"""Calling the methods of a VAE, with weights that the judge chooses.

The layers have hundreds of weights, too many to draw one by one. The given constructor draws them
from a seed, so that a counterexample takes only a few lines.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from grader.probe.drivers import answered
from grader.probe.methods import with_parameters
from grader.probe.probe import Driver

Numbers = np.ndarray[Any, Any]
Weights = dict[str, Tensor]


class Layers(nn.Module):
    """The layers of the contract, made in the order of the given constructor."""

    def __init__(self, d_input: int, d_latent: int) -> None:
        super().__init__()
        self.encoder = nn.Sequential(nn.Linear(d_input, 256), nn.ReLU())
        self.mu_head = nn.Linear(256, d_latent)
        self.log_var_head = nn.Linear(256, d_latent)
        self.decoder = nn.Sequential(
            nn.Linear(d_latent, 256), nn.ReLU(), nn.Linear(256, d_input), nn.Sigmoid()
        )


def weights(d_input: int, d_latent: int, seed: int) -> Weights:
    """The weights of a new VAE after `torch.manual_seed(seed)`."""
    torch.manual_seed(seed)
    return Layers(d_input, d_latent).state_dict()


def steep(drawn: Weights) -> Weights:
    """Weights with codes in the tens, so that a bound on them is noticed."""
    heads = {name: 256 * value for name, value in drawn.items() if "head.weight" in name}
    return {**drawn, **heads}


def noiseless(drawn: Weights) -> Weights:
    """Weights whose variances are too small for the noise to be seen."""
    return {**drawn, "log_var_head.bias": torch.full_like(drawn["log_var_head.bias"], -60.0)}


def bold(drawn: Weights) -> Weights:
    """Noiseless weights whose probabilities are nearly all 0 or 1."""
    return {**noiseless(drawn), "decoder.2.weight": 256 * drawn["decoder.2.weight"]}


def transparent(d: int) -> Weights:
    """Weights of a VAE(2*d, d) that show its sample.

    With them `mu, log_var = (32 * x - 16).chunk(2, dim=-1)`, and the first `d` columns of `x_recon`
    are `sigmoid(z / 512)`: a number is the difference of the two hidden units that hold its
    positive and its negative part.
    """
    of = {name: torch.zeros_like(value) for name, value in Layers(2 * d, d).state_dict().items()}
    eye = torch.eye(2 * d)
    parts = torch.cat([eye, -eye])
    of["encoder.0.weight"][: 4 * d] = 32 * parts
    of["encoder.0.bias"][: 4 * d] = -16 * parts.sum(dim=1)
    of["mu_head.weight"][:, : 4 * d] = parts.T[:d]
    of["log_var_head.weight"][:, : 4 * d] = parts.T[d:]
    of["decoder.0.weight"][:d] = eye[:d, :d]
    of["decoder.0.weight"][d : 2 * d] = -eye[:d, :d]
    of["decoder.2.weight"][:d, :d] = eye[:d, :d] / 512
    of["decoder.2.weight"][:d, d : 2 * d] = -eye[:d, :d] / 512
    return of


def bound(
    model: nn.Module, method: str, like: Tensor, chosen: Weights | None = None
) -> Callable[..., Any]:
    """A method of a model with the dtype and device of `like`, and the chosen weights if any."""
    of = chosen or {name: value.detach() for name, value in model.named_parameters()}
    given = {name: value.to(like) for name, value in of.items()}
    return lambda *arguments: with_parameters(model, method, given, list(arguments))


def of_images(adapt: Callable[[Weights], Weights]) -> Callable[..., Driver]:
    """Make drivers for `formula` from a method of the images.

    Their inputs are `d_latent`, the weights' `seed`, and the images `x`. They return the same as
    those of `grader.probe.methods.method`, with gradients for the weights too.

    Args:
        adapt: changes the weights.
    """

    def driver(name: str, *, gradient: bool) -> Driver:
        def drive(impl: Any, d_latent: int, seed: int, x: Tensor) -> dict[str, Any]:
            model = impl.VAE(x.shape[-1], d_latent)
            chosen = adapt(weights(x.shape[-1], d_latent, seed))
            found = {key: list(value.shape) for key, value in model.named_parameters()}
            if found != {key: list(value.shape) for key, value in chosen.items()}:
                return {"layers": found}

            def call(*values: Tensor) -> Any:
                given = dict(zip(chosen, values, strict=False))
                return with_parameters(model, name.rpartition(".")[2], given, [values[-1]])

            inputs = {**{key: value.to(x) for key, value in chosen.items()}, "x": x}
            return {"layers": found, **answered(call, inputs, gradient=gradient)}

        return drive

    return driver


def of_rows(name: str, *, gradient: bool) -> Driver:
    """Make the driver of the loss method, whose arguments determine the sizes of the layers."""

    def drive(impl: Any, **inputs: Tensor) -> dict[str, Any]:
        model = impl.VAE(inputs["x"].shape[-1], inputs["mu"].shape[-1])
        call = bound(model, name.rpartition(".")[2], inputs["x"])
        return answered(call, inputs, gradient=gradient)

    return drive
