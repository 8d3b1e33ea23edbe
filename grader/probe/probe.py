"""The vocabulary of checks: what an implementation is asked, and how its answer is judged.

A `Probe` draws inputs and calls the implementation with them. The same driver runs in the worker on
the submission and in the judge on the reference; each `Check` judges the result.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import TYPE_CHECKING, Any

from grader.probe.case import Case, Finding, Inputs, Tolerance

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    from grader.picture import Picture


Driver = Callable[..., Any]
"""`driver(impl, **inputs)` calls the implementation and returns a tree of tensors and numbers."""


@dataclass(frozen=True)
class Check:
    """One law: its slug, the sentence that the learner reads, and its judgement."""

    name: str
    sentence: str
    judge: Callable[[Case], Finding | None]

    @classmethod
    def of(cls, judge: Callable[[Case], Finding | None]) -> "Check":
        """Make a check from a function: its name is the slug, its docstring the sentence.

        Raises:
            ValueError: it has no docstring.
        """
        return cls(slug(judge).replace("-", " "), sentence(judge), judge)


@dataclass(frozen=True)
class Probe:
    """What an implementation is asked, and every check that judges the answer.

    Attributes:
        name: its slug, unique in the exercise.
        of: the function, class or `Class.method` that it tests.
        inputs: draws the arguments.
        drive: calls the implementation.
        checks: the laws that the answer must satisfy.
        examples: how many inputs are drawn.
        referenced: whether the reference's answer is computed too.
        fake_device: whether the tensors claim to be on a device other than the CPU.
        forbid_library: whether calls of the library function that is the answer are reported.
        library: functions of torch that are the answer in this exercise, in addition to those that
            are an answer everywhere (`probe.library`); or packages, such as `sklearn/`.
        allow: library functions that may be used anyway.
        computed: inputs that are also passed as computed results; see `drivers.computed`.
        alone: whether each gradient is taken where no other input requires one.
        as_code: writes the call as code to paste, if the usual way does not fit.
        tolerance: how much right answers may differ, if the dtype alone does not determine it.
        random: whether right answers differ from run to run, so that a mistake is recognized by
            what the checks find and not by its numbers.
        seconds: how long one input may take, if it needs much more than others.
        fewest: how many rows the smallest batch has, where fewer have no answer.
        draw: draws a failing case, where curves do not show what is wrong; see `grader.picture`.
        band: whether the answer is a mean and a deviation, which are drawn as a band.
    """

    name: str
    of: str
    inputs: "SearchStrategy[dict[str, Any]]"
    drive: Driver
    checks: tuple[Check, ...]
    examples: int = 24
    referenced: bool = True
    fake_device: bool = False
    forbid_library: bool = False
    library: frozenset[str] = frozenset()
    allow: frozenset[str] = frozenset()
    computed: frozenset[str] = frozenset()
    alone: bool = False
    as_code: Callable[[Inputs], str] | None = None
    tolerance: Tolerance | None = None
    random: bool = False
    seconds: float | None = None
    fewest: int = 1
    draw: "Callable[[Case], Picture | None] | None" = None
    band: bool = False


@dataclass(frozen=True)
class KnownMistake:
    """A named wrong answer: a wrong version of the function, and a sentence for the learner.

    Attributes:
        id: its slug.
        of: the function or `Class.method` that it replaces.
        sentence: explains the mistake without giving the answer away.
        write: the wrong implementation.
        hint: the number of the hint that helps.
        others: the same mistake with other constants.
        family: the same with any constant, where it is a number.
    """

    id: str
    of: str
    sentence: str
    write: Callable[..., Any]
    hint: int | None = None
    others: tuple[Callable[..., Any], ...] = ()
    family: "Family | None" = None


@dataclass(frozen=True)
class Family:
    """A known mistake with any constant of a range.

    Attributes:
        low: the least constant that people choose, above 0.
        high: the greatest.
        write: makes the mistake with a constant.
    """

    low: float
    high: float
    write: Callable[[float], Callable[..., Any]]


def known_mistake(
    of: str, *, hint: int | None = None, **constants: Sequence[Any]
) -> Callable[[Callable[..., Any]], KnownMistake]:
    """Declare the decorated function to be a known wrong version of `of`.

    Its name is the slug, its docstring the sentence that explains the mistake to the learner.

    Args:
        of: the function or `Class.method` that it replaces.
        hint: the number of the hint that helps.
        constants: other values of a keyword argument that the function has beyond those of `of`,
            with which the mistake is the same.

    Raises:
        ValueError: the function has no docstring.
    """

    def declare(write: Callable[..., Any]) -> KnownMistake:
        others = tuple(
            _with(write, name, value) for name, values in constants.items() for value in values
        )
        family = _family(write, constants)
        return KnownMistake(slug(write), of, sentence(write), write, hint, others, family)

    return declare


def _family(write: Callable[..., Any], constants: Mapping[str, Sequence[Any]]) -> Family | None:
    """The mistake with any constant between those that are listed, if that is one number."""
    if len(constants) != 1:
        return None
    [(name, values)] = constants.items()
    if not all(isinstance(value, float) and value > 0 for value in values):
        return None
    return Family(min(values), max(values), lambda constant: _with(write, name, constant))


def slug(function: Callable[..., Any]) -> str:
    """The name of a function with hyphens, as in options and output."""
    return function.__name__.replace("_", "-")


def sentence(function: Callable[..., Any]) -> str:
    """The docstring of a function on one line: the sentence that the learner reads.

    Raises:
        ValueError: it has no docstring.
    """
    if not (function.__doc__ or "").strip():
        raise ValueError(f"{function.__name__} needs a docstring: the sentence for the learner.")
    return " ".join((function.__doc__ or "").split())


def _with(write: Callable[..., Any], name: str, value: Any) -> Callable[..., Any]:
    # A function, because `functools.partial` would not be bound to its object as a method.
    return lambda *args: write(*args, **{name: value})


def probes_of(module: ModuleType) -> tuple[Probe, ...]:
    """The probes of a module of checks (also those in lists), in order."""
    probes: list[Probe] = []
    for value in vars(module).values():
        if isinstance(value, Probe):
            probes.append(value)
        elif isinstance(value, Sequence) and not isinstance(value, str):
            probes += [item for item in value if isinstance(item, Probe)]
    return tuple(probes)


def known_mistakes_of(module: ModuleType) -> tuple[KnownMistake, ...]:
    """The known wrong answers of a module of mistakes, in order."""
    return tuple(value for value in vars(module).values() if isinstance(value, KnownMistake))
