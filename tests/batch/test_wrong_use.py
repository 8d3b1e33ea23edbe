"""Folders, files and options that cannot work, each answered by a sentence."""

import os
from pathlib import Path

import pytest

from grader.confine.report import ConfinementError
from tests.batch.school import RIGHT, School
from tests.cli.learner import Learner


def test_a_folder_that_is_missing_is_wrong_use(stranger_folder: Path) -> None:
    """Nothing is created for it."""
    Learner(stranger_folder).runs("batch", "nowhere").exits(2).complains("'nowhere'")
    assert list(stranger_folder.iterdir()) == []


@pytest.fixture
def stranger_folder(tmp_path: Path) -> Path:
    """An empty folder."""
    return tmp_path


@pytest.mark.parametrize("learners", [[], ["ann"]])
def test_a_folder_without_answers_is_wrong_use(quick: School, learners: list[str]) -> None:
    """The sentence says where answers are looked for."""
    for learner in learners:
        (quick.room / learner).mkdir()
    quick.grades().exits(2).complains("has no answers", "<learner>/<topic>/<exercise>.py")
    assert not quick.results.exists()


def test_links_are_not_followed(quick: School, tmp_path: Path) -> None:
    """No learner is graded by another's file, and no foreign file is quoted in the results."""
    secret = tmp_path / "secret.py"
    secret.write_text("password = 'sesame'\n")
    right = quick.hands_in("ann")
    for learner, target in (("ben", secret), ("cy", right)):
        file = quick.room / learner / "gmm" / "threshold.py"
        file.parent.mkdir(parents=True)
        file.symlink_to(target)
    (quick.room / "dan").mkdir()
    (quick.room / "dan" / "gmm").symlink_to(right.parent)
    (quick.room / "eve").symlink_to(right.parents[1])
    quick.grades().exits(0).complains("Ignored", "a link or not a regular file")
    assert [line["learner"] for line in quick.lines] == ["ann"]
    assert "sesame" not in quick.results.read_text()


def test_a_file_that_became_a_link_is_not_read(
    quick: School, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A swap between the survey and the grade is a fault, and quotes nothing."""
    from grader.batch import run

    file = quick.hands_in("ann")
    secret = tmp_path / "secret.py"
    secret.write_text("password = 'sesame'\n")
    todo = run.Batch.todo

    def swap(self: run.Batch, *, regrade: bool = False) -> object:
        found = todo(self, regrade=regrade)
        file.unlink()
        file.symlink_to(secret)
        return found

    monkeypatch.setattr(run.Batch, "todo", swap)
    quick.grades().exits(3).says("Could not be graded", "ann/gmm/threshold.py cannot be read")
    assert "sesame" not in quick.results.read_text()


@pytest.mark.parametrize("level", [0, 1], ids=["the learner's folder", "the topic's folder"])
def test_a_folder_that_became_a_link_is_not_followed(
    quick: School, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, level: int
) -> None:
    """No folder on the way to a file is followed, whenever it was exchanged for a link."""
    from grader.batch import run

    file = quick.hands_in("ann")
    secret = tmp_path / "elsewhere" / "gmm" / "threshold.py"
    secret.parent.mkdir(parents=True)
    secret.write_text("password = 'sesame'\n")
    todo = run.Batch.todo

    def swap(self: run.Batch, *, regrade: bool = False) -> object:
        found = todo(self, regrade=regrade)
        place, target = file.parents[1 - level], secret.parents[1 - level]
        place.rename(tmp_path / "before")
        place.symlink_to(target)
        return found

    monkeypatch.setattr(run.Batch, "todo", swap)
    said = quick.grades().exits(3)
    said.says("ann/gmm/threshold.py cannot be read: it is a link or not a regular file")
    assert "sesame" not in quick.results.read_text()


def test_a_device_that_is_not_there_is_wrong_use(
    quick: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sentence names those that are, and nothing is written that could count against anyone."""
    monkeypatch.setattr("grader.worker.devices.devices", lambda: {"cpu": "cpu"})
    quick.hands_in("ann")
    said = quick.grades("--device", "cuda").exits(2)
    said.complains("There is no device cuda here; use one of cpu.")
    assert not quick.results.with_suffix(".csv").exists()
    assert quick.lines == []


def test_a_pipe_is_not_waited_for(quick: School) -> None:
    """What is no regular file is ignored."""
    quick.hands_in("ann")
    (quick.room / "ben" / "gmm").mkdir(parents=True)
    os.mkfifo(quick.room / "ben" / "gmm" / "threshold.py")
    quick.grades().exits(0).complains("ben/gmm/threshold.py (it is a link or not a regular file)")


def test_a_file_that_cannot_be_read_is_a_fault_and_tried_again(
    quick: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The others are graded; the next run grades it once it can be read."""
    from grader.batch import run
    from grader.batch.submissions import Found

    bad = quick.hands_in("ann")
    quick.hands_in("ben")
    read = run.content

    def refuse(found: Found) -> bytes:
        if found.root.joinpath(*found.parts).resolve() == bad:
            raise PermissionError(13, "Permission denied", found.path)
        return read(found)

    with monkeypatch.context() as patched:
        patched.setattr(run, "content", refuse)
        quick.grades().exits(3).says("ann/gmm/threshold.py cannot be read: Permission denied.")
    assert quick.outcomes == {"ann": "fault", "ben": "pass"}
    quick.grades().exits(0).says("1 of 2 files graded before.")
    assert quick.outcomes["ann"] == "pass"


def test_a_fault_of_the_grader_is_a_line_and_the_batch_goes_on(
    quick: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The line keeps the traceback; the exit code is 3; the next run tries again."""
    from grader.judging import grade as judge

    quick.hands_in("ann")
    quick.hands_in("ben")
    real = judge.grade
    calls = iter([True, False])

    def grade(*given: object, **options: object) -> object:
        if next(calls):
            raise ZeroDivisionError("oh no")
        return real(*given, **options)  # type: ignore[arg-type] # as it came

    with monkeypatch.context() as patched:
        patched.setattr(judge, "grade", grade)
        quick.grades().exits(3).says("Could not be graded", "(ZeroDivisionError: oh no)")
    assert quick.outcomes == {"ann": "fault", "ben": "pass"}
    assert "Traceback" in quick.lines[0]["traceback"]
    quick.grades().exits(0).says("Graded 1 file")


def test_isolation_that_cannot_be_had_ends_the_batch(
    quick: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is graded unguarded; the sentence says why."""
    from grader.judging import grade as judge

    def refuse(*given: object, **options: object) -> object:
        raise ConfinementError("Files cannot be guarded on this system.")

    quick.hands_in("ann")
    monkeypatch.setattr(judge, "grade", refuse)
    quick.grades().exits(2).complains("Files cannot be guarded")
    assert quick.lines == []


def test_results_are_kept_out_of_learners_folders(quick: School) -> None:
    """Who could write there could write a result."""
    quick.hands_in("ann")
    quick.grades("--results", "class/ann/r.jsonl").exits(2).complains("in a learner's folder")


def test_results_in_the_folder_of_all_are_no_learner(quick: School) -> None:
    """They may lie beside the learners, and are not ignored aloud."""
    quick.hands_in("ann")
    for _ in range(2):
        quick.grades("--results", "class/r.jsonl").exits(0).is_content()


@pytest.mark.parametrize("name", ["r.csv", "r.html", "nowhere/r.jsonl"])
def test_a_place_for_results_that_cannot_work_is_wrong_use(quick: School, name: str) -> None:
    """The gradebook and the page would overwrite them, or there is no such folder."""
    quick.hands_in("ann", RIGHT)
    quick.grades("--results", name).exits(2).complains(name.rpartition("/")[0] or name)


def test_jobs_and_a_scheduler_exclude_each_other(quick: School) -> None:
    """How many the cluster grades at a time is its own affair."""
    quick.hands_in("ann")
    quick.grades("--jobs", "2", "--scheduler", "tcp://127.0.0.1:1").exits(2).complains("--jobs")
