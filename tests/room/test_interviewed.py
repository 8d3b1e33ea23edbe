"""The room gives no help with an exercise that an open interview asks."""

from pathlib import Path

import pytest

from grader.catalogue import find_one
from grader.interview.session import Session
from grader.learner.workspace import Workspace
from grader.room.room import Room
from tests.room.served import QuietJudge, Tab

KL, LAPLACE = find_one("vae/kl"), find_one("nll/laplace")


@pytest.fixture
def room(tmp_path: Path) -> Room:
    (tmp_path / "exercises").mkdir()
    return Room(Workspace(tmp_path), QuietJudge(), str)  # type: ignore[arg-type]


@pytest.fixture
def interviewed(room: Room) -> Room:
    session = Session(room.workspace)
    session.begin(session.draw(["vae/kl"], minutes=30, seed=1))
    return room


def test_an_exercise_of_the_interview_is_not_graded_and_the_page_says_why(
    interviewed: Room,
) -> None:
    """The terminal grades it, as the interviewer would."""
    tab = Tab()
    interviewed.desk(KL).tabs.append(tab)
    interviewed.grade(KL)
    assert not interviewed._judge.asked  # type: ignore[attr-defined]
    assert any(kind == "stopped" and "open interview" in str(said) for kind, said in tab.told)
    assert not interviewed.desk(KL).is_grading


def test_other_exercises_are_graded(interviewed: Room) -> None:
    """An interview is about its own exercises."""
    interviewed.grade(LAPLACE)
    assert interviewed._judge.grades() == ["nll/laplace"]  # type: ignore[attr-defined]


def test_the_quiz_waits_for_the_quick_round(interviewed: Room) -> None:
    """Whatever exercise it is about."""
    assert not interviewed.refusal(LAPLACE)
    assert "quiz" in interviewed.refusal(LAPLACE, quiz=True)


def test_without_an_interview_nothing_is_refused(room: Room) -> None:
    """Nor after it."""
    assert not room.refusal(KL, quiz=True)
    session = Session(room.workspace)
    session.finish(session.begin(session.draw(["vae/kl"], minutes=30, seed=1)))
    assert not room.refusal(KL, quiz=True)
