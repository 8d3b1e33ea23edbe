"""The pages of a watch, other than verdicts and those that other commands show too."""

from rich.text import Text

from grader.catalogue import Exercise, find_one
from grader.learner.status import State
from grader.render.commands import Commands
from grader.render.markdown import Prose, sanitise
from grader.render.pages import Page, interview_page
from grader.render.text import STYLES, check_line, printed_view, sentence_view
from grader.source import read_solution
from grader.verdict import CheckResult, Status, Verdict


def begin_page(
    exercise: Exercise, path: str, state: State, commands: Commands, *, exists: bool
) -> Page:
    """An invitation to work on an exercise."""
    address = exercise.address
    if not exists:
        invitation = f"The file does not exist; `practice start {address}` creates it."
    elif state is State.PASSED:
        again = commands.grade(address)
        invitation = f"It has passed; {again} or saving a change grades it again."
    else:
        invitation = (
            f"It is graded whenever you save it. {commands.statement(address)} shows the task, "
            f"`practice open {address}` opens the file."
        )
    return [_head(address, path), "", Prose(exercise.title), "", Prose(invitation)]


def gone_page(exercise: Exercise, path: str, why: str) -> Page:
    """A file that no longer exists or cannot be read."""
    sentence = f"{why} It is graded as soon as you save something there."
    return [_head(exercise.address, path), "", Prose(sentence)]


def failing_page(exercise: Exercise, path: str, result: CheckResult) -> Page:
    """The first failure, while the rest is still running."""
    return [_head(exercise.address, path), "", check_line(result.status, result.name)]


def failing_line(exercise: Exercise, result: CheckResult) -> Page:
    """The first failure, where pages stay, as in a pipe."""
    return [f"{exercise.address}  {result.status}  {result.name}"]


def passed_page(
    exercise: Exercise, verdict: Verdict, then: Exercise | None, commands: Commands
) -> Page:
    """A pass: how to explain it in the interview, and what comes next."""
    interview = interview_page(read_solution(exercise.solution))
    # The sentence comes last, so it is visible if the page is longer than the terminal.
    return [
        printed_view(verdict, commands),
        "",
        *interview,
        "",
        sentence_view(verdict),
        _next(then, commands),
    ]


def passed_before_page(
    exercise: Exercise, path: str, then: Exercise | None, commands: Commands
) -> Page:
    """A file that has passed before, so it is not graded again unless asked."""
    address = exercise.address
    sentence = (
        f"{address} has passed before with this content. {commands.grade(address)} grades it again."
    )
    interview = interview_page(read_solution(exercise.solution))
    return [
        _head(address, path),
        "",
        *interview,
        "",
        Prose(sentence, "", "  ", style="green"),
        _next(then, commands),
    ]


def aside_line(verdict: Verdict) -> Text:
    """The verdict on a file other than the current one."""
    return Text.assemble(
        "Also saved: ", (verdict.exercise, "bold"), "  ", (verdict.status, STYLES[verdict.status])
    )


def _head(address: str, path: str) -> Text:
    return Text.assemble((address, "bold"), "  ", (sanitise(path), "dim"))


def _next(then: Exercise | None, commands: Commands) -> Prose:
    if then is None:
        return Prose("You are done: every watched exercise has passed.")
    step = commands.move_on(then.address)
    return Prose(f"Next: {then.address}, {then.title}; {step}.", "", "  ")


KEYS_LINES = 2
"""How many lines of a terminal are below a page."""


def picture_page(verdict: Verdict, height: int | None) -> Page:
    """The picture of a verdict; after a pass what the exercise is about; or why there is none.

    Args:
        verdict: the verdict.
        height: the number of lines of the terminal, or None in a pipe.
    """
    drawn = verdict.picture
    if verdict.status is Status.PASS:
        from grader.judging.pictures.own import own_picture

        drawn = own_picture(find_one(verdict.exercise))
    if drawn is None:
        return [sentence_view(verdict), "", Prose("There is nothing to draw.")]
    from grader.render.picture_text import picture_text

    return [*picture_text(drawn, height and height - KEYS_LINES).split("\n")]
