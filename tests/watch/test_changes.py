"""Which changes count: content alone, whatever the editor does on the way."""

import os
import threading
from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue

import pytest

from grader.catalogue import Exercise, find
from grader.learner.workspace import Workspace
from grader.watch.changes import SETTLE_SECONDS, Contents, follow
from grader.watch.events import Event, Gone, Saved

KL, LOSS = find(["vae/kl", "vae/loss"])
LATER = SETTLE_SECONDS + 0.01


@pytest.fixture
def here(tmp_path: Path) -> Workspace:
    """A workspace with two files."""
    workspace = Workspace(tmp_path)
    for exercise in (KL, LOSS):
        workspace.file(exercise).parent.mkdir(parents=True, exist_ok=True)
        workspace.file(exercise).write_text("x = 0\n")
    return workspace


@pytest.fixture
def contents(here: Workspace) -> Contents:
    """Their contents."""
    return Contents(here, [KL, LOSS])


def save(here: Workspace, exercise: Exercise, text: str, at: int = 0) -> None:
    """Write a file, and say when that was."""
    file = here.file(exercise)
    file.write_text(text)
    os.utime(file, ns=(at, at))


def test_a_new_content_is_a_save(here: Workspace, contents: Contents) -> None:
    """What was written is told once."""
    save(here, KL, "x = 1\n")
    assert contents.look(0) == [Saved((KL,))]
    assert contents.look(0) == []


def test_the_same_content_is_none(here: Workspace, contents: Contents) -> None:
    """A file that was only touched has not changed, whatever its time says."""
    save(here, KL, "x = 0\n", at=10**18)
    assert contents.look(0) == []


def test_a_change_within_the_same_moment_counts(here: Workspace, contents: Contents) -> None:
    """A clock that stood still hides nothing."""
    before = here.file(KL).stat().st_mtime_ns
    save(here, KL, "x = 2\n", at=before)
    assert contents.look(0) == [Saved((KL,))]


def test_several_files_come_in_the_order_of_their_saves(
    here: Workspace, contents: Contents
) -> None:
    """The last-saved comes last."""
    save(here, KL, "x = 1\n", at=2 * 10**9)
    save(here, LOSS, "x = 1\n", at=10**9)
    assert contents.look(0) == [Saved((LOSS, KL))]


def test_a_rename_over_the_file_is_a_save(here: Workspace, contents: Contents) -> None:
    """Editors write a new file and put it in the place of the old one."""
    beside = here.file(KL).with_name("kl.py.new")
    beside.write_text("x = 1\n")
    beside.replace(here.file(KL))
    assert contents.look(0) == [Saved((KL,))]


@pytest.mark.parametrize("name", ["kl.py~", ".kl.py.swp", "4913", "#kl.py#", "kl.py.bak"])
def test_a_backup_is_no_save(here: Workspace, contents: Contents, name: str) -> None:
    """What an editor leaves beside the file is nothing of ours."""
    here.file(KL).with_name(name).write_text("x = 1\n")
    assert contents.look(0) == []


def test_the_middle_of_a_save_in_two_writes_is_not_told(
    here: Workspace, contents: Contents
) -> None:
    """An editor empties the file before it writes."""
    save(here, KL, "")
    assert contents.look(0) == []
    save(here, KL, "x = 1\n")
    assert contents.look(0.1) == [Saved((KL,))]


def test_a_save_without_a_change_in_two_writes_is_not_told(
    here: Workspace, contents: Contents
) -> None:
    """Emptied and written as it was, nothing has changed, however often."""
    for start in (0.0, 10.0):
        save(here, KL, "")
        assert contents.look(start) == []
        save(here, KL, "x = 0\n")
        assert contents.look(start + 0.1) == []


@pytest.mark.parametrize("vanish", [Path.unlink, lambda file: file.write_text(" \n")])
def test_a_file_that_stays_away_is_told_once(
    here: Workspace, contents: Contents, vanish: Callable[[Path], object]
) -> None:
    """Missing or empty for good, it is gone, and that is said once."""
    vanish(here.file(KL))
    assert contents.look(0) == []
    [gone] = contents.look(LATER)
    assert isinstance(gone, Gone)
    assert gone.exercise == KL
    assert "kl.py" in gone.why
    assert contents.look(2 * LATER) == []


def test_a_file_that_comes_back_is_a_save(here: Workspace, contents: Contents) -> None:
    """Also with the content that it had."""
    here.file(KL).unlink()
    contents.look(0)
    contents.look(LATER)
    save(here, KL, "x = 0\n")
    assert contents.look(2 * LATER) == [Saved((KL,))]


def test_a_file_that_was_never_there_is_not_missed(here: Workspace) -> None:
    """Nothing is said about an exercise that was not begun."""
    here.file(KL).unlink()
    contents = Contents(here, [KL])
    assert contents.look(0) == contents.look(LATER) == []


@pytest.mark.parametrize("notified", [True, False])
def test_a_save_is_followed_with_and_without_notifications(
    here: Workspace, contents: Contents, monkeypatch: pytest.MonkeyPatch, notified: bool
) -> None:
    """Where the system cannot notify, looking is enough."""

    def refuse(*_: object, **options: object) -> None:
        raise OSError("OS file watch limit reached")

    if not notified:
        monkeypatch.setattr("watchfiles.watch", refuse)
    told: SimpleQueue[Event] = SimpleQueue()
    over = threading.Event()
    following = threading.Thread(target=follow, args=[contents, here.exercises, told.put, over])
    following.start()
    try:
        save(here, KL, "x = 1\n")
        assert told.get(timeout=60) == Saved((KL,))
    finally:
        over.set()
        following.join(60)
    assert not following.is_alive()
