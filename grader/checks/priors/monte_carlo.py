"""Calling and judging mc_dropout_predict.

With p of 0 or 1 nothing is random: an active dropout layer with p = 1 returns zeros, an inactive
one its input. So which layers are active is compared with the reference exactly. Only the
statistics are random, and they are judged on a model that has nothing but dropout.
"""

import inspect
from collections.abc import Mapping
from itertools import cycle
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from grader.checks.priors.models import filled
from grader.checks.priors.networks import (
    KINDS,
    PARTS,
    Failing,
    Lifted,
    Overheated,
    dropping,
    failing,
    lifted,
)
from grader.probe.case import Case, Finding, Tolerance
from grader.probe.compare import compare
from grader.probe.drivers import attempt, changed, traits
from grader.probe.randomness import counts_are_binomial
from grader.probe.snippet import literal
from grader.probe.values import Array, Raised

Numbers = np.ndarray[Any, Any]

TELLING = 5
"""Enough passes that different mistakes look different."""


def predicted(
    impl: Any,
    kind: str,
    p: float,
    x: Tensor,
    n_samples: int,
    modes: list[bool],
    frozen: bool,
    grad: bool,
) -> dict[str, Any]:
    """Predict with a model of some kind in some state, and record its state afterwards.

    Args:
        impl: whose function is called.
        kind: a key of `KINDS`.
        p: the dropout probability of its layers.
        x: the inputs.
        n_samples: the number of passes.
        modes: train/eval flags of the model's modules, repeated cyclically.
        frozen: whether every second parameter is frozen.
        grad: whether the global grad mode is on, and x requires a gradient.
    """
    model = KINDS[kind](p).to(x.dtype)
    count = sum(parameter.numel() for parameter in model.parameters())
    filled(model, torch.arange(count, dtype=x.dtype, device=x.device).cos())
    _prepare(model, modes, frozen)
    given = x.clone().requires_grad_(grad)
    before = {"x": traits(given)}
    with torch.set_grad_enabled(grad):
        value = impl.mc_dropout_predict(model, given, n_samples)
        state = _state(model)
    results = value if isinstance(value, (tuple, list)) else [value]
    return {
        "value": value,
        "attached": any(getattr(result, "requires_grad", False) for result in results),
        "state": state,
        "after": {
            "x": given.detach(),
            "of x": changed(before, {"x": given}).get("x", []),
            "parameters": [q.detach() for q in model.parameters()],
            "without `.grad`": [q.grad is None for q in model.parameters()],
        },
    }


def failed(
    impl: Any, at: int, x: Tensor, n_samples: int, modes: list[bool], frozen: bool, grad: bool
) -> dict[str, Any]:
    """Predict with a model that fails in one pass: whether it did, the exception, and its state."""
    model = failing(at).to(x.dtype)
    _prepare(model, modes, frozen)
    with torch.set_grad_enabled(grad):
        result = attempt(lambda: impl.mc_dropout_predict(model, x, n_samples))
        state = _state(model)
    raised = result.type if isinstance(result, Raised) else None
    # If a copy of the model fails instead, this one's count stays 0.
    failed = any(isinstance(part, Failing) and part.passes >= at for part in model.modules())
    return {"failed": failed, "raised": raised, "state": state}


def sampled(
    impl: Any, x: Tensor, repeats: tuple[int, ...], p: float, n_samples: int
) -> tuple[Any, Any, Any]:
    """Predict with a model of nothing but dropout, for many copies of x; the mean twice."""
    many = x.repeat(repeats)
    mean, variance = impl.mc_dropout_predict(dropping(p), many, n_samples)
    again, _ = impl.mc_dropout_predict(dropping(p), many, n_samples)
    return mean, variance, again


def predicted_far_off(
    impl: Any, x: Tensor, repeats: tuple[int, ...], p: float, by: float, n_samples: int
) -> Any:
    """Predict with a model of dropout that adds a number, for many copies of x."""
    return impl.mc_dropout_predict(lifted(p, by), x.repeat(repeats), n_samples)


def _prepare(model: nn.Module, modes: list[bool], frozen: bool) -> None:
    for module, training in zip(model.modules(), cycle(modes), strict=False):
        module.training = training
    for parameter in list(model.parameters())[::2]:
        parameter.requires_grad_(not frozen)


def _state(model: nn.Module) -> dict[str, Any]:
    return {
        "flags": {name: module.training for name, module in model.named_modules()},
        "buffers": {name: buffer.clone() for name, buffer in model.named_buffers()},
        "requires_grad": {name: q.requires_grad for name, q in model.named_parameters()},
        "grad mode": torch.is_grad_enabled(),
    }


def prediction(case: Case) -> Finding | None:
    """Mean and variance with every nn.Dropout active and all other layers in evaluation mode."""
    got, right = case.got["value"], case.expected["value"]
    if not isinstance(got, (tuple, list)) or len(got) != 2:
        return compare(got, right, case)
    for what, mine, theirs in zip(("mean", "variance"), got, right, strict=True):
        finding = compare(mine, theirs, case, what=what)
        if finding is None:
            continue
        if finding.kind != "value" or case.inputs["kind"] != "showcase":
            return finding
        columns = zip(PARTS, _by_part(mine), _by_part(theirs), strict=True)
        parts = [part for part, one, other in columns if compare(one, other, case)]
        message = f"The {what} is not right for {' and '.join(parts)}."
        return Finding("value", message, finding.got, finding.expected)
    return None


def _by_part(result: Array) -> list[Array]:
    """What each part of a showcase predicts."""
    columns = np.split(result.data, len(PARTS), axis=1)
    return [Array(some, result.library, result.dtype, result.device) for some in columns]


def no_gradient(case: Case) -> Finding | None:
    """The results do not require a gradient."""
    if not case.got["attached"]:
        return None
    return Finding("law", "The results require grad: autograd recorded every pass.")


def restored(case: Case) -> Finding | None:
    """Flags, buffers, requires_grad and the grad mode are the same afterwards."""
    got, right = case.got["state"], case.expected["state"]
    if got["grad mode"] != right["grad mode"]:
        was = "on" if right["grad mode"] else "off"
        return Finding(
            "changed", f"The global grad mode was {was} before the call, but not after it."
        )
    for name, flag in right["flags"].items():
        if got["flags"].get(name) != flag:
            module = f"`{name}`" if name else "the model itself"
            was, now = ("training", "evaluation") if flag else ("evaluation", "training")
            return Finding(
                "changed",
                f"{module} was in {was} mode before the call, and is in {now} mode after it.",
            )
    for name, buffer in right["buffers"].items():
        if compare(got["buffers"].get(name), buffer, case) is not None:
            return Finding("changed", f"The model's buffer `{name}` has changed.")
    if got["requires_grad"] != right["requires_grad"]:
        return Finding("changed", "The call changed `requires_grad` of the model's parameters.")
    return None


def pure(case: Case) -> Finding | None:
    """The input and the parameters are unchanged."""
    if compare(case.got["after"], case.expected["after"], case) is not None:
        return Finding("changed", "Your code changed `x` or the model's parameters.")
    return None


def sound(case: Case) -> Finding | None:
    """All judgements of a prediction together."""
    return prediction(case) or no_gradient(case) or restored(case) or pure(case)


def exceptions(case: Case) -> Finding | None:
    """If a forward pass raises, so does the function, and the model's state is restored."""
    found = case.got["raised"]
    if found is None and (case.got["failed"] or case.inputs["at"] == 1):
        return Finding("law", "The model's exception did not reach the caller.")
    if found not in (None, Overheated.__name__):
        return Finding("law", f"The model raised {Overheated.__name__}, your function {found}.")
    return restored(case)


def statistics(case: Case) -> Finding | None:
    """Mean and biased variance over n_samples independent passes."""
    n, p = case.inputs["n_samples"], case.inputs["p"]
    survivor = np.tile(case.inputs["x"].data, case.inputs["repeats"]) / (1 - p)
    for what, result in zip(("mean", "variance", "second mean"), case.got, strict=True):
        if finding := _misshapen(result, Array(survivor, "torch", "float64"), case, what):
            return finding
    mean, variance, again = (result.data for result in case.got)
    kept = mean / survivor
    right = survivor**2 * kept * (1 - kept)
    if not np.allclose(variance, right):
        return Finding("value", _spread(variance, right, n))
    counts = (kept * n).round()
    if not np.allclose(counts, kept * n):
        return Finding("value", f"The mean is not that of {n} passes.")
    if not counts_are_binomial(counts, n, 1 - p):
        if n >= TELLING and np.isin(counts, (0, n)).all():
            return Finding("law", "Every pass drops the same elements.")
        return Finding(
            "law",
            f"These are not {n} passes that drop each element independently with probability p.",
        )
    if n > 1 and np.array_equal(mean, again):
        return Finding("law", "A second prediction drops the same elements as the first.")
    return None


def agreement(case: Case) -> Finding | None:
    """Where all passes agree, the variance is 0 up to rounding, and never negative."""
    x, n = case.inputs["x"].data, case.inputs["n_samples"]
    mean, variance = case.got
    right = Array(x.astype(np.float64), "torch", "float64")
    if finding := compare(mean, right, case, what="mean") or _misshapen(variance, right, case):
        return finding
    if (variance.data < 0).any():
        return Finding("value", "The variance is negative.", f"{variance.data.min():g}", "0")
    # A mean of equal numbers is off by its rounding, and so is each number's distance from it. In
    # float64 the difference of mean squares, floored at 0, is just as good.
    rounding = (2 * n * np.finfo(x.dtype).eps) ** 2 + 32 * np.finfo(np.float64).eps
    off = variance.data / right.data**2
    if (off <= rounding).all():
        return None
    return Finding("value", "The variance is not 0.", f"{variance.data.flat[off.argmax()]:g}", "0")


def far_from_zero(case: Case) -> Finding | None:
    """The variance is right where the mean is 300 times the spread."""
    # A pass gives one of two numbers, so that the mean says how many gave the higher one. Where all
    # gave the same, nothing is judged. The variance may be off by 1e-3.
    x, n, repeats = (case.inputs[name] for name in ("x", "n_samples", "repeats"))
    lower = np.tile(x.data * 0 + x.data.dtype.type(case.inputs["by"]), repeats)
    gap = np.tile(x.data / (1 - case.inputs["p"]), repeats) + lower - lower.astype(np.float64)
    right = Array(lower.astype(np.float64), "torch", "float64")
    for what, result in zip(("mean", "variance"), case.got, strict=True):
        if finding := _misshapen(result, right, case, what):
            return finding
    mean, variance = (result.data.astype(np.float64) for result in case.got)
    higher = (mean - lower) / gap * n
    if np.abs(higher - higher.round()).max() > 0.1:
        return Finding("value", f"The mean is not that of {n} passes.")
    share = higher.round() / n
    exact = gap**2 * share * (1 - share)
    off = np.where(exact > 0, np.abs(variance / exact - 1), 0.0)
    if (off <= 1e-3).all():
        return None
    values = f"{variance.flat[off.argmax()]:.6g}", f"{exact.flat[off.argmax()]:.6g}"
    return Finding("value", "The variance of outputs far from 0 is not right.", *values)


def _misshapen(result: Any, right: Array, case: Case, what: str = "variance") -> Finding | None:
    return compare(result, right, case, what=what, tolerance=Tolerance(0.0, np.inf))


def _spread(variance: Numbers, right: Numbers, n: int) -> str:
    """What is wrong with a variance, in words that do not depend on chance."""
    if n >= TELLING and np.allclose(variance, np.sqrt(right)):
        return "The variance is the square root of that of the passes."
    if n > 1 and np.allclose(variance, right * n / (n - 1)):
        return f"The variance is {n / (n - 1):.3g} times that of the {n} passes about their mean."
    return "The variance is not that of the passes about their mean."


def as_code(inputs: Mapping[str, Any]) -> str:
    """The call of `predicted` as code."""
    dtype = f"torch.{inputs['x'].dtype}"
    lines = [
        inspect.getsource(KINDS[inputs["kind"]]),
        f"model = {inputs['kind']}({inputs['p']}).to({dtype})",
        "count = sum(p.numel() for p in model.parameters())",
        f"numbers = torch.arange(count, dtype={dtype}).cos()",
        "nn.utils.vector_to_parameters(numbers, model.parameters())",
        f"for module, training in zip(model.modules(), itertools.cycle({inputs['modes']})):",
        "    module.training = training",
        f"x = {literal(inputs['x'])}",
    ]
    if inputs["frozen"]:
        lines.append("for p in list(model.parameters())[::2]: p.requires_grad_(False)")
    if not inputs["grad"]:
        lines.append("torch.set_grad_enabled(False)")
    return "\n".join([*lines, f"mc_dropout_predict(model, x, {inputs['n_samples']})"])


def failure_pasted(inputs: Mapping[str, Any]) -> str:
    """The call of `failed` as code."""
    return "\n".join(
        [
            inspect.getsource(Failing),
            f"model = nn.Sequential(nn.Dropout(0.5), nn.BatchNorm1d(2), Failing({inputs['at']}))",
            f"for module, training in zip(model.modules(), itertools.cycle({inputs['modes']})):",
            "    module.training = training",
            f"mc_dropout_predict(model, torch.zeros(3, 2), {inputs['n_samples']})",
        ]
    )


def passes_pasted(inputs: Mapping[str, Any]) -> str:
    """The call of `sampled` as code."""
    rows, columns = inputs["repeats"]
    return (
        f"x = {literal(inputs['x'])}.repeat({rows}, {columns})\n"
        f"mc_dropout_predict(nn.Sequential(nn.Dropout({inputs['p']})), x, {inputs['n_samples']})"
    )


def far_off_pasted(inputs: Mapping[str, Any]) -> str:
    """The call of `predicted_far_off` as code."""
    rows, columns = inputs["repeats"]
    return "\n".join(
        [
            inspect.getsource(Lifted),
            f"x = {literal(inputs['x'])}.repeat({rows}, {columns})",
            f"model = nn.Sequential(nn.Dropout({inputs['p']}), Lifted({inputs['by']}))",
            f"mc_dropout_predict(model, x, {inputs['n_samples']})",
        ]
    )
