"""`practice picture`: yours beside the right one, or what an exercise is about."""

import pytest

from grader.catalogue import shipped
from tests.cli.conftest import FakeJudge
from tests.cli.learner import Learner

pytestmark = pytest.mark.usefixtures("near_judge")

ADDRESS = "gmm/threshold"  # which needs no torch


def right() -> str:
    return (shipped("solutions") / f"{ADDRESS}.py").read_text("utf-8")


def wrong() -> str:
    return right().replace("train_log_probs, percentile))", "train_log_probs, percentile)) + 1")


def test_a_failing_file_is_drawn_in_80_columns_and_kept_as_files(learner: Learner) -> None:
    learner.writes(wrong(), ADDRESS)
    said = learner.runs("picture", ADDRESS, "--svg", "a.svg", "--html", "a.html").exits(0)
    said.says("anomaly_threshold", "right threshold", "your threshold", "leaves")
    assert max(map(len, said.out.splitlines())) < 80
    assert (learner.folder / "a.svg").read_text("utf-8").startswith("<svg")
    assert "<script" not in (learner.folder / "a.html").read_text("utf-8")


def test_a_file_that_cannot_be_written_is_one_sentence(learner: Learner, judge: FakeJudge) -> None:
    judge.passes(ADDRESS)
    learner.runs("grade", ADDRESS).exits(0)
    said = learner.runs("picture", ADDRESS, "--answer", "--svg", "missing/a.svg").exits(2)
    assert "missing/a.svg could not be written (No such file or directory)." in said.err


def test_the_answer_is_not_drawn_before_a_pass(learner: Learner) -> None:
    said = learner.runs("picture", ADDRESS, "--answer").exits(1)
    said.complains(f"{ADDRESS} has not passed yet", f"`practice picture {ADDRESS}` draws your file")
    assert said.out == ""


def test_after_a_pass_it_shows_what_the_exercise_is_about(
    learner: Learner, judge: FakeJudge
) -> None:
    judge.passes(ADDRESS)
    said = learner.runs("grade", ADDRESS).exits(0)
    said.says(f"`practice picture {ADDRESS} --answer`")
    said = learner.runs("picture", ADDRESS, "--answer").exits(0)
    said.says("anomaly_threshold", "threshold: their 5th percentile", "The training scores alone")


def test_a_file_that_passes_has_no_curve_that_differs(learner: Learner) -> None:
    learner.writes(right(), ADDRESS)
    said = learner.runs("picture", ADDRESS).exits(1)
    said.says(f"{ADDRESS} passes: no curve differs", f"`practice picture {ADDRESS} --answer`")
    said.says(f"After `practice grade {ADDRESS}`")


@pytest.mark.parametrize("text", [None, "def anomaly_threshold(:\n"], ids=["blank", "no Python"])
def test_what_cannot_be_drawn_is_said(learner: Learner, text: str | None) -> None:
    if text:
        learner.writes(text, ADDRESS)
    learner.runs("picture", ADDRESS).exits(1).says("There is nothing to draw.", "practice grade")


def test_an_unknown_address_is_refused(learner: Learner) -> None:
    assert "nll/gauss" in learner.runs("picture", "nll/gauss").exits(2).err
