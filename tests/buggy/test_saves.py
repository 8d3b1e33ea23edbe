"""Noticing saves, for `practice watch --scaffold buggy`."""

from pathlib import Path

from grader.buggy.saves import saves
from grader.buggy.sittings import SCAFFOLD
from tests.buggy.test_finding import TWO, bugged, started
from tests.cli.learner import Learner


def test_a_file_counts_at_once_and_after_each_change(tmp_path: Path) -> None:
    """Emptied and written again with the same content, it has not changed."""
    file = tmp_path / "kl.py"
    file.write_text("x = 1\n", "utf-8")
    noticed = saves(file)
    next(noticed)
    file.write_text("", "utf-8")
    file.write_text("x = 1\n", "utf-8")
    file.write_text("x = 2\n", "utf-8")
    next(noticed)
    assert file.read_text("utf-8") == "x = 2\n"


def test_a_watch_ends_when_the_bugs_are_mended(learner: Learner) -> None:
    """It grades at once, so a file that is mended already needs no save."""
    text = started(learner, *TWO)
    mended = text.replace("spread + entropy", "spread - entropy")
    bugged(learner).write_text(mended.replace("log_var.detach()", "log_var"), "utf-8")
    learner.runs("watch", "vae/kl", "--scaffold", SCAFFOLD).exits(0).says("All 2 bugs are mended.")
    learner.runs("watch", "vae", "--scaffold", SCAFFOLD).exits(2).complains("exactly one exercise")
