"""Fixtures: a learner with a workspace, and a judge whose verdicts the test chooses."""

from pathlib import Path
from typing import Any

import pytest

from grader.catalogue import Exercise
from grader.interview.grading import Outcome, outcome
from grader.judging import grade as judging
from grader.judging.options import Listener, Options
from grader.judging.submission import Answer
from grader.remote.judge import RemoteJudge
from grader.verdict import Status, Verdict
from tests.cli.learner import Learner, write_stubs


@pytest.fixture
def learner(tmp_path: Path) -> Learner:
    """A learner in a fresh workspace."""
    write_stubs(tmp_path)
    return Learner(tmp_path)


@pytest.fixture
def stranger(tmp_path: Path) -> Learner:
    """Somebody in a folder that is in no workspace."""
    return Learner(tmp_path)


class FakeJudge:
    """Gives the verdicts that a test chooses."""

    def __init__(self) -> None:
        self.verdicts: dict[str, Verdict | BaseException] = {}
        self.asked: list[tuple[Answer, Options]] = []

    def finds(self, *verdicts: Verdict) -> None:
        """Give these verdicts, by their exercise."""
        self.verdicts |= {verdict.exercise: verdict for verdict in verdicts}

    def passes(self, *addresses: str) -> None:
        """Pass these exercises."""
        for address in addresses:
            message = f"{address} passes: 1 check, 1 input."
            self.finds(Verdict(address, Status.PASS, message, path=f"exercises/{address}.py"))

    def breaks_at(self, address: str, error: BaseException) -> None:
        """Fail itself at an exercise."""
        self.verdicts[address] = error

    def grade(
        self, exercise: Exercise, path: Answer, options: Options, listener: Listener
    ) -> Verdict:
        """Stand in for the judge."""
        self.asked.append((path, options))
        found = self.verdicts[exercise.address]
        if isinstance(found, BaseException):
            raise found
        return found


@pytest.fixture
def judge(monkeypatch: pytest.MonkeyPatch) -> FakeJudge:
    """The judge that `practice grade` asks."""
    fake = FakeJudge()
    monkeypatch.setattr("grader.judging.grade.grade", fake.grade)
    monkeypatch.setattr("grader.judging.grade.known_unrun", lambda *_: None)

    def grade(
        _: RemoteJudge, exercise: Exercise, answer: Answer, *how: Any, **__: Any
    ) -> tuple[Verdict, bytes]:
        return fake.grade(exercise, answer, *how), b""

    def interview(_: RemoteJudge, *asked: Any) -> Outcome:
        return outcome(*asked, fake.grade)

    monkeypatch.setattr(RemoteJudge, "grade", grade)
    monkeypatch.setattr(RemoteJudge, "interview", interview)
    return fake


@pytest.fixture
def near_judge(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real judge in this process, which has torch already: another would import it."""

    def grade(
        _: RemoteJudge, exercise: Exercise, answer: Answer, *how: Any, **__: Any
    ) -> tuple[Verdict, bytes]:
        return judging.grade(exercise, answer, *how), b""

    monkeypatch.setattr(RemoteJudge, "grade", grade)
