"""Commands that are killed at any moment, and what must hold afterwards."""

import ctypes
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from grader.catalogue import exercises, find_one
from grader.cli.stubs import stub_of
from grader.source import read_solution
from tests.attacks.victim import processes
from tests.cli.learner import HERE, Learner

EXERCISE = find_one("gmm/threshold")  # needs no torch, so that a grade is short
ADDRESS = EXERCISE.address
COMMANDS = (
    ("grade", ADDRESS, "--isolation", "require"),
    ("reset", ADDRESS),
    ("reset", ADDRESS, "--undo"),
    ("hint", ADDRESS),
    ("init", "."),
    ("init", "new"),
)
_PR_SET_CHILD_SUBREAPER = 36


class Hardship:
    """A learner with work and a history, whose commands are killed.

    Args:
        folder: an empty folder.
        seed: of the moments.
    """

    def __init__(self, folder: Path, seed: int) -> None:
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)  # orphans become ours
        self.learner = Learner(folder)
        self.kills = self.ended = 0
        self._chance = random.Random(seed)
        self._seconds = dict.fromkeys(COMMANDS, 1.0)
        self._written = 0
        self.learner.runs("init", ".").exits(0)
        self.learner.runs("hint", ADDRESS).exits(0)

    def strikes(self, command: tuple[str, ...]) -> None:
        """Begin a command, kill a process of it at any moment, and look for damage."""
        self._works_on()
        mine = self.learner.file(ADDRESS).read_bytes()
        others, rows, hints = self._others(), self._rows("attempts"), self._rows("hints")
        self._killed(command)

        there = self.learner.file(ADDRESS).read_bytes() if self._file.exists() else b""
        assert there in (mine, self._stub) or "--undo" in command
        assert mine in [there, *(path.read_bytes() for path in self._kept())]
        assert self._others() == others
        assert self._rows("attempts")[: len(rows)] == rows
        assert len(self._rows("attempts")) - len(rows) <= (command[0] == "grade")
        assert self._rows("hints")[: len(hints)] == hints
        assert not list((self.learner.folder / ".practice").glob("*damaged*"))
        self._is_whole(self.learner.folder / "new")
        self.learner.runs("list").exits(0).is_content()
        if command[0] == "init":
            self.learner.runs(*command).exits(0).is_content()

    @property
    def _file(self) -> Path:
        return self.learner.file(ADDRESS)

    @property
    def _stub(self) -> bytes:
        return stub_of(EXERCISE, "guided").encode()

    def _works_on(self) -> None:
        """Write something that was never there before; it is right."""
        self._written += 1
        right = read_solution(EXERCISE.solution).text
        self.learner.writes(f"{right}\n# version {self._written}\n", ADDRESS)

    def _killed(self, command: tuple[str, ...]) -> None:
        began = time.monotonic()
        running = processes(all_of_them=True)
        process = subprocess.Popen(
            [sys.executable, "-m", "grader.cli", *command],
            cwd=self.learner.folder,
            env=os.environ | {"PYTHONPATH": str(HERE)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            process.wait(self._chance.uniform(0, 1.1 * self._seconds[command]))
            self._seconds[command] = time.monotonic() - began
            self.ended += 1
        except subprocess.TimeoutExpired:
            # The command itself more often than not, else a process that it has started.
            started = sorted(processes(all_of_them=True) - running - {process.pid})
            victim = self._chance.choice([process.pid, process.pid, *started])
            os.kill(victim, signal.SIGKILL)
            self.kills += 1
        _, said = process.communicate(timeout=120)
        assert process.returncode in (0, 1, 3, -signal.SIGKILL), said
        assert "Traceback" not in said, said
        until = time.monotonic() + 20
        while (left := processes(all_of_them=True) - running) and time.monotonic() < until:
            time.sleep(0.02)
        assert not left, left

    def _others(self) -> dict[str, bytes]:
        """All other files of the learner's."""
        return {
            one.address: self.learner.file(one.address).read_bytes()
            for one in exercises()
            if one != EXERCISE
        }

    def _kept(self) -> list[Path]:
        return sorted((self.learner.folder / ".practice" / "kept").glob("*/*/*.py"))

    def _rows(self, table: str) -> list[tuple[object, ...]]:
        if not self.learner.database.exists():
            return []
        with closing(sqlite3.connect(self.learner.database)) as database:
            assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            return database.execute(f"SELECT * FROM {table} ORDER BY rowid").fetchall()

    def _is_whole(self, folder: Path) -> None:
        """Each file of a new workspace is there as a whole or not at all."""
        for one in exercises():
            file = folder / "exercises" / one.file
            assert not file.exists() or file.read_text("utf-8") == stub_of(one, "guided")
