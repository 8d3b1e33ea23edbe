"""Pages and their parts as HTML: pure functions, with everything escaped that is not ours."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from grader.catalogue import Exercise
from grader.quiz.answers import lettered, numbered
from grader.quiz.render import form
from grader.render.as_lines import traced_line
from grader.render.markdown import sanitise
from grader.render.text import failures, sentence
from grader.room import markup
from grader.verdict import CheckResult, Status, Verdict

HERE = Path(__file__).parent

WORDS = {
    Status.PASS: "Passed",
    Status.FAIL: "Not right yet",
    Status.BLANK: "Not finished",
    Status.ERROR: "Does not run",
    Status.TIMEOUT: "Takes too long",
    Status.LIBRARY: "Not from scratch",
    Status.SKIPPED: "Not run",
}
SIGNS = {
    Status.PASS: "✓",
    Status.FAIL: "✗",
    Status.BLANK: "○",
    Status.ERROR: "!",
    Status.TIMEOUT: "⧖",
    Status.LIBRARY: "≈",
    Status.SKIPPED: "–",
}
PAGES = {
    "/": "Exercises",
    "/quiz": "Quiz",
    "/review": "Review",
    "/interview": "Interview",
    "/stats": "Statistics",
    "/class": "Class",
}
"""The pages that the header links, where the server has them, each with its name."""

_OUTPUT_LINES = 200
_OUTPUT_CHARACTERS = 16_000


@dataclass(frozen=True)
class Chip:
    """One check in the list of checks.

    Attributes:
        name: its full name, which identifies it on the page.
        label: what is shown.
        status: its outcome, or `waiting` or `running`.
        message: what was observed, in a few words.
    """

    name: str
    label: str
    status: str
    message: str = ""

    @property
    def sign(self) -> str:
        """Its status as a shape."""
        return SIGNS[Status(self.status)] if self.status in set(Status) else "·"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters |= {
        "plain": sanitise,
        "markdown": markup.markdown,
        "inline": markup.inline,
        "python": markup.python,
        "topics_of": lambda addresses: dict.fromkeys(one.partition("/")[0] for one in addresses),
    }
    environment.globals |= {
        "pages": {},
        "lettered": lettered,
        "numbered": numbered,
        "form": form,
    }
    return environment


def link(paths: Iterable[str]) -> None:
    """Let the header of every page link those pages of the room that are served."""
    served = set(paths)
    _environment().globals["pages"] = {at: name for at, name in PAGES.items() if at in served}


def render(template: str, **values: Any) -> Markup:
    """A template with values."""
    return Markup(_environment().get_template(template).render(**values))


def chips(
    results: Sequence[CheckResult], names: Sequence[str] = (), running: str = ""
) -> list[tuple[str, list[Chip]]]:
    """The checks of each function, those with a result and those that wait for one.

    Args:
        results: the results so far.
        names: the names of all checks, as far as they are known.
        running: what runs: a function, and names of checks.
    """
    known = {result.name: result for result in results}
    function, _, checks = running.partition(": ")
    now = {f"{function}: {check}" for check in checks.split(", ")}
    found = []
    for name in dict.fromkeys([*names, *known]):
        result = known.get(name)
        state = str(result.status) if result else "running" if name in now else "waiting"
        label = name.partition(": ")[2] or name
        found.append(Chip(name, label, state, result.message if result else ""))
    owners: dict[str, list[Chip]] = {}
    for chip in found:
        owners.setdefault(chip.name.rpartition(": ")[0], []).append(chip)
    return list(owners.items())


def grading(
    results: Sequence[CheckResult], names: Sequence[str], failing: CheckResult | None, ahead: int
) -> Markup:
    """A grade in progress."""
    return render(
        "grading.html.j2",
        functions=chips(results, names),
        failing=failing,
        ahead=ahead,
        words=WORDS,
        signs=SIGNS,
    )


def verdict(
    verdict: Verdict,
    step: Markup | str,
    *,
    hints_left: bool,
    then: Exercise | None,
    acts: bool = True,
) -> Markup:
    """Everything that a learner sees of a grade.

    Args:
        verdict: the verdict.
        step: what to do next.
        hints_left: whether there is another hint.
        then: the next exercise that has not passed.
        acts: whether there is an editor beside it, to run an input and to go to a line.
    """
    explained = failures(verdict)
    shown = {check.counterexample.printed for check in explained if check.counterexample}
    return render(
        "verdict.html.j2",
        verdict=verdict,
        drawn=asdict(verdict.picture) if verdict.picture else None,
        functions=[(owner, _without_skipped(group)) for owner, group in chips(verdict.checks)],
        failures=explained,
        first=verdict.first_failure,
        sentence=sentence(verdict),
        elsewhere=cut(verdict.output) if not shown - {None} else "",
        step=step,
        words=WORDS,
        signs=SIGNS,
        cut=cut,
        hints_left=hints_left,
        then=then,
        acts=acts,
    )


def verdict_to_read(graded: Verdict) -> Markup:
    """A verdict for somebody who does not work on the answer; its picture is shown elsewhere."""
    bare = replace(graded, picture=None)
    return verdict(bare, "", hints_left=False, then=None, acts=False)


def _without_skipped(group: list[Chip]) -> list[Chip]:
    """A function's checks, with those that were not run as one."""
    ran = [chip for chip in group if chip.status != Status.SKIPPED]
    skipped = [chip for chip in group if chip.status == Status.SKIPPED]
    if len(skipped) > 1:
        first = skipped[0]
        skipped = [Chip(first.name, f"{len(skipped)} not run", first.status, first.message)]
    return [*ran, *skipped]


def render_picture(picture: Mapping[str, Any]) -> Markup:
    """A picture of a verdict; `static/picture.js` says what its data is, and draws it."""
    module = _environment().get_template("parts.html.j2").module
    return Markup(module.picture(picture))  # type: ignore[attr-defined]  # a macro


def cut(text: str) -> str:
    """The beginning of a program's output."""
    lines = text[:_OUTPUT_CHARACTERS].rstrip("\n").split("\n")
    more = len(text) > _OUTPUT_CHARACTERS or len(lines) > _OUTPUT_LINES
    return "\n".join(lines[:_OUTPUT_LINES]) + ("\n[...]" if more else "")


def error_line(verdict: Verdict) -> tuple[int, str] | None:
    """The line of the learner's file to mark in the editor, and why."""
    if verdict.blanks:
        blank = verdict.blanks[0]
        return blank.line, f"Blank {blank.number}: {blank.prompt}"
    failure = verdict.first_failure
    line = traced_line(failure) if failure else None
    return (line, failure.message) if failure and line else None


def data(value: Mapping[str, Any]) -> Markup:
    """Plain data for a script of the page, which no text in it can leave."""
    from jinja2.utils import htmlsafe_json_dumps

    return htmlsafe_json_dumps(value)
