"""Explains answers that are wrong where an argument is left out: its default is another."""

import ast
import inspect
from collections.abc import Callable, Iterator
from typing import Any

from grader.judging.diagnosis.code.source import Source
from grader.judging.diagnosis.evidence import Evidence
from grader.judging.diagnosis.first_call import function_of
from grader.judging.diagnosis.reproduction import telling
from grader.verdict import Misconception

ENOUGH = 2
"""Inputs that must show it: few leave an argument out, and the other default stands in the file."""


def default(evidence: Evidence) -> Misconception | None:
    """The right function with another default, if it gives the submission's answers everywhere."""
    function = function_of(evidence)
    parameters = list(inspect.signature(function).parameters.values())
    for place, theirs in _defaults(Source(evidence.text, evidence.failed)):
        if place >= len(parameters) or parameters[place].default in (
            inspect.Parameter.empty,
            theirs,
        ):
            continue
        name, ours = parameters[place].name, parameters[place].default
        if telling(evidence, _with_default(function, place, name, theirs)) >= ENOUGH:
            return Misconception(
                "another-default",
                f"`{name}` defaults to {theirs!r} in your file; the statement says {ours!r}.",
            )
    return None


def _defaults(source: Source) -> Iterator[tuple[int, Any]]:
    """The place and the default of each parameter of the function that has one, if it is plain."""
    for function in source.used[:1]:
        places = [*function.args.posonlyargs, *function.args.args]
        first = len(places) - len(function.args.defaults)
        for place, node in enumerate(function.args.defaults, first):
            try:
                yield place, ast.literal_eval(node)
            except ValueError:
                continue


def _with_default(function: Callable[..., Any], place: int, name: str, value: Any) -> Any:
    def write(*arguments: Any) -> Any:
        given = {} if len(arguments) > place else {name: value}
        return function(*arguments, **given)

    return write
