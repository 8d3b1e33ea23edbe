"""A watch for an editor: each grade as lines between a line that begins it and one that ends it.

practice: begin vae/kl exercises/vae/kl.py
exercises/vae/kl.py:5:1: error: kl_divergence: value: The result is not right.
practice: end vae/kl fail
"""

import sys

from grader.judging.submission import text_of
from grader.render.as_lines import line_text
from grader.render.markdown import sanitise
from grader.verdict import Status, Verdict

CANCELED = "canceled"


class Reports:
    """Follows the grades of a watch. This one reports nothing."""

    def began(self, exercise: str, path: str) -> None:
        """A grade began; what was in progress is canceled."""

    def ended(self, verdict: Verdict, content: bytes) -> None:
        """The grade in progress is done; the content is empty if it is not known."""

    def dropped(self) -> None:
        """Nothing is in progress any more."""

    def passed_before(self, exercise: str, path: str) -> None:
        """A file is not graded, because it has passed as it is."""


class LineReports(Reports):
    """Writes lines to standard output; every line that begins a grade has one that ends it."""

    def __init__(self) -> None:
        self._open = ""

    def began(self, exercise: str, path: str) -> None:
        """Write the line that begins a grade."""
        self.dropped()
        self._open = exercise
        _write(f"practice: begin {exercise} {' '.join(sanitise(path).split())}\n")

    def ended(self, verdict: Verdict, content: bytes) -> None:
        """Write the problems, and the line that ends the grade."""
        _write(line_text(verdict, text_of(content)))
        self._end(verdict.status)

    def dropped(self) -> None:
        """End what is in progress."""
        if self._open:
            self._end(CANCELED)

    def passed_before(self, exercise: str, path: str) -> None:
        """Write a grade without problems, so that an editor forgets those of another version."""
        self.began(exercise, path)
        self._end(Status.PASS)

    def _end(self, how: str) -> None:
        exercise, self._open = self._open, ""  # before its reader may end the watch
        _write(f"practice: end {exercise} {how}\n")


def _write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()
