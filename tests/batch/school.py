"""A class: learners who hand in files, and a teacher who grades them."""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from grader.catalogue import exercises, find_one
from grader.cli.stubs import stub_of
from tests.cli.learner import HERE, Learner, Said

THRESHOLD = find_one("gmm/threshold")  # needs no torch, so that a grade is short
RIGHT = THRESHOLD.solution.read_text("utf-8")
WRONG = RIGHT.replace("< threshold", "<= threshold")
BLANK = stub_of(THRESHOLD, "guided")
LOOPING = (
    f"{RIGHT}\nimport time\ndef flag_anomalies(log_probs, threshold):\n"
    "    while True: time.sleep(1)\n"  # and not at the cost of the other tests
)
CRASHING = f"{RIGHT}\ndef flag_anomalies(log_probs, threshold):\n    import os; os._exit(3)\n"
BROKEN = "def flag_anomalies(:\n"
PROGRESS = re.compile(r"[\d,]+ of [\d,]+ files, [\d.]+ per second, [\d.]+ \w+ left\.\n")
assert WRONG != RIGHT


class School:
    """A folder with a class in it.

    Attributes:
        folder: where the teacher works.
        room: the folder of all learners.
        scratch: where a command that `begins` has its temporary files.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.room = folder / "class"
        self.room.mkdir()
        self.scratch = Path(tempfile.mkdtemp())  # pytest's own are too long for sockets

    def hands_in(self, learner: str, text: str = RIGHT, file: str = "gmm/threshold.py") -> Path:
        """Let a learner write a file."""
        path = self.room / learner / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    def grades(self, *arguments: str) -> Said:
        """Run `practice batch class`, in this process."""
        return Learner(self.folder).runs("batch", "class", *arguments)

    def begins(self, *arguments: str) -> "subprocess.Popen[str]":
        """Start `practice batch class` as a terminal would: in a process group of its own."""
        return subprocess.Popen(
            [sys.executable, "-m", "grader.cli", "batch", "class", *arguments],
            cwd=self.folder,
            env=os.environ
            | {"PYTHONPATH": str(HERE), "COLUMNS": "80", "TMPDIR": str(self.scratch)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    @property
    def results(self) -> Path:
        """Where the results are."""
        return self.folder / "class-results.jsonl"

    @property
    def lines(self) -> list[dict[str, Any]]:
        """Every line of the results."""
        if not self.results.exists():
            return []
        return [json.loads(line) for line in self.results.read_bytes().split(b"\n")[:-1]]

    @property
    def outcomes(self) -> dict[str, str]:
        """The verdict or `fault` that counts for each learner's only file."""
        return {line["learner"]: line["verdict"] or "fault" for line in self.lines}

    def waits_for_lines(self, count: int, seconds: float = 60.0) -> None:
        """Wait until so many results are there."""
        until = time.monotonic() + seconds
        while not self.results.exists() or self.results.read_bytes().count(b"\n") < count:
            assert time.monotonic() < until, self.lines
            time.sleep(0.02)


def finishes(process: "subprocess.Popen[str]") -> Said:
    """Wait for the end. How far it is, it says now and then on a busy machine: that is left out."""
    out, err = process.communicate(timeout=120)
    said = [line for line in err.splitlines(keepends=True) if not PROGRESS.fullmatch(line)]
    return Said(process.returncode, out, "".join(said))


def interrupts(process: "subprocess.Popen[str]") -> Said:
    """Press ctrl-C: every process of the group gets it."""
    os.killpg(process.pid, signal.SIGINT)
    return finishes(process)


ADDRESSES = [exercise.address for exercise in exercises()]
