"""What is read of a class's results: whole, growing, damaged, of other versions, and its files."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from grader.batch.answer_file import FileState, read_answer
from grader.batch.class_results import LONGEST_LINE, ClassResults
from grader.batch.overview import MISSING, Filter, addresses, chosen_answers, groups, table


def line(learner: str, exercise: str = "vae/kl", verdict: str | None = "pass", **more: Any) -> str:
    fields = {
        "schema": 1, "learner": learner, "exercise": exercise, "verdict": verdict, "message": "",
        "misconception": None, "path": f"{learner}/{exercise}.py", "sha256": "0" * 64, "kit": "k",
    }  # fmt: skip
    return json.dumps({**fields, **more}) + "\n"


def mistaken(learner: str, name: str, says: str = "Wrong.") -> str:
    named = {"id": name, "message": says, "hint": None}
    return line(learner, verdict="fail", misconception=named)


def read(path: Path, *lines: str) -> ClassResults:
    path.write_text("".join(lines), "utf-8")
    results = ClassResults(path)
    assert results.refresh()
    return results


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "class-results.jsonl"


def test_the_last_line_about_an_answer_counts(file: Path) -> None:
    """And it is the one that is opened."""
    results = read(file, line("ann", verdict="fail"), line("李雷"), line("ann"))
    assert results.learners == ["ann", "李雷"]
    assert results.cells[0, "vae/kl"].outcome == "pass"
    found = results.line(0, "vae/kl")
    assert found is not None
    assert json.loads(found)["verdict"] == "pass"


def test_what_is_added_is_read_on(file: Path) -> None:
    """A line that is being written waits for its end, and is not damage."""
    results = read(file, line("ann"))
    half, rest = line("ben", verdict=None)[:40], line("ben", verdict=None)[40:]
    with file.open("a") as stream:
        stream.write(half)
    results.refresh()
    assert results.progress.unfinished
    assert results.learners == ["ann"]
    with file.open("a") as stream:
        stream.write(rest)
    assert results.refresh()
    assert (results.progress.unfinished, results.progress.damaged) == (False, 0)
    assert results.cells[1, "vae/kl"].outcome == "fault"
    assert not results.refresh()


def test_damage_is_counted_and_the_rest_is_shown(file: Path) -> None:
    """Also a line that is longer than any of ours, which is never held whole."""
    long = "x" * (LONGEST_LINE + 10) + "\n"
    newer = line("dan", schema=2)
    results = read(file, line("ann"), "{]\n", long, "\n", newer, line("eve"))
    assert results.learners == ["ann", "eve"]
    assert (results.progress.damaged, results.progress.newer) == (3, 1)
    assert results.line(1, "vae/kl") is not None


def test_another_file_under_the_name_is_read_from_the_start(file: Path) -> None:
    """A shorter one too; and what is gone is said, with what was known."""
    results = read(file, line("ann"), line("ben"))
    read(file, line("cem"))
    results.refresh()
    assert results.learners == ["cem"]
    file.unlink()
    assert results.refresh()
    assert "cannot be read" in results.progress.problem
    assert results.learners == ["cem"]


def test_a_line_that_is_not_where_it_was_is_not_shown(file: Path) -> None:
    """Whoever edits the file by hand gets no other learner's line."""
    results = read(file, line("ann"), line("ben"))
    file.write_text(line("zoe") + line("yan"), "utf-8")
    assert results.line(1, "vae/kl") is None


def test_exercises_of_another_kit_come_last(file: Path) -> None:
    """Those of the catalogue have its order."""
    results = read(file, line("a", "vae/kl"), line("a", "old/one"), line("a", "nll/gaussian"))
    assert addresses(results) == ("nll/gaussian", "vae/kl", "old/one")


def test_filters(file: Path) -> None:
    """By a name in any case, an exercise, a verdict, a mistake, and what is missing."""
    results = read(
        file,
        line("Chloé B"),
        mistaken("ben", "no-half"),
        line("ben", "nll/gaussian"),
        line("Ben C"),
    )

    def names(chosen: Filter) -> list[str]:
        return [row.name for row in table(results, chosen, ["zoe"]).rows]

    assert names(Filter()) == ["ben", "Ben C", "Chloé B", "zoe"]
    assert names(Filter(words="BEN")) == ["ben", "Ben C"]
    assert names(Filter(words="b chlo\u0065\u0301")) == ["Chloé B"]
    assert names(Filter(outcome="fail")) == ["ben"]
    assert names(Filter(exercise="nll", outcome="fail")) == []
    assert names(Filter(exercise="vae/kl", outcome=MISSING)) == ["zoe"]
    assert names(Filter(order="passed"))[0] == "zoe"
    wrong = Filter(exercise="vae/kl", mistake="no-half")
    assert chosen_answers(results, table(results, wrong), wrong) == [(1, "vae/kl")]


def test_who_has_which_mistake(file: Path) -> None:
    """The commonest first; wrong answers without a known one last."""
    results = read(
        file,
        line("a", verdict="fail"),
        mistaken("c", "place", "At line 3."),
        mistaken("b", "place", "At line 9."),
        mistaken("d", "half"),
        line("e"),
    )
    found = [
        (one.mistake, [name for _, name in one.learners], one.varied) for one in groups(results)
    ]
    assert found == [("place", ["b", "c"], True), ("half", ["d"], False), (None, ["a"], False)]


def test_a_file_is_what_was_graded_or_not(tmp_path: Path) -> None:
    """Changed, gone, or without a folder: each is said."""
    (tmp_path / "ann/vae").mkdir(parents=True)
    (tmp_path / "ann/vae/kl.py").write_bytes(b"x = 1\r\n")
    sha256 = hashlib.sha256(b"x = 1\r\n").hexdigest()
    found = read_answer(tmp_path, "ann/vae/kl.py", sha256)
    assert (found.state, found.text) == (FileState.GRADED, "x = 1\n")
    assert read_answer(tmp_path, "ann/vae/kl.py", "0").state is FileState.CHANGED
    for path in ("ben/vae/kl.py", "ann/vae"):
        assert read_answer(tmp_path, path, sha256).state is FileState.MISSING
    assert "not there any more" in read_answer(tmp_path / "gone", "a", "").why
    assert read_answer(None, "ann/vae/kl.py", sha256).state is FileState.UNKNOWN


@pytest.mark.parametrize("path", ["../secret", "/etc/hostname", "ann/../../secret", "", "a\0b"])
def test_nothing_outside_the_folder_is_read(tmp_path: Path, path: str) -> None:
    """Whatever a line of results says."""
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "class/ann").mkdir(parents=True)
    found = read_answer(tmp_path / "class", path, "")
    assert (found.state, found.text) == (FileState.MISSING, "")


def test_links_are_not_followed(tmp_path: Path) -> None:
    """Neither for a file nor for a folder on its path."""
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "class/ann").mkdir(parents=True)
    (tmp_path / "class/ann/kl.py").symlink_to(tmp_path / "secret")
    (tmp_path / "class/ben").symlink_to(tmp_path)
    for path in ("ann/kl.py", "ben/secret"):
        assert read_answer(tmp_path / "class", path, "").text == ""
