"""What is said while the kit watches, besides verdicts and what other commands show too."""

import re

from rich.text import Text

from grader.catalogue import Exercise
from grader.learner.status import State
from grader.render.markdown import Prose, sanitise
from grader.render.pages import Page, interview_page
from grader.render.text import STYLES, check_line, printed_view, sentence_view
from grader.source import read_solution
from grader.verdict import CheckResult, Verdict

_KEYS = "[h]int [n]ext [p]rev [l]ist [s]how s[o]lution [t]horough [d]evice [?] [q]uit"
_HELP = (
    ("h", "the next hint, below those that you had"),
    ("s", "what the exercise asks for"),
    ("o", "a good answer beside yours, and what to say about it"),
    ("n", "the next unfinished exercise"),
    ("p", "the exercise before this one, finished or not"),
    ("l", "every exercise, and how far you are"),
    ("v", "the verdict with every check, and every failure in full"),
    ("g", "grade again, also `r`"),
    ("t", "grade once with ten times as many inputs"),
    ("d", "another device for your code's tensors"),
    ("enter", "back to the verdict"),
    ("q", "quit, also ctrl-C and ctrl-D"),
)


def keys_line() -> Text:
    """The keys, in one line of less than 80 columns."""
    line = Text(_KEYS, "dim")
    for match in re.finditer(r"\[(.)\]", _KEYS):
        line.stylize("not dim bold", *match.span(1))
    return line


def help_page() -> Page:
    """What each key does."""
    rows = [Prose(does, Text(f"  {key:<7}", "bold"), " " * 9) for key, does in _HELP]
    return ["Every save of a watched file is graded. The keys:", "", *rows]


def begin_page(exercise: Exercise, path: str, state: State, *, exists: bool, keys: bool) -> Page:
    """An invitation to work on an exercise."""
    address = exercise.address
    show = "`s`" if keys else f"`practice show {address}`"
    again = "`g`" if keys else f"`practice grade {address}`"
    if not exists:
        say = f"The file does not exist; `practice start {address}` writes a fresh stub."
    elif state is State.PASSED:
        say = f"It has passed; {again} grades it again, and so does a change that you save."
    else:
        say = (
            f"It is graded whenever you save it. {show} shows what it asks for, "
            f"`practice open {address}` opens it."
        )
    return [_head(address, path), "", Prose(exercise.title), "", Prose(say)]


def gone_page(exercise: Exercise, path: str, why: str) -> Page:
    """A file is not there any more."""
    say = f"{why} It is graded as soon as you save something there."
    return [_head(exercise.address, path), "", Prose(say)]


def failing_page(exercise: Exercise, path: str, result: CheckResult, *, keys: bool) -> Page:
    """The first failure, while more is being found out; one line where it will stay."""
    if keys:
        return [_head(exercise.address, path), "", check_line(result.status, result.name)]
    return [f"{exercise.address}  {result.status}  {result.name}"]


def passed_page(exercise: Exercise, verdict: Verdict, then: Exercise | None, *, keys: bool) -> Page:
    """A pass: what to say about it in the interview, and what comes next."""
    interview = interview_page(read_solution(exercise.solution))
    # The sentence comes last: it is what is seen where the page is longer than the terminal.
    return [
        printed_view(verdict),
        "",
        *interview,
        "",
        sentence_view(verdict),
        _next(then, keys),
    ]


def passed_before_page(exercise: Exercise, path: str, then: Exercise | None, *, keys: bool) -> Page:
    """A file that has passed before, and is not graded again unasked."""
    again = "`g`" if keys else f"`practice grade {exercise.address}`"
    say = f"{exercise.address} has passed before, just as it is now. {again} grades it again."
    interview = interview_page(read_solution(exercise.solution))
    return [
        _head(exercise.address, path),
        "",
        *interview,
        "",
        Prose(say, "", "  ", style="green"),
        _next(then, keys),
    ]


def aside_line(verdict: Verdict) -> Text:
    """The verdict on another file than the one that is looked at."""
    return Text.assemble(
        "Saved too: ", (verdict.exercise, "bold"), "  ", (verdict.status, STYLES[verdict.status])
    )


def _head(address: str, path: str) -> Text:
    return Text.assemble((address, "bold"), "  ", (sanitise(path), "dim"))


def _next(then: Exercise | None, keys: bool) -> Prose:
    if then is None:
        return Prose("You are through: all that is watched has passed.")
    go = "`n` goes there" if keys else f"`practice open {then.address}`"
    return Prose(f"Next: {then.address}, {then.title}; {go}.", "", "  ")
