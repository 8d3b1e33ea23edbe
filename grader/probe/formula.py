"""How checks are written: a battery for functions with a formula, and laws for the rest."""

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Any

import numpy as np
from hypothesis.strategies import SearchStrategy

from grader.probe.case import Case, Finding, Inputs, Tolerance
from grader.probe.drivers import calling, untracked
from grader.probe.judgements import accuracy, portable, purity, same_as_the_reference, slope, value
from grader.probe.probe import Check, Driver, Probe, sentence, slug
from grader.probe.strategies import as_float32
from grader.probe.values import Array, Raised

Drawn = SearchStrategy[dict[str, Any]]

Kinks = Callable[[Case], Mapping[str, Any]]
"""Where a function of a case's inputs has no one gradient: a mask for each input that meets it."""


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
) -> list[Probe]:
    """Value, gradient, purity, float32 and device of a function that has a formula.

    Args:
        function: its name.
        says: what it computes, in words, as it reads after "expected: ".
        inputs: draws float64 arguments in the order of the signature, at points where the function
            is differentiable if `gradient` is asked for.
        gradient: whether its gradient is graded.
        examples: how many inputs the formula is checked on.
        library: functions of torch that are the answer in this exercise: a call is reported.
        allow: library functions that may be used although they are the answer.
        driver: makes the driver, as `calling` does, of what is no plain function of its inputs.
        first: checks of the first probe's answers that come before that of the value.
        as_code: writes the call as code to paste.
    """
    checks = [*first, Check("value", says, value)]
    if gradient:
        checks.append(
            Check("gradient", f"The gradient of {function} for each of its inputs.", slope)
        )
    checks.append(Check("purity", f"{function} leaves its inputs as they were.", purity))
    drive, plainly = (driver(function, gradient=asked) for asked in (gradient, False))
    single = f"{function} in float32: the dtype is kept, and so is the accuracy that it allows."
    elsewhere = f"{function} makes its tensors on the device of its inputs."
    return [
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


def plain(
    function: str,
    says: str,
    inputs: Drawn,
    *,
    examples: int = 24,
    tolerance: Tolerance | None = None,
) -> Probe:
    """Value and purity of a NumPy function: it has no gradient, and one dtype and device.

    Args:
        function: its name.
        says: what it computes, in words, as it reads after "expected: ".
        inputs: draws float64 arguments in the order of the signature.
        examples: how many inputs it is checked on.
        tolerance: how far right answers differ, where the dtype alone does not settle it.
    """
    pure = Check("purity", f"{function} leaves its inputs as they were.", purity)
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
    """A check by name of a function's value, and gradient where asked for, on inputs of its own.

    For edge values, extreme inputs, broadcasting: what deserves to be told apart from the formula.
    What is special about an input invites changing it in place, so purity is judged as well. The
    gradient is judged too where there are `kinks`, at which any finite one is right.
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
    """Make a probe with one check of a driver: its name the slug, its docstring the sentence.

    Args:
        of: the function, class or `Class.method` that it exercises.
        inputs: draws the driver's keyword arguments.
        judge: says whether an answer is right. Without it the reference settles that: its answer to
            the same inputs, in float64, is compared.
        examples: how many inputs are drawn.
        forbid_library: whether calls of the library's own answer are looked for.
        library: functions of torch that are the answer in this exercise: a call is reported.
        allow: library functions that may be used although they are the answer.
        fake_device: whether the inputs claim to live on another device.
        as_code: writes the call as code to paste.
        tolerance: how far right answers differ, where the dtype alone does not settle it.
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


def slope_beside(kinks: Kinks) -> Callable[[Case], Finding | None]:
    """Make a judgement of gradients: at a kink or tie any finite one is right, nan never is.

    Everywhere else the gradient agrees with the reference.
    """

    def judge(case: Case) -> Finding | None:
        got, right = case.got["gradient"], case.expected["gradient"]
        if isinstance(got, Raised):
            return slope(case)
        freed = {name: _freed(got.get(name), right[name], at) for name, at in kinks(case).items()}
        return slope(replace(case, expected={**case.expected, "gradient": {**right, **freed}}))

    return judge


def accuracy_beside(kinks: Kinks) -> Callable[[Case], Finding | None]:
    """Make a judgement of the value, and of the gradient as `slope_beside` does."""
    beside = slope_beside(kinks)
    return lambda case: value(case) or beside(case)


def _freed(got: Any, right: Any, at: Any) -> Any:
    """The right gradient, but for finite numbers of the other at these places."""
    if not (isinstance(got, Array) and isinstance(right, Array) and got.shape == right.shape):
        return right
    return replace(right, data=np.where(at & np.isfinite(got.data), got.data, right.data))
