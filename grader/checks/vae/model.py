"""The checks of vae/model."""

from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
import torch
from hypothesis import strategies as st
from torch import Tensor

from grader.checks.vae import training
from grader.checks.vae.elbo import losses
from grader.checks.vae.network import (
    bold,
    bound,
    noiseless,
    of_images,
    of_rows,
    steep,
    transparent,
    weights,
)
from grader.checks.vae.sampling import Sample, large_sample, samples
from grader.picture import Axis, Picture, picture, series
from grader.probe.case import Inputs, Tolerance
from grader.probe.datasets import digits
from grader.probe.formula import formula, law
from grader.probe.methods import layers
from grader.probe.probe import Probe
from grader.probe.snippet import assignments, literal
from grader.probe.strategies import Shape, composite, matrices, reals, soft_targets, tensors


@composite
def images(
    draw: st.DrawFn,
    /,
    shape: st.SearchStrategy[Shape] = matrices(),  # noqa: B008  # a strategy is immutable
    pixels: st.SearchStrategy[float] = soft_targets(),  # noqa: B008  # likewise
) -> Inputs:
    """A few images, and the seed of the weights."""
    return {
        "d_latent": draw(st.integers(1, 3)),
        "seed": draw(st.integers(0, 999)),
        "x": draw(tensors(pixels, draw(shape))),
    }


def images_code(call: str, change: str, inputs: Inputs) -> str:
    """A call with such images as code to paste."""
    x = inputs["x"]
    double = ".double()" if x.dtype == "float64" else ""
    return "\n".join(
        [
            f"torch.manual_seed({inputs['seed']})",
            f"model = VAE({x.shape[-1]}, {inputs['d_latent']}){double}",
            *filter(None, [change]),
            f"x = {literal(x)}",
            call,
        ]
    )


def lean(probes: list[Probe], *, watched: bool = False) -> list[Probe]:
    """The probes with half as many inputs, because each of them builds a network.

    A sample keeps all its dimensions: each of them shows another mistake.

    Args:
        probes: the probes of one method.
        watched: whether library calls are reported, which doubles the cost; only in the float32
            probe.
    """
    return [
        replace(
            probe,
            examples=probe.examples // (1 if probe.name.endswith("dimensions") else 2) or 1,
            forbid_library=watched and "float32" in probe.name,
        )
        for probe in probes
    ]


STEEP = "for head in (model.mu_head, model.log_var_head):\n    head.weight.data *= 256"
encode = lean(
    formula(
        "VAE.encode",
        "Mean and log-variance of the codes: one head each, on the encoder's features.",
        images(),
        examples=10,
        driver=of_images(steep),
        first=(layers,),
        as_code=partial(images_code, "model.encode(x)", STEEP),
    )
)


def reparameterise(impl: Any, mu: Tensor) -> Sample:
    """The method of a model of the right size."""
    return bound(impl.VAE(1, mu.shape[-1]), "reparameterise", mu)


sampling = lean(
    samples(
        "VAE.reparameterise",
        reparameterise,
        matrices(),
        repeats=((1, 60), (8, 4)),
        made="model = VAE(1, mu.shape[-1])",
    ),
    watched=True,
)


def loss_code(inputs: Inputs) -> str:
    """A call of the loss as code to paste."""
    sizes = f"{inputs['x'].shape[-1]}, {inputs['mu'].shape[-1]}"
    call = f"model.loss({', '.join(inputs)})"
    return f"model = VAE({sizes})\n{assignments(inputs)}\n{call}"


ORDER = ("x", "x_recon", "mu", "log_var")
loss = lean(losses("VAE.loss", ORDER, of_rows, loss_code), watched=True)
forward = lean(
    formula(
        "VAE.forward",
        "The reconstruction from a sample, then the mean and log-variance of the codes.",
        images(),
        examples=8,
        driver=of_images(noiseless),
        as_code=partial(
            images_code,
            "model(x)",
            "model.log_var_head.bias.data.fill_(-60)  # so that z is mu",
        ),
    )
)


@law(
    "VAE.forward",
    images(),
    examples=2,
    forbid_library=False,
    as_code=partial(images_code, "_, mu, log_var = model(x)", STEEP),
)
def parameters(impl: Any, d_latent: int, seed: int, x: Tensor) -> tuple[Any, ...]:
    """Its mean and log-variance are those of the codes, for any decoded sample."""
    model = impl.VAE(x.shape[-1], d_latent)
    _, mu, log_var = bound(model, "forward", x, steep(weights(x.shape[-1], d_latent, seed)))(x)
    return mu, log_var


@law(
    "VAE.forward",
    images(st.just((4, 4))),
    examples=2,
    forbid_library=True,
    as_code=partial(
        images_code,
        "model(x)[0]",
        "model.log_var_head.bias.data.fill_(-60)  # so that z is mu\n"
        "model.decoder[2].weight.data *= 256",
    ),
)
def confident(impl: Any, d_latent: int, seed: int, x: Tensor) -> Any:
    """Its probabilities are as close to 0 and 1 as the decoder's."""
    model = impl.VAE(x.shape[-1], d_latent)
    return bound(model, "forward", x, bold(weights(x.shape[-1], d_latent, seed)))(x)[0]


@law(
    "VAE",
    images(st.just((4, 4)), reals(100, 1)),
    examples=2,
    forbid_library=False,
    as_code=partial(
        images_code,
        "model.encoder(x), model.decoder(x[:, : model.mu_head.out_features])",
        "",
    ),
)
def given_layers(impl: Any, d_latent: int, seed: int, x: Tensor) -> dict[str, Any]:
    """The encoder and the decoder compute the same as the given ones, even for large numbers."""
    model = impl.VAE(x.shape[-1], d_latent)
    chosen = weights(x.shape[-1], d_latent, seed)
    return {
        "of the encoder": bound(model, "encoder", x, chosen)(x),
        "of the decoder": bound(model, "decoder", x, chosen)(x[:, :d_latent]),
    }


def forward_sample(impl: Any, mu: Tensor) -> Sample:
    """The sample that the forward pass decodes, recovered with special weights."""
    d = mu.shape[-1]
    call = bound(impl.VAE(2 * d, d), "forward", mu, transparent(d))

    def sample(mu: Tensor, log_var: Tensor) -> Tensor:
        x_recon, _, _ = call((torch.cat([mu, log_var], dim=-1) + 16) / 32)
        return 512 * torch.logit(x_recon[:, :d])

    return sample


def forward_sample_code(inputs: Inputs) -> str:
    """A forward pass that shows its sample, as code to paste."""
    mu, log_var = (inputs[name].data.tolist() for name in ("mu", "log_var"))
    d = len(mu)
    return "\n".join(
        [
            "from grader.checks.vae.network import transparent",
            f"model = VAE({2 * d}, {d}).double()",
            f"model.load_state_dict(transparent({d}))",
            f"row = torch.tensor({mu + log_var}, dtype=torch.float64)  # mu, log_var",
            f"x = (row.repeat{inputs['repeats']} + 16) / 32",
            f"z = 512 * model(x)[0][:, :{d}].logit()",
        ]
    )


forward_sampling = large_sample(
    "VAE.forward",
    forward_sample,
    forward_sample_code,
    name=" sample",
    rows=2048,
    examples=1,
    tolerance=Tolerance(rtol=1e-9, atol=1e-11),  # sigmoid and logit lose a few digits
)


learning = training.training


def own_picture(impl: Any) -> Picture:
    """The loss of a small model by step, and its two terms."""
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(0)
        model = impl.VAE(64, 8)
        x = torch.tensor(digits()[:200]).float()
        optimizer, zero = torch.optim.Adam(model.parameters(), 3e-3), torch.zeros(1, 8)
        steps: list[tuple[float, float]] = []
        for _ in range(150):
            x_recon, mu, log_var = model(x)
            loss = model.loss(x, x_recon, mu, log_var) / len(x)
            pixels = model.loss(x, x_recon, zero, zero) / len(x)  # no price at the prior
            steps.append((pixels.item(), (loss - pixels).item()))
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
    pixels, kl = (np.array(part) for part in zip(*steps, strict=True))
    named = [("KL", kl), ("reconstruction", pixels), ("loss, their sum", pixels + kl)]
    drawn = [series(name, "line", range(len(y)), y) for name, y in named]
    said = (
        "First gray images that cost no code; then the KL rises: bits bought to redraw each digit."
    )
    return picture("A VAE of 200 digits", "step", Axis("per image", "nats"), drawn, said)
