"""Models of several kinds whose parameters are drawn: what a penalty must add up, and what not."""

from collections.abc import Callable
from typing import Any

import torch
from hypothesis import strategies as st
from torch import Tensor, nn

from grader.compare import compare
from grader.drivers import attempt, gradients
from grader.paste import literal
from grader.probe import Case, Driver, Finding
from grader.probe import Inputs as Given
from grader.strategies import Inputs, tensors


class Scale(nn.Module):
    """A parameter that belongs to the module itself, and a buffer that is none."""

    running: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.scale = nn.Parameter(torch.ones(3))
        self.register_buffer("running", torch.full((3,), 7.0))


def _tied() -> nn.Module:
    model = nn.Sequential(nn.Linear(2, 2, bias=False), nn.Linear(2, 2, bias=False))
    model[1].weight = model[0].weight
    return model


def _frozen() -> nn.Module:
    model = nn.Sequential(nn.Linear(1, 2), nn.Linear(2, 1))
    model[0].requires_grad_(False)
    return model


KINDS: dict[str, tuple[Callable[[], nn.Module], int]] = {
    "nn.Linear(2, 1)": (lambda: nn.Linear(2, 1), 3),
    "nn.Linear(2, 2, bias=False)": (lambda: nn.Linear(2, 2, bias=False), 4),
    "nn.Sequential(nn.Linear(1, 2), nn.Sequential(nn.ReLU(), nn.Linear(2, 1)))": (
        lambda: nn.Sequential(nn.Linear(1, 2), nn.Sequential(nn.ReLU(), nn.Linear(2, 1))),
        7,
    ),
    "nn.Sequential(nn.Linear(1, 2), nn.BatchNorm1d(2))": (
        lambda: nn.Sequential(nn.Linear(1, 2), nn.BatchNorm1d(2)),
        8,
    ),
    "two linear layers, the first of them frozen": (_frozen, 7),
    "two layers nn.Linear(2, 2, bias=False) that share their weight": (_tied, 4),
    "a module with nn.Parameter(torch.ones(3)) and a buffer": (Scale, 3),
}
"""Each kind of model, how it is built, and how many numbers its parameters hold."""


@st.composite
def models(draw: st.DrawFn, /, elements: st.SearchStrategy[float], **others: Any) -> Inputs:
    """A kind of model, the numbers in its parameters, and further arguments."""
    kind = draw(st.sampled_from(sorted(KINDS, key=len)))
    values = draw(tensors(elements, (KINDS[kind][1],)))
    return {"kind": kind, "values": values, **{name: draw(s) for name, s in others.items()}}


def built(kind: str, values: Tensor) -> nn.Module:
    """A model of that kind, its parameters filled from the vector in their order."""
    return filled(KINDS[kind][0]().to(values.dtype), values)


def filled(model: nn.Module, values: Tensor) -> nn.Module:
    """The model with new parameters in place of its own, filled from the vector in their order."""
    start = 0
    for old in list(model.parameters()):
        chunk = values[start : start + old.numel()].detach().clone().reshape(old.shape)
        _replace(model, old, nn.Parameter(chunk, requires_grad=old.requires_grad))
        start += old.numel()
    return model


def _replace(model: nn.Module, old: nn.Parameter, new: nn.Parameter) -> None:
    """Put a parameter in the place of another, wherever it is shared."""
    for module in model.modules():
        for name, parameter in list(module._parameters.items()):
            if parameter is old:
                module._parameters[name] = new


def penalty(function: str) -> Driver:
    """Drive a penalty: its value, its gradient for each parameter, and the model afterwards."""

    def drive(impl: Any, kind: str, values: Tensor, **strength: float) -> dict[str, Any]:
        model = built(kind, values)
        value = getattr(impl, function)(model, *strength.values())
        learned = {n: p for n, p in model.named_parameters() if p.requires_grad}
        slopes = attempt(
            lambda: dict(zip(learned, gradients(value, list(learned.values())), strict=True))
        )
        after = [(p.detach(), p.requires_grad) for p in model.parameters()]
        return {"value": value, "gradient": slopes, "after": after, "training": model.training}

    return drive


def unchanged(case: Case) -> Finding | None:
    """The model is as it was: parameters, flags and mode."""
    got, right = case.got, case.expected
    for key in ("after", "training"):
        if compare(got[key], right[key], case) is not None:
            return Finding("changed", "Your code changed the model: a penalty only reads it.")
    return None


def pasted(function: str) -> Callable[[Given], str]:
    """How to write a call of a penalty as code."""

    def show(inputs: Given) -> str:
        kind, values = inputs["kind"], inputs["values"]
        rest = [literal(v) for k, v in inputs.items() if k not in ("kind", "values")]
        double = values.dtype == "float64"
        model = f"model = {kind}" if kind.startswith("nn.") else f"# model: {kind}"
        return "\n".join(
            [
                f"{model}{'.double()' if double and kind.startswith('nn.') else ''}",
                f"values = {literal(values)}",
                "nn.utils.vector_to_parameters(values, model.parameters())",
                f"{function}({', '.join(['model', *rest])})",
            ]
        )

    return show
