"""Hostile submissions, and what they must not achieve.

Each file in `submissions/<class>/` is one. Its docstring says what it tries, and after a blank line
the verdict that it must get and a part of the sentence; then the exercise, if it is not vae/kl.
Most are right if and only if the attack had an effect, so that a pass is a hole; those that do no
more than annoy are right and may pass. Each is bounded in time and size, stays on this machine,
and touches nothing but decoys, so that it is harmless also where nothing contains it.
"""

import ast
import re
from dataclasses import dataclass
from pathlib import Path

from grader.catalogue import Exercise, find_one

FOLDER = Path(__file__).parent / "submissions"
SHARED = "found_channel"
"""The module whose import stands for its lines: what many submissions begin with."""


@dataclass(frozen=True)
class Attack:
    """A hostile submission.

    Attributes:
        path: its file.
        status: the verdict that it must get.
        sentence: a part of what is said.
        exercise: what it is an answer to.
    """

    path: Path
    status: str
    sentence: str
    exercise: Exercise

    @property
    def name(self) -> str:
        """Its class and name."""
        return f"{self.path.parent.name}/{self.path.stem}"

    @property
    def text(self) -> bytes:
        """The submission."""
        found = (FOLDER.parent / f"{SHARED}.py").read_text("utf-8").partition('"""\n\n')[2]
        start = rf"^from tests\.attacks\.{SHARED} import .*\n"
        text = self.path.read_text("utf-8")
        return re.sub(start, lambda _: found, text, flags=re.MULTILINE).encode()


def attacks() -> list[Attack]:
    """All of them."""
    return [_attack(path) for path in sorted(FOLDER.glob("*/*.py"))]


def _attack(path: Path) -> Attack:
    docstring = ast.get_docstring(ast.parse(path.read_text("utf-8")))
    assert docstring is not None, path
    _, expected, *address = docstring.split("\n\n")
    status, _, sentence = expected.partition(":")
    return Attack(path, status, sentence.strip(), find_one(*address or ["vae/kl"]))
