"""Exporting a history and importing it elsewhere: nothing twice, nothing lost, nothing hostile."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import FakeJudge
from tests.cli.learner import Learner
from tests.learner import version_0_1


@pytest.fixture
def busy(learner: Learner, judge: FakeJudge) -> Learner:
    """A learner with a history."""
    judge.passes("vae/kl")
    learner.runs("start", "vae/kl", "--scaffold", "interview")
    learner.runs("hint", "vae/kl")
    learner.writes("right\n")
    learner.runs("grade", "vae/kl").exits(0)
    return learner


def rows(learner: Learner) -> dict[str, list[tuple[object, ...]]]:
    """Everything in a history."""
    with closing(sqlite3.connect(learner.database)) as database:
        tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            name: sorted(database.execute(f"SELECT * FROM {name}"), key=str) for (name,) in tables
        }


def test_a_history_arrives_once(busy: Learner, tmp_path: Path) -> None:
    """The other computer has it all, and a second import adds nothing."""
    busy.runs("export", "out.db").exits(0).is_content().says("Your history is in out.db")
    elsewhere = Learner(tmp_path / "elsewhere")
    (elsewhere.folder / "exercises").mkdir(parents=True)
    said = elsewhere.runs("import", "../out.db").exits(0).is_content()
    said.says("1 grade, 1 sitting, 1 hint, 0 quiz answers")
    assert rows(elsewhere) == rows(busy)
    elsewhere.runs("list").says("vae/kl passed")
    elsewhere.runs("import", "../out.db").exits(0).says("has nothing that is not in your history")
    assert rows(elsewhere) == rows(busy)


def test_two_histories_become_one(busy: Learner, judge: FakeJudge, tmp_path: Path) -> None:
    """What each has stays, and what both have is there once."""
    busy.runs("export", "out.db")
    before = rows(busy)
    judge.passes("vae/loss")
    busy.runs("grade", "vae/loss")
    busy.runs("import", "out.db").exits(0).says("nothing")
    version_0_1.write(tmp_path / "old" / "progress.db")
    busy.runs("import", "old/progress.db").exits(0).says("Added", "4 grades", "1 quiz answer")
    busy.runs("import", "old/progress.db").exits(0).says("nothing")
    after = rows(busy)
    assert len(after["attempts"]) == len(before["attempts"]) + 1 + 4
    assert all(set(before[table]) <= set(after[table]) for table in before)


def test_an_existing_file_is_not_overwritten(busy: Learner) -> None:
    """Not even an older export."""
    (busy.folder / "mine.txt").write_text("mine")
    busy.runs("export", "mine.txt").exits(2).complains("mine.txt exists already")
    assert (busy.folder / "mine.txt").read_text() == "mine"
    busy.runs("export", "no/such/folder.db").exits(2).complains("could not be written")


def test_without_a_history_there_is_nothing_to_export(learner: Learner) -> None:
    """One sentence, and no file."""
    learner.runs("export", "out.db").exits(2).complains("no history to export yet")
    assert not (learner.folder / "out.db").exists()


def damage(file: Path, how: str) -> None:
    """Make an export one that cannot be imported."""
    if how in ("garbage", "truncated", "missing"):
        content = b"garbage" * 999 if how == "garbage" else file.read_bytes()[:9000]
        file.write_bytes(content)
        if how == "missing":
            file.unlink()
        return
    statement = {
        "newer": "PRAGMA user_version = 99",
        "foreign": "PRAGMA application_id = 5",
        "a view": "CREATE VIEW mine AS SELECT 1",
        "a trigger": "CREATE TRIGGER mine AFTER INSERT ON hints BEGIN DELETE FROM hints; END",
        "a time that is none": "UPDATE attempts SET at = 'yesterday'",
        "a time without a zone": "UPDATE hints SET at = '2026-01-01T10:00:00'",
        "an unknown mode": "UPDATE sittings SET mode = 'cheating'",
        "a number that is none": "UPDATE attempts SET seed = 'x'",
        "another text": "UPDATE texts SET digest = 'aa'",
        "a text that is none": "UPDATE texts SET content = x'00'",
        "other columns": "ALTER TABLE hints ADD COLUMN more TEXT",
    }[how]
    with closing(sqlite3.connect(file)) as database:
        if how == "foreign":
            database.execute("DROP TABLE attempts")
            database.execute("CREATE TABLE attempts (something TEXT)")
        database.execute(statement)
        database.commit()


@pytest.mark.parametrize(
    ("how", "sentence"),
    [
        ("missing", "cannot be read"),
        ("garbage", "damaged"),
        ("truncated", "damaged"),
        ("newer", "newer version of practice"),
        ("foreign", "not a history of practice"),
        ("a view", "damaged"),
        ("a trigger", "damaged"),
        ("a time that is none", "damaged"),
        ("a time without a zone", "damaged"),
        ("an unknown mode", "damaged"),
        ("a number that is none", "damaged"),
        ("another text", "damaged"),
        ("a text that is none", "damaged"),
        ("other columns", "damaged"),
    ],
)
def test_what_is_no_history_changes_nothing(busy: Learner, how: str, sentence: str) -> None:
    """It is one sentence; the history, and the file, are as they were."""
    busy.runs("export", "out.db")
    damage(busy.folder / "out.db", how)
    before = rows(busy)
    busy.runs("import", "out.db").exits(2).complains(sentence)
    assert rows(busy) == before


def test_a_folder_is_no_history(busy: Learner) -> None:
    """Nor is a pipe; nobody waits for it."""
    busy.runs("import", "exercises").exits(2).complains("it is a folder")
