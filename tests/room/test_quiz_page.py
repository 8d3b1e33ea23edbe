"""The quiz in the room, without a browser: what is asked, marked, recorded and refused."""

import json
import re
from pathlib import Path

import pytest

from grader.interview.session import Session
from grader.learner.progress import Mode
from grader.quiz import load_questions, select
from grader.room import quiz_page
from grader.room.quiz_page import Quizzes
from tests.room.served import Served

ASKED = {"kl-value": {"number": "1.3069"}, "mse-assumption": {"choice": "fixed-variance"}}


@pytest.fixture
def served(tmp_path: Path) -> Served:
    found = Served(tmp_path)
    found.quizzes = quiz_page.add(found.app, found.room)  # type: ignore[attr-defined]
    return found


def begins(served: Served, *names: str, count: int | None = None) -> str:
    """Begin a quiz; its address."""
    return str(served.post("/quiz", {"names": names, "count": count})["go"])


def question(served: Served, quiz: str) -> str:
    """The id of the question that is asked now; empty at the end."""
    found = re.search(r'data-question="([^"]+)"', served.page(quiz))
    return found[1] if found else ""


def answers(served: Served, quiz: str, given: object, status: int = 200) -> str:
    """Answer the question that is asked now."""
    about = {"id": question(served, quiz), "given": given}
    return str(served.post(quiz, about, status))


def test_every_answer_is_marked_explained_and_recorded_as_in_a_terminal(served: Served) -> None:
    """One row each, and none for a skip."""
    quiz = begins(served, *ASKED, "loss-to-distribution")
    while now := question(served, quiz):
        said = answers(served, quiz, ASKED.get(now))
        assert ("Right" if now in ASKED else "Skipped") in said
    assert "2 of 3 right" in served.page(quiz)
    rows = {one.question: one for one in served.progress.answers()}
    assert rows.keys() == ASKED.keys()
    assert all(one.correct and one.mode is Mode.PRACTICE for one in rows.values())
    assert json.loads(rows["mse-assumption"].answer or "") == "fixed-variance"


def test_what_cannot_be_read_is_asked_again(served: Served) -> None:
    """With what to write; nothing is recorded."""
    quiz = begins(served, "kl-value")
    assert "such as 0.5" in answers(served, quiz, {"number": "a lot"}, 422)
    assert "Answer with" in answers(served, quiz, {}, 422)
    assert question(served, quiz) == "kl-value"
    assert not served.progress.answers()


def test_a_second_answer_to_a_question_is_not_recorded(served: Served) -> None:
    """As from another tab, or from a key that was pressed twice."""
    quiz = begins(served, *ASKED)
    first = {"id": question(served, quiz), "given": None}
    served.post(quiz, first)
    assert "answered already" in served.post(quiz, first, 410)
    assert not served.progress.answers()


def test_the_missed_ones_come_once_more(served: Served) -> None:
    """Only those, in a quiz of their own."""
    quiz = begins(served, *ASKED)
    while now := question(served, quiz):
        answers(served, quiz, ASKED[now] if now == "kl-value" else {"choice": "marginal"})
    again = served.post(quiz, {"do": "again"})["go"]
    assert question(served, again) == "mse-assumption"
    answers(served, again, ASKED["mse-assumption"])
    assert "1 of 1 right" in served.page(again)


def test_a_quiz_can_be_ended_early(served: Served) -> None:
    """What was not reached is unanswered."""
    quiz = begins(served, "vae", count=5)
    answers(served, quiz, None)
    assert "0 wrong, 5 unanswered" in served.post(quiz, {"do": "end"})
    assert "0 of 5 right" in served.page(quiz)


def test_a_quiz_has_what_was_chosen(served: Served) -> None:
    """Topics and exercises, at most so many; unknown names are a sentence."""
    whole = len(select(load_questions(), ["vae", "priors/l2"]))
    assert f"1 of {whole}" in served.page(begins(served, "vae", "priors/l2"))
    assert "1 of 3" in served.page(begins(served, "vae", count=3))
    said = served.post("/quiz", {"names": ["vea"], "count": None}, 422)
    assert "Did you mean" in said["sentence"]
    served.post("/quiz", {"names": "vae", "count": "many"}, 422)


def test_a_quiz_of_before_a_restart_is_a_sentence(served: Served) -> None:
    """With the way to another one."""
    assert "the room was started again" in served.page("/quiz/0123", 404)
    served.page("/quiz/0123/screen", 404)
    served.post("/quiz/0123", {"do": "end"}, 404)


def test_an_open_interview_refuses_the_quiz(served: Served) -> None:
    """Also one that was begun before it: its quick round asks the same questions."""
    quiz = begins(served, *ASKED)
    session = Session(served.room.workspace)
    session.begin(session.draw(["vae/kl"], minutes=30, seed=1))
    assert "Your interview asks quiz questions" in served.page("/quiz")
    served.post("/quiz", {"names": [], "count": 5}, 409)
    assert "Your interview" in answers(served, quiz, None, 409)
    assert not served.progress.answers()


def test_questions_are_shuffled_but_marked_by_key(served: Served) -> None:
    """In the reviews they count as reviews."""
    quizzes: Quizzes = served.quizzes  # type: ignore[attr-defined]
    quiz = quizzes.begin(select(load_questions(), ["mse-assumption"]), Mode.REVIEW)
    answers(served, quiz, ASKED["mse-assumption"])
    assert served.progress.answers()[0].mode is Mode.REVIEW
    assert "Go on with the reviews" in served.page(quiz)
