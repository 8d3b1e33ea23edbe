"""A batch that is run again, changed, torn or shared."""

import json
from itertools import chain

import pytest
from filelock import FileLock

from grader.judging import version as kit
from tests.batch.school import RIGHT, WRONG, School
from tests.sampling import sampled

OPTIONS = ["--seed=1", "--thorough", "--isolation=off", "--device=auto"]


def test_only_what_is_new_or_changed_is_graded_again(quick: School) -> None:
    """The older line of a changed file stays as history; the newer one counts."""
    quick.hands_in("ann")
    quick.hands_in("ben")
    quick.grades().exits(0)
    quick.hands_in("ann", WRONG)
    quick.hands_in("cy")
    quick.grades().exits(0).says("1 of 3 files graded before.", "Graded 2 files")
    assert [line["learner"] for line in quick.lines] == ["ann", "ben", "ann", "cy"]
    assert quick.outcomes["ann"] == "fail"


@pytest.mark.parametrize("option", sampled({option: option for option in OPTIONS}))
def test_other_options_are_another_grade(quick: School, option: str) -> None:
    """A file that was graded otherwise is graded again."""
    quick.hands_in("ann")
    quick.grades().exits(0)
    quick.grades(option).exits(0).says("Graded 1 file")
    assert len(quick.lines) == 2


def test_another_version_of_the_kit_is_another_grade(
    quick: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An update of the kit grades everything again."""
    quick.hands_in("ann")
    quick.grades().exits(0)
    monkeypatch.setattr("grader.batch.run.kit", lambda: f"{kit.kit()}+1")
    quick.grades().exits(0).says("Graded 1 file")
    assert len(quick.lines) == 2


def test_everything_is_graded_again_on_request(quick: School) -> None:
    """`--regrade` believes no result."""
    quick.hands_in("ann")
    quick.grades().exits(0)
    quick.grades("--regrade").exits(0).says("Graded 1 file")
    assert len(quick.lines) == 2


def test_a_learner_who_is_gone_counts_no_longer(quick: School) -> None:
    """The summary is about the files that are there."""
    quick.hands_in("ann")
    gone = quick.hands_in("ben", WRONG)
    quick.grades().exits(0).says("gmm/threshold 2 50 %")
    gone.unlink()
    gone.parent.rmdir()
    gone.parents[1].rmdir()
    quick.grades().exits(0).says("gmm/threshold 1 100 %").omits("Most common")


def test_a_torn_line_is_cut_off_and_graded_again(quick: School) -> None:
    """A kill in the middle of a line loses that line and no other."""
    for learner in ("ann", "ben", "cy"):
        quick.hands_in(learner)
    quick.grades().exits(0)
    whole = quick.results.read_bytes()
    last = whole.rstrip(b"\n").rindex(b"\n") + 1
    for end in (last + 1, last + 200, len(whole) - 1):
        quick.results.write_bytes(whole[:end])
        quick.grades().exits(0).says("2 of 3 files graded before.", "Graded 1 file").is_content()
        assert [line["learner"] for line in quick.lines] == ["ann", "ben", "cy"]


def test_a_damaged_line_costs_that_line_alone(quick: School) -> None:
    """What cannot be read in the middle is told, left alone, and graded again."""
    for learner in ("ann", "ben", "cy"):
        quick.hands_in(learner)
    quick.grades().exits(0)
    first, _, third = quick.results.read_bytes().splitlines(keepends=True)
    quick.results.write_bytes(first + b"\0" * 50 + b"\n" + third)
    said = quick.grades().exits(0).says("2 of 3 files graded before.")
    said.complains("1 line of class-results.jsonl")
    assert quick.results.read_bytes().startswith(first + b"\0" * 50 + b"\n" + third)


@pytest.mark.parametrize("content", ["my notes", "my notes\n", json.dumps({"a": 1}) + "\n"])
def test_a_file_of_something_else_is_left_alone(quick: School, content: str) -> None:
    """`--results notes.txt` by mistake costs no notes."""
    quick.hands_in("ann")
    quick.results.write_text(content)
    quick.grades().exits(2).complains("is not a file of results")
    assert quick.results.read_text() == content


def test_two_batches_do_not_mix(quick: School) -> None:
    """The second one is told to wait, and writes nothing."""
    quick.hands_in("ann")
    with FileLock(f"{quick.results}.lock"):
        quick.grades().exits(2).complains("Another batch is writing", "--results")
    assert quick.lines == []
    quick.grades().exits(0)


def test_a_file_that_changes_while_it_waits_is_graded_as_it_then_is(
    quick: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The hash in the results is that of the content that was graded."""
    from grader.batch.grading import graded

    quick.hands_in("ann")
    quick.hands_in("ben")

    def grade(by_exercise, processes, imports):  # type: ignore[no-untyped-def] # as the real one
        for job in chain.from_iterable(by_exercise):
            quick.hands_in("ben", WRONG)
            yield graded(job)

    monkeypatch.setattr("grader.batch.pool.grade_here", grade)
    quick.grades().exits(0)
    assert quick.outcomes == {"ann": "pass", "ben": "fail"}
    quick.grades().exits(0).says("Nothing to grade")
    quick.hands_in("ben", RIGHT)
    quick.grades().exits(0).says("Graded 1 file")
