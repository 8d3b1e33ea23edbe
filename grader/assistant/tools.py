"""What an assistant may do, each as a function of texts that gives a text.

No tool takes a path, and none shows a solution or a formula of an exercise that has not passed. A
hint is the learner's own next hint. What an assistant sends counts nowhere: it is stored with the
mode `assistant`.
"""

import io
import random
from collections.abc import Callable, Iterable
from contextlib import suppress

from rich.console import Console, RenderableType

from grader.assistant.declined import Declined
from grader.assistant.steps import TOOLS
from grader.catalogue import Exercise, UnknownAddress, exercises, find_one
from grader.interview.gate import refusal
from grader.judging.options import Options
from grader.judging.submission import MAX_BYTES, TextAnswer
from grader.learner.progress import End, Mode, Progress, Unstored
from grader.learner.status import Standing, State, standings
from grader.learner.workspace import Workspace
from grader.quiz import (
    AnswerError,
    Question,
    QuizError,
    draw,
    judge,
    load_questions,
    parse_answer,
    render_question,
    select,
)
from grader.quiz.render import render_feedback
from grader.quiz.round import store
from grader.remote.judge import JudgeFailed, RemoteJudge
from grader.render.listing import count, legend, list_page
from grader.render.pages import expectation, signatures
from grader.render.text import verdict_view
from grader.source import Solution, read_solution
from grader.verdict import Status, Verdict

WIDTH = 80
LONGEST_NAME = 100  # characters; an address or a question's id is far shorter
LONGEST_ANSWER = 1000  # characters of an answer to a quiz question
NOT_COUNTED = (
    "This was an assistant's text, so it passes nothing: only the learner's own file does, graded "
    "by `practice grade {address}`."
)


class Tools:
    """The tools of one connection. Close it at the end.

    Args:
        workspace: the learner's workspace.
        report: stores the traceback of a fault of the grader, and returns a sentence about it.
    """

    def __init__(self, workspace: Workspace, report: Callable[[JudgeFailed], str]) -> None:
        self._workspace = workspace
        self._report = report
        self._progress = Progress(workspace.database)
        self._judge = RemoteJudge(workspace.root)
        self._sittings: dict[str, str] = {}

    def close(self) -> None:
        """End the judge, and the sittings that were begun."""
        self._judge.close()
        with suppress(Unstored):  # a sitting without an end is over after a day
            for sitting in self._sittings.values():
                self._progress.end(sitting, End.CLOSED)

    def listing(self) -> str:
        """Every exercise, and how far the learner is."""
        known = {one.exercise: one for one in standings(self._workspace, self._progress)}
        return _plain([*list_page(known, None), *legend(known.values()), "", count(known.values())])

    def show(self, address: str) -> str:
        """The task of an exercise; after a pass also what an interviewer listens for."""
        exercise = self._exercise(address, "the task is not shown to an assistant")
        solution = read_solution(exercise.solution)
        parts = [
            f"{exercise.address}: {expectation(exercise)}",
            solution.statement,
            "```python\n" + "\n".join(signatures(solution.text)) + "\n```",
            f"The learner's file is exercises/{exercise.file.as_posix()}.",
        ]
        if self._has_passed(exercise):
            parts += _explained(solution)
        return "\n\n".join(parts)

    def grade(self, address: str, text: str) -> str:
        """The judge's verdict on the text of a file."""
        exercise = self._exercise(address, "nothing is graded for an assistant")
        verdict, unstored = self._graded(exercise, text, Options())
        said = verdict.message
        if verdict.status is not Status.PASS:
            hints = self._standing(exercise).history.hints_now
            said = _plain([verdict_view(verdict, hints=hints, commands=TOOLS, verbose=True)])
        not_counted = NOT_COUNTED.format(address=exercise.address)
        return "\n\n".join(filter(None, [said.rstrip(), not_counted, unstored]))

    def hint(self, address: str) -> str:
        """The learner's next hint, which is stored as one that they took."""
        exercise = self._exercise(address, "an assistant gets no hints")
        hints = read_solution(exercise.solution).hints
        number = self._progress.take_hint(exercise.address, len(hints))
        if number <= len(hints):
            return f"{exercise.address}, hint {number} of {len(hints)}:\n\n{hints[number - 1]}"
        numbered = "\n".join(f"{n}. {hint}" for n, hint in enumerate(hints, 1))
        return f"The learner has had all hints of {exercise.address}:\n\n{numbered}"

    def picture(self, address: str, text: str = "") -> str:
        """A picture of an answer beside the right one; without a text what the exercise is about.

        The latter gives the answer away, so it needs a pass.
        """
        exercise = self._exercise(address, "nothing is drawn")
        if not text:
            return self._own_picture(exercise)
        from grader.render.picture_text import picture_text

        verdict, _ = self._graded(exercise, text, Options(draw=True))
        if verdict.picture is None:
            return f"There is nothing to draw. {verdict.message}"
        return picture_text(verdict.picture)

    def quiz(self, name: str = "", answer: str = "") -> str:
        """A question of the quiz, or, with an answer to it, whether that is right and why.

        The worked answer needs a pass of the exercise that the question is about.
        """
        try:
            asked = select(load_questions(), [_short(name)] if name else [])
        except QuizError as error:
            raise Declined(str(error)) from None
        if not answer:
            [question] = draw(asked, random.randrange(10_000), 1)
            self._allow(self._practiced_by(question), "no question is asked", quiz=True)
            return (
                f"{render_question(question)}\nWith the learner's answer, call `quiz` again: "
                f"name {question.id}, and their answer as they wrote it."
            )
        if len(asked) != 1:
            raise Declined("Name the one question that this answers, by its id.")
        self._allow(self._practiced_by(asked[0]), "no answer is marked", quiz=True)
        return self._marked(asked[0], answer)

    def _marked(self, question: Question, answer: str) -> str:
        try:
            result = judge(question, parse_answer(question, answer[:LONGEST_ANSWER]))
        except AnswerError as error:
            raise Declined(str(error)) from None
        store(self._progress, result, Mode.ASSISTANT)
        said = render_feedback(question, result)
        if not all(map(self._has_passed, self._practiced_by(question))):
            # The worked answer has the formula of the exercise, as a rule.
            shows = f"`practice quiz {question.id}` shows the learner the worked answer."
            said = "\n\n".join(filter(None, [result.why, shows]))
        return f"{'Right.' if result.correct else 'Not right.'}\n\n{said}"

    def _graded(self, exercise: Exercise, text: str, options: Options) -> tuple[Verdict, str]:
        """Grade a text, and store it as an assistant's; also why it is not stored, if it is not."""
        if len(text) > MAX_BYTES:
            raise Declined(f"The text is longer than {MAX_BYTES:,} bytes; send the answer alone.")
        try:
            answer = TextAnswer(exercise.file.name, text)
            verdict, content = self._judge.grade(exercise, answer, options)
        except JudgeFailed as error:
            raise Declined(self._report(error)) from None
        try:
            self._store(exercise.address, verdict, content)
        except Unstored as error:
            return verdict, str(error)
        return verdict, ""

    def _store(self, address: str, verdict: Verdict, content: bytes) -> None:
        if address not in self._sittings:
            self._sittings[address] = self._progress.begin(address, Mode.ASSISTANT, "")
        self._progress.record(verdict, content, self._sittings[address])

    def _own_picture(self, exercise: Exercise) -> str:
        if self._standing(exercise).state is not State.PASSED:
            raise Declined(
                f"{exercise.address} has not passed yet, so its own picture would give the answer "
                "away; send a text to draw that."
            )
        from grader.judging.pictures.own import own_picture
        from grader.render.picture_text import picture_text

        return picture_text(own_picture(exercise))

    def _exercise(self, address: str, what: str) -> Exercise:
        """The exercise of an address, unless an open interview asks it.

        Raises:
            Declined: there is none, or it does.
        """
        try:
            exercise = find_one(_short(address))
        except UnknownAddress as error:
            raise Declined(str(error)) from None
        self._allow([exercise], what)
        return exercise

    def _allow(self, exercises: Iterable[Exercise], what: str, *, quiz: bool = False) -> None:
        if refused := refusal(self._workspace, tuple(exercises), what, quiz=quiz):
            raise Declined(refused)

    def _standing(self, exercise: Exercise) -> Standing:
        return standings(self._workspace, self._progress, [exercise])[0]

    def _has_passed(self, exercise: Exercise) -> bool:
        """Whether the learner has passed it, and has not started it again."""
        standing = self._standing(exercise)
        return standing.state is State.PASSED and not standing.again

    def _practiced_by(self, question: Question) -> list[Exercise]:
        return [one for one in exercises() if one.address == question.exercise]


def _explained(solution: Solution) -> list[str]:
    """What to say in an interview, and what an interviewer listens for."""
    return [
        "## In the interview (the learner has passed this exercise)",
        solution.interview,
        "An interviewer listens for:\n\n" + "\n".join(f"- {one}" for one in solution.rubric),
        "Red flags:\n\n" + "\n".join(f"- {one}" for one in solution.red_flags),
    ]


def _plain(parts: Iterable[RenderableType]) -> str:
    """Parts of a page as a terminal shows them, without colors."""
    out = io.StringIO()
    console = Console(
        file=out, width=WIDTH, no_color=True, highlight=False, markup=False, emoji=False
    )
    for part in parts:
        console.print(part, soft_wrap=True)
    return out.getvalue()


def _short(name: str) -> str:
    """A name for a message: nobody needs to read 100 MB of it."""
    return name if len(name) <= LONGEST_NAME else f"{name[:LONGEST_NAME]}..."
