"""A learner who runs commands and says what to expect, so that tests read as prose."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from grader.cli import main

PRACTICE = [sys.executable, "-m", "grader.cli"]
HERE = Path(__file__).parents[2]


def write_stubs(folder: Path) -> None:
    """Make a workspace: the stubs as `practice init` writes them, which takes a second."""
    shutil.copytree(HERE / "exercises", folder / "exercises")


@dataclass(frozen=True)
class Said:
    """What a command printed, and how it ended."""

    code: int
    out: str
    err: str

    def exits(self, code: int) -> "Said":
        """Expect an exit code."""
        assert self.code == code, f"exit code {self.code}\n{self.out}\n{self.err}"
        assert "Traceback" not in self.err, self.err
        return self

    def says(self, *texts: str) -> "Said":
        """Expect texts on standard output, in this order, wherever lines are wrapped."""
        rest = " ".join(self.out.split())
        for text in (" ".join(text.split()) for text in texts):
            assert text in rest, f"{text!r} is missing or out of order in:\n{self.out}"
            rest = rest[rest.index(text) + len(text) :]
        return self

    def has_line(self, line: str) -> "Said":
        """Expect a whole line on standard output."""
        assert line in self.out.splitlines(), f"no line {line!r} in:\n{self.out}"
        return self

    def omits(self, *texts: str) -> "Said":
        """Expect texts to be nowhere."""
        for text in texts:
            assert text not in self.out + self.err, f"{text!r} in:\n{self.out}\n{self.err}"
        return self

    def complains(self, *texts: str) -> "Said":
        """Expect exactly one line on standard error, with these texts."""
        assert len(self.err.splitlines()) == 1, self.err
        for text in texts:
            assert text in self.err, self.err
        return self

    def is_content(self) -> "Said":
        """Expect nothing on standard error."""
        assert self.err == "", self.err
        return self

    @property
    def document(self) -> Any:
        """Standard output as strict JSON."""

        def refuse(constant: str) -> None:
            raise AssertionError(f"{constant} is not JSON")

        return json.loads(self.out, parse_constant=refuse)


class Learner:
    """Somebody in a folder.

    Attributes:
        folder: where they are.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def runs(self, *arguments: str, typing: str = "") -> Said:
        """Run a command in this process, with this on standard input."""
        before = Path.cwd()
        os.chdir(self.folder)
        try:
            result = CliRunner().invoke(main, arguments, typing, prog_name="practice")
        finally:
            os.chdir(before)
        return Said(result.exit_code, result.stdout, result.stderr)

    def begins(
        self, *arguments: str, patch: str = "", limit: Callable[[], None] | None = None
    ) -> "subprocess.Popen[str]":
        """Start a command as a process of its own.

        Args:
            arguments: the command line.
            patch: Python to run in the process first.
            limit: called in the process before Python starts.
        """
        start = f"{patch}\nfrom grader.cli import main\nmain(prog_name='practice')"
        return subprocess.Popen(
            [sys.executable, "-c", start, *arguments],
            cwd=self.folder,
            env=os.environ | {"PYTHONPATH": str(HERE), "COLUMNS": "80"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=limit,
        )

    def really_runs(self, *arguments: str, **how: Any) -> Said:
        """Run a command as a process of its own; see `begins`."""
        process = self.begins(*arguments, **how)
        out, err = process.communicate(timeout=60)
        return Said(process.returncode, out, err)

    def is_killed_in(self, *arguments: str, patch: str) -> None:
        """Run a command that is killed on the way."""
        process = self.begins(*arguments, patch=patch)
        process.communicate(timeout=60)
        assert process.returncode == -signal.SIGKILL

    def file(self, address: str = "vae/kl") -> Path:
        """Their file of an exercise."""
        return self.folder / "exercises" / f"{address}.py"

    def writes(self, text: str, address: str = "vae/kl") -> None:
        """Put something into their file."""
        self.file(address).write_text(text, "utf-8")

    def fills_in(self, address: str = "vae/kl") -> str:
        """Fill in every blank, somehow."""
        filled = self.file(address).read_text("utf-8").replace("blank(", "str(")
        self.writes(filled, address)
        return filled

    @property
    def database(self) -> Path:
        """Where their progress is."""
        return self.folder / ".practice" / "progress.db"
