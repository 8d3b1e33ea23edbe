"""What lies open in the room: for each exercise the last verdict, the running grade, the tabs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

import msgspec
from markupsafe import Markup

from grader.catalogue import Exercise
from grader.render.markdown import sanitise
from grader.render.text import HINTS, next_step
from grader.room import view
from grader.room.markup import keys
from grader.room.steps import STEPS
from grader.verdict import CheckResult, Status, Verdict


class Tab(Protocol):
    """A page of an exercise in a browser.

    Attributes:
        saved: the digest of what it saved last, or empty.
        wish: the number of what it asked for last together with a save, or None.
    """

    saved: str
    wish: object

    def push(self, kind: str, message: Mapping[str, Any]) -> None:
        """Send a message to it."""


def is_repeated(tab: Tab, then: object) -> bool:
    """Whether a page asked for this already: it asks again where the answer came late."""
    wish = then.get("wish") if isinstance(then, Mapping) else None
    if wish is None:
        return False
    is_old = bool(wish == tab.wish)
    tab.wish = wish
    return is_old


@dataclass(eq=False)
class Desk:
    """One exercise.

    Attributes:
        exercise: the exercise.
        tabs: the pages that show it.
        verdict: the last verdict, if there was one since the room was opened.
        names: the names of its checks, as far as they are known.
        results: the results of the grade in progress.
        failing: its first failure, while the smallest input is looked for.
        is_grading: whether a grade is in progress or waits.
    """

    exercise: Exercise
    tabs: list[Tab] = field(default_factory=list)
    verdict: Verdict | None = None
    names: tuple[str, ...] = ()
    results: list[CheckResult] = field(default_factory=list)
    failing: CheckResult | None = None
    is_grading: bool = False

    def push(self, kind: str, message: Mapping[str, Any], but: Tab | None = None) -> None:
        """Send a message to all its tabs, or to all but one."""
        for tab in self.tabs:
            if tab is not but:
                tab.push(kind, message)

    def begin(self) -> None:
        """A grade was asked for."""
        self.results, self.failing, self.is_grading = [], None, True

    def checked(self, result: CheckResult) -> None:
        """A check of the grade in progress ended."""
        self.results.append(result)
        self.push("check", chip_message(result))

    def graded(self, verdict: Verdict) -> None:
        """The grade in progress is done."""
        self.verdict, self.is_grading = verdict, False
        if verdict.checks and not verdict.blanks:
            self.names = tuple(check.name for check in verdict.checks if check.name != "import")

    def grading(self, ahead: int = 0) -> Markup:
        """The grade in progress as HTML."""
        return view.grading(self.results, self.names, self.failing, ahead)


def chip_message(result: CheckResult) -> dict[str, str]:
    """A check for the list of checks on a page."""
    owner, _, label = result.name.rpartition(": ")
    [(_, [chip])] = view.chips([result])
    return {
        "name": sanitise(chip.name),
        "owner": sanitise(owner),
        "label": sanitise(label),
        "status": chip.status,
        "sign": chip.sign,
        "message": sanitise(chip.message),
    }


def verdict_message(verdict: Verdict, hints: int, then: Exercise | None) -> dict[str, Any]:
    """A verdict for a page: its HTML, the line to mark, the smallest input.

    Args:
        verdict: the verdict.
        hints: how many hints of the exercise were taken.
        then: the next exercise that has not passed.
    """
    after = then.title if then else ""
    step = next_step(verdict, hints, after, True, STEPS)
    marked = view.error_line(verdict)
    failure = verdict.first_failure
    example = failure.counterexample if failure else None
    return {
        "html": view.verdict(verdict, keys(step), hints_left=hints < HINTS, then=then),
        "line": marked[0] if marked else 0,
        "title": sanitise(marked[1]) if marked else "",
        "kind": "blank" if verdict.status is Status.BLANK else "error",
        "code": example.code if example else "",
    }


def result_of(report: Mapping[str, Any]) -> CheckResult:
    """The result of a check in a report of the judge."""
    return msgspec.convert(report["result"], CheckResult)


def verdict_of(report: Mapping[str, Any]) -> Verdict:
    """The verdict in a report of the judge."""
    return msgspec.convert(report["verdict"], Verdict)
