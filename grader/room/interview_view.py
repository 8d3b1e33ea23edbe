"""The interview as HTML: pure functions of where it stands. None has a word on what is to come."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from grader.catalogue import LEVELS, Exercise, topics
from grader.interview.debrief import debrief
from grader.interview.debrief_view import ending, outcome
from grader.interview.interviewer import nudge, question
from grader.interview.plan import BUGS, CODE, EXPLAIN, MINUTES, QUICK, Part, Plan, exercise_of
from grader.interview.running import Run
from grader.interview.score import score
from grader.interview.session import MINUTES as USUAL
from grader.interview.state import Interview, PartState
from grader.interview.views import about, clock, mended
from grader.quiz import Question, load_questions, shuffled
from grader.render.pages import signatures
from grader.room import view
from grader.room.markup import without_title
from grader.source import Solution, read_solution


@dataclass(frozen=True)
class Screen:
    """What a page shows.

    Attributes:
        html: its main part.
        place: names what it is about; a page that shows the same place keeps its editor.
        start: what its script needs to know.
    """

    html: Markup
    place: str
    start: Mapping[str, Any] = field(default_factory=dict)


def begin(past: Sequence[Interview], wishes: Mapping[str, Any], why: str = "") -> Screen:
    """The form that an interview is drawn from, and the interviews so far.

    Args:
        past: every interview, oldest first.
        wishes: what was filled in last.
        why: a sentence on what could not be done.
    """
    rows = [
        {
            "number": number,
            "began": one.began.astimezone(),
            "level": one.plan.level,
            "minutes": one.plan.minutes,
            "outcome": outcome(one, score(one).total),
            "ended": one.ended is not None,
        }
        for number, one in enumerate(past, start=1)
    ]
    html = view.render(
        "interview_begin.html.j2",
        rows=rows[::-1],
        topics=topics(),
        levels=LEVELS,
        usual=USUAL,
        shortest=MINUTES[0],
        longest=MINUTES[-1],
        wishes=wishes,
        why=why,
    )
    return Screen(html, "begin")


def planned(plan: Plan) -> Screen:
    """What a plan asks and for how long, without the names of its exercises."""
    parts = [(about(part), part.minutes) for part in plan.parts]
    html = view.render("interview_plan.html.j2", plan=plan, parts=parts)
    return Screen(html, "plan")


def part(interview: Interview, file: str, text: str, verdict: Markup, *, running: bool) -> Screen:
    """The part that the candidate is at.

    Args:
        interview: the interview, which is open.
        file: the path of the part's file; empty if it has none.
        text: what was written as an explanation.
        verdict: what is shown of the last grade.
        running: whether a grade is running.
    """
    at = interview.current
    exercise = exercise_of(at.part)
    solution = read_solution(exercise.solution) if exercise and not at.gone else None
    html = view.render(
        "interview_part.html.j2",
        interview=interview,
        part=at,
        kind="gone" if at.gone else at.part.kind,
        last=interview.at == len(interview.parts),
        spent=clock(at.seconds),
        left=clock(interview.left),
        count=len(interview.parts),
        file=file,
        running=running,
        verdict=verdict,
        **(_quick(interview) if at.part.kind == QUICK else {}),
        **(_about(at, exercise, solution, text) if exercise and solution else {}),
    )
    start = {
        "interview": interview.id,
        "part": at.number,
        "left": interview.left,
        "running": running,
        "key": key(interview),
    }
    return Screen(html, f"{interview.id} {at.number} {_form(at)}", start)


def key(interview: Interview) -> str:
    """Changes whenever something happens in an interview that a page shows."""
    at = interview.current
    counts = (len(at.answers), len(at.grades), at.hints, at.said, at.marks is not None)
    return " ".join(map(str, (interview.id, interview.at, interview.ended, *counts)))


def ended(interview: Interview, number: int) -> Screen:
    """The debrief of an interview; its explanation can still be marked."""
    from grader.interview.page import body

    found = debrief(interview, load_questions())
    unmarked = next((one for one in interview.parts if one.can_be_marked), None)
    exercise = exercise_of(unmarked.part) if unmarked else None
    html = view.render(
        "interview_debrief.html.j2",
        found=found,
        number=number,
        ending=ending(found),
        body=body(found),
        again=found.exercises,
        part=unmarked,
        solution=read_solution(exercise.solution) if exercise else None,
    )
    start = {"interview": interview.id, "part": unmarked.number if unmarked else 0}
    return Screen(html, f"{interview.id} debrief {bool(unmarked)}", start)


def graded(run: Run) -> Markup:
    """A grade as an interviewer gives it: pass, or the first law that fails with its input."""
    return view.render(
        "interview_verdict.html.j2",
        run=run,
        verdict=run.verdict,
        failure=run.verdict.first_failure,
        spent=clock(run.part.seconds),
        bugs=mended(run) if run.part.part.kind == BUGS and not run.verdict.blanks else "",
        words=view.WORDS,
        signs=view.SIGNS,
        cut=view.cut,
    )


def _form(at: PartState) -> str:
    """Which of its forms a part has: another one has another editor, or none."""
    if at.gone:
        return "gone"
    if at.part.kind == EXPLAIN:
        return "explain" if at.is_to_be_said else "said"
    return at.open_questions[0] if at.open_questions else at.part.kind


def _quick(interview: Interview) -> dict[str, Any]:
    at = interview.current
    bank = {one.id: one for one in load_questions()}
    asked: Question | None = None
    if at.open_questions:
        asked = shuffled(bank[at.open_questions[0]], interview.plan.seed)
    place = at.questions.index(asked.id) + 1 if asked else 0
    return {"q": asked, "place": place, "total": len(at.questions)}


def _about(at: PartState, exercise: Exercise, solution: Solution, text: str) -> dict[str, Any]:
    found: dict[str, Any] = {"exercise": exercise, "solution": solution}
    if at.part.kind == EXPLAIN:
        return found | {"question": question(exercise, solution), "text": text}
    taken = min(at.hints, len(solution.hints))
    return found | {
        "statement": without_title(solution.statement),
        "signatures": "\n".join(signatures(solution.text)),
        "helps": at.part.kind == CODE,
        "nudges": [nudge(solution, number) for number in range(1, taken + 1)],
        "more": len(solution.hints) - taken,
        "bugs": _bugs(at.part),
    }


def _bugs(part: Part) -> str:
    return f"{part.bugs} bug{'s' * (part.bugs != 1)}"
