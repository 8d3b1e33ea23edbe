"""Progress: at once, cut short, damaged, newer, locked, and where nothing can be stored."""

import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.learner import ownership
from grader.learner.progress import Progress, Unstored
from grader.verdict import Status, Verdict
from tests.cli.conftest import FakeJudge
from tests.cli.learner import HERE, Learner
from tests.cli.test_files import no_bytes

HINT = "The network predicts"


def attempts(learner: Learner) -> int:
    """How many grades are stored, in a database that is sound."""
    connection = sqlite3.connect(learner.database)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    return int(connection.execute("SELECT count(*) FROM attempts").fetchone()[0])


def test_looking_around_writes_nothing(learner: Learner) -> None:
    """Commands that only read leave no database behind."""
    for command in (["list"], ["next"], ["show", "kl"], ["doctor"], ["--help"]):
        learner.runs(*command).exits(0)
    assert not (learner.folder / ".practice").exists()


def test_graders_at_once_each_store_their_grade(learner: Learner) -> None:
    """Processes that race to make the database and to write to it lose no row."""
    processes = [learner.begins("grade", "vae") for _ in range(4)]
    for process in processes:
        out, err = process.communicate(timeout=60)
        assert (process.returncode, err) == (1, "")
        assert "4 exercises: 4 blank." in out
    assert attempts(learner) == 16


def test_many_writers_at_once_lose_no_row(tmp_path: Path) -> None:
    """Many small transactions from several processes all arrive."""
    code = (
        "import sys; from pathlib import Path; from grader.learner.progress import Progress\n"
        "progress = Progress(Path(sys.argv[1]))\n"
        "for n in range(40): progress.answer(sys.argv[2] + str(n), 'a', True)"
    )
    path = tmp_path / "progress.db"
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(path), name],
            env=os.environ | {"PYTHONPATH": str(HERE)},
        )
        for name in "abcd"
    ]
    assert [writer.wait(timeout=60) for writer in writers] == [0, 0, 0, 0]
    assert len(Progress(path).answered()) == 160


def test_a_database_that_appears_meanwhile_is_not_put_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two commands start at once, and one creates the tables while the other looks for them."""
    path = tmp_path / "progress.db"
    other = threading.Thread(target=lambda: Progress(path).answer("second", "a", True))
    version = ownership.stored_version

    def read_slowly(connection: sqlite3.Connection) -> int:
        found = version(connection)
        if other.ident is None:
            other.start()
            other.join(timeout=0.5)  # as far as the first command lets it come
        return found

    path.touch()
    monkeypatch.setattr(ownership, "stored_version", read_slowly)
    Progress(path).answer("first", "a", True)
    other.join()
    assert set(Progress(path).answered()) == {"first", "second"}
    assert not list(tmp_path.glob("*damaged*"))


def test_hints_taken_at_once_are_three_different_ones(tmp_path: Path) -> None:
    """Two learners' windows cannot be given the same hint number."""
    code = (
        "import sys; from pathlib import Path; from grader.learner.progress import Progress\n"
        "print(Progress(Path(sys.argv[1])).take_hint('vae/kl', 3))"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "progress.db")]
    takers = [
        subprocess.Popen(
            command, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": str(HERE)}
        )
        for _ in range(4)
    ]
    assert sorted(int(taker.communicate(timeout=60)[0]) for taker in takers) == [1, 2, 3, 4]


KILL_IN_TRANSACTION = """
import os, signal, sqlite3
connect = sqlite3.connect
class Deadly(sqlite3.Connection):
    def execute(self, statement, *values):
        if statement.startswith({statement!r}):
            os.kill(os.getpid(), signal.SIGKILL)
        return super().execute(statement, *values)
sqlite3.connect = lambda *args, **kwargs: connect(*args, **kwargs, factory=Deadly)
"""


@pytest.mark.parametrize(
    "statement", ["PRAGMA journal_mode", "BEGIN", "CREATE", "INSERT", "COMMIT"]
)
def test_a_kill_while_progress_is_written_leaves_a_sound_database(
    learner: Learner, statement: str
) -> None:
    """Killed in a transaction, a grade has left no trace, and the next one is stored."""
    learner.is_killed_in("grade", "kl", patch=KILL_IN_TRANSACTION.format(statement=statement))
    learner.runs("list").exits(0).is_content()
    learner.runs("grade", "kl").exits(1).is_content()
    assert attempts(learner) == 1


@pytest.mark.parametrize("damage", ["garbage", "truncated", "other tables"])
def test_a_damaged_database_is_kept_aside_and_reported(
    learner: Learner, judge: FakeJudge, damage: str
) -> None:
    """A damaged database is put aside, whole; the grade is stored in a new one."""
    judge.passes("vae/kl")
    learner.runs("grade", "kl")
    whole = learner.database.read_bytes()
    if damage == "other tables":
        learner.database.unlink()
        with sqlite3.connect(learner.database) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("CREATE TABLE attempts (something TEXT)")
        connection.close()
    else:
        learner.database.write_bytes(b"garbage" * 999 if damage == "garbage" else whole[:5000])
    before = learner.database.read_bytes()
    said = learner.runs("grade", "kl").exits(0).says("vae/kl passes")
    said.complains("was damaged", "progress.damaged-", "a new one was created")
    (aside,) = learner.database.parent.glob("progress.damaged-*.db")
    assert aside.read_bytes() == before
    assert attempts(learner) == 1
    learner.runs("list").is_content().says("vae/kl passed")


@pytest.mark.parametrize("version", [0, 1])
@pytest.mark.parametrize("mode", ["delete", "wal"])
def test_another_programs_database_is_never_written_to(
    learner: Learner, judge: FakeJudge, tmp_path: Path, version: int, mode: str
) -> None:
    """A foreign database behind progress.db, by a link too, stays as it is, byte for byte."""
    foreign = tmp_path / "foreign.db"
    with sqlite3.connect(foreign) as connection:
        connection.execute(f"PRAGMA journal_mode = {mode}")
        connection.execute("CREATE TABLE bookmarks (something TEXT)")
        connection.execute(f"PRAGMA user_version = {version}")
    connection.close()
    before = foreign.read_bytes()
    learner.database.parent.mkdir()
    learner.database.symlink_to(foreign)
    judge.passes("vae/kl")
    learner.runs("grade", "kl").exits(0).says("vae/kl passes").complains("another program")
    learner.runs("list").is_content().says("vae/kl passed")
    assert foreign.read_bytes() == before


@pytest.mark.parametrize("make", [os.mkfifo, Path.mkdir])
def test_what_is_no_file_behind_the_progress_costs_the_progress_only(
    learner: Learner, judge: FakeJudge, make: Callable[[Path], None]
) -> None:
    """A pipe or a folder in place of progress.db is a sentence, and nobody waits for it."""
    learner.database.parent.mkdir()
    make(learner.database)
    judge.passes("vae/kl")
    learner.runs("grade", "kl").exits(0).says("vae/kl passes").complains("rogress")


def test_a_damaged_database_does_not_stop_the_list(learner: Learner) -> None:
    """Reading commands too put a damaged connection aside, and go on."""
    learner.database.parent.mkdir()
    learner.database.write_bytes(b"garbage" * 999)
    learner.runs("list").exits(0).says("vae/kl untouched").complains("was damaged")
    learner.runs("list").exits(0).is_content()


def test_a_newer_database_is_left_alone_and_reported(learner: Learner, judge: FakeJudge) -> None:
    """What a newer version wrote is neither read nor changed, and the grade is shown."""
    judge.passes("vae/kl")
    learner.runs("hint", "kl")
    connection = sqlite3.connect(learner.database)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = learner.database.read_bytes()
    learner.runs("grade", "kl").exits(0).says("vae/kl passes").complains("newer version")
    learner.runs("hint", "kl").exits(0).says(HINT).complains("newer version")
    learner.runs("list").exits(0).says("vae/kl untouched").complains("newer version")
    assert learner.database.read_bytes() == before


def test_a_locked_database_is_a_sentence(
    learner: Learner, judge: FakeJudge, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who waits too long for another command loses the row, not the verdict."""
    judge.passes("vae/kl")
    learner.runs("hint", "kl")
    monkeypatch.setattr("grader.learner.database.PATIENCE", 0.1)
    holder = sqlite3.connect(learner.database)
    holder.execute("BEGIN IMMEDIATE")
    said = learner.runs("grade", "kl").exits(0).says("vae/kl passes")
    said.complains("Progress is not stored", "another command")
    holder.rollback()


def test_where_nothing_can_be_stored_the_grade_is_still_shown(
    learner: Learner, judge: FakeJudge
) -> None:
    """A file in place of the private folder costs the progress, and nothing else."""
    (learner.folder / ".practice").write_text("in the way")
    judge.passes("vae/kl")
    learner.runs("grade", "kl").exits(0).says("vae/kl passes").complains("Progress is not stored")
    learner.runs("hint", "kl").exits(0).says(HINT).complains("Progress is not stored")
    learner.runs("list").exits(0)
    assert (learner.folder / ".practice").read_text() == "in the way"


def test_a_full_disk_costs_the_progress_only(learner: Learner) -> None:
    """Where no byte can be written, the grade is shown; afterwards everything works again."""
    said = learner.really_runs("grade", "kl", limit=no_bytes).exits(1)
    said.says("vae/kl is not finished").complains("Progress is not stored")
    learner.runs("grade", "kl").is_content()
    assert attempts(learner) == 1


def test_a_disk_that_fills_up_keeps_the_history(learner: Learner) -> None:
    """A write that fails half-way leaves what was stored before."""
    learner.runs("grade", "kl")
    learner.really_runs("grade", "kl", limit=no_bytes).exits(1).complains("Progress is not stored")
    assert attempts(learner) == 1


WITHOUT_PRIVILEGES = """
from grader.confine.privileges import drop_privileges
drop_privileges()  # else root writes where nobody may
"""


def test_a_read_only_workspace_can_be_read(learner: Learner) -> None:
    """In a folder that is not theirs to write, the learner sees progress, and hints are shown."""
    learner.runs("hint", "kl")
    places = [*learner.folder.rglob("*"), learner.folder]
    for place in places:
        place.chmod(0o555 if place.is_dir() else 0o444)
    try:
        listed = learner.really_runs("list", patch=WITHOUT_PRIVILEGES)
        hinted = learner.really_runs("hint", "kl", patch=WITHOUT_PRIVILEGES)
    finally:
        for place in places:
            place.chmod(0o755)
    listed.exits(0).is_content().says("The KL divergence from the prior 1 hint")
    hinted.exits(0).says(HINT).complains("Progress is not stored", "readonly")


def test_a_grade_without_a_database_is_an_exception_of_its_own(tmp_path: Path) -> None:
    """The store says in one sentence why, so that any caller can go on."""
    (tmp_path / "file").write_text("")
    progress = Progress(tmp_path / "file" / "progress.db")
    with pytest.raises(Unstored, match=r"Progress is not stored: .* could not be used"):
        progress.record(Verdict("vae/kl", Status.PASS, ""), b"")
