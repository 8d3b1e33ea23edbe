"""What a batch finds, keeps and says."""

import csv
import json
from pathlib import Path

import pytest

from grader.judging.version import kit
from grader.worker import process as workers
from tests.batch.school import ADDRESSES, BLANK, BROKEN, CRASHING, LOOPING, RIGHT, WRONG, School
from tests.cli.learner import Learner


def book(school: School) -> dict[str, dict[str, str]]:
    """The gradebook, by learner."""
    with (school.folder / "class-results.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["learner"]: row for row in csv.DictReader(file)}


def test_every_kind_of_file_gets_its_verdict(
    quick: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Right, wrong, blank, looping, crashing and no Python: none stops the others."""
    monkeypatch.setattr(workers, "CALL_SECONDS", 0.5)
    texts = {
        "ann": RIGHT,
        "ben": WRONG,
        "cy": BLANK,
        "dan": LOOPING,
        "eve": CRASHING,
        "fay": BROKEN,
    }
    for learner, text in texts.items():
        quick.hands_in(learner, text)
    quick.grades().exits(0).says("Graded 6 files", "gmm/threshold 6 17 %", "Slowest answers")
    assert quick.outcomes == {
        "ann": "pass",
        "ben": "fail",
        "cy": "blank",
        "dan": "timeout",
        "eve": "error",
        "fay": "error",
    }
    assert len(quick.lines) == 6


def test_a_line_is_the_document_of_a_grade_and_where_it_comes_from(quick: School) -> None:
    """The line has every field of `practice grade --format json`, and those of docs/batch.md."""
    file = quick.hands_in("ann", WRONG)
    quick.grades("--seed", "7").exits(0)
    [line] = quick.lines
    said = Learner(quick.folder).runs("grade", "threshold", "--file", str(file), "--seed", "7",
        "--isolation", "require", "--format", "json")  # fmt: skip
    [alone] = said.document
    times = {"seconds", "checks", "path", "message", "picture"}  # a batch draws nothing
    assert {name: line[name] for name in alone if name not in times} == {
        name: value for name, value in alone.items() if name not in times
    }
    assert [check["status"] for check in line["checks"]] == [c["status"] for c in alone["checks"]]
    assert line["path"] == "ann/gmm/threshold.py"
    assert line["learner"] == "ann"
    assert line["kit"] == kit()
    assert line["options"] == {
        "device": "cpu", "seed": 7, "thorough": False, "isolation": "require"
    }  # fmt: skip
    assert line["fault"] is None
    assert len(line["sha256"]) == 64


def test_the_place_of_the_copy_that_was_graded_is_told_nobody(quick: School) -> None:
    """A sentence about a file names it as the teacher knows it."""
    quick.hands_in("ann", "#" * 100_001)
    quick.grades().exits(0)
    [line] = quick.lines
    assert line["message"].startswith("ann/gmm/threshold.py is longer than")
    assert "practice-batch" not in json.dumps(line)


def test_the_gradebook_has_a_row_for_every_learner(quick: School) -> None:
    """Also for one who handed in nothing, and a column for every exercise."""
    quick.hands_in("ann")
    quick.hands_in("ben", WRONG)
    (quick.room / "cy").mkdir()
    quick.grades().exits(0)
    rows = book(quick)
    assert list(rows["ann"]) == ["learner", "passed", *ADDRESSES]
    assert [(row["passed"], row["gmm/threshold"]) for row in rows.values()] == [
        ("1", "pass"),
        ("0", "fail"),
        ("0", ""),
    ]


def test_a_folder_that_is_a_workspace_is_searched_too(quick: School) -> None:
    """FOLDER/<learner>/exercises/<topic>/<exercise>.py counts where there is no other."""
    quick.hands_in("ann", WRONG, "exercises/gmm/threshold.py")
    quick.hands_in("ann", RIGHT)
    quick.hands_in("ben", RIGHT, "exercises/gmm/threshold.py")
    quick.grades().exits(0)
    assert quick.outcomes == {"ann": "pass", "ben": "pass"}


def test_what_is_no_answer_is_named(quick: School) -> None:
    """One sentence lists what was ignored; a typo in a name gets a suggestion."""
    quick.hands_in("ann")
    quick.hands_in("ann", file="gmm/treshold.py")
    quick.hands_in("ann", file="threshold.py")
    quick.hands_in("ann", file=".git/config")
    quick.hands_in("ann", file="notes/lesson.md")
    quick.grades().exits(0).complains(
        "Ignored", "ann/gmm/treshold.py", "Did you mean 'gmm/threshold'?", "ann/threshold.py",
        "Did you mean ann/gmm/threshold.py?", "ann/notes/",
    )  # fmt: skip
    assert len(quick.lines) == 1


def test_only_some_exercises_can_be_graded(quick: School) -> None:
    """`--only` leaves the others out, also of the gradebook."""
    quick.hands_in("ann")
    quick.hands_in("ann", BLANK, "gmm/detect.py")
    quick.grades("--only", "gmm/threshold").exits(0)
    assert [line["exercise"] for line in quick.lines] == ["gmm/threshold"]
    assert list(book(quick)["ann"]) == ["learner", "passed", "gmm/threshold"]


def test_the_commonest_mistake_is_told_with_its_count(quick: School) -> None:
    """What several learners misunderstood comes before what one did."""
    for learner in ("ann", "ben"):
        quick.hands_in(learner, WRONG)
    quick.hands_in("cy", RIGHT.replace("5.0", "95.0"))
    quick.grades().exits(0).says(
        "Most common misconceptions", "2 gmm/threshold You flag scores that equal the threshold"
    )


def test_the_same_folder_twice_says_the_same(quick: School) -> None:
    """A second run grades nothing, and has the whole summary all the same."""
    quick.hands_in("ann")
    quick.grades().exits(0)
    first = book(quick)
    quick.grades().exits(0).says("Nothing to grade: 1 file graded before", "gmm/threshold 1 100 %")
    assert len(quick.lines) == 1
    assert book(quick) == first


def test_results_go_where_they_are_wanted(quick: School, tmp_path: Path) -> None:
    """`--results` names the file; gradebook and page lie beside it."""
    quick.hands_in("ann")
    (tmp_path / "marks").mkdir()
    quick.grades("--results", "marks/week1.jsonl").exits(0).says("marks/week1.jsonl")
    assert {path.name for path in (tmp_path / "marks").iterdir()} >= {
        "week1.jsonl", "week1.csv", "week1.html"
    }  # fmt: skip
    assert not quick.results.exists()
