"""How dropout is judged: by the mask that its result reveals.

Right answers zero different elements. So the mask is read from the result, `y != 0` where no
element of x is 0, and tested against its law; the surviving elements and the gradient are compared
with what the mask implies. Findings do not depend on chance, so that a mistake is recognized for
any mask.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import wraps
from typing import Any

import numpy as np

from grader.probe.case import Case, Finding
from grader.probe.compare import compare, unreached, untaken
from grader.probe.drivers import attempt, changed, gradients, traits, weights
from grader.probe.judgements import left_as_found, purity, same_gradient, value
from grader.probe.randomness import (
    LARGE,
    ROUNDING_TO_ZERO,
    counts_are_binomial,
    is_binomial,
    masks_are_independent,
)
from grader.probe.snippet import literal
from grader.probe.values import Array, Raised, floating_dtype

MANY = 2**16
"""How many elements are drawn to judge a fraction close to 0 or 1."""

SIDE = 512
"""How many rows and columns are drawn, twice, to judge very many masks."""

Judge = Callable[[Case], Finding | None]
Numbers = np.ndarray[Any, Any]


def masked(impl: Any, x: Any, repeats: tuple[int, ...], p: float) -> dict[str, Any]:
    """Apply dropout to many copies of x: twice, once more with a gradient, and in evaluation."""
    many = x.repeat(repeats)

    def called(training: bool) -> dict[str, Any]:
        given = many.clone()
        before = {"x": traits(given)}
        y = impl.dropout(given, p, training)
        return {"value": y, "after": given, "changed": changed(before, {"x": given})}

    def differentiated(training: bool) -> dict[str, Any]:
        leaf = many.clone().requires_grad_()
        before = {"x": traits(leaf)}
        y = impl.dropout(leaf, p, training)
        found = changed(before, {"x": leaf})
        [gradient] = gradients(y, [leaf])
        return {"value": y, "gradient": gradient, "changed": found}

    return {
        "training": called(True),
        "again": called(True),
        "evaluation": called(False),
        "differentiated": attempt(lambda: differentiated(True)),
        "evaluation differentiated": attempt(lambda: differentiated(False)),
    }


def masked_often(impl: Any, x: Any, p: float) -> list[Any]:
    """How many elements of many copies of x are kept in training, in float32 and the dtype of x."""
    copies = x.repeat(SIDE, SIDE)
    return [impl.dropout(given, p, True) != 0 for given in (copies.float(), copies)]


def as_code(inputs: Mapping[str, Any]) -> str:
    """The calls as code."""
    copies = f".repeat({', '.join(str(n) for n in inputs['repeats'])})"
    return "\n".join(
        [
            f"x = {literal(inputs['x'])}{copies}",
            f"dropout(x, {inputs['p']}, training=True)",
            f"dropout(x, {inputs['p']}, training=False)",
        ]
    )


def often_pasted(inputs: Mapping[str, Any]) -> str:
    """The call of `masked_often` as code."""
    return f"dropout(torch.ones({SIDE}, {SIDE}), {inputs['p']}, training=True)"


def counted_pasted(inputs: Mapping[str, Any]) -> str:
    """The call whose zeros `counted` counts, as code."""
    return f"dropout(torch.ones({MANY}, dtype=torch.float64), {inputs['p']}, training=True)"


def once_shaped(judge: Judge) -> Judge:
    """Make a judgement that can rely on the results' shape."""
    return wraps(judge)(lambda case: shaped(case) or judge(case))


def shaped(case: Case) -> Finding | None:
    """The results are finite tensors of the shape and dtype of x."""
    right = Array(inputs_seen(case), "torch", "float64")
    for call in ("training", "again", "evaluation"):
        finding = compare(case.got[call]["value"], right, case)
        if finding and finding.kind != "value":
            return replace(finding, got=None, expected=None, difference=None)
    return None


def rate(case: Case) -> Finding | None:
    """Each element is zeroed with probability p."""
    p, zeroed = case.inputs["p"], case.got["training"]["value"].data == 0
    count, x = int(zeroed.sum()), inputs_seen(case)
    if count in (0, zeroed.size):
        message = "All elements share one decision: either all survive, or none."
    elif _shared(zeroed):
        return None  # the independence check reports this
    elif is_binomial(count, zeroed.size, p):
        if all(is_binomial(int(zeroed[x == v].sum()), (x == v).sum(), p) for v in np.unique(x)):
            return None
        return Finding("law", "How often an element is zeroed depends on its value.")
    elif is_binomial(count, zeroed.size, 1 - p):
        message = "Elements are zeroed as often as they should be kept."
    else:
        message = f"Too {'many' if count > p * zeroed.size else 'few'} elements are zeroed."
    return Finding("law", message, f"{count / zeroed.size:.3g} of them", f"about {p:g}")


def scale(case: Case) -> Finding | None:
    """Elements that are not zeroed are x / (1-p)."""
    y, p = case.got["training"]["value"].data, case.inputs["p"]
    if not y.any():
        return None  # which the rate says
    factor, right = _factor(y, inputs_seen(case)), 1 / (1 - p)
    if factor is None:
        ratios, far = y / inputs_seen(case), _rounding(case)
        if (np.minimum(abs(ratios - 1), abs(ratios / right - 1)) <= far).all():
            return Finding("value", "What is dropped keeps its value instead of becoming 0.")
        return Finding(
            "value", "The survivors are not all the same multiple of x.", expected=f"{right:g} * x"
        )
    if abs(factor - right) <= _rounding(case) * right:
        return None
    if abs(factor * (y != 0).mean() - 1) <= _rounding(case):
        message = "What survives is divided by the share that survived this time, not by 1-p."
        return Finding("value", message, f"{factor:.4g} * x", f"{right:.4g} * x")
    digits = 4 if f"{factor:.4g}" != f"{right:.4g}" else 10
    message = f"At p = {p:g} the survivors are {factor:.{digits}g} times x."
    return Finding("value", message, f"{factor:.{digits}g} * x", f"{right:.{digits}g} * x")


def independence(case: Case) -> Finding | None:
    """Each element and each call has its own decision."""
    p = case.inputs["p"]
    mask, again = (case.got[call]["value"].data != 0 for call in ("training", "again"))
    if rate(case):
        return None  # with a wrong rate, independence cannot be judged
    if shared := _shared(mask):
        axes = " and ".join(map(str, shared))
        return Finding("law", f"Elements along dimension {axes} share one decision.")
    if not masks_are_independent(mask, again, p):
        return Finding("law", "Two calls do not decide independently of each other.")
    for axis, (one, other) in _pairs(mask):
        if not masks_are_independent(one, other, p):
            return Finding("law", f"Elements along dimension {axis} are not independent.")
    return None


def gradient(case: Case) -> Finding | None:
    """The gradient for x is the mask of the values, with the same scale."""
    differentiated = case.got["differentiated"]
    if isinstance(differentiated, Raised):
        return untaken(differentiated)
    if finding := _misshapen(differentiated, case):
        return finding
    gradient, mask = differentiated["gradient"], differentiated["value"].data != 0
    if not mask.any():
        return None  # which the rate says
    if gradient is None:
        return unreached("x")
    right = weights(mask.shape) / (1 - case.inputs["p"])
    far = np.abs(gradient.data - mask * right) > _rounding(case) * np.abs(right)
    if (far & ~mask).any():
        return Finding("gradient", "The gradient passes through elements that were zeroed.")
    if far.any():
        return Finding("gradient", "The gradient of a surviving element is not its scale.")
    if rate(case):
        return None  # reported already, and whether this call shows it too is random
    watched = replace(case, got={**case.got, "training": differentiated})
    finding = rate(watched) or scale(watched)
    return finding and replace(
        finding, message=f"With an x that requires a gradient: {finding.message}"
    )


def sound(case: Case) -> Finding | None:
    """Result, rate, scale and gradient together."""
    return shaped(case) or rate(case) or scale(case) or gradient(case)


def pure(case: Case) -> Finding | None:
    """The input is unchanged."""
    for call in ("training", "evaluation"):
        after, x = case.got[call]["after"], inputs_seen(case)
        if not (isinstance(after, Array) and after.shape == x.shape and (after.data == x).all()):
            return Finding("changed", f"In {call} your code changed its input `x` in place.")
    for call in ("training", "evaluation", "differentiated", "evaluation differentiated"):
        seen = case.got[call]
        if not isinstance(seen, Raised) and (finding := left_as_found("x", seen)):
            return finding
    return None


def evaluation(case: Case) -> Finding | None:
    """In evaluation the result is x."""
    x, y, differentiated = (
        inputs_seen(case),
        case.got["evaluation"]["value"],
        case.got["evaluation differentiated"],
    )
    if finding := compare(y, Array(x, "torch", "float64"), case):
        factor = _factor(y.data, x)
        if (y.data == 0).any():
            message = "Elements are zeroed in evaluation."
        elif factor is None:
            message = "In evaluation the result is not x."
        else:
            message = (
                f"In evaluation the result is {factor:.4g} times x at p = {case.inputs['p']:g}."
            )
        return replace(finding, message=message)
    if isinstance(differentiated, Raised):
        return untaken(differentiated)
    if finding := _misshapen(differentiated, case):
        return finding
    gradient = differentiated["gradient"]
    if not np.allclose(differentiated["value"].data, x, rtol=1e-6):
        return Finding("value", "If x requires a gradient, the result is not x.")
    if gradient is None or not np.allclose(gradient.data, weights(x.shape), rtol=1e-6):
        return Finding("gradient", "In evaluation the gradient does not pass unchanged.")
    return None


def kept(case: Case) -> Finding | None:
    """Value, gradient where it was taken, and the input afterwards are the reference's."""
    wrong = value(case) or purity(case)
    return wrong or (same_gradient(case) if "gradient" in case.got else None)


def counted(case: Case) -> Finding | None:
    """Of many elements that were 1, the right fraction is 0 and the rest 1/(1-p)."""
    p, zeroed, largest = case.inputs["p"], case.got["zeroed"], case.got["largest"]
    # A comparison with `>` in place of `>=` zeroes a number that is 0 at p = 0 too.
    if not is_binomial(zeroed, MANY, max(p, ROUNDING_TO_ZERO)):
        message = f"Too {'many' if zeroed > p * MANY else 'few'} elements are zeroed at p = {p:g}."
        return Finding("law", message, f"{zeroed / MANY:.4g} of {MANY}", f"about {p:.4g}")
    if not abs(largest * (1 - p) - 1) <= _rounding(case):
        message = f"At p = {p:g} the survivors are not x / (1-p)."
        return Finding("value", message, f"{largest:g} * x", f"{1 / (1 - p):g} * x")
    return None


def many_draws(case: Case) -> Finding | None:
    """Of half a million elements the fraction p is zeroed, each independently."""
    masks, p = [kept.data for kept in case.got], case.inputs["p"]
    if any(mask.dtype != bool or mask.shape != (SIDE, SIDE) for mask in masks):
        return Finding("shape", "A result does not have the shape of x.")
    zeroed, n = sum(int((~mask).sum()) for mask in masks), 2 * SIDE**2
    if not is_binomial(zeroed, n, p, LARGE):
        message = f"Of very many elements, too {'many' if zeroed > p * n else 'few'} are zeroed."
        return Finding("law", message, f"{zeroed / n:.4f} of them", f"about {p:g}")
    if not masks_are_independent(masks[0], masks[1], p):
        return Finding("law", "Two calls do not decide independently of each other.")
    for axis, (one, other) in (pair for mask in masks for pair in _pairs(mask)):
        if not masks_are_independent(one, other, p):
            return Finding("law", f"Elements along dimension {axis} are not independent.")
    return None


def subsets(case: Case) -> Finding | None:
    """The number of elements that a call keeps is binomial."""
    p, x = case.inputs["p"], case.inputs["x"].data
    counts = (case.got.data != 0).reshape(len(case.got.data), -1).sum(axis=1)
    if counts_are_binomial(counts, x.size, 1 - p):
        return None
    if np.ptp(counts) == 0:
        return Finding("law", f"Every call keeps the same number of elements: {counts[0]}.")
    return Finding("law", "Elements are not zeroed independently: the number kept is not binomial.")


def inputs_seen(case: Case) -> Numbers:
    """The input as the implementation saw it."""
    return np.tile(case.inputs["x"].data, case.inputs["repeats"])


def _misshapen(differentiated: Mapping[str, Any], case: Case) -> Finding | None:
    """Refuse a gradient with another shape than x, which could broadcast against it to any size."""
    parts = differentiated["value"], differentiated["gradient"]
    shapes = {part.shape for part in parts if part is not None}
    if shapes == {inputs_seen(case).shape}:
        return None
    return Finding("gradient", "The gradient does not have the shape of `x`.")


def _shared(mask: Numbers) -> list[int]:
    """The axes along which the mask does not change."""
    return [axis for axis in range(mask.ndim) if not np.ptp(mask.astype(int), axis=axis).any()]


def _factor(y: Numbers, x: Numbers) -> float | None:
    """The common factor of the survivors, or None."""
    ratios = (y[y != 0] / x[y != 0]).astype(np.float64)
    if not ratios.size or np.ptp(ratios) > 1e-5 * np.abs(ratios).max():
        return None
    return float(np.median(ratios))


def _rounding(case: Case) -> float:
    return 1e-5 if floating_dtype(case.inputs) == "float32" else 1e-9


def _pairs(mask: Numbers) -> Iterator[tuple[int, tuple[Numbers, Numbers]]]:
    """Neighbors along each axis, and one half with the other; no element is in two pairs."""
    for axis in range(mask.ndim):
        along, half = np.moveaxis(mask, axis, 0), mask.shape[axis] // 2
        if half:
            yield axis, (along[: 2 * half : 2], along[1 : 2 * half : 2])
            yield axis, (along[:half], along[-half:])
