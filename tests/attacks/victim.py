"""A learner whose home, work and history a submission may try to harm."""

import hashlib
import os
import tempfile
import time
from pathlib import Path

from grader.catalogue import Exercise, find_one
from grader.confine import Mode
from grader.judging.grade import grade
from grader.judging.options import Listener, Options
from grader.learner.progress import Progress
from grader.verdict import Status, Verdict

EXERCISE = find_one("vae/kl")
OTHER = 'def kl_divergence(mu, log_var):\n    return "somebody else\'s"\n'


class Victim:
    """A decoy of a home with a workspace in it.

    Args:
        folder: an empty folder to build it in.
    """

    def __init__(self, folder: Path) -> None:
        self.home = folder / "home-of-nobody"
        self.workspace = self.home / "practice"
        self.submission = self.workspace / "exercises" / "vae" / "kl.py"
        for path, text in {
            self.home / ".profile": "export A=1\n",
            self.home / ".ssh" / "id": "a decoy of a key\n",
            self.home / "others" / "ada.py": OTHER,
            self.submission: "",
            self.submission.with_name("loss.py"): "# work in progress\n",
        }.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        failed = Verdict(EXERCISE.address, Status.FAIL, "")
        Progress(self.workspace / ".practice" / "progress.db").record(failed, b"")

    def grades(
        self,
        source: bytes,
        exercise: Exercise = EXERCISE,
        *,
        isolation: Mode = "require",
        listener: Listener = Listener(),
    ) -> Verdict:
        """Grade a submission; whatever it changed or left behind is a failure of the test."""
        self.submission.write_bytes(source)
        before, strangers = self._state(), _temporary()
        running = processes()
        verdict = grade(exercise, self.submission, Options(isolation=isolation), listener)
        assert self._state() == before
        assert _temporary() - strangers == set()
        assert _settled(running) == set()
        return verdict

    def _state(self) -> dict[str, object]:
        """Everything in the home: kind, mode, owner, time, content."""
        return {
            str(path): (
                (found := path.lstat()).st_mode,
                found.st_uid,
                found.st_mtime_ns,
                hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else None,
            )
            for path in [self.home, *self.home.rglob("*")]
        }


def processes(*, all_of_them: bool = False) -> set[int]:
    """The processes that descend from this one, but for those that wait to serve it, or all."""
    parents = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue  # it ended meanwhile
            if fields[0] != "Z":
                parents[int(folder.name)] = int(fields[1])
    found: set[int] = set()
    while True:
        more = {pid for pid, parent in parents.items() if parent in found | {os.getpid()}}
        if more <= found:
            break
        found |= more
    return {pid for pid in found if all_of_them or not _serves(pid)}


def _serves(pid: int) -> bool:
    """Whether a process is multiprocessing's own: not a worker, whose parent it is."""
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
        parent = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1]
    except OSError:
        return True
    return b"from multiprocessing." in command and int(parent) == os.getpid()


def _settled(before: set[int]) -> set[int]:
    """The processes that are new and still there after a moment."""
    until = time.monotonic() + 5
    while (left := processes() - before) and time.monotonic() < until:
        time.sleep(0.02)
    return left


def _temporary() -> set[str]:
    """What attacks would leave in the folders for temporary files."""
    folders = {tempfile.gettempdir(), "/tmp", "/var/tmp", "/dev/shm"}
    return {
        str(path)
        for folder in folders
        if Path(folder).is_dir()
        for path in Path(folder).glob("attack*")
        if path.is_file()
    }
