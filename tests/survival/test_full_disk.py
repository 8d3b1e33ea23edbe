"""A disk that is full, a small one of its own: nothing is lost, and afterwards all goes on."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.catalogue import exercises, find_one
from grader.cli.stubs import stub_of
from tests.cli.learner import Learner

pytestmark = pytest.mark.extensive

ADDRESS = "gmm/threshold"
KILOBYTES = 512


@pytest.fixture
def learner(tmp_path: Path) -> Iterator[Learner]:
    """A learner with work and a history on a disk of their own."""
    mount = ["mount", "-t", "tmpfs", "-o", f"size={KILOBYTES}k", "none", str(tmp_path)]
    if sys.platform != "linux" or subprocess.run(mount, capture_output=True).returncode != 0:
        pytest.skip("no file system can be mounted here")
    try:
        learner = Learner(tmp_path)
        learner.runs("init", ".").exits(0)
        learner.runs("hint", ADDRESS).exits(0)
        learner.writes("# mine\n", ADDRESS)
        yield learner
    finally:
        subprocess.run(["umount", "--lazy", str(tmp_path)], check=True)


def fill(folder: Path) -> Path:
    """Fill the disk to the last byte."""
    path = folder / "filler"
    with path.open("wb", buffering=0) as file:
        for size in (4096, 1):
            try:
                while True:
                    file.write(bytes(size))
            except OSError:
                continue
    return path


@pytest.mark.parametrize("command", ["list", "next", "stats", "review"])
def test_a_full_disk_can_be_read(learner: Learner, command: str) -> None:
    """What was done is shown, without a word about the disk."""
    fill(learner.folder)
    learner.really_runs(command).exits(0).is_content()


@pytest.mark.parametrize("command", ["reset", "start", "hint", "grade", "init"])
def test_a_full_disk_loses_nothing(learner: Learner, command: str) -> None:
    """The command says what could not be stored; once there is room, it works."""
    filler = fill(learner.folder)
    said = learner.really_runs(command, *(["new"] if command == "init" else [ADDRESS]))
    assert said.code in (0, 1)
    assert "Traceback" not in said.err
    assert "No space left" in said.err or "disk" in said.err or "full" in said.err
    assert learner.file(ADDRESS).read_text() == "# mine\n"
    for one in exercises():
        if one != find_one(ADDRESS):
            assert learner.file(one.address).read_text() == stub_of(one, "guided")
    filler.unlink()
    learner.really_runs("hint", ADDRESS).exits(0).is_content().says("hint 2 of 3")
    learner.really_runs("reset", ADDRESS).exits(0).is_content()
    learner.really_runs("reset", ADDRESS, "--undo").exits(0).is_content()
    assert learner.file(ADDRESS).read_text() == "# mine\n"
    assert not list((learner.folder / ".practice").glob("*damaged*"))
