"""A submission is asked again a few times only, and nothing it does then changes the verdict."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from grader.catalogue import find_one
from grader.judging.asking_again import INPUTS, AskingAgain
from grader.judging.grade import answer_key, grade
from grader.judging.options import Options
from grader.verdict import Status
from grader.worker.failures import Died

EXERCISE = find_one("priors/l2")
KEY = answer_key(EXERCISE)
PROBE = next(probe for probe in KEY.probes if probe.of == "gaussian_prior_variance")


class Pretended:
    """A worker that answers so many times, and then dies."""

    device = "cpu"

    def __init__(self, answers: int) -> None:
        self.answers = answers
        self.asked = 0

    def run(self, *_: Any, **__: Any) -> Iterator[dict[str, Any]]:
        """One answer."""
        self.asked += 1
        if self.asked > self.answers:
            raise Died("gone")
        yield {"got": 1.0, "used": [], "printed": ""}


def asking(worker: Pretended) -> AskingAgain:
    """What asks that worker."""
    return AskingAgain(KEY, cast("Any", worker))


def test_both_answers_come_back() -> None:
    """To the input that was put."""
    case = asking(Pretended(1))(PROBE, {"lambda_l2": 0.25}, 0)
    assert case is not None
    assert (case.got, case.expected) == (1.0, 2.0)


def test_it_is_asked_a_few_times_only() -> None:
    """However many the diagnosers ask for."""
    worker = Pretended(1000)
    ask = asking(worker)
    answers = [ask(PROBE, {"lambda_l2": 0.25}, 0) for _ in range(2 * INPUTS)]
    assert worker.asked == INPUTS
    assert answers[INPUTS:] == [None] * INPUTS


def test_one_that_is_gone_is_not_asked_again() -> None:
    """It answered twice, and is not waited for afterwards."""
    worker = Pretended(2)
    ask = asking(worker)
    answers = [ask(PROBE, {"lambda_l2": 0.25}, 0) for _ in range(5)]
    assert [answer is None for answer in answers] == [False, False, True, True, True]
    assert worker.asked == 3


def test_an_input_that_the_reference_refuses_is_not_put() -> None:
    """Nothing is right there."""
    worker = Pretended(1)
    assert asking(worker)(PROBE, {"lambda_l2": 0}, 0) is None
    assert not worker.asked


def test_one_that_dies_when_it_is_asked_again_has_its_verdict(tmp_path: Path) -> None:
    """The failure that was found before stands, and so does its message."""
    path = tmp_path / "l2.py"
    wrong = EXERCISE.solution.read_text("utf-8").replace("return w - ", "return end_after(w) - ")
    died = (
        "\n\ncalls = []\n\n\ndef end_after(w):\n    calls.append(w)\n"
        "    if len(calls) > {calls}:\n        import os\n        os._exit(0)\n"
        "    return w.sort(-1).values if w.dim() else w\n"
    )
    path.write_text(wrong + died.format(calls=10**6), "utf-8")
    options = Options(shrink=False)
    plain = grade(EXERCISE, path, options)
    assert plain.status is Status.FAIL
    # Two calls for each of twelve inputs, in double and half as many in single precision.
    path.write_text(wrong + died.format(calls=24), "utf-8")
    ended = grade(EXERCISE, path, options)
    assert (ended.status, ended.message) == (plain.status, plain.message)
