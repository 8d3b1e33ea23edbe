"""A history of version 0.1 is read, kept and carried on."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from grader.learner import schema
from grader.learner.database import COPIES
from grader.learner.progress import History, Progress, Unstored
from tests.cli.conftest import FakeJudge
from tests.cli.learner import HERE, Learner
from tests.learner import version_0_1
from tests.learner.conftest import MovedClock


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """The database of a learner of version 0.1."""
    path = tmp_path / "progress.db"
    version_0_1.write(path)
    return path


def copies(path: Path) -> list[Path]:
    """The copies of old databases."""
    return sorted(path.parent.glob("progress.version-*.db"))


def test_reading_shows_everything_and_changes_nothing(old: Path) -> None:
    """What was done in version 0.1 counts, and looking at it writes no byte."""
    before = old.read_bytes()
    known = Progress(old).histories()
    kl, loss = known["vae/kl"], known["vae/loss"]
    assert (kl.attempts, kl.hints, kl.passed, kl.again, kl.blanks) == (3, 2, True, False, 1)
    assert (kl.passes, kl.revealed, kl.scaffold) == (frozenset({"bb"}), False, "interview")
    assert (loss.attempts, loss.passed, loss.revealed) == (1, False, True)
    assert Progress(old).answered() == {"kl-value": True}
    assert old.read_bytes() == before
    assert copies(old) == []


def test_the_first_write_keeps_every_row_and_a_copy(old: Path) -> None:
    """The rows are there as they were, and so is the database itself, beside the new one."""
    before = version_0_1.rows(old)
    Progress(old).answer("mse-slope", "2", True)
    after = version_0_1.rows(old)
    assert after.pop("answers")[:-1] == before.pop("answers")
    assert after == before
    (copy,) = copies(old)
    with closing(sqlite3.connect(copy)) as database:
        assert database.execute("PRAGMA user_version").fetchone() == (1,)
        assert database.execute("SELECT count(*) FROM answers").fetchone() == (1,)


def test_its_sittings_are_found(old: Path) -> None:
    """A pass with two hints that took nine minutes, and an exercise whose solution was shown."""
    kl, loss = Progress(old).sittings()
    assert (kl.exercise, kl.scaffold, kl.how, kl.hints) == ("vae/kl", "interview", "pass", 2)
    assert ([one.digest for one in kl.tries], kl.passed_at_first) == (["aa", "bb"], False)
    assert kl.active.total_seconds() == 9 * 60
    assert (loss.scaffold, loss.how, len(loss.tries)) == ("guided", "reveal", 1)


def test_two_commands_at_once_upgrade_it_once(old: Path) -> None:
    """Whoever comes second finds the new tables."""
    code = (
        "import sys; from pathlib import Path; from grader.learner.progress import Progress\n"
        "Progress(Path(sys.argv[1])).answer(sys.argv[2], 'a', True)"
    )
    environment = os.environ | {"PYTHONPATH": str(HERE)}
    commands = [
        subprocess.Popen([sys.executable, "-c", code, str(old), name], env=environment)
        for name in "abc"
    ]
    assert [command.wait(timeout=60) for command in commands] == [0, 0, 0]
    assert set(Progress(old).answered()) == {"kl-value", "a", "b", "c"}
    assert len(copies(old)) == 1


@pytest.mark.parametrize("statement", ["ALTER", "DROP", "INSERT INTO ends", "COMMIT"])
def test_a_kill_during_the_upgrade_loses_nothing(old: Path, statement: str) -> None:
    """It is the old database until it is the new one, and the next command upgrades it."""
    before = version_0_1.rows(old)
    code = f"""
import os, signal, sqlite3, sys
from pathlib import Path
connect = sqlite3.connect
class Deadly(sqlite3.Connection):
    def execute(self, statement, *values):
        if statement.startswith({statement!r}) and self.execute2("PRAGMA database_list")[0][2]:
            os.kill(os.getpid(), signal.SIGKILL)
        return super().execute(statement, *values)
    def execute2(self, statement):
        return super().execute(statement).fetchall()
sqlite3.connect = lambda *args, **kwargs: connect(*args, **kwargs, factory=Deadly)
from grader.learner.progress import Progress
Progress(Path(sys.argv[1])).answer("mse-slope", "2", True)
"""
    command = [sys.executable, "-c", code, str(old)]
    done = subprocess.run(command, env=os.environ | {"PYTHONPATH": str(HERE)}, check=False)
    assert done.returncode == -signal.SIGKILL
    assert version_0_1.rows(old) == before
    Progress(old).answer("mse-slope", "2", True)
    assert len(Progress(old).sittings()) == 2


def test_only_the_newest_copies_are_kept(old: Path) -> None:
    """Also of one who goes back to an old version again and again."""
    for number in range(COPIES + 2):
        Progress(old).answer("mse-slope", str(number), True)
        with closing(sqlite3.connect(old)) as database:
            database.execute("PRAGMA journal_mode = DELETE")
        old.unlink()
        version_0_1.write(old)
    assert len(copies(old)) == COPIES


def test_without_room_for_the_copy_nothing_changes(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The old database stays, with a sentence."""

    def full(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    before = version_0_1.rows(old)
    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(Unstored, match="No space left"):
        Progress(old).answer("mse-slope", "2", True)
    assert version_0_1.rows(old) == before


def test_the_names_of_the_tables_are_those_that_the_steps_make() -> None:
    """Which a read looks for, without making them."""
    assert schema.tables(schema.VERSION).keys() == schema.NEWEST


@pytest.mark.parametrize("table", version_0_1.COLUMNS)
def test_a_missing_table_is_not_damage(tmp_path: Path, table: str) -> None:
    """The other tables are read and carried on, and the missing one begins empty."""
    path = tmp_path / "progress.db"
    version_0_1.write(path, without=table)
    assert Progress(path).histories() or table == "attempts"
    Progress(path).answer("mse-slope", "2", True)
    with closing(sqlite3.connect(path)) as database:
        database.execute("DROP TABLE texts")
        database.execute(f"DROP TABLE {table}")
    progress = Progress(path)
    assert progress.text("aa") is None
    progress.answer("mse-slope", "2", True)
    assert progress.notice == ""
    assert not list(tmp_path.glob("*damaged*"))


def test_the_commands_carry_it_on(learner: Learner, judge: FakeJudge) -> None:
    """`list`, `grade` and `hint` work on it as if nothing had happened."""
    version_0_1.write(learner.database)
    learner.runs("list").exits(0).is_content().says("vae/kl passed", "2 hints")
    judge.passes("vae/loss")
    learner.runs("grade", "vae/loss").exits(0).is_content()
    learner.runs("list").is_content().says("vae/kl passed", "vae/loss passed")


def test_a_read_only_old_history_can_be_read(old: Path, time: MovedClock) -> None:
    """It is brought up to date in memory only."""
    known = Progress(old).history("vae/kl")
    assert known.last == time.time.replace(month=1, day=5, hour=10, minute=30)
    assert Progress(old).history("vae/model") == History()
