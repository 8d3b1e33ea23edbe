"""Where processes keep what is temporary, and what becomes of it."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.worker.process import WorkerProcess

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="nothing is swept up there")
CODE = "from grader.confine.scratch import scratch; print(scratch(), flush=True); input()"


@pytest.fixture
def above() -> Iterator[Path]:
    """A folder for temporary files."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def begins(above: Path) -> tuple["subprocess.Popen[str]", Path]:
    """A process of the kit, and its folder."""
    process = subprocess.Popen(
        [sys.executable, "-c", CODE],
        env=os.environ | {"TMPDIR": str(above)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    return process, Path(process.stdout.readline().strip())


def test_the_folder_is_the_users_and_goes_with_the_process(above: Path) -> None:
    """It lies where TMPDIR says, and nothing is left."""
    process, folder = begins(above)
    assert folder.parent == above
    process.communicate("\n")
    assert list(above.iterdir()) == []


def test_what_a_killed_process_left_the_next_one_removes(above: Path) -> None:
    """With everything in it, but not what is in use by a process that lives."""
    living, kept = begins(above)
    killed, left = begins(above)
    (left / "worker-1").mkdir()
    (left / "worker-1" / "file").touch()
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    assert left.exists()
    following, own = begins(above)
    assert set(above.iterdir()) == {kept, own}
    for process in (living, following):
        process.communicate("\n")


@pytest.mark.parametrize("mode", [0o755, 0o500])
def test_a_folder_that_is_not_one_of_these_is_left_alone(above: Path, mode: int) -> None:
    """Another name, another mode, a link: somebody else's."""
    other, public = above / "practice-homework", above / "practice-tmp-12345678"
    other.mkdir(0o700)
    (other / "work.py").touch()
    public.mkdir()
    public.chmod(mode)
    link = above / "practice-tmp-abcdefgh"
    link.symlink_to(other)
    process, _ = begins(above)
    process.communicate("\n")
    assert set(above.iterdir()) == {other, public, link}
    assert (other / "work.py").exists()


def test_a_worker_stands_in_the_folder_of_its_judge(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also once processes were started, for which TMPDIR is another for a moment."""
    with WorkerProcess() as first, WorkerProcess() as second:
        places = {Path(worker._scratch).parent for worker in (first, second)}
    [place] = places
    assert place.parent == Path(tempfile.gettempdir())
