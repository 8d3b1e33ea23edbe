"""Declaring checks: a set of probes for a function with a formula, and laws for the rest."""

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis.strategies import SearchStrategy

from grader.probe.case import Case, Finding, Inputs, Tolerance
from grader.probe.drivers import amid_other_calls, calling, computed, one_by_one, untracked
from grader.probe.judgements import (
    accuracy,
    portable,
    purity,
    same_as_the_reference,
    same_gradient,
    unreached_by_gradients,
    value,
)
from grader.probe.probe import Check, Driver, Probe, sentence, slug
from grader.probe.snippet import amid_other_calls_code
from grader.probe.strategies import as_float32
from grader.probe.values import Array, Raised

Drawn = SearchStrategy[dict[str, Any]]

MEMORY = "memory"
"""The name of the check that makes each call between others."""

Kinks = Callable[[Case], Mapping[str, Any]]
"""Where a function has no unique gradient: a mask for each input that has such points."""


def formula(
    function: str,
    says: str,
    inputs: Drawn,
    *,
    gradient: bool = True,
    examples: int = 24,
    library: AbstractSet[str] = frozenset(),
    allow: frozenset[str] = frozenset(),
    driver: Callable[..., Driver] = calling,
    first: tuple[Check, ...] = (),
    as_code: Callable[[Inputs], str] | None = None,
    tolerance: Tolerance | None = None,
) -> list[Probe]:
    """Probes of value, gradient, purity, memory, float32 and device for a function with a formula.

    Args:
        function: its name.
        says: what it computes, in words that follow "Expected: ".
        inputs: draws float64 arguments in signature order; if `gradient`, at points where the
            function is differentiable.
        gradient: whether its gradient is graded.
        examples: how many inputs the formula is checked on.
        library: functions of torch that are the answer in this exercise: calls are reported.
        allow: library functions that may be used although they are the answer.
        driver: makes the driver, like `calling`, for anything but a plain function of its inputs.
        first: checks of the first probe's answers that come before that of the value.
        as_code: writes the call as code to paste.
        tolerance: how much right answers may differ, if the dtype alone does not determine it.
    """
    checks = [*first, Check("value", says, value)]
    if gradient:
        checks.append(
            Check("gradient", f"The gradient of {function} for each of its inputs.", same_gradient)
        )
    checks.append(Check("purity", f"{function} does not change its inputs.", purity))
    drive, plainly = (driver(function, gradient=asked) for asked in (gradient, False))
    single = f"{function} in float32 keeps the dtype, and is as accurate as float32 allows."
    elsewhere = f"{function} creates its tensors on the device of its inputs."
    memoryless = f"{function} computes each call from the inputs of that call alone."
    probes = [
        Probe(
            function,
            function,
            inputs,
            drive,
            tuple(checks),
            examples,
            forbid_library=True,
            library=frozenset(library),
            allow=allow,
            as_code=as_code,
            tolerance=tolerance,
        ),
        Probe(
            f"{function}-float32",
            function,
            inputs.map(as_float32),
            untracked(drive, plainly),
            (Check("float32", single, accuracy if gradient else value),),
            max(examples // 3, 4),
            forbid_library=True,
            library=frozenset(library),
            allow=allow,
            as_code=as_code,
            tolerance=tolerance,
        ),
        Probe(
            f"{function}-device",
            function,
            inputs.map(as_float32),
            plainly,
            (Check("device", elsewhere, portable),),
            3,
            fake_device=True,
            allow=allow,
            as_code=as_code,
        ),
    ]
    if "." not in function:
        probes.append(
            Probe(
                f"{function}-{MEMORY}",
                function,
                inputs,
                amid_other_calls(driver)(function, gradient=gradient),
                (Check(MEMORY, memoryless, accuracy if gradient else value),),
                3,
                allow=allow,
                as_code=as_code or amid_other_calls_code(function),
                tolerance=tolerance,
            )
        )
    return probes


def plain(
    function: str,
    says: str,
    inputs: Drawn,
    *,
    examples: int = 24,
    tolerance: Tolerance | None = None,
) -> Probe:
    """A probe of value and purity for a NumPy function: no gradient, one dtype, one device.

    Args:
        function: its name.
        says: what it computes, in words that follow "Expected: ".
        inputs: draws float64 arguments in signature order.
        examples: how many inputs it is checked on.
        tolerance: how much right answers may differ, if the dtype alone does not determine it.
    """
    pure = Check("purity", f"{function} does not change its inputs.", purity)
    drive = calling(function, gradient=False)
    checks = (Check("value", says, value), pure)
    return Probe(
        function,
        function,
        inputs,
        drive,
        checks,
        examples,
        forbid_library=True,
        tolerance=tolerance,
    )


def edges(
    function: str,
    name: str,
    says: str,
    inputs: Drawn,
    *,
    gradient: bool = False,
    examples: int = 12,
    allow: frozenset[str] = frozenset(),
    as_code: Callable[[Inputs], str] | None = None,
    tolerance: Tolerance | None = None,
    driver: Callable[..., Driver] = calling,
    kinks: Kinks | None = None,
) -> Probe:
    """A named check of a function's value, and its gradient if asked for, on special inputs.

    Use it for edge values, extreme inputs and broadcasting, which should be reported apart from the
    formula. Special inputs tempt people to change them in place, so purity is judged as well. If
    there are `kinks`, the gradient is judged too, and at a kink any finite gradient is right.
    """
    gradient = gradient or kinks is not None
    judge = accuracy_beside(kinks) if kinks else accuracy if gradient else value
    return Probe(
        f"{function}-{name}",
        function,
        inputs,
        driver(function, gradient=gradient),
        (Check(name, says, lambda case: judge(case) or purity(case)),),
        examples,
        forbid_library=True,
        allow=allow,
        as_code=as_code,
        tolerance=tolerance,
    )


def alone(
    function: str,
    inputs: Drawn,
    *,
    driver: Callable[..., Driver] = calling,
    allow: frozenset[str] = frozenset(),
    tolerance: Tolerance | None = None,
) -> Probe:
    """A check of the gradient for each input where no other input requires one.

    Args:
        function: its name.
        inputs: draws float64 arguments in signature order.
        driver: makes the driver, as for `formula`.
        allow: library functions that may be used although they are the answer.
        tolerance: how much right answers may differ, if the dtype alone does not determine it.
    """
    probe = edges(
        function,
        "one gradient alone",
        "The gradient for each input is right where no other input requires one.",
        inputs,
        gradient=True,
        examples=2,
        allow=allow,
        tolerance=tolerance,
        driver=one_by_one(driver),
    )
    return replace(probe, alone=True)


def fixed(
    function: str,
    *names: str,
    inputs: Drawn,
    examples: int = 4,
    allow: frozenset[str] = frozenset(),
) -> Probe:
    """A check by name that inputs are constants: no gradient flows to them, or only rounding.

    Args:
        function: its name.
        names: the inputs that are constants.
        inputs: draws float64 arguments in signature order.
        examples: how many inputs it is checked on.
        allow: library functions that may be used although they are the answer.
    """
    which = " and ".join(f"`{name}`" for name in names)
    name = f"fixed {' and '.join(names)}"
    says = f"No gradient flows to {which}, even if one is required."
    unreached = unreached_by_gradients(*names)
    check = Check(name, says, lambda case: unreached(case) or purity(case))
    return Probe(
        f"{function}-{name.replace(' ', '-')}",
        function,
        inputs,
        computed(*names)(function, gradient=True),
        (check,),
        examples,
        forbid_library=True,
        allow=allow,
        computed=frozenset(names),
    )


def law(
    of: str,
    inputs: Drawn,
    *,
    judge: Callable[[Case], Finding | None] | None = None,
    examples: int = 8,
    forbid_library: bool = True,
    library: AbstractSet[str] = frozenset(),
    allow: frozenset[str] = frozenset(),
    fake_device: bool = False,
    as_code: Callable[[Inputs], str] | None = None,
    tolerance: Tolerance | None = None,
    random: bool = False,
) -> Callable[[Driver], Probe]:
    """Turn a driver into a probe with one check.

    The driver's name is the slug of the check, and its docstring the sentence.

    Args:
        of: the function, class or `Class.method` that it tests.
        inputs: draws the driver's keyword arguments.
        judge: decides whether an answer is right. Without it, the answer is compared with the
            reference's answer to the same inputs in float64.
        examples: how many inputs are drawn.
        forbid_library: whether calls of the library's own answer are reported.
        library: functions of torch that are the answer in this exercise: calls are reported.
        allow: library functions that may be used although they are the answer.
        fake_device: whether the inputs claim to be on another device.
        as_code: writes the call as code to paste.
        tolerance: how much right answers may differ, if the dtype alone does not determine it.
        random: whether right answers differ from run to run.
    """

    def declare(drive: Driver) -> Probe:
        name = slug(drive)
        check = Check(name.replace("-", " "), sentence(drive), judge or same_as_the_reference)
        return Probe(
            f"{of}-{name}",
            of,
            inputs,
            drive,
            (check,),
            examples,
            referenced=judge is None,
            forbid_library=forbid_library,
            library=frozenset(library),
            allow=allow,
            fake_device=fake_device,
            as_code=as_code,
            tolerance=tolerance,
            random=random,
        )

    return declare


def gradient_beside(kinks: Kinks) -> Callable[[Case], Finding | None]:
    """Make a judgement of gradients: at a kink or tie any finite gradient is right, nan never is.

    Everywhere else the gradient must agree with the reference.
    """

    def judge(case: Case) -> Finding | None:
        got, right = case.got["gradient"], case.expected["gradient"]
        if isinstance(got, Raised):
            return same_gradient(case)
        freed = {name: _freed(got.get(name), right[name], at) for name, at in kinks(case).items()}
        return same_gradient(
            replace(case, expected={**case.expected, "gradient": {**right, **freed}})
        )

    return judge


def accuracy_beside(kinks: Kinks) -> Callable[[Case], Finding | None]:
    """Make a judgement of the value, and of the gradient like `gradient_beside`."""
    beside = gradient_beside(kinks)
    return lambda case: value(case) or beside(case)


def _freed(got: Any, right: Any, at: Any) -> Any:
    """The right gradient, except at these places, where finite numbers of `got` replace it."""
    if not (isinstance(got, Array) and isinstance(right, Array) and got.shape == right.shape):
        return right
    return replace(right, data=np.where(at & np.isfinite(got.data), got.data, right.data))
