"""An interview on a terminal, up to its debrief: pure functions of where it stands."""

from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING

from rich.text import Text

from grader.interview.interviewer import nudge, question
from grader.interview.plan import BUGS, CODE, EXPLAIN, QUICK, Part, Plan, exercise_of
from grader.interview.state import Interview, PartState
from grader.render.markdown import Prose, sanitise
from grader.render.pages import Page, interview_page, statement_page

if TYPE_CHECKING:
    from grader.interview.running import Run
    from grader.source import Solution


def plan_view(plan: Plan) -> Page:
    """What is coming, without the names of the exercises."""
    lines: Page = [
        Text.assemble(
            (f"An interview of {plan.minutes} minutes", "bold"), f", {plan.level}, seed {plan.seed}"
        ),
        "",
    ]
    for number, part in enumerate(plan.parts, start=1):
        lines.append(f"  {number}  {about(part):<48}{part.minutes:>3} min")
    return lines


def about(part: Part) -> str:
    """What a part will ask, without its exercise."""
    match part.kind:
        case "quick":
            return f"quick round: {_count(len(part.questions), 'question')} from memory"
        case "code":
            return "code: one exercise, from its signature"
        case "bugs":
            return f"find the bugs: working code with {_count(part.bugs, 'bug')} in it"
    return "explain: in your own words, aloud or written"


def rules_view() -> Page:
    """What a candidate must know before the clock starts."""
    return [
        Prose(
            "The clock starts with the first part and does not stop when you close the terminal. "
            "Everything you do is stored at once, and your own files stay as they are."
        )
    ]


def head_view(interview: Interview) -> Page:
    """Which part it is, and the time that is left."""
    part = interview.current
    name = f"Part {part.number} of {len(interview.parts)}: {part.part.title}"
    spent = f"{clock(part.seconds)} of {part.part.minutes} min spent here"
    return [
        Text.assemble((name, "bold"), f"  {left(interview)}", (f"  {spent}", "dim")),
        "",
    ]


def part_view(interview: Interview, file: str, solution: "Solution | None") -> Page:
    """What the current part asks for.

    Args:
        interview: the interview.
        file: the path of the part's file; empty if it has none.
        solution: the solution of its exercise; None if it has none or it left the catalogue.
    """
    part = interview.current
    exercise = exercise_of(part.part)
    if part.gone:
        what = sanitise(part.part.exercise) or "What was asked here"
        return [
            *head_view(interview),
            Prose(
                f"{what} is not in this version of practice, so this part does not count. "
                f"{_onward(interview)}"
            ),
        ]
    if part.part.kind == QUICK:
        return [*head_view(interview), *_quick(part)]
    if exercise is None or solution is None:
        return head_view(interview)
    if part.part.kind == EXPLAIN:
        return [*head_view(interview), *_explain(interview, part, file, solution)]
    return [*head_view(interview), *_code(interview, part, file, solution)]


def _quick(part: PartState) -> Page:
    asked, total = len(part.answers), len(part.questions)
    if not part.open_questions:
        done = f"All {total} questions have been asked"
        return [Prose(f"{done}; `practice interview --next` goes on.")]
    again = f"We are at question {asked + 1} of {total}. " if asked else ""
    short = "One short question" if total == 1 else f"{_WORDS.get(total, total)} short questions"
    return [
        Prose(again or f"{short} to warm up. Answer from memory; we go through them at the end.")
    ]


_WORDS = {2: "Two", 3: "Three", 4: "Four"}


_PASSED = {CODE: "has passed", BUGS: "is mended"}


def _code(interview: Interview, part: PartState, file: str, solution: "Solution") -> Page:
    address = part.part.exercise
    if part.passed:
        return [
            Prose(f"{address} {_PASSED[part.part.kind]}. {_onward(interview)}"),
            "",
            file,
        ]
    if part.part.kind == BUGS:
        what = _count(part.part.bugs, "bug")
        asked: Page = [
            Prose(
                f"A colleague wrote this, and it has {what}. Find and mend "
                f"{'it' if part.part.bugs == 1 else 'them'}; what it must do is this."
            ),
            "",
        ]
        help_, aloud = "", "Say aloud what you suspect before you change it."
    else:
        asked, aloud = [], "Say aloud what you assume while you write."
        help_ = f", `practice hint {address}` asks me for help"
    return [
        *asked,
        *statement_page(solution),
        "",
        Text(file, "bold"),
        "",
        Prose(
            f"{aloud} `practice open {address}` opens the file, `practice grade {address}` runs "
            f"it{help_}. {_onward(interview)}"
        ),
    ]


def _explain(interview: Interview, part: PartState, file: str, solution: "Solution") -> Page:
    exercise = exercise_of(part.part)
    if exercise is None:
        return []
    asked: Page = [Prose(question(exercise, solution)), ""]
    if part.marks:
        return [*asked, Prose(f"You have marked your explanation. {_onward(interview)}")]
    if part.said:
        then = "`practice interview` asks you to mark it; `--mark 1,3` does so in one go."
        return [*asked, Prose(f"You have given your explanation. {then}")]
    return [
        *asked,
        Prose("Explain it as you would across the table: aloud, or written into this file."),
        "",
        Text(file, "bold"),
        "",
        Prose(
            "When you have said it, `practice interview --next` shows a good answer, and you mark "
            "your own."
        ),
    ]


def _onward(interview: Interview) -> str:
    if interview.at == len(interview.parts):
        return "This is the last part; `practice interview --finish` ends the interview."
    return "`practice interview --next` goes on."


def grade_view(run: "Run") -> Page:
    """A grade as an interviewer gives it."""
    from grader.render.feedback import feedback

    verdict, interview, part = run.verdict, run.interview, run.part
    failure, page = verdict.first_failure, head_view(interview)
    if not run.in_time:
        page = [Prose("The time was up while it ran, so this grade does not count."), ""]
    if verdict.blanks:
        line = verdict.blanks[0].line
        page += [Prose(f"There is nothing to run yet: line {line} still asks for code."), ""]
    elif failure is not None:
        page += [Prose(failure.name, style="bold"), "", *feedback(failure, verdict), ""]
    if part.part.kind == BUGS and not verdict.blanks:
        page += [Prose(mended(run)), ""]
    elif failure is None and not verdict.blanks:
        page += [
            Text(f"{part.part.exercise} passes.", "green"),
            "",
            Prose(
                f"That took {clock(part.seconds)}. What did you assume, and where would it break?"
            ),
        ]
    elif failure is not None:
        page += [Prose("That is the first thing I would look at. What do you make of it?"), ""]
    then = _onward(interview) if part.passed else _then(part)
    return [*page, Prose(then if run.in_time else "`practice interview` shows the debrief.")]


def mended(run: "Run") -> str:
    """How many bugs are left after a grade."""
    total = len(run.part.bugs)
    if run.left == total == 1:
        return "The bug is still in it."
    if run.left:
        return f"{run.left} of {_count(total, 'bug')} {'is' if run.left == 1 else 'are'} left."
    if run.verdict.first_failure:
        return "What was placed in it is mended, but something else is broken now."
    return "The bug is mended." if total == 1 else f"All {total} bugs are mended."


def _then(part: PartState) -> str:
    address = part.part.exercise
    again = f"`practice grade {address}` runs it again"
    if part.part.kind == BUGS:
        return f"{again}."
    return f"{again}; `practice hint {address}` asks me for help."


def hint_view(interview: Interview, solution: "Solution", number: int) -> Page:
    """A hint as an interviewer gives it, or the sentence that there are no more."""
    total = len(solution.hints)
    if number > total:
        return [
            Prose(
                "I have told you all I can without writing it for you. Write what you have; we "
                "talk about the rest at the end."
            )
        ]
    left_ = total - number
    more = f"{left_} more {'is' if left_ == 1 else 'are'} left" if left_ else "It was the last one"
    return [
        *head_view(interview),
        Prose(nudge(solution, number)),
        "",
        Prose(f"A hint takes a tenth off the points for code. {more}.", style="dim"),
    ]


def answer_view(solution: "Solution") -> Page:
    """A good answer, after the explanation was given."""
    return [Text("A good answer", "bold"), "", *list(interview_page(solution))[2:]]


def points_view(title: str, points: Sequence[str]) -> Page:
    """Numbered points to mark."""
    lines = "\n".join(f"{number}. {text}" for number, text in enumerate(points, start=1))
    return [Text(title, "bold"), "", Prose(lines)]


def left(interview: Interview) -> str:
    """The time that is left, in words."""
    seconds = interview.left
    if seconds >= 120:
        return f"{ceil(seconds / 60)} min left"
    return f"{clock(seconds)} min left"


def clock(seconds: float) -> str:
    """A time as minutes and seconds."""
    whole = int(seconds)
    return f"{whole // 60}:{whole % 60:02}"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"
