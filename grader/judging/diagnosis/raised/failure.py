"""An exception of a submission, and the line that raised it."""

import ast
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from grader.judging.diagnosis.code.source import Source
from grader.judging.diagnosis.evidence import Evidence
from grader.probe.case import Case
from grader.probe.values import Raised


@dataclass(frozen=True)
class Failure:
    """An exception of a submission.

    Attributes:
        evidence: what else is known.
        error: the exception.
        found: what its text says.
    """

    evidence: Evidence
    error: Raised
    found: re.Match[str]

    @property
    def number(self) -> int:
        """The line that raised it."""
        return self.error.lines[-1]

    @cached_property
    def source(self) -> Source:
        """The submission."""
        return Source(self.evidence.text, self.evidence.failed)

    @cached_property
    def line(self) -> list[ast.AST]:
        """The nodes of the statement that raised it."""
        return self.source.line(self.number)

    @cached_property
    def cases(self) -> tuple[list[Case], list[Case]]:
        """Inputs of what failed on which something is raised, and those on which nothing is."""
        every = [
            case
            for probe, some in self.evidence.relevant
            if probe.of == self.evidence.failed
            for case in some
        ]
        return [c for c in every if error_of(c)], [c for c in every if not error_of(c)]


def error_of(case: Case) -> Raised | None:
    """The exception that was raised for an input, be it when a gradient was taken."""
    got = case.got.get("gradient") if isinstance(case.got, Mapping) else case.got
    return got if isinstance(got, Raised) else None
