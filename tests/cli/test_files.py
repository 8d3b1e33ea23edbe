"""`practice start`, `reset` and `init`: the learner's files, and that none is ever lost."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.catalogue import exercises
from tests.cli.conftest import FakeJudge
from tests.cli.learner import Learner

MINE = "# mine\n"


def kept(learner: Learner) -> list[str]:
    """The earlier versions of the learner's vae/kl, oldest first."""
    folder = learner.folder / ".practice" / "kept" / "vae" / "kl"
    return [version.read_text() for version in sorted(folder.glob("*.py"))]


@pytest.mark.usefixtures("two_exercises")
def test_init_makes_a_workspace(stranger: Learner) -> None:
    """`init` writes every stub, and the workspace works at once."""
    said = stranger.runs("init", "there").exits(0)
    said.has_line("there/exercises has 2 new stubs.").says("`cd there`")
    Learner(stranger.folder / "there").runs("next").exits(0).says("nll/gaussian")


def test_the_hint_of_init_can_be_pasted(stranger: Learner) -> None:
    """A folder whose name has a space is quoted."""
    stranger.runs("init", "my own").exits(0).says("`cd 'my own'`")
    stranger.runs("init", ".").exits(0).says("`practice next`").omits("cd")


def test_init_again_adds_only_what_is_missing(learner: Learner) -> None:
    """`init` is safe to rerun: it touches nothing that exists."""
    learner.writes(MINE)
    learner.file("vae/loss").unlink()
    learner.runs("init", ".").exits(0).says(f"1 new stub; {len(exercises()) - 1} existing files")
    assert learner.file().read_text() == MINE
    assert learner.file("vae/loss").exists()
    learner.runs("init", ".").exits(0).says("already has every exercise")


@pytest.mark.parametrize("place", ["taken", "exercises"])
def test_init_refuses_a_file_in_its_way(stranger: Learner, place: str) -> None:
    """A file where a folder is needed is left alone."""
    (stranger.folder / place).write_text("precious")
    folder = "." if place == "exercises" else "taken"
    stranger.runs("init", folder).exits(2).complains("is a file")
    assert (stranger.folder / place).read_text() == "precious"


def test_start_writes_the_stub_of_either_scaffold(learner: Learner) -> None:
    """The interview scaffold keeps signatures only."""
    learner.runs("start", "kl", "--scaffold", "interview").exits(0).says("interview stub")
    assert 'blank("write kl_divergence")' in learner.file().read_text()
    learner.runs("list").says("vae/kl untouched")
    learner.runs("start", "kl").exits(0).says("guided stub")
    assert 'blank("which reduction?")' in learner.file().read_text()


def test_start_brings_back_a_missing_file(learner: Learner) -> None:
    """A deleted exercise can be started afresh."""
    before = learner.file().read_text()
    learner.file().unlink()
    learner.runs("start", "kl").exits(0).omits("--undo")
    assert learner.file().read_text() == before


def test_start_keeps_what_it_replaces(learner: Learner) -> None:
    """Work is never overwritten without a copy, and the learner hears how to get it back."""
    learner.writes(MINE)
    learner.runs("start", "kl").exits(0).says("`practice reset vae/kl --undo`")
    assert kept(learner) == [MINE]


def test_start_twice_changes_nothing(learner: Learner) -> None:
    """A stub over the same stub is no change."""
    learner.runs("start", "kl").exits(0).says("is already the guided stub")
    assert kept(learner) == []


def test_reset_goes_back_to_the_stub_and_undo_forth_again(learner: Learner) -> None:
    """`--undo` brings the old version back, undo of undo the stub, and so on."""
    stub = learner.file().read_text()
    learner.writes(MINE)
    learner.runs("reset", "kl").exits(0).says("guided stub again", "--undo")
    assert learner.file().read_text() == stub
    for expected in (MINE, stub, MINE):
        learner.runs("reset", "kl", "--undo").exits(0)
        assert learner.file().read_text() == expected


def test_reset_returns_to_the_scaffold_that_was_chosen(learner: Learner) -> None:
    """Who began with the interview scaffold is not shown the guided one."""
    learner.runs("start", "kl", "--scaffold", "interview")
    stub = learner.file().read_text()
    learner.writes(MINE)
    learner.runs("reset", "kl").exits(0)
    assert learner.file().read_text() == stub


@pytest.mark.usefixtures("two_exercises")
@pytest.mark.parametrize("afresh", [["start", "nll/gaussian"], ["reset", "nll/gaussian"]])
def test_what_has_passed_stays_passed_when_it_is_done_again(
    learner: Learner, judge: FakeJudge, afresh: list[str]
) -> None:
    """A fresh stub takes no pass away; the list says that it is being done again."""
    learner.writes(MINE, "nll/gaussian")
    judge.passes("nll/gaussian")
    learner.runs("grade", "nll/gaussian")
    learner.runs("list").says("nll/gaussian passed", "1 of 2 passed.").omits("again")
    learner.runs(*afresh).exits(0)
    said = learner.runs("list").says("nll/gaussian passed", "comes from  again")
    said.says("again has passed, and you started it again")
    said.says("1 of 2 passed, 1 started again.")
    learner.runs("next").says("vae/kl")


@pytest.mark.usefixtures("two_exercises")
@pytest.mark.parametrize("ending", ["pass", "undo"])
def test_doing_it_again_ends_with_a_pass(learner: Learner, judge: FakeJudge, ending: str) -> None:
    """A new pass, or the version that had passed, ends it."""
    learner.writes(MINE)
    judge.passes("vae/kl")
    learner.runs("grade", "kl")
    learner.runs("reset", "kl")
    learner.runs(*(["grade", "kl"] if ending == "pass" else ["reset", "kl", "--undo"])).exits(0)
    learner.runs("list").says("vae/kl passed", "1 of 2 passed.").omits("again")


def test_every_version_is_kept(learner: Learner) -> None:
    """A second reset does not overwrite what the first one kept."""
    for text in ("# one\n", "# two\n"):
        learner.writes(text)
        learner.runs("reset", "kl").exits(0)
    assert kept(learner) == ["# one\n", "# two\n"]


def test_reset_of_a_fresh_stub_has_nothing_to_do(learner: Learner) -> None:
    """What is the stub already is not kept."""
    learner.runs("reset", "kl").exits(0).says("already")
    assert kept(learner) == []


def test_undo_without_a_version_says_so(learner: Learner) -> None:
    """There may be nothing to undo."""
    learner.runs("reset", "kl", "--undo").exits(1).says("There is no kept version")


def test_undo_brings_back_a_file_that_was_deleted(learner: Learner) -> None:
    """A deleted file does not stand in the way of its kept version."""
    learner.writes(MINE)
    learner.runs("reset", "kl")
    learner.file().unlink()
    learner.runs("reset", "kl", "--undo").exits(0)
    assert learner.file().read_text() == MINE


def test_bytes_that_are_no_text_are_kept_as_they_are(learner: Learner) -> None:
    """Nothing about the content of a file can stop it from being kept."""
    learner.file().write_bytes(b"\xff\x00\r\n")
    learner.runs("reset", "kl").exits(0)
    learner.runs("reset", "kl", "--undo").exits(0)
    assert learner.file().read_bytes() == b"\xff\x00\r\n"


def test_a_linked_file_stays_a_link(learner: Learner, tmp_path: Path) -> None:
    """A file that lives elsewhere is written where it lives."""
    home = tmp_path / "elsewhere.py"
    home.write_text(MINE)
    learner.file().unlink()
    learner.file().symlink_to(home)
    learner.runs("reset", "kl").exits(0)
    assert learner.file().is_symlink()
    assert "blank(" in home.read_text()


def test_the_mode_of_a_file_is_kept(learner: Learner) -> None:
    """Who can read a file is the learner's choice."""
    learner.writes(MINE)
    learner.file().chmod(0o600)
    learner.runs("reset", "kl").exits(0)
    assert learner.file().stat().st_mode & 0o777 == 0o600


def test_a_file_in_place_of_the_private_folder_stops_reset_before_anything_is_lost(
    learner: Learner,
) -> None:
    """Where nothing can be kept, nothing is replaced."""
    learner.writes(MINE)
    (learner.folder / ".practice").write_text("in the way")
    said = learner.runs("reset", "kl").exits(1)
    assert "could not be written" in said.err
    assert learner.file().read_text() == MINE


KILL_AT = """
import os, signal
calls = 0
def deadly(name, real):
    def call(*args, **kwargs):
        global calls
        if calls == {moment}:
            os.kill(os.getpid(), signal.SIGKILL)
        calls += 1
        return real(*args, **kwargs)
    return call
for name in ("open", "fsync", "replace", "rename"):
    setattr(os, name, deadly(name, getattr(os, name)))
"""


KILL_BEFORE_THE_FILE_IS_REPLACED = """
import os, signal
replace = os.replace
def deadly(source, target, **how):
    if "exercises" in str(target):
        os.kill(os.getpid(), signal.SIGKILL)
    return replace(source, target, **how)
os.replace = deadly
"""


@pytest.mark.parametrize("moment", range(10))
@pytest.mark.parametrize("command", [["reset", "kl"], ["reset", "kl", "--undo"]])
def test_a_kill_at_any_moment_leaves_the_old_or_the_new_file(
    learner: Learner, command: list[str], moment: int
) -> None:
    """Killed before its n-th step, a reset has lost nothing, and the next command works."""
    stub = learner.file().read_text()
    learner.writes(MINE)
    if "--undo" in command:
        learner.runs("reset", "kl")
    learner.is_killed_in(*command, patch=KILL_AT.format(moment=moment))
    assert learner.file().read_text() in (MINE, stub)
    assert MINE in [learner.file().read_text(), *kept(learner)]
    learner.runs("list").exits(0).is_content()
    if learner.file().read_text() == stub:
        learner.runs("reset", "kl", "--undo").exits(0)
    assert learner.file().read_text() == MINE


def test_what_a_kill_leaves_beside_a_file_is_swept_up_later(learner: Learner) -> None:
    """The unfinished copy of a killed command is removed by a later one, once it is old."""
    learner.writes(MINE)
    learner.is_killed_in("start", "kl", patch=KILL_BEFORE_THE_FILE_IS_REPLACED)
    (left,) = learner.file().parent.glob(".*")
    learner.runs("start", "kl").exits(0)
    assert left.exists()
    os.utime(left, (0, 0))
    learner.runs("start", "kl", "--scaffold", "interview").exits(0)
    assert not left.exists()


def test_two_resets_at_once_lose_nothing(learner: Learner) -> None:
    """Whatever order two resets end up in, the learner's version is kept."""
    learner.writes(MINE)
    both = [learner.begins("reset", "kl") for _ in range(2)]
    assert [process.wait(timeout=60) for process in both] == [0, 0]
    for process in both:
        process.communicate()
    assert MINE in kept(learner)
    assert "blank(" in learner.file().read_text()


@pytest.mark.parametrize("make", [os.mkfifo, Path.mkdir])
@pytest.mark.parametrize("command", [["start", "kl"], ["reset", "kl"], ["reset", "kl", "--undo"]])
def test_what_is_no_file_is_not_replaced(
    learner: Learner, command: list[str], make: Callable[[Path], None]
) -> None:
    """A pipe or a folder in place of the exercise is wrong usage, and is neither waited for."""
    learner.writes(MINE)
    learner.runs("reset", "kl")
    learner.file().unlink()
    make(learner.file())
    learner.runs(*command).exits(2).complains("kl.py is", "move it away")
    learner.runs("list").exits(0).is_content()


def test_a_file_too_large_to_keep_is_not_replaced(learner: Learner) -> None:
    """Nobody reads a file of a terabyte to keep it."""
    with learner.file().open("wb") as file:
        file.truncate(2**40)
    learner.runs("reset", "kl").exits(2).complains("is larger than", "move it away")
    learner.runs("list").exits(0).says("vae/kl tried")


def test_a_full_disk_stops_reset_before_anything_is_lost(learner: Learner) -> None:
    """Where no byte can be written, the file stays and one sentence says why."""
    learner.writes(MINE)
    said = learner.really_runs("reset", "kl", limit=no_bytes)
    said.exits(1)
    assert "could not be written" in said.err
    assert learner.file().read_text() == MINE
    assert sorted(p.name for p in learner.file().parent.iterdir()) == [
        "kl.py",
        "loss.py",
        "model.py",
        "reparameterise.py",
    ]


def no_bytes() -> None:
    """Let no file grow, as on a full disk."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
