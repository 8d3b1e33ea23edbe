"""The checks of noise/mixture."""

from typing import Any

import numpy as np
import torch
from hypothesis import strategies as st
from torch import Tensor

from grader.checks.heads.common import along, evaluating, pasted_evaluating
from grader.checks.noise.data import STEEP
from grader.checks.noise.iris import STEPS, beats_one_gaussian, seen, training_code
from grader.picture import Picture, picture
from grader.probe.case import Inputs, Tolerance
from grader.probe.compare import SIX_DIGITS
from grader.probe.drawing import grid, tensor_lines
from grader.probe.drivers import LOSSES, adam
from grader.probe.formula import edges, formula, law
from grader.probe.methods import layers, linear, method, method_code
from grader.probe.probe import Driver
from grader.probe.strategies import (
    as_float32,
    composite,
    either_precision,
    filled,
    in_both_precisions,
    reals,
    tensors,
    torch_array,
)

FORWARD = "MixtureHead.forward"
LOSS = "MixtureHead.nll_loss"
ALLOWED = frozenset({"torch.distributions"})
LIBRARY = {"torch/distributions/mixture_same_family.py"}
LAYERS = ("logits_head", "mean_head", "log_std_head")

COARSE = Tolerance(1e-6, 1e-6, single=Tolerance(5e-3, 2e-3))
"""For outputs to 1e4 in float32: their log-normalizer is rounded by 0.0005, and every probability
is wrong by as much. The least sigma, 0.0067, is still told from 0."""


@composite
def heads(draw: st.DrawFn, numbers: st.SearchStrategy[float], min_k: int = 1) -> Inputs:
    """A head of one to three features and up to four components, its parameters, and a batch."""
    n, d_in, k = draw(st.tuples(st.integers(1, 4), st.integers(1, 3), st.integers(min_k, 4)))
    inputs: Inputs = {"d_in": d_in, "k": k}
    for layer in LAYERS:
        inputs[f"{layer}.weight"] = draw(tensors(numbers, (k, d_in)))
        inputs[f"{layer}.bias"] = draw(tensors(numbers, (k,)))
    return {**inputs, "x": draw(tensors(numbers, (n, d_in)))}


@composite
def targets(draw: st.DrawFn, drawn: st.SearchStrategy[Inputs]) -> Inputs:
    """A head with a batch, and the batch's targets."""
    inputs = draw(drawn)
    return {**inputs, "y": draw(tensors(reals(4, 10), (inputs["x"].shape[0], 1)))}


def off_the_bounds(inputs: Inputs) -> bool:
    """Whether no log_std is -5 or 5 exactly, where the gradient of right forms differs."""
    return bool((np.abs(linear(inputs, "log_std_head")) != 5).all())


def moderate(inputs: Inputs) -> Inputs:
    """The head with noise levels between 1/e and e, so that float32 is accurate."""
    scaled = {
        name: torch_array(inputs[name].data / 8)
        for name in ("log_std_head.weight", "log_std_head.bias", "x")
    }
    return {**inputs, **scaled}


def equal(inputs: Inputs) -> Inputs:
    """The head with the first component's parameters for all of them."""
    parameters = {name for name in inputs if "." in name}
    return {
        name: torch_array(np.repeat(value.data[:1], inputs["k"], axis=0))
        if name in parameters
        else value
        for name, value in inputs.items()
    }


def constant(
    logits: list[float], mean: list[float], log_std: list[float], y: list[float]
) -> Inputs:
    """A head with the same mixture for every row, and these targets."""
    zeros = torch_array(np.zeros((len(mean), 1)))
    biases = zip(LAYERS, (logits, mean, log_std), strict=True)
    parameters = {
        f"{layer}.{part}": zeros if part == "weight" else torch_array(bias)
        for layer, bias in biases
        for part in ("weight", "bias")
    }
    column = torch_array(np.array(y)[:, None])
    return {"d_in": 1, "k": len(mean), **parameters, "x": torch_array(column.data * 0), "y": column}


def fixed_targets(name: str, *, gradient: bool) -> Driver:
    """Drive a method as `methods.method` does, without the gradient for `y`."""
    return without_target(method(name, gradient=gradient))


def evaluating_fixed_targets(name: str, *, gradient: bool) -> Driver:
    """The same of a module in evaluation mode."""
    return without_target(evaluating(name, gradient=gradient))


def without_target(drive: Driver) -> Driver:
    """Make a driver that forgets the gradient for `y`."""

    def drive_all(impl: Any, **inputs: Any) -> Any:
        answer = drive(impl, **inputs)
        if isinstance(answer.get("gradient"), dict):
            answer["gradient"].pop("y", None)
        return answer

    return drive_all


forward = formula(
    FORWARD,
    "Log-weights, means, and sigma = exp(clamp(log_std, -5, 5)), each of shape (n, k).",
    heads(reals(4)).filter(off_the_bounds),
    examples=9,
    library=LIBRARY,
    allow=ALLOWED,
    driver=method,
    first=(layers,),
    as_code=method_code(FORWARD),
    tolerance=SIX_DIGITS,
)
extreme = heads(reals(100, 1))
far = extreme.map(along(1, -1, 1 / 8, -1 / 8)).filter(off_the_bounds)
extremes = edges(
    FORWARD,
    "extremes",
    "For outputs of the layers to 1e4, log-weights are finite and sigma stays at its bound.",
    far,
    gradient=True,
    examples=4,
    allow=ALLOWED,
    driver=method,
    as_code=method_code(FORWARD),
    tolerance=SIX_DIGITS,
)
single_extremes = edges(
    FORWARD,
    "extremes in float32",
    "The same in float32, where `exp` overflows, and underflows, much earlier.",
    far.map(as_float32),
    gradient=True,
    examples=4,
    allow=ALLOWED,
    driver=method,
    as_code=method_code(FORWARD),
    tolerance=COARSE,
)
evaluation = edges(
    FORWARD,
    "evaluation mode",
    "After head.eval() the head returns the same mixture and gradient as in training.",
    heads(reals(4)).filter(off_the_bounds),
    gradient=True,
    examples=2,
    allow=ALLOWED,
    driver=evaluating,
    as_code=pasted_evaluating(FORWARD),
    tolerance=SIX_DIGITS,
)
loss = formula(
    LOSS,
    "The mean over the batch of the NLL of y under its mixture, every constant included.",
    targets(heads(reals(4))).map(moderate),
    examples=9,
    library=LIBRARY,
    allow=ALLOWED,
    driver=fixed_targets,
    as_code=method_code(LOSS),
    tolerance=SIX_DIGITS,
)
any_noise = edges(
    LOSS,
    "any noise level",
    "Accurate for every sigma from exp(-5) to exp(5).",
    targets(heads(reals(4), min_k=2).filter(off_the_bounds)),
    gradient=True,
    examples=5,
    allow=ALLOWED,
    driver=fixed_targets,
    as_code=method_code(LOSS),
    tolerance=SIX_DIGITS,
)
one = edges(
    LOSS,
    "equal components",
    "A mixture of equal components is a single Gaussian, whatever its weights.",
    either_precision(targets(heads(reals(4), min_k=2)).map(moderate).map(equal)),
    gradient=True,
    examples=4,
    allow=ALLOWED,
    driver=fixed_targets,
    as_code=method_code(LOSS),
    tolerance=SIX_DIGITS,
)
distant = edges(
    LOSS,
    "far from every component",
    "Finite and accurate where y is up to a thousand sigma from every component.",
    in_both_precisions(
        constant([0.0, 1.0], [0.0, 2.0], [0.0, 0.0], [1001.0]),
        constant([0.5, -1.0, 0.0], [0.0, 1.0, -2.0], [-3.0, -4.0, -3.5], [20.0, -15.0]),
        constant([0.0, 0.0], [-1.0, 1.0], [2.0, 2.0], [300.0, -7000.0]),
        constant([0.0], [0.5], [0.0], [60.0]),
        constant([8.0, -8.0], [0.0, 40.0], [-2.0, -2.0], [40.0, 0.25, 20.5]),
    ),
    gradient=True,
    examples=10,
    allow=ALLOWED,
    driver=fixed_targets,
    as_code=method_code(LOSS),
    tolerance=STEEP,
)
loss_extremes = edges(
    LOSS,
    "extremes",
    "Finite and right for outputs of the layers to 1e4.",
    targets(extreme.map(along(1, -1)).filter(off_the_bounds)),
    gradient=True,
    examples=4,
    allow=ALLOWED,
    driver=fixed_targets,
    as_code=method_code(LOSS),
    tolerance=SIX_DIGITS,
)
loss_single_extremes = edges(
    LOSS,
    "extremes in float32",
    "The same in float32, where the weight of a component rounds to 0 much earlier.",
    in_both_precisions(
        constant([1e4, -1e4], [1.0, 0.0], [1.0, 0.5], [2.0, -0.5]),
        constant([-1e4, 1e4, 0.0], [1.0, 0.0, 3.0], [1e4, -0.5, -1e4], [0.25]),
        constant([0.0, 90.0], [1.0, 1.5], [-1e4, 0.0], [1.0]),
        constant([0.0, 0.5], [1e4, -1e4], [1e4, 5.5], [1.0, -3.0]),
    ),
    gradient=True,
    examples=8,
    allow=ALLOWED,
    driver=fixed_targets,
    as_code=method_code(LOSS),
    tolerance=STEEP,
)
crowd: Inputs = {
    **constant([0.5, 0.0], [1.0, 2.0], [1.5, 1.0], [-9.0] * 300),
    **filled(x=((300, 1), 0.5)),
}
many = edges(
    LOSS,
    "many rows",
    "Right for a batch of 300, whose densities have no product in floating point.",
    in_both_precisions(crowd),
    gradient=True,
    examples=2,
    allow=ALLOWED,
    driver=fixed_targets,
    as_code=method_code(LOSS),
    tolerance=SIX_DIGITS,
)
loss_evaluation = edges(
    LOSS,
    "evaluation mode",
    "After head.eval() the loss and its gradient are the same as in training.",
    targets(heads(reals(4))).map(moderate),
    gradient=True,
    examples=2,
    allow=ALLOWED,
    driver=evaluating_fixed_targets,
    as_code=pasted_evaluating(LOSS),
    tolerance=SIX_DIGITS,
)


@law(
    LOSS,
    st.builds(seen),
    judge=beats_one_gaussian,
    examples=1,
    forbid_library=False,
    as_code=training_code,
    random=True,
)
def learns(impl: Any, x: Tensor, y: Tensor) -> dict[str, Any]:
    """Trained on irises by its own loss, two components explain new ones better than one."""
    head = impl.MixtureHead(1, 2).to(x)
    parameters = dict(head.named_parameters())
    with torch.no_grad():
        for name, parameter in parameters.items():
            parameter.zero_()
            if name == "mean_head.bias":
                parameter += torch.tensor([-1.0, 1.0]).to(x)
    trained = list(parameters.values())
    losses = adam(lambda: head.nll_loss(x, y), trained, steps=STEPS, lr=0.1)
    return {**parameters, LOSSES: losses}


def own_picture(impl: Any) -> Picture:
    """The density of the target that a head predicts, for three inputs."""
    head = impl.MixtureHead(1, 2).double()
    with torch.no_grad():
        for layer, weights, biases in (
            (head.logits_head, (0.0, 1.5), (0.0, 0.0)),
            (head.mean_head, (0.0, 0.0), (-2.0, 2.0)),
            (head.log_std_head, (0.0, 0.0), (-0.7, 0.0)),
        ):
            layer.weight.copy_(torch.tensor(weights)[:, None])
            layer.bias.copy_(torch.tensor(biases))
        drawn = tensor_lines(
            "x = {:g}",
            (-2.0, 0.0, 2.0),
            grid(-5, 6),
            lambda y, x: torch.exp(-head.nll_loss(torch.full((1, 1), x).double(), y[None])),
        )
    said = "One input, two likely answers: the weight moves from one hill to the other as x grows."
    return picture("MixtureHead of two components", "y", "density", drawn, said)
