"""Training a VAE on real digits: the submission trains, the judge computes the result."""

from typing import Any

import numpy as np
from hypothesis import strategies as st
from torch import Tensor

from grader.checks.vae.network import weights
from grader.probe.case import Case, Finding, Inputs
from grader.probe.datasets import digits
from grader.probe.drivers import LOSSES, adam
from grader.probe.formula import law
from grader.probe.strategies import composite, torch_array

STEPS, RATE = 20, 0.01
"""Steps of Adam and their size. A right model goes from 44 to between 26 and 28 nats per image."""

LEARNT = 0.75
"""How much of its first loss a trained model may keep. A right one keeps 0.63."""


@composite
def handwriting(draw: st.DrawFn) -> Inputs:
    """Real digits, and the seed of the initial weights."""
    seed = draw(st.integers(0, 10**6))
    rows = np.random.default_rng(seed).choice(len(digits()), size=32, replace=False)
    return {"seed": seed, "x": torch_array(digits()[rows], "float32")}


def explains_digits(case: Case) -> Finding | None:
    """The bound with the trained weights, computed here, is far below the initial one."""
    if frozen := case.got.get("frozen"):
        return Finding("gradient", f"`{frozen[0]}` is frozen: it does not require a gradient.")
    first = {name: w.numpy() for name, w in weights(64, 2, case.inputs["seed"]).items()}
    trained = {name: case.got[name].data for name in first}
    if any(trained[name].shape != w.shape for name, w in first.items()):
        return Finding("shape", "Training changed the shape of a layer.")
    with np.errstate(all="ignore"):  # training may arrive at anything
        before, after = (negative_elbo(of, case.inputs["x"].data) for of in (first, trained))
    if after < LEARNT * before:
        return None
    return Finding(
        "law",
        f"After {STEPS} steps of Adam on your loss the model explains the digits no better.",
        f"{after:.4g} nats per image",
        f"below {LEARNT * before:.4g}, from {before:.4g}",
    )


def negative_elbo(of: dict[str, Any], x: Any) -> float:
    """The loss of a VAE with these weights, in nats per image, with fixed noise."""

    def linear(layer: str, inputs: Any) -> Any:
        return inputs @ of[f"{layer}.weight"].T + of[f"{layer}.bias"]

    hidden = np.maximum(linear("encoder.0", x), 0)
    mu, log_var = linear("mu_head", hidden), linear("log_var_head", hidden)
    z = mu + np.exp(log_var / 2) * np.random.default_rng(0).standard_normal(mu.shape)
    logits = linear("decoder.2", np.maximum(linear("decoder.0", z), 0))
    reconstruction = np.logaddexp(0, logits) - x * logits
    kl = (mu**2 + np.expm1(log_var) - log_var) / 2
    return float((reconstruction.sum() + kl.sum()) / len(x))


def training_code(inputs: Inputs) -> str:
    """The training as code to paste."""
    seed = inputs["seed"]
    return "\n".join(
        [
            "import numpy as np",
            "from grader.probe.datasets import digits",
            "from grader.probe.drivers import LOSSES, adam",
            f"rows = np.random.default_rng({seed}).choice(1797, size=32, replace=False)",
            "x = torch.tensor(digits()[rows], dtype=torch.float32)",
            f"torch.manual_seed({seed})",
            "model = VAE(64, 2)",
            "parameters = list(model.parameters())",
            f"adam(lambda: model.loss(x, *model(x)), parameters, steps={STEPS}, lr={RATE})",
            "model.loss(x, *model(x)) / len(x)",
        ]
    )


@law(
    "VAE",
    handwriting(),
    judge=explains_digits,
    examples=1,
    forbid_library=False,
    as_code=training_code,
    random=True,
)
def training(impl: Any, seed: int, x: Tensor) -> dict[str, Any]:
    """Trained on real digits by its own loss, the model explains them better."""
    model = impl.VAE(64, 2)
    if frozen := [name for name, p in model.named_parameters() if not p.requires_grad]:
        return {"frozen": frozen}
    model.load_state_dict(weights(64, 2, seed), strict=False)  # it may have buffers and aliases
    model.to(x)
    parameters = list(model.parameters())
    losses = adam(lambda: model.loss(x, *model(x)), parameters, steps=STEPS, lr=RATE)
    return {**model.state_dict(), LOSSES: losses}
