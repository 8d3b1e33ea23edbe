"""An interview on a terminal or in a pipe: what each option of `practice interview` does."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import RenderableType

from grader.interview.debrief_view import debrief_view, history_view
from grader.interview.files import file_of
from grader.interview.plan import EXPLAIN, QUICK, Plan, exercise_of
from grader.interview.score import score
from grader.interview.session import Refused, Session
from grader.interview.state import Interview, PartState
from grader.interview.steps import after_answers, go_on, part_to_mark, ungraded
from grader.interview.views import (
    answer_view,
    part_view,
    plan_view,
    points_view,
    rules_view,
)
from grader.render.markdown import Prose

if TYPE_CHECKING:
    from grader.interview.debrief import Debrief
    from grader.source import Solution


class Terminal:
    """Talks to a candidate, or prints documents for a program."""

    def __init__(
        self,
        session: Session,
        *,
        shown: Callable[[Path], str],
        say: Callable[..., None],
        as_json: bool = False,
        page: Path | None = None,
        asks: bool = True,
    ) -> None:
        """Store how to talk.

        Args:
            session: what to talk about.
            shown: a path as the candidate would type it.
            say: prints parts of a page.
            as_json: print one object, and ask nothing.
            page: where to write the page of a debrief, if anywhere.
            asks: whether to ask before something that cannot be taken back.
        """
        self._session, self._shown, self._page = session, shown, page
        self._say, self._as_json = say, as_json
        at_terminal = sys.stdin.isatty() and sys.stdout.isatty()
        self._talks = at_terminal and not as_json
        self._asks = asks and self._talks

    def begin(self, plan: Plan) -> None:
        """Show a plan, and begin it."""
        if not self._as_json:
            self._print(*plan_view(plan), "", *rules_view(), "")
        if self._asks and not click.confirm("Start the clock?", default=True):
            self._print(Prose("Nothing was started."))
            return
        if self._talks:
            self._print("")
        self._present(self._session.begin(plan))

    def show(self, interview: Interview) -> None:
        """Show where the candidate is, and go on there."""
        self._session.look(interview)
        self._present(interview)

    def move(self, interview: Interview, to: str) -> None:
        """Go to the `next` part or `back`, or `finish`; an explanation is followed by an answer."""
        if to == "finish":
            self.finish(interview)
            return
        if to == "next" and interview.current.is_to_be_said:
            self._reveal(go_on(self._session, interview))
        elif self._leaves_code(interview):
            moved = (
                go_on(self._session, interview)
                if to == "next"
                else self._session.move(interview, -1)
            )
            self._present(moved)

    def finish(self, interview: Interview) -> None:
        """End the interview and show the debrief."""
        if self._leaves_code(interview):
            self.debrief(self._session.finish(interview))

    def mark(self, interview: Interview, points: str) -> None:
        """Mark the explanation: ask, or take the points that are given.

        Raises:
            Refused: there is nothing to mark, or the points are not understood.
        """
        part = part_to_mark(interview)
        solution = _solution(part)
        if points != "ask":
            said, flags = _points(points, solution)
            interview = self._session.mark(interview, part, said, flags, len(solution.rubric))
        elif self._talks:
            self._print(*answer_view(solution), "")
            interview = self._ask_to_mark(interview, part, solution)
        else:
            raise Refused("Name the points that you made: `practice interview --mark 1,3,4`.")
        self._marked(interview)

    def history(self) -> None:
        """List all interviews."""
        found = self._session.all()
        if self._as_json:
            from grader.interview.document import document

            self._print_json([document(one, None, {}) for one in found])
        else:
            self._print(*history_view((one, score(one).total) for one in found))

    def debrief(self, interview: Interview) -> None:
        """Show the debrief of an interview that has ended, and write its page if that is wanted."""
        from grader.interview.debrief import debrief
        from grader.quiz import load_questions

        found = debrief(interview, load_questions())
        if self._as_json:
            self._print_document(interview, found)
        else:
            self._print(*debrief_view(found))
        if self._page:
            from grader.interview.page import write_page

            write_page(self._page, found)
            if not self._as_json:
                self._print("", Prose(f"Wrote {self._shown(self._page)}."))

    def _present(self, interview: Interview) -> None:
        """Show the current part; on a quick round, ask its questions."""
        part = interview.current
        if self._as_json:
            self._print_document(interview)
            return
        file = file_of(self._session.workspace, interview, part)
        solution = None if part.part.kind == QUICK or part.gone else _solution(part)
        self._print(*part_view(interview, self._shown(file) if file else "", solution))
        if part.part.kind == QUICK and part.open_questions:
            self._print("")
            self._ask_quickly(interview)
        elif part.said and not part.marks and self._talks and solution:
            self._print("", *answer_view(solution), "")
            self._marked(self._ask_to_mark(interview, part, solution))

    def _ask_quickly(self, interview: Interview) -> None:
        from grader.interview.conversation import quick_round
        from grader.quiz.terminal import make_console

        interview = quick_round(make_console(), self._session, interview)
        if interview.current.open_questions:
            self._print(Prose("The clock runs on; `practice interview` asks the rest."))
        elif interview.at < len(interview.parts):
            self._print("Thank you. Let us go on.", "")
            self._present(after_answers(self._session, interview))
        else:
            self._print(Prose("Thank you. `practice interview --finish` shows the debrief."))

    def _reveal(self, interview: Interview) -> None:
        """Show a good answer, and have the explanation marked."""
        if self._as_json:
            self._print_document(interview)
            return
        part = interview.current
        solution = _solution(part)
        self._print(*answer_view(solution), "")
        if self._talks:
            self._marked(self._ask_to_mark(interview, part, solution))
            return
        self._print(
            *points_view("What did you say?", solution.rubric),
            "",
            *points_view("Red flags", solution.red_flags),
            "",
            Prose(
                "`practice interview --mark 1,3,r1` marks points 1 and 3 and the first red flag."
            ),
        )

    def _ask_to_mark(
        self, interview: Interview, part: PartState, solution: "Solution"
    ) -> Interview:
        from grader.interview.conversation import mark
        from grader.quiz.terminal import make_console

        return mark(make_console(), self._session, interview, part, solution)

    def _marked(self, interview: Interview) -> None:
        """Say how an explanation was marked, and what comes next."""
        part = next(one for one in interview.parts if one.part.kind == EXPLAIN)
        if self._as_json:
            self._print_document(interview)
            return
        if part.marks is None:
            return
        points = f"{len(part.marks.said)} of {part.marks.points} points"
        if interview.ended is not None:
            self._print(Prose(f"Marked: {points}."), "")
            self.debrief(interview)
        elif interview.at < len(interview.parts):
            self._print(Prose(f"Marked: {points}. `practice interview --next` goes on."))
        elif self._asks and click.confirm(f"Marked: {points}. Finish and see the debrief?", True):
            self._print("")
            self.finish(interview)
        else:
            self._print(Prose(f"Marked: {points}. `practice interview --finish` ends it."))

    def _leaves_code(self, interview: Interview) -> bool:
        """Whether to go on, although the code was changed since its last grade."""
        said = ungraded(self._session, interview)
        if not said:
            return True
        if self._asks:
            return click.confirm(f"{said} Go on?")
        if not self._as_json:
            self._print(Prose(said), "")
        return True

    def _files(self, interview: Interview) -> dict[int, str]:
        files = {one.number: file_of(self._session.workspace, interview, one)
                 for one in interview.parts}  # fmt: skip
        return {number: str(file) for number, file in files.items() if file}

    def _print(self, *parts: RenderableType) -> None:
        self._say(*parts)

    def _print_document(self, interview: Interview, found: "Debrief | None" = None) -> None:
        from grader.interview.document import document

        self._print_json(document(interview, found, self._files(interview)))

    def _print_json(self, found: object) -> None:
        click.echo(json.dumps(found, indent=2))


def _solution(part: PartState) -> "Solution":
    """The solution of a part's exercise, which this version has."""
    from grader.source import read_solution

    exercise = exercise_of(part.part)
    if exercise is None:
        raise Refused(f"{part.part.exercise} is not in this version of practice.")
    return read_solution(exercise.solution)


def _points(given: str, solution: "Solution") -> tuple[list[int], list[int]]:
    """The points and the red flags that were named, such as `1,3,r1`.

    Raises:
        Refused: they are not understood.
    """
    said: list[int] = []
    flags: list[int] = []
    for word in given.lower().replace(",", " ").split():
        number = word.removeprefix("r")
        points, found = (
            (solution.red_flags, flags) if word.startswith("r") else (solution.rubric, said)
        )
        if word == "none":
            continue
        if not number.isdecimal() or not 1 <= int(number) <= len(points):
            raise Refused(
                f"{word!r} is not a point; write numbers from 1 to {len(solution.rubric)}, r1 or "
                f"r{len(solution.red_flags)} for a red flag, or `none`, such as `--mark 1,3`."
            )
        found.append(int(number))
    return said, flags
