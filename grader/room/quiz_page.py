"""The quiz: what to ask, one question a screen, and what came of it.

A quiz is kept in memory while it lasts; each answer is in the history as soon as it is marked.
"""

import random
import secrets
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Body, FastAPI
from fastapi.responses import HTMLResponse, JSONResponse, Response
from markupsafe import Markup

from grader.catalogue import exercises, topics
from grader.interview.gate import refuse_quiz, refuse_review
from grader.learner.progress import Mode
from grader.quiz import AnswerError, Question, QuizError, Result, draw, load_questions, select
from grader.quiz.round import Round, store
from grader.room import home_page, questions, view
from grader.room.refused import refused
from grader.room.room import Room

COUNTS = (5, 10, 20)
"""How many questions can be asked for, besides all."""

_MOST = 50  # quizzes that are remembered; an older one was left long ago

Message = Annotated[dict[str, Any], Body()]


@dataclass
class Quiz:
    """A quiz in the room.

    Attributes:
        round: its questions and their results.
        mode: how it counts: as practice, or as a part of the reviews.
        ended: whether the learner ended it early.
    """

    round: Round
    mode: Mode
    ended: bool = False


class Quizzes:
    """The quizzes of a room, each at an address of its own.

    Args:
        room: the room.
    """

    def __init__(self, room: Room) -> None:
        self.room = room
        self._known: dict[str, Quiz] = {}

    def begin(self, asked: Sequence[Question], mode: Mode = Mode.PRACTICE) -> str:
        """Begin a quiz with these questions; returns its path."""
        name = secrets.token_hex(4)

        def record(result: Result) -> None:
            with self.room.progress.opened() as progress:
                store(progress, result, mode)

        self._known[name] = Quiz(Round(asked, random.randrange(10_000), record), mode)
        for old in list(self._known)[:-_MOST]:
            del self._known[old]
        return f"/quiz/{name}"

    def get(self, name: str) -> Quiz | None:
        """A quiz by its name."""
        return self._known.get(name)

    def refusal(self, mode: Mode) -> str:
        """Why an open interview forbids a quiz; empty if none does."""
        refuse = refuse_review if mode is Mode.REVIEW else refuse_quiz
        return refused(lambda: refuse(self.room.workspace))


def chosen(names: Sequence[str], count: int | None) -> Sequence[Question]:
    """At most `count` of the questions that topics, exercises or ids name, in a new order.

    Raises:
        QuizError: a name is unknown.
    """
    return draw(select(load_questions(), names), random.randrange(10_000), count)


def start_html(room: Room, why: str = "") -> str:
    """The page on which a quiz is put together.

    Args:
        room: the room.
        why: a sentence to show first.
    """
    numbers = Counter(question.topic for question in load_questions())
    about = {question.exercise for question in load_questions()}
    return _page(
        room,
        "quiz_start.html.j2",
        title="Quiz · practice",
        topics=[(topic, numbers[topic.name]) for topic in topics()],
        exercises=[one for one in exercises() if one.address in about],
        counts=COUNTS,
        total=numbers.total(),
        why=why,
    )


def screen(quiz: Quiz) -> Markup:
    """The current question, or what came of all."""
    question = quiz.round.current
    if question is None or quiz.ended:
        return summary(quiz)
    done = len(quiz.round.session.results)
    return view.render(
        "quiz_question.html.j2",
        q=question,
        place=quiz.round.place,
        percent=round(100 * done / len(quiz.round.questions)),
    )


def summary(quiz: Quiz) -> Markup:
    """The score, and every question that was reached with its answer."""
    session = quiz.round.session
    reached = zip(quiz.round.questions, session.results, strict=False)
    results = [(one, result, questions.feedback(one, result)) for one, result in reached]
    return view.render(
        "quiz_summary.html.j2",
        score=session.score,
        results=results,
        missed=len(session.missed),
        is_review=quiz.mode is Mode.REVIEW,
    )


def add(app: FastAPI, room: Room) -> Quizzes:
    """Serve the quiz; returns its quizzes, which the reviews use too."""
    quizzes = Quizzes(room)

    @app.get("/quiz", response_class=HTMLResponse)
    def start() -> str:
        return start_html(room, quizzes.refusal(Mode.PRACTICE))

    @app.post("/quiz")
    async def begin(message: Message) -> Response:
        if why := quizzes.refusal(Mode.PRACTICE):
            return JSONResponse({"sentence": why}, 409)
        names, count = message.get("names"), message.get("count")
        if not isinstance(names, list) or not isinstance(count, int | None):
            return JSONResponse({"sentence": "Choose topics, and how many questions."}, 422)
        try:
            asked = chosen([str(name) for name in names], count and max(count, 1))
        except QuizError as problem:
            return JSONResponse({"sentence": str(problem)}, 422)
        return JSONResponse({"go": quizzes.begin(asked)})

    @app.get("/quiz/{name}", response_class=HTMLResponse)
    def quiz(name: str) -> HTMLResponse:
        if found := quizzes.get(name):
            shown = _page(room, "quiz.html.j2", title="Quiz · practice", screen=screen(found))
            return HTMLResponse(shown)
        why = "This quiz is over: the room was started again. What you answered is in your history."
        return HTMLResponse(start_html(room, why), 404)

    @app.get("/quiz/{name}/screen", response_class=HTMLResponse)
    def part(name: str) -> HTMLResponse:
        found = quizzes.get(name)
        return HTMLResponse(screen(found)) if found else HTMLResponse("", 404)

    @app.post("/quiz/{name}")
    async def act(name: str, message: Message) -> Response:
        found = quizzes.get(name)
        if found is None:
            return HTMLResponse("", 404)
        if message.get("do") == "end":
            found.ended = True
            return HTMLResponse(screen(found))
        if why := quizzes.refusal(found.mode):
            return HTMLResponse(questions.not_an_answer(why), 409)
        if message.get("do") == "again":
            missed = set(found.round.session.missed)
            again = [one for one in found.round.questions if one.id in missed]
            return JSONResponse({"go": quizzes.begin(again) if again else "/quiz"})
        return _answered(found, message)

    return quizzes


def _answered(quiz: Quiz, message: Mapping[str, Any]) -> Response:
    question = quiz.round.current
    if question is None or quiz.ended or question.id != message.get("id"):
        why = "This question was answered already, in another tab; go on with the next one."
        return HTMLResponse(questions.not_an_answer(why), 410)
    try:
        result = questions.marked(question, message.get("given"))
    except AnswerError as problem:
        return HTMLResponse(questions.not_an_answer(str(problem)), 422)
    quiz.round.add(result)
    return HTMLResponse(questions.feedback(question, result))


def _page(room: Room, template: str, **values: object) -> str:
    return view.render(template, groups=home_page.groups(room), **values)
