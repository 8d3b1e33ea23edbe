"""What is kept ready between grades, and how a grade is called off."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.catalogue import find_one
from grader.judging.options import Listener
from grader.judging.warm import Warm
from grader.verdict import CheckResult, Status
from tests.attacks.victim import processes
from tests.watch.terminal import solution, until

EXERCISE = find_one("gmm/threshold")
WRONG = solution().replace("log_probs < threshold", "log_probs > threshold")
LOOP = "\n\ndef flag_anomalies(log_probs, threshold):\n    while True:\n        pass\n"


class Called(BaseException):
    """Somebody called it off."""


class CallsOff(Listener):
    """Calls a grade off while the submission loops, or while a smaller input is looked for."""

    def __init__(self, *, looping: bool) -> None:
        self._looping, self._then = looping, False

    def check_started(self, name: str) -> None:
        """The submission loops in one function."""
        self._then |= self._looping and "flag_anomalies" in name

    def failed_first(self, result: CheckResult) -> None:
        """A search begins."""
        self._then = True

    def tick(self) -> None:
        """Call it off."""
        if self._then:
            raise Called


@pytest.fixture
def warm() -> Iterator[Warm]:
    """A judge kept warm for one exercise."""
    warm = Warm()
    warm.prepare(EXERCISE)
    yield warm
    warm.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where an answer is written."""
    return tmp_path / "threshold.py"


@pytest.mark.extensive
def test_the_process_that_was_kept_ready_is_used(warm: Warm, file: Path) -> None:
    """It is gone with the grade, and no other was started."""
    before = processes()
    file.write_text(solution())
    assert warm.grade(EXERCISE, file).status is Status.PASS
    until(lambda: len(before - processes()) == 1)


def test_one_that_died_meanwhile_is_replaced(warm: Warm, file: Path) -> None:
    """The learner does not hear of it."""
    before = processes()
    warm.close()
    warm.prepare(EXERCISE)
    [spare] = processes() - before
    os.kill(spare, signal.SIGKILL)
    until(lambda: spare not in processes())
    file.write_text(solution())
    assert warm.grade(EXERCISE, file).status is Status.PASS


def test_one_is_kept_for_one_exercise(warm: Warm, file: Path) -> None:
    """Turning to another exercise leaves no process behind."""
    before = len(processes())
    warm.prepare(find_one("gmm/log_prob"))
    assert len(processes()) == before


def test_a_file_that_does_not_run_leaves_it_ready(warm: Warm, file: Path) -> None:
    """What is settled by reading needs no process."""
    before = processes()
    file.write_text("def (")
    assert warm.grade(EXERCISE, file).status is Status.ERROR
    assert processes() == before


def test_the_first_failure_is_told_before_its_result(warm: Warm, file: Path) -> None:
    """As first seen; the verdict then has the smallest input."""
    file.write_text(WRONG)
    told: list[CheckResult] = []
    listener = Listener()
    listener.failed_first = told.append  # type: ignore[method-assign]
    verdict = warm.grade(EXERCISE, file, listener=listener)
    [first] = told
    assert verdict.first_failure
    assert (first.name, first.status) == (verdict.first_failure.name, Status.FAIL)


@pytest.mark.extensive
@pytest.mark.parametrize("text", [solution() + LOOP, WRONG], ids=["in a loop", "in a search"])
def test_a_grade_that_is_called_off_leaves_no_process(file: Path, text: str) -> None:
    """Wherever it is, it ends with what was raised, and not with a verdict."""
    warm = Warm()
    warm.prepare(EXERCISE)
    before = processes()
    file.write_text(text)
    with pytest.raises(Called):
        warm.grade(EXERCISE, file, listener=CallsOff(looping="while" in text))
    until(lambda: len(before - processes()) == 1)
    warm.close()
