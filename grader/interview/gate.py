"""What other commands may do with the exercises of an interview that is open."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grader.catalogue import Exercise
from grader.interview.plan import BUGS, EXPLAIN, QUICK, exercise_of
from grader.interview.session import FINISHES, Refused, Session, TimeIsUp
from grader.interview.state import Interview, PartState
from grader.learner.interviews import Interviews
from grader.learner.progress import Unstored
from grader.learner.workspace import Workspace

if TYPE_CHECKING:
    from grader.source import Solution


@dataclass(frozen=True)
class Held:
    """An exercise that belongs to the open interview.

    Attributes:
        session: acts on it.
        interview: the interview.
        part: its part, which is the current one where the command may go on.
    """

    session: Session
    interview: Interview
    part: PartState

    @property
    def exercise(self) -> Exercise:
        """The exercise.

        Raises:
            Refused: this version of the kit does not have it.
        """
        exercise = exercise_of(self.part.part)
        if exercise is None or self.part.gone:
            raise Refused(
                f"{self.part.part.exercise} cannot be done in this version of practice; "
                "`practice interview --next` goes on."
            )
        return exercise


def held(workspace: Workspace, exercises: Sequence[Exercise]) -> Held | None:
    """The first of some exercises that the open interview asks for, in any of its parts.

    Raises:
        TimeIsUp: the interview ended just now, because its time was up.
        Unstored: the history cannot be read.
    """
    session = Session(workspace)
    before = session.latest_as_stored()
    if before is None or (before.ended and before.stored):
        return None
    asked = {exercise.address for exercise in exercises}
    part = next((one for one in before.parts if one.part.exercise in asked), None)
    if part is None:
        return None
    interview = session.open()
    if interview is None:
        raise TimeIsUp(
            "Your interview has ended, because its time was up; `practice interview --history "
            "last` shows the debrief. Your own files are as they were."
        )
    at = interview.current
    return Held(session, interview, at if at.part.exercise in asked else part)


def refuse(workspace: Workspace, exercises: Sequence[Exercise], what: str) -> None:
    """Refuse a command on the exercises of the open interview.

    Args:
        workspace: whose interview.
        exercises: what the command is about.
        what: what it would do, such as "the solution is not shown".

    Raises:
        Refused: one of them is in the interview.
    """
    if found := held(workspace, exercises):
        address = found.part.part.exercise
        raise Refused(f"{address} is in your open interview, where {what}; {FINISHES}.")


def refusal(
    workspace: Workspace, exercises: Sequence[Exercise], what: str, *, quiz: bool = False
) -> str:
    """Why the open interview forbids something, for what runs beside it for long.

    Cheap while no interview is open.

    Args:
        workspace: whose interview.
        exercises: what it is about.
        what: what does not happen, as in `refuse`.
        quiz: whether it is about a quiz question.

    Returns:
        A sentence; empty if nothing forbids it, or if the history cannot be read, which whatever
        reads it next says.
    """

    def look() -> None:
        if Interviews(workspace.database).last_is_open():
            refuse(workspace, exercises, what)
            if quiz:
                refuse_quiz(workspace)

    return reason(look)


def reason(refuse: Callable[[], None]) -> str:
    """Why a refusal is made, in a sentence; empty if it is not, or if the history is unreadable."""
    try:
        refuse()
    except Refused as refused:
        return str(refused)
    except Unstored:
        pass  # what reads the history next says it
    return ""


def at_its_part(found: Held) -> Held:
    """The same exercise, if the candidate is at its part and writes code in it.

    Raises:
        Refused: it has another part, which the message says how to get to.
    """
    part, at = found.part, found.interview.at
    address = part.part.exercise
    if part.number > at:
        raise Refused(
            f"{address} comes later in your interview; `practice interview` shows where you are."
        )
    if part.number < at:
        raise Refused(
            f"{address} is part {part.number} of your interview, and you are at part {at}; "
            "`practice interview --back` goes back."
        )
    if part.part.kind == EXPLAIN:
        raise Refused(
            f"In this part you explain {address}, without code and without help; "
            "`practice interview` shows the question."
        )
    return found


def hint(found: Held) -> "tuple[Interview, Solution, int]":
    """Take the next hint for the part that the candidate is at.

    Returns:
        The interview, the solution that has the hints, and the number of this one, or one more than
        there are if all were given.

    Raises:
        Refused: the exercise is of another part, or its part has no hints.
        TimeIsUp: the time is up.
    """
    held = at_its_part(found)
    if held.part.part.kind == BUGS:
        raise Refused("There are no hints on bugs; `practice grade` says which law fails first.")
    from grader.source import read_solution

    solution = read_solution(held.exercise.solution)
    number = held.session.hint(held.interview, held.part, len(solution.hints))
    return held.interview, solution, number


def refuse_review(workspace: Workspace) -> None:
    """Refuse reviews while an interview is open: they may be about its exercises.

    Raises:
        Refused: one is.
    """
    if Session(workspace).open():
        raise Refused(
            "Reviews wait until your interview is over; `practice interview` shows where you are, "
            f"and {FINISHES}."
        )


def refuse_quiz(workspace: Workspace) -> None:
    """Refuse the quiz while questions of an interview are open.

    Raises:
        Refused: they are.
    """
    interview = Session(workspace).open()
    if interview and any(
        part.open_questions for part in interview.parts if part.part.kind == QUICK
    ):
        raise Refused(
            "Your interview asks quiz questions, so the quiz waits until then; "
            f"`practice interview` asks them, and {FINISHES}."
        )
