"""What the tabs beside the editor hold, as HTML. A solution is only here once it may be seen."""

from markupsafe import Markup

from grader.catalogue import Exercise
from grader.learner.log import Attempt
from grader.learner.sittings import Mode
from grader.quiz import AnswerError, Question, load_questions
from grader.quiz.round import store
from grader.render.pages import bare
from grader.room import files, notes, questions, view
from grader.room.differences import rows, side_by_side
from grader.room.room import Room
from grader.source import read_solution
from grader.verdict import Status

_VERSIONS = 200  # that are listed


def hints(exercise: Exercise, taken: int) -> Markup:
    """The hints that were taken, and the way to the next."""
    found = read_solution(exercise.solution).hints
    return view.render("hints.html.j2", hints=found[:taken], total=len(found))


def solution(room: Room, exercise: Exercise) -> Markup:
    """A good answer compared with the learner's, or why it is not shown yet."""
    if not room.may_see_solution(exercise):
        return view.render("solution.html.j2", locked=True, costs=room.reveal_costs)
    found = read_solution(exercise.solution)
    right = bare(found.text)
    mine = bare(files.read(room.workspace, exercise).text)
    return view.render(
        "solution.html.j2",
        locked=False,
        same=mine == right,
        rows=mine.strip() and rows(mine, right),
        diff=side_by_side(mine, right, "Yours", "A good answer"),
        solution=right,
        interview=found.interview,
        rubric=found.rubric,
        red_flags=found.red_flags,
    )


def history(room: Room, exercise: Exercise) -> Markup:
    """Every graded version, the latest first."""
    attempts: tuple[Attempt, ...] = ()
    with room.progress.opened() as progress:
        attempts = progress.attempts(exercise.address)
    versions = [
        {
            "status": one.verdict,
            "sign": view.SIGNS[Status(one.verdict)],
            "word": view.WORDS[Status(one.verdict)],
            "when": one.at.astimezone().strftime("%-d %b %Y, %H:%M"),
            "check": one.check,
            "mode": "" if one.mode is Mode.PRACTICE else str(one.mode),
            "digest": one.digest,
            "id": f"{one.digest}-{number}",
        }
        for number, one in enumerate(attempts)
    ]
    return view.render("history.html.j2", versions=versions[: -1 - _VERSIONS : -1])


def compared(room: Room, exercise: Exercise, name: str) -> Markup:
    """A graded version beside the file; its name is its digest and its place in the history."""
    content = None
    with room.progress.opened() as progress:
        content = progress.text(name.partition("-")[0])
    if content is None:
        return Markup("<p class='quiet'>This version is not kept any more.</p>")
    old = content.decode("utf-8-sig", "replace").replace("\r\n", "\n")
    now = files.read(room.workspace, exercise).text
    same = Markup("<p class='quiet'>This is what the file has now.</p>")
    return side_by_side(old, now, "This version", "The file now") or same


def own_notes(room: Room, exercise: Exercise) -> Markup:
    """The learner's notes, to edit."""
    content = notes.read(room.workspace, exercise)
    file = notes.file_of(room.workspace, exercise).relative_to(room.workspace.root)
    return view.render("notes.html.j2", text=content.text, digest=content.digest, path=str(file))


def quiz(exercise: Exercise) -> Markup:
    """The quiz questions that practice the same idea."""
    found = [one for one in load_questions() if one.exercise == exercise.address]
    return view.render("quiz_panel.html.j2", questions=found)


def answer(room: Room, question: Question, given: dict[str, str]) -> Markup:
    """Mark an answer, store it, and say what is wrong with it."""
    try:
        result = questions.marked(question, given)
    except AnswerError as problem:
        return questions.not_an_answer(str(problem))
    with room.progress.opened() as progress:
        store(progress, result)
    return questions.feedback(question, result)
