"""Models of several kinds with drawn parameters: what a penalty must include, and what not."""

from collections.abc import Callable, Sequence
from typing import Any

import torch
from hypothesis.strategies import SearchStrategy
from torch import Tensor, nn

from grader.probe.case import Case, Finding, Inputs
from grader.probe.compare import compare
from grader.probe.drivers import attempt, gradients
from grader.probe.probe import Driver
from grader.probe.snippet import literal
from grader.probe.strategies import enumerated, filled_cyclically

NUMBERS = (1.0, -2.0, 0.5, -0.125, 3.0, -(2**-7), 1.5, -100.0, 0.75, -1.25, 2**-14)
"""Large and small numbers, none of them 0."""

STRENGTHS = (0.5, 2.0, 0.3, 0.03, 1e-4, 3.3, 1e-6, 50.0, 0.7)
"""float32 rounds most of them, and their reciprocals."""


class Scale(nn.Module):
    """A module with its own parameters, a vector and a number, and with a buffer."""

    running: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.scale = nn.Parameter(torch.ones(3))
        self.temperature = nn.Parameter(torch.ones(()))
        self.register_buffer("running", torch.full((3,), 7.0))


class Scaled(nn.Module):
    """A module with a parameter of its own beside that of a layer."""

    def __init__(self) -> None:
        super().__init__()
        self.scale = nn.Parameter(torch.ones(3))
        self.layer = nn.Linear(1, 2)


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
    "nn.Conv1d(1, 2, 2)": (lambda: nn.Conv1d(1, 2, 2), 6),
    "nn.Conv2d(1, 1, (1, 3))": (lambda: nn.Conv2d(1, 1, (1, 3)), 4),
    "a module with parameters of shape (3,) and (), and a buffer": (Scale, 4),
    "a module with a parameter of shape (3,) and a layer nn.Linear(1, 2)": (Scaled, 7),
}
"""Each kind of model, how it is built, and how many numbers its parameters have."""


def models(numbers: Sequence[float], **others: Sequence[float]) -> SearchStrategy[Inputs]:
    """Each kind of model in either mode, numbers in its parameters, and further arguments."""
    kinds = sorted(KINDS, key=len) * 2
    return enumerated(
        len(kinds),
        kind=kinds,
        values=filled_cyclically([(KINDS[kind][1],) for kind in kinds], numbers),
        training=[True] * len(KINDS) + [False] * len(KINDS),
        **others,
    )


def built(kind: str, values: Tensor) -> nn.Module:
    """A model of this kind, with its parameters filled from the vector in order."""
    return filled(KINDS[kind][0]().to(values.dtype), values)


def filled(model: nn.Module, values: Tensor) -> nn.Module:
    """The model with new parameters in place of its own, filled from the vector in order."""
    start = 0
    for old in list(model.parameters()):
        chunk = values[start : start + old.numel()].detach().clone().reshape(old.shape)
        _replace(model, old, nn.Parameter(chunk, requires_grad=old.requires_grad))
        start += old.numel()
    return model


def _replace(model: nn.Module, old: nn.Parameter, new: nn.Parameter) -> None:
    """Replace a parameter with another one, wherever it is shared."""
    for module in model.modules():
        for name, parameter in list(module._parameters.items()):
            if parameter is old:
                module._parameters[name] = new


def penalty(function: str) -> Driver:
    """Call a penalty: its value and gradients, the model afterwards, and a second, changed call.

    The model's parameters change before the second call, the last of them for a new one. That call
    runs without gradients: the value of a penalty must not depend on them.
    """

    def drive(
        impl: Any, kind: str, values: Tensor, training: bool, **strength: float
    ) -> dict[str, Any]:
        model = built(kind, values).train(training)
        for p in model.parameters():
            p.grad = torch.ones_like(p)
        value = getattr(impl, function)(model, *strength.values())
        learned = {n: p for n, p in model.named_parameters() if p.requires_grad}
        slopes = attempt(
            lambda: dict(zip(learned, gradients(value, list(learned.values())), strict=True))
        )
        after = _state(model)
        with torch.no_grad():
            *others, last = model.parameters()
            for p in others:
                p.fill_(2.0)
            new = nn.Parameter(torch.full_like(last, 2.0), requires_grad=last.requires_grad)
            _replace(model, last, new)
            again = getattr(impl, function)(model, *strength.values())
        return {"value": value, "gradient": slopes, "after": after, "again": again}

    return drive


def _state(model: nn.Module) -> dict[str, list[Any]]:
    """Copies of everything that a penalty might change."""
    parameters = list(model.parameters())
    return {
        "parameters": [p.detach().clone() for p in parameters],
        "`.grad`": [None if p.grad is None else p.grad.clone() for p in parameters],
        "`requires_grad`": [p.requires_grad for p in parameters],
        "buffers": [buffer.clone() for buffer in model.buffers()],
        "train/eval flags": [module.training for module in model.modules()],
    }


def unchanged(case: Case) -> Finding | None:
    """The model is unchanged."""
    for part, right in case.expected["after"].items():
        if compare(case.got["after"][part], right, case) is not None:
            return Finding(
                "changed", f"Your code changed the model's {part}: a penalty must only read it."
            )
    return None


def afresh(case: Case) -> Finding | None:
    """A second call uses the parameters' values at that time."""
    what = "penalty of a model whose parameters were set to 2, or replaced, after the first call"
    return compare(case.got["again"], case.expected["again"], case, what=what)


def function_code(function: str) -> Callable[[Inputs], str]:
    """Make a function that writes a call of a penalty as code."""

    def as_code(inputs: Inputs) -> str:
        kind, values = inputs["kind"], inputs["values"]
        rest = [literal(v) for k, v in inputs.items() if k not in ("kind", "values", "training")]
        double = values.dtype == "float64"
        model = f"model = {kind}" if kind.startswith("nn.") else f"# model: {kind}"
        return "\n".join(
            [
                f"{model}{'.double()' if double and kind.startswith('nn.') else ''}",
                f"values = {literal(values)}",
                "nn.utils.vector_to_parameters(values, model.parameters())",
                f"model.train({inputs['training']})",
                f"{function}({', '.join(['model', *rest])})",
            ]
        )

    return as_code
