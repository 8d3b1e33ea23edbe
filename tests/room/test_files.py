"""What is typed in the room is in the file, and nobody's work is overwritten."""

import os
from pathlib import Path

import pytest

from grader.catalogue import find_one
from grader.learner.autosave import is_autosave
from grader.learner.texts import digest
from grader.learner.workspace import Workspace
from grader.room import files
from grader.room.files import NOTHING, Conflict, Content, NotSaved, NotText

KL = find_one("vae/kl")


@pytest.fixture
def here(tmp_path: Path) -> Workspace:
    """A workspace with one file."""
    (tmp_path / "exercises/vae").mkdir(parents=True)
    workspace = Workspace(tmp_path)
    workspace.file(KL).write_bytes(b"x = 1\n")
    return workspace


def saved(here: Workspace, text: str, base: str) -> Content:
    found = files.save(here, KL, text, base)
    assert isinstance(found, Content)
    return found


def test_what_is_typed_is_saved(here: Workspace) -> None:
    """And the next save may start from it."""
    first = files.read(here, KL)
    second = saved(here, "x = 2\n", first.digest)
    saved(here, "x = 3\n", second.digest)
    assert here.file(KL).read_text() == "x = 3\n"


def test_an_outside_edit_is_not_overwritten(here: Workspace) -> None:
    """The save answers with what is there, and a choice of either works."""
    base = files.read(here, KL).digest
    here.file(KL).write_text("theirs\n")
    found = files.save(here, KL, "mine\n", base)
    assert found == Conflict(files.read(here, KL))
    assert here.file(KL).read_text() == "theirs\n"
    saved(here, "mine\n", files.read(here, KL).digest)
    assert here.file(KL).read_text() == "mine\n"


def test_the_same_text_from_two_sides_is_no_conflict(here: Workspace) -> None:
    """Nobody has to choose between two equal versions."""
    here.file(KL).write_text("same\n")
    assert saved(here, "same\n", "of something else").text == "same\n"


def test_a_removed_file_is_written_again(here: Workspace) -> None:
    """What is typed after somebody removed the file is not lost."""
    base = files.read(here, KL).digest
    here.file(KL).unlink()
    saved(here, "x = 2\n", base)
    assert here.file(KL).read_text() == "x = 2\n"


def test_a_missing_file_reads_as_nothing(here: Workspace) -> None:
    """So that a page can offer to create it."""
    here.file(KL).unlink()
    assert files.read(here, KL) == Content("", NOTHING)


@pytest.mark.parametrize(
    "before", [b"a\r\nb\r\n", b"\xef\xbb\xbfa\nb\n"], ids=["line ends of Windows", "mark"]
)
def test_a_file_keeps_its_form(here: Workspace, before: bytes) -> None:
    """An editor sees plain lines; on disk they stay as the learner's other editor wrote them."""
    here.file(KL).write_bytes(before)
    content = files.read(here, KL)
    assert content.text == "a\nb\n"
    saved(here, "a\nb\nc\n", content.digest)
    end = b"\r\n" if b"\r" in before else b"\n"
    assert here.file(KL).read_bytes() == before + b"c" + end


@pytest.mark.parametrize(
    "text",
    ["x = '\x00'\n", "# \u202e\n", "é" * 1000, "x" * 100_001, "\ud800"],
    ids=["NUL", "bidi", "accents", "long line", "half a character"],
)
def test_any_text_is_saved(here: Workspace, text: str) -> None:
    """A judge may refuse it, an editor may not."""
    base = files.read(here, KL).digest
    saved(here, text, base)
    assert files.read(here, KL).text == text.replace("\ud800", "?")


def test_a_folder_in_its_place_is_said(here: Workspace) -> None:
    """In a sentence, and the folder stays."""
    here.file(KL).unlink()
    here.file(KL).mkdir()
    with pytest.raises(NotText, match="is a folder; move it away"):
        files.read(here, KL)
    with pytest.raises(NotText):
        files.save(here, KL, "x\n", NOTHING)


def test_a_file_that_is_not_text_is_said(here: Workspace) -> None:
    """An editor would spoil it."""
    here.file(KL).write_bytes(b"\xff\xfe")
    with pytest.raises(NotText, match="not UTF-8"):
        files.read(here, KL)


def test_a_workspace_that_is_gone_is_not_made_again(here: Workspace) -> None:
    """A drive that was unplugged comes back with its files."""
    base = files.read(here, KL).digest
    here.exercises.rename(here.root / "elsewhere")
    with pytest.raises(NotSaved, match="is gone"):
        files.save(here, KL, "x = 2\n", base)
    assert not here.exercises.exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_said(here: Workspace) -> None:
    """And the file is unchanged."""
    base = files.read(here, KL).digest
    here.file(KL).parent.chmod(0o500)
    try:
        with pytest.raises(NotSaved, match="kept in this browser"):
            files.save(here, KL, "x = 2\n", base)
    finally:
        here.file(KL).parent.chmod(0o700)
    assert here.file(KL).read_text() == "x = 1\n"


def test_a_full_disk_leaves_the_file(here: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    """The old content is there until the new one is complete."""
    base = files.read(here, KL).digest

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NotSaved, match="No space left"):
        files.save(here, KL, "x = 2\n", base)
    assert [f.name for f in here.file(KL).parent.iterdir()] == ["kl.py"]
    assert here.file(KL).read_text() == "x = 1\n"


def test_a_watch_can_tell_an_autosave(here: Workspace) -> None:
    """From a save in another editor, whose content the room did not write."""
    content = saved(here, "x = 2\n", files.read(here, KL).digest)
    assert is_autosave(here, KL, content.digest)
    assert not is_autosave(here, KL, digest(b"x = 3\n"))
