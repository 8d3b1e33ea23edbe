"""The one comparison, used everywhere: type, dtype, device, shape, finiteness, then value.

Nothing broadcasts: shapes `()`, `(1,)` and `(1, 1)` are three different answers.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from grader.probe.case import Case, Finding, Tolerance
from grader.probe.text import array_text, in_words, text_of
from grader.probe.values import Array, Opaque, Raised

EXACT = Tolerance(1e-9, 2e-8)
"""For float64: only rounding can explain a difference below it, even that of a constant to float32
(of `torch.log(torch.tensor(2 * torch.pi)) / 2`, 1.6e-8)."""

ACCURATE = Tolerance(1e-4, 1e-4)
"""For float32, where the order of a sum and the form of a stable formula make a difference."""

SIX_DIGITS = Tolerance(1e-6, 1e-6, single=ACCURATE)
"""Where constants may be rounded to float32, such as a temperature that a tensor is made of."""


def tolerance_of(dtype: str) -> Tolerance:
    """The tolerance for inputs of this dtype."""
    return ACCURATE if dtype == "float32" else EXACT


def compare(
    got: Any, expected: Any, case: Case, *, what: str = "result", tolerance: Tolerance | None = None
) -> Finding | None:
    """Compare an answer with the reference's; None if it is right.

    Args:
        got: the submission's answer, as the worker sent it.
        expected: the reference's answer; its float64 arrays stand for the dtype of the inputs.
        case: the inputs, which determine dtype and rounding.
        what: the name of the value in messages.
        tolerance: overrides that of the case, which overrides that of the inputs' dtype.
    """
    tolerance = tolerance or case.tolerance
    if isinstance(
        expected, (Raised, Opaque)
    ):  # the answer of a known mistake, never of the reference
        same = type(got) is type(expected) and got.type == expected.type
        return None if same else Finding("type", f"The {what} is {kind_of(got)}.")
    if isinstance(got, Raised):
        return raised(got)
    match expected:
        case Array():
            return _compare_array(got, expected, case, what, tolerance)
        case bool() | str() | None:
            same = type(got) is type(expected) and got == expected
            return None if same else _mismatch("value", what, got, expected)
        case int() | float():
            return _compare_number(got, float(expected), what, tolerance or EXACT)
        case Mapping():
            if not isinstance(got, Mapping):
                return Finding("type", f"The {what} is {kind_of(got)}; it should be a dict.")
            return _first(
                compare(got.get(k), v, case, what=f"{what} {k}", tolerance=tolerance)
                for k, v in expected.items()
            )
        case Sequence():
            if not isinstance(got, (tuple, list)) or len(got) != len(expected):
                kind = "a tuple" if isinstance(expected, tuple) else "a list"
                return Finding(
                    "type",
                    f"The {what} is {kind_of(got)}; it should be {kind} of {len(expected)}.",
                )
            return _first(
                compare(g, e, case, what=f"{what}[{i}]", tolerance=tolerance)
                for i, (g, e) in enumerate(zip(got, expected, strict=True))
            )
    raise TypeError(f"a reference returned {type(expected).__name__}")


def raised(error: Raised) -> Finding:
    """The finding for an exception in the learner's code."""
    return Finding("raised", in_words(error), lines=error.lines)


def untaken(error: Raised) -> Finding:
    """The finding for an exception while the gradient was computed."""
    text = in_words(error, "Computing the gradient raised")
    return Finding("gradient", text, lines=error.lines)


def unreached(name: str) -> Finding:
    """The finding for an input that no gradient reaches, for any reason."""
    return Finding(
        "gradient",
        f"No gradient reaches `{name}`: something cuts it off, such as `detach`, `item`, "
        "`no_grad`, a new tensor, or your own `backward` that returns None.",
    )


def kind_of(value: Any) -> str:
    """The kind of a value, in a learner's words."""
    match value:
        case Array(library="torch"):
            return f"a {value.dtype} Tensor of shape {shape_text(value.shape)}"
        case Array():
            return f"a {value.dtype} array of shape {shape_text(value.shape)}"
        case Opaque(type=kind) if " of " in kind:
            return f"an {kind}" if kind.startswith("array") else f"a {kind}"
        case Opaque():
            return f"of type {value.type}"
        case None:
            return "None"
        case tuple() | list():
            return f"a {type(value).__name__} of {len(value)}"
        case dict():
            return "a dict"
        case bool():
            return f"the bool {value}"
        case int() | float():
            return f"the Python number {value + 0:g}"  # -0 is 0
    return f"of type {type(value).__name__}"


def shape_text(shape: tuple[int, ...]) -> str:
    """A shape as torch prints it; 0-dimensional is spelled out."""
    return f"{tuple(shape)}" if shape else "() (0-dimensional)"


def _compare_array(
    got: Any, expected: Array, case: Case, what: str, tolerance: Tolerance | None
) -> Finding | None:
    if expected.library == "numpy" and not expected.shape and isinstance(got, (int, float)):
        got = Array(np.asarray(float(got)), "numpy", expected.dtype)
    if not isinstance(got, Array) or got.library != expected.library:
        wanted = "Tensor" if expected.library == "torch" else "NumPy array"
        return Finding(
            "type",
            f"The {what} is {_foreign(got)}; it should be a {wanted} of shape "
            f"{shape_text(expected.shape)}.",
        )
    dtype = case.dtype if expected.dtype.startswith("float") else expected.dtype
    dtype = dtype or expected.dtype
    if got.dtype != dtype:
        return Finding("dtype", f"The {what} is {got.dtype}; it should be {dtype}.")
    if got.library == "torch" and got.device != case.device:
        return Finding("device", f"The {what} is on {got.device}; the inputs are on {case.device}.")
    if got.shape != expected.shape:
        return Finding(
            "shape",
            f"The {what} has shape {shape_text(got.shape)}; "
            f"it should have {shape_text(expected.shape)}.",
            lambda: text_of(got),
            lambda: text_of(expected),
        )
    tolerance = tolerance or tolerance_of(dtype)
    compared = got.data, expected.data, tolerance, case.scale, dtype
    if expected.data.dtype.kind == "f" and expected.is_finite and _are_near(*compared):
        return None
    return _compare_values(what, *compared)


def _foreign(got: Any) -> str:
    if isinstance(got, Array):
        return "a Tensor" if got.library == "torch" else "a NumPy array"
    return kind_of(got)


def _compare_number(got: Any, expected: float, what: str, tolerance: Tolerance) -> Finding | None:
    if isinstance(got, Array) and not got.shape:
        got = got.data.item()
    if isinstance(got, bool) or not isinstance(got, (int, float)):
        return Finding("type", f"The {what} is {kind_of(got)}; it should be a number.")
    return _compare_values(
        what, np.asarray(float(got)), np.asarray(expected), tolerance, 0.0, "float64"
    )


def _compare_values(
    what: str,
    got: np.ndarray[Any, Any],
    expected: np.ndarray[Any, Any],
    tolerance: Tolerance,
    scale: float,
    dtype: str,
) -> Finding | None:
    if expected.dtype.kind != "f":
        wrong = got != expected
    else:
        got, expected = got.astype(np.float64), expected.astype(np.float64)
        if (np.isnan(got) & ~np.isnan(expected)).any():
            return _differ("finite", f"The {what} is nan", np.isnan(got), got, expected)
        infinite = np.isinf(got) & np.isfinite(expected)
        if infinite.any():
            return _differ("finite", f"The {what} is infinite", infinite, got, expected)
        with np.errstate(invalid="ignore"):
            distance = np.abs(got - expected)
            same = (got == expected) | (np.isnan(got) & np.isnan(expected))
            near = distance <= tolerance.allowed(expected, scale, dtype)
            # At infinity any difference is allowed, so only infinity itself is right there.
            wrong = ~((near & np.isfinite(expected)) | same)
    if not wrong.any():
        return None
    return _differ("value", f"The {what} is not right", wrong, got, expected)


def _are_near(
    got: np.ndarray[Any, Any],
    expected: np.ndarray[Any, Any],
    tolerance: Tolerance,
    scale: float,
    dtype: str,
) -> bool:
    """Whether all numbers are near finite ones, as most right answers are, in few steps."""
    if got.ndim:
        got, expected = (side.astype(np.float64, copy=False) for side in (got, expected))
        with np.errstate(invalid="ignore", over="ignore"):
            distance = np.abs(got - expected)
            beyond = (distance - tolerance.allowed(expected, scale, dtype)).max(initial=-1.0)
    else:
        mine, right = float(got), float(expected)
        beyond = abs(mine - right) - tolerance.allowed(right, scale, dtype)
    # It is nan if an answer is not finite, whatever is allowed.
    return bool(beyond <= 0)


def _differ(
    kind: str,
    message: str,
    wrong: np.ndarray[Any, Any],
    got: np.ndarray[Any, Any],
    expected: np.ndarray[Any, Any],
) -> Finding:
    """Say where two arrays of the same shape differ most, and by how much."""
    if not got.ndim:
        worst: tuple[int, ...] = ()
    elif got.dtype.kind == "f":
        with np.errstate(invalid="ignore"):
            badness = np.where(wrong, np.nan_to_num(np.abs(got - expected), nan=np.inf), -1.0)
        worst = tuple(int(i) for i in np.unravel_index(int(badness.argmax()), got.shape))
    else:
        worst = tuple(int(i) for i in np.argwhere(wrong)[0])
    index = ", ".join(str(i) for i in worst)
    if got.ndim and got.size > 1:
        message += f" at [{index}]" if wrong.sum() == 1 else f", most at [{index}]"
    return Finding(
        kind,
        message + ".",
        lambda: _apart(got, expected)[0],
        lambda: _apart(got, expected)[1],
        (lambda: _relation(got[worst], expected[worst])) if got.dtype.kind == "f" else None,
    )


def _apart(got: np.ndarray[Any, Any], expected: np.ndarray[Any, Any]) -> tuple[str, str]:
    """Both as text, with enough digits to differ."""
    for precision in (6, 10, 17):
        texts = [array_text(a, precision) for a in (got, expected)]
        if texts[0] != texts[1]:
            break
    return texts[0], texts[1]


def _relation(got: float, expected: float) -> str | None:
    if not (np.isfinite(got) and np.isfinite(expected)):
        return None
    difference = f"yours - right = {got - expected:.6g}"
    with np.errstate(over="ignore", divide="ignore", invalid="ignore"):
        ratio = got / expected
    if ratio == 0 or not np.isfinite(ratio) or f"{ratio:.6g}" == "1":
        return difference
    return f"yours / right = {ratio:.6g}, {difference}"


def _mismatch(kind: str, what: str, got: Any, expected: Any) -> Finding:
    return Finding(
        kind,
        f"The {what} is {kind_of(got)}; it should be {expected!r}.",
        lambda: text_of(got),
        repr(expected),
    )


def _first(findings: Any) -> Finding | None:
    return next((finding for finding in findings if finding is not None), None)
