"""A request that is sent before its turn: what becomes of its answers."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from grader.catalogue import find_one, imports
from grader.judging.answer_key import AnswerKey
from grader.worker.failures import WorkerFailed
from grader.worker.forkserver import warm_up
from grader.worker.process import WorkerProcess

EXERCISE = find_one("gmm/threshold")
KEY = AnswerKey(EXERCISE)
FIRST, SECOND = KEY.probes[0].name, "flag_anomalies"

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="elsewhere nothing is sent before its turn"
)


@contextmanager
def holding(text: str) -> Iterator[WorkerProcess]:
    """A worker that has loaded a submission."""
    warm_up(imports(EXERCISE.topic))
    with WorkerProcess() as worker:
        worker.load(text, "answer.py", EXERCISE.checks, {})
        yield worker


@pytest.fixture
def worker() -> Iterator[WorkerProcess]:
    """A worker whose two functions print their names."""
    with holding(
        "def anomaly_threshold(train_log_probs, percentile):\n"
        "    print('first')\n"
        "    return 1.0\n"
        "def flag_anomalies(log_probs, threshold):\n"
        "    print('second')\n"
        "    return log_probs < threshold\n"
    ) as held:
        yield held


def cases(name: str, count: int = 3) -> list[Any]:
    """Some inputs of a probe."""
    probe = next(probe for probe in KEY.probes if probe.name == name)
    return KEY.cases(probe)[0][:count]


def printed(answers: Any) -> list[str]:
    """What was printed for each answer."""
    return [answer["printed"].strip() for answer in answers]


def test_its_answers_come_in_its_turn(worker: WorkerProcess) -> None:
    """Each answer has its own output, and the first run's come first."""
    ahead = cases(SECOND)
    answers = worker.run(FIRST, cases(FIRST), 0)
    worker.run_ahead(SECOND, ahead, 0)
    assert printed(answers) == ["first"] * 3
    assert printed(worker.run(SECOND, ahead, 0)) == ["second"] * 3


def test_whatever_else_is_asked_in_between_gets_its_own_answer(worker: WorkerProcess) -> None:
    """As the search for a smaller input does after a failure; nothing is asked twice."""
    ahead = cases(SECOND)
    answers = worker.run(FIRST, cases(FIRST), 0)
    worker.run_ahead(SECOND, ahead, 0)
    assert printed(answers) == ["first"] * 3
    assert printed(worker.run(FIRST, cases(FIRST, 1), 0)) == ["first"]
    assert printed(worker.run(SECOND, ahead, 0)) == ["second"] * 3
    assert worker.printed.split() == ["first"] * 3 + ["second"] * 3 + ["first"]


def test_a_process_that_ends_in_it_fails_in_its_turn() -> None:
    """The run before it has its answers, and what is asked in between has none."""
    with holding(
        "import os\n"
        "def anomaly_threshold(train_log_probs, percentile):\n"
        "    return 1.0\n"
        "def flag_anomalies(log_probs, threshold):\n"
        "    os._exit(3)\n"
    ) as worker:
        ahead = cases(SECOND)
        answers = worker.run(FIRST, cases(FIRST), 0)
        worker.run_ahead(SECOND, ahead, 0)
        assert len(list(answers)) == 3
        assert not worker.settle()
        with pytest.raises(WorkerFailed):
            list(worker.run(FIRST, cases(FIRST, 1), 0))
        with pytest.raises(WorkerFailed, match="exit code 3"):
            list(worker.run(SECOND, ahead, 0))
