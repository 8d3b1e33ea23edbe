"""The reviews: today's queue with what can be decided about it, and the page of one exercise."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from fastapi import Body, FastAPI, Query
from fastapi.responses import HTMLResponse, JSONResponse, Response
from markupsafe import Markup

from grader.catalogue import (
    Exercise,
    UnknownAddress,
    exercises,
    find_one,
    question_exercises,
)
from grader.interview.gate import refuse_review
from grader.learner.progress import Mode, Progress, Unstored
from grader.learner.workspace import WorkspaceError
from grader.quiz import load_questions
from grader.review import words
from grader.review.desk import Desk
from grader.review.queue import MINUTES
from grader.review.ratings import QUIZ, Rating
from grader.room import home_page, view
from grader.room.exercise_page import ExercisePage, shown
from grader.room.quiz_page import Quizzes
from grader.room.refused import refused
from grader.room.review_room import ReviewRoom

AHEAD = 7
"""How many of the next days with reviews are listed."""

MOST_MINUTES = 24 * 60

Minutes = Annotated[int, Query(ge=1, le=MOST_MINUTES)]
Message = Annotated[dict[str, Any], Body()]
_RATINGS = {rating.word: rating for rating in Rating}


class NotAsked(Exception):
    """What a page asked for cannot be done; the message says why."""


class Reviews:
    """The page of the queue.

    Args:
        room: where exercises are reviewed.
        quizzes: where questions are asked.
    """

    def __init__(self, room: ReviewRoom, quizzes: Quizzes) -> None:
        self.room = room
        self._quizzes = quizzes

    def html(self, minutes: int) -> str:
        """The whole page."""
        return view.render(
            "review.html.j2",
            title="Review · practice",
            groups=home_page.groups(self.room.home),
            minutes=minutes,
            body=self.body(minutes),
        )

    def body(self, minutes: int) -> Markup:
        """What is on, and what can be decided; a history that cannot be read is a sentence."""
        try:
            overview = self._desk().overview(minutes)
        except Unstored as problem:
            return view.render("review_problem.html.j2", why=str(problem))
        return view.render(
            "review_body.html.j2",
            overview=overview,
            queue=overview.queue,
            minutes=minutes,
            usual=MINUTES,
            why=refused(lambda: refuse_review(self.room.home.workspace)),
            name=name_of,
            words=words,
            ratings=Rating,
            ahead=list(overview.queue.ahead.items())[:AHEAD],
        )

    def act(self, message: Mapping[str, Any], minutes: int) -> dict[str, Any]:
        """Do what the page asks for.

        Returns:
            Where to `go`, or the new `html` with a `sentence`.

        Raises:
            NotAsked: it is nothing that can be done.
            WorkspaceError: it cannot be done now.
            Unstored: the history cannot be read or written.
        """
        desk = self._desk()
        if message.get("do") == "begin":
            return {"go": self._begin(desk, minutes)}
        said = self._decide(desk, str(message.get("do")), str(message.get("value", "")))
        return {"html": self.body(minutes), "sentence": said}

    def _desk(self) -> Desk:
        return self.room.reviews(Progress(self.room.workspace.database))

    def _begin(self, desk: Desk, minutes: int) -> str:
        """Go on with the open exercise, or else ask the questions, or else open an exercise."""
        if why := refused(lambda: refuse_review(self.room.home.workspace)):
            raise NotAsked(why)
        found = desk.overview(minutes)
        if found.opened:
            return _path(found.opened.exercise)
        if found.queue.quiz:
            bank = {question.id: question for question in load_questions()}
            asked = [bank[card.id.removeprefix(QUIZ)] for card in found.queue.quiz]
            return self._quizzes.begin(asked, Mode.REVIEW)
        if found.queue.exercises:
            return _path(desk.open(find_one(found.queue.exercises[0].id)).exercise)
        raise NotAsked(f"{words.nothing_due(found.queue).rstrip('.')}.")

    def _decide(self, desk: Desk, act: str, value: str) -> str:
        """Do what the learner decided; returns a sentence about it."""
        if act == "rate":
            word, _, card = value.partition(" ")
            if word not in _RATINGS:
                raise NotAsked("A review is rated again, hard, good or easy.")
            return words.outcome(desk.rate(_RATINGS[word], card))
        if act == "until":
            desk.until(_day(value))
            return f"Your interview is on {value}." if value else "There is no interview to come."
        decisions: dict[str, tuple[Callable[[str], None], str]] = {
            "bury": (desk.bury, f"{value} rests until tomorrow."),
            "suspend": (desk.suspend, f"{value} rests until you resume it."),
            "resume": (desk.resume, f"{value} comes back when it is due."),
        }
        if act in decisions:
            decide, said = decisions[act]
            decide(value)
            return said
        if act == "undo":
            return f"Undid {desk.undo()}.".replace("`", "")
        raise NotAsked("This page is of another version; reload it.")


class ReviewPage(ExercisePage):
    """A tab with the review of an exercise."""

    def _first_view(self) -> str:
        room, exercise = self._room, self._exercise
        assert isinstance(room, ReviewRoom)
        sitting = room.sitting(exercise)
        return view.render(
            "exercise.html.j2",
            **shown(room, exercise, f"review {sitting.id if sitting else ''} "),
            before=None,
            after=None,
            tabs=("Task", "Hints", "Solution"),
            here="/review",
        )

    def acts(self) -> dict[str, Callable[[Mapping[str, Any]], None]]:
        """What the page asks for."""
        return {**super().acts(), "rate": self._rate}

    def _rate(self, message: Mapping[str, Any]) -> None:
        assert isinstance(self._room, ReviewRoom)
        if rating := _RATINGS.get(str(message.get("id"))):
            try:
                self._room.rate(self._exercise, rating)
            except WorkspaceError as problem:
                self.push("notice", {"text": str(problem)})


def add(app: FastAPI, room: ReviewRoom, quizzes: Quizzes) -> None:
    """Serve the queue; the page of an exercise is `exercise_page`'s."""
    reviews = Reviews(room, quizzes)

    @app.get("/review", response_class=HTMLResponse)
    def queue(minutes: Minutes = MINUTES) -> str:
        return reviews.html(minutes)

    @app.post("/review")
    async def act(message: Message, minutes: Minutes = MINUTES) -> Response:
        try:
            return JSONResponse(reviews.act(message, minutes))
        except (NotAsked, WorkspaceError, Unstored) as problem:
            return JSONResponse({"sentence": str(problem)}, 409)


def reviewed(room: ReviewRoom, address: str) -> Exercise:
    """The exercise of a page, with its copy in place.

    Raises:
        NotAsked: it is not reviewed.
    """
    try:
        exercise = find_one(address)
        desk = room.reviews(Progress(room.workspace.database))
        opened = desk.opened()
        if desk.last(exercise) is None:
            raise NotAsked(f"{address} is not being reviewed; the page Review says what is next.")
        if opened and opened.exercise == exercise:
            desk.lay_out_again(opened)
    except (UnknownAddress, WorkspaceError, Unstored) as problem:
        raise NotAsked(str(problem)) from None
    return exercise


@dataclass(frozen=True)
class Name:
    """A card in words: what it is, and which exercise it is about."""

    kind: str
    title: str
    address: str


def name_of(card: str) -> Name:
    """The name of a card."""
    titles = {one.address: one.title for one in exercises()}
    if card.startswith(QUIZ):
        about = question_exercises().get(card.removeprefix(QUIZ), "")
        return Name("question", titles.get(about, ""), card)
    return Name("exercise", titles.get(card, ""), card)


def _path(exercise: Exercise) -> str:
    return f"/review/{exercise.address}"


def _day(value: str) -> date | None:
    """The day that a field has; None if it is empty.

    Raises:
        NotAsked: it is not a day.
    """
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise NotAsked(f"{value!r} is not a date; choose one such as 2026-12-24.") from None
