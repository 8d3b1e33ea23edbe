"""What a page asks for together with a save is done once, however often it is sent."""

from pathlib import Path
from typing import Any

import pytest

from grader.catalogue import find_one
from grader.learner.texts import digest
from grader.learner.workspace import Workspace
from grader.room.room import Room
from tests.room.served import QuietJudge, Tab

KL = find_one("vae/kl")


@pytest.fixture
def judge() -> QuietJudge:
    return QuietJudge()


@pytest.fixture
def room(tmp_path: Path, judge: QuietJudge) -> Room:
    file = tmp_path / "exercises" / KL.file
    file.parent.mkdir(parents=True)
    file.write_text("first", "utf-8")
    return Room(Workspace(tmp_path), judge, str)  # type: ignore[arg-type]


def save(room: Room, tab: Tab, number: int, wish: int) -> None:
    """The page saves the same text, and asks for a grade."""
    base = digest(b"first") if number == 1 else tab.saved
    then = {"do": "grade", "thorough": False, "wish": wish}
    message: dict[str, Any] = {"number": number, "text": "second", "base": base, "then": then}
    room.save(tab, KL, message)


def test_a_grade_that_is_asked_for_again_does_not_begin_anew(room: Room, judge: QuietJudge) -> None:
    """The page sends a save again if its answer came late; both of them arrive."""
    tab = Tab()
    save(room, tab, 1, wish=1)
    save(room, tab, 2, wish=1)
    assert judge.grades() == ["vae/kl"]
    assert [kind for kind, _ in tab.told].count("saved") == 2


def test_another_wish_is_done(room: Room, judge: QuietJudge) -> None:
    """Grading the same text twice is a wish."""
    tab = Tab()
    save(room, tab, 1, wish=1)
    save(room, tab, 2, wish=2)
    assert judge.grades() == ["vae/kl"] * 2
