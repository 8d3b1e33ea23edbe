"""What checks judge: value, gradient, accuracy, purity, device."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from grader.probe.case import Case, Finding
from grader.probe.compare import compare, unreached, untaken
from grader.probe.drivers import FOR_A_MOMENT, TRAITS
from grader.probe.values import Array, Raised, leaves

_MATTERS = (
    "On a GPU, where models are trained, this code stops with an error. "
    "Give a new tensor the device of an input: `device=x.device`, or `torch.zeros_like(x)`."
)

_WATCHED = {
    "tracked": "With inputs that require a gradient",
    "untracked": "Under torch.no_grad()",
}


def same_as_the_reference(case: Case) -> Finding | None:
    """The whole answer agrees with the reference's."""
    return compare(case.got, case.expected, case)


def value(case: Case) -> Finding | None:
    """The value agrees with the reference, whether or not autograd records the call."""
    if finding := compare(case.got["value"], case.expected["value"], case):
        return finding
    for call, where in _WATCHED.items():
        # An exception in this call alone is reported with the gradient, or allowed.
        if call in case.expected and not isinstance(case.got[call], Raised | None):
            finding = compare(case.got[call], case.expected[call], case)
            if finding:
                return replace(finding, message=f"{where}: {finding.message}")
    return None


def value_in_any_dtype(case: Case) -> Finding | None:
    """The value agrees with the reference's, in whatever floating dtype its tensors are."""
    return compare(_in_dtype(case.got["value"], case.dtype), case.expected["value"], case)


def _in_dtype(value: Any, dtype: str | None) -> Any:
    if isinstance(value, tuple | list):
        return type(value)(_in_dtype(item, dtype) for item in value)
    if isinstance(value, Array) and value.data.dtype.kind == "f" and dtype:
        return replace(value, data=value.data.astype(dtype), dtype=dtype)
    return value


def same_gradient(case: Case) -> Finding | None:
    """The gradient for every input agrees with the reference."""
    got = case.got["gradient"]
    if isinstance(got, Raised):
        return untaken(got)
    for name, right in case.expected["gradient"].items():
        if finding := _same_gradient_for(name, got.get(name), right, case):
            return replace(finding, kind="gradient", of=name)
    return None


def unreached_by_gradients(*names: str) -> Callable[[Case], Finding | None]:
    """Make a judgement that no gradient flows to these inputs: none, or zeros to rounding."""

    def judge(case: Case) -> Finding | None:
        for got in (case.got["gradient"], case.got["computed"]):
            if isinstance(got, Raised):
                return untaken(got)
            for name in names:
                found = got.get(name)
                if found is None:
                    continue
                wrong = compare(found, replace(found, data=found.data * 0), case)
                if wrong:
                    message = f"A gradient flows to `{name}`, which is a constant here: detach it."
                    return replace(wrong, kind="gradient", message=message, of=name)
        return None

    return judge


def accuracy(case: Case) -> Finding | None:
    """Value and gradient agree with the reference."""
    return value(case) or same_gradient(case)


def purity(case: Case) -> Finding | None:
    """Every input is bitwise unchanged, and so are its autograd attributes."""
    for name, before in case.inputs.items():
        after = case.got["after"].get(name)  # see `without_unchanged`
        if isinstance(before, Array) and not (
            after is None
            or (
                isinstance(after, Array)
                and after.shape == before.shape
                and (after.data == before.data).all()
            )
        ):
            return Finding("changed", f"Your code changed its input `{name}` in place.")
        if finding := left_as_found(name, case.got):
            return finding
    return None


def left_as_found(name: str, got: Mapping[str, Any]) -> Finding | None:
    """No trait of an input differs; `got` is what `drivers.answered` returns, or has its keys."""
    changed = got.get("changed", {}).get(name)
    if not changed:
        return None
    trait = next((trait for trait in TRAITS if trait in changed), None)
    if trait is None:
        return None
    if trait == FOR_A_MOMENT:
        message = f"Your code changed its input `{name}` in place, if only for a moment."
    else:
        message = f"Your code changed the {trait} of its input `{name}`."
    return Finding("changed", message)


def portable(case: Case) -> Finding | None:
    """No CPU tensor met the inputs' device, and the result is on it. Other errors do not count."""
    if isinstance(case.got, Raised):
        if not case.got.mismatch:
            return None
        where = f"At line {case.got.lines[-1]}, " if case.got.lines else "Somewhere "
        what = " ".join(case.got.message.split())[:200]
        return Finding("device", f"{where}{what}. {_MATTERS}", lines=case.got.lines)
    if any(isinstance(leaf, Array) and leaf.device == "cpu" for leaf in leaves(case.got["value"])):
        return Finding(
            "device", f"The result is on the CPU, but the inputs are on another device. {_MATTERS}"
        )
    return None


def _same_gradient_for(name: str, got: Any, right: Any, case: Case) -> Finding | None:
    if not isinstance(right, Array) or right.largest == 0:
        if got is None:
            return None
        right = right if isinstance(right, Array) else Array(got.data * 0, "torch", got.dtype)
    if got is None:
        return unreached(name)
    return compare(got, right, case, what=f"gradient for {name}")
