"""The reviews in the room, without a browser: the queue, decisions, and an exercise on its copy."""

import base64
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from grader.catalogue import find_one
from grader.interview.session import Session
from grader.learner import clock
from grader.learner.progress import Mode
from grader.learner.texts import digest
from grader.review.desk import Desk
from grader.review.ratings import Rating
from grader.room import quiz_page, review_page
from grader.room.review_page import NotAsked, reviewed
from grader.room.review_room import ReviewRoom
from grader.verdict import Status, Verdict
from tests.learner.conftest import MovedClock, time
from tests.room.served import Served, Tab

__all__ = ["time"]

KL = find_one("vae/kl")


class Reviewed(Served):
    """The reviews of a room.

    Attributes:
        reviews: where exercises are reviewed.
        desk: the learner's reviews.
        tab: an open page of vae/kl.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.reviews = ReviewRoom(self.room, self.judge)  # type: ignore[arg-type]
        review_page.add(self.app, self.reviews, quiz_page.add(self.app, self.room))
        self.desk = Desk(self.room.workspace, self.progress)
        self.tab = Tab()

    def does(self, do: str, value: str = "", status: int = 200, minutes: int = 30) -> Any:
        """Decide something on the page."""
        return self.post(f"/review?minutes={minutes}", {"do": do, "value": value}, status)

    def grades(self, status: Status) -> None:
        """Save and grade what the page shows, and let the judge answer."""
        text = f"# {status} {len(self.progress.sittings())}\n"
        grade = {"do": "grade", "thorough": False}
        base = digest(self.copy.read_bytes())
        self.reviews.save(self.tab, KL, {"number": 1, "text": text, "base": base, "then": grade})
        request = self.judge.asked[-1]
        content = base64.b64encode(text.encode()).decode()
        verdict = asdict(Verdict(KL.address, status, ""))
        if request.kind == "grade" and request.report:
            request.report(request, {"kind": "graded", "verdict": verdict, "content": content})

    @property
    def copy(self) -> Path:
        """The file of the review."""
        return self.room.workspace.private / "review" / "vae" / "kl.py"


@pytest.fixture
def due(tmp_path: Path, time: MovedClock) -> Reviewed:
    """A learner with an exercise and a question due."""
    found = Reviewed(tmp_path)
    found.progress.start(KL.address, "guided", 2)
    found.progress.record(Verdict(KL.address, Status.PASS, ""), b"mine")
    found.progress.answer("kl-value", "1.3069", True)
    for card in found.desk.deck().new:
        found.desk.suspend(card.id)
    time.passes(days=40)
    return found


@pytest.fixture
def opened(due: Reviewed) -> Reviewed:
    """The exercise is being reviewed, and a page shows it."""
    due.does("bury", "quiz/kl-value")
    assert due.does("begin")["go"] == "/review/vae/kl"
    due.reviews.opened(due.tab, KL, "")
    return due


def test_the_queue_is_that_of_the_terminal(due: Reviewed) -> None:
    """In minutes, questions first; nothing changes by looking."""
    page = due.page("/review")
    assert "1 quiz question, 1 exercise, about" in page
    assert page.index("quiz/kl-value") < page.index(">vae/kl<")
    assert "Start with the questions" in page
    assert not due.copy.exists()
    due.page("/review?minutes=0", 422)


def test_without_a_history_nothing_is_due(tmp_path: Path) -> None:
    """One sentence says how something comes to be."""
    found = Reviewed(tmp_path)
    assert "Nothing is due today. An exercise comes back here" in found.page("/review")
    assert "Nothing is due" in found.does("begin", status=409)["sentence"]


def test_questions_come_first_and_count_as_reviews(due: Reviewed) -> None:
    """Then the exercise, in the copy that the terminal uses too."""
    quiz = due.does("begin")["go"]
    due.post(quiz, {"id": "kl-value", "given": {"number": "1.3069"}})
    assert due.progress.answers()[-1].mode is Mode.REVIEW
    assert due.does("begin")["go"] == "/review/vae/kl"
    assert 'blank("write kl_divergence")' in due.copy.read_text()
    assert due.does("begin")["go"] == "/review/vae/kl"  # it goes on, in another tab as well
    assert len([one for one in due.progress.sittings() if one.mode is Mode.REVIEW]) == 1
    assert "You are reviewing" in due.page("/review")


def test_decisions_are_those_of_the_terminal(due: Reviewed) -> None:
    """Each says what it did, and can be undone."""
    assert "rests until tomorrow" in due.does("bury", "quiz/kl-value")["sentence"]
    said = due.does("undo")
    assert said["sentence"] == "Undid bury of quiz/kl-value."
    assert "quiz/kl-value" in said["html"]
    assert "rests until you resume it" in due.does("suspend", "vae/kl")["sentence"]
    assert "vae/kl" in due.desk.deck().decided.suspended
    assert "comes back when it is due" in due.does("resume", "vae/kl")["sentence"]
    assert "is not suspended" in due.does("resume", "vae/kl", 409)["sentence"]
    assert "not among your reviews" in due.does("bury", "gmm/detect", 409)["sentence"]
    due.does("dance", status=409)


def test_the_day_of_the_interview(due: Reviewed) -> None:
    """It is kept, shown and forgotten; anything else is a sentence."""
    day = (clock.today() + timedelta(days=9)).isoformat()
    assert f"before your interview on {day}" in due.does("until", day)["html"]
    assert "is not a date" in due.does("until", "soon", 409)["sentence"]
    assert "before your interview" not in due.does("until", "")["html"]


def test_a_pass_is_rated_and_the_rating_can_be_changed(opened: Reviewed) -> None:
    """On the page of the exercise and on that of the queue; the learner's own file stays."""
    opened.grades(Status.PASS)
    (sitting,) = [one for one in opened.progress.sittings() if one.mode is Mode.REVIEW]
    grade = next(one for one in opened.judge.asked if one.kind == "grade")
    assert (sitting.how, sitting.seed) == ("pass", grade.seed)
    assert grade.path == Path(".practice/review/vae/kl.py")
    assert "Rated easy; vae/kl comes back in" in opened.tab.heard("verdict")
    opened.reviews.rate(KL, Rating.HARD)
    assert "Rated hard" in opened.tab.heard("part")
    assert 'aria-pressed="true">hard' in opened.page("/review")
    assert "Rated again" in opened.does("rate", "again vae/kl")["sentence"]
    assert "again, hard, good or easy" in opened.does("rate", "well vae/kl", 409)["sentence"]
    assert not opened.room.workspace.file(KL).exists()


def test_after_its_end_nothing_is_graded(opened: Reviewed) -> None:
    """Nor is a hint counted."""
    opened.grades(Status.PASS)
    before = len(opened.judge.asked)
    opened.reviews.grade(KL)
    assert [one.kind for one in opened.judge.asked[before:]].count("grade") == 0
    assert "This review is over" in opened.tab.heard("stopped")
    assert opened.reviews.take_hint(KL) == 0
    assert opened.progress.history(KL.address).hints == 0


def test_an_earlier_pass_opens_nothing(opened: Reviewed) -> None:
    """Neither the solution nor the right value; to see it ends the review, as forgotten."""
    assert not opened.reviews.may_see_solution(KL)
    assert not opened.reviews.may_see_right(KL)
    opened.reviews.reveal(KL)
    assert opened.reviews.may_see_solution(KL)
    assert "Rated again" in opened.tab.heard("verdict")
    assert opened.desk.opened() is None


def test_hints_are_those_of_the_review(opened: Reviewed) -> None:
    """From the first, and they make it hard."""
    assert opened.reviews.take_hint(KL) == 1
    opened.grades(Status.PASS)
    assert "Rated hard" in opened.tab.heard("verdict")


def test_a_fresh_copy_keeps_the_old_one(opened: Reviewed) -> None:
    """As `practice review` does."""
    opened.copy.write_text("half an answer\n")
    opened.reviews.start_again(KL)
    assert "blank(" in opened.copy.read_text()
    kept = opened.room.workspace.private.glob("kept/review/vae/kl/*.py")
    assert "half an answer\n" in [one.read_text() for one in kept]


def test_a_copy_that_is_gone_comes_back(opened: Reviewed) -> None:
    """And a page of what is not reviewed is a sentence."""
    opened.copy.unlink()
    assert reviewed(opened.reviews, "vae/kl") == KL
    assert opened.copy.exists()
    for address, said in (("gmm/detect", "is not being reviewed"), ("vae/kk", "no exercise")):
        with pytest.raises(NotAsked, match=said):
            reviewed(opened.reviews, address)


def test_a_verdict_of_an_earlier_review_is_not_shown(opened: Reviewed, time: MovedClock) -> None:
    """The next one starts from nothing."""
    opened.grades(Status.PASS)
    time.passes(days=200)
    opened.does("bury", "quiz/kl-value")
    opened.does("begin")
    assert opened.reviews.verdict_html(KL) is None
    assert not opened.reviews.may_see_solution(KL)


def test_an_open_interview_lets_reviews_wait(opened: Reviewed) -> None:
    """Decisions stay possible, as in a terminal."""
    session = Session(opened.room.workspace)
    session.begin(session.draw(["nll"], minutes=30, seed=1))
    assert "Reviews wait until your interview is over" in opened.page("/review")
    assert "Reviews wait" in opened.does("begin", status=409)["sentence"]
    opened.reviews.grade(KL)
    assert "Reviews wait" in opened.tab.heard("stopped")
    opened.does("suspend", "vae/kl")
