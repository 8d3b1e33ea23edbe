"""Mutants that are as right as their original, listed by hand with the reason."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from grader.power.mutants import Mutant

FOLDER = Path(__file__).parent / "equivalent"


@dataclass(frozen=True)
class Equivalent:
    """Changes of one statement that change nothing that is graded.

    Attributes:
        of: the function or `Class.method`.
        before: the statement, on one line.
        after: what may stand in its place.
        why: the reason.
    """

    of: str
    before: str
    after: tuple[str, ...]
    why: str

    def covers(self, mutant: Mutant) -> bool:
        """Whether the mutant is one of them."""
        return (mutant.of, mutant.before) == (self.of, self.before) and mutant.after in self.after


def equivalents(address: str) -> tuple[Equivalent, ...]:
    """What is listed for an exercise."""
    topic, _, name = address.partition("/")
    path = FOLDER / f"{topic}.toml"
    if not path.is_file():
        return ()
    entries = tomllib.loads(path.read_text("utf-8")).get(name, [])
    return tuple(
        Equivalent(entry["of"], entry["before"], tuple(entry["after"]), entry["why"])
        for entry in entries
    )


def stale(listed: Iterable[Equivalent], mutants: Iterable[Mutant]) -> list[str]:
    """The listed changes that no mutation makes any more."""
    made = {(mutant.of, mutant.before, mutant.after) for mutant in mutants}
    return [
        f"{entry.of}: {after}"
        for entry in listed
        for after in entry.after
        if (entry.of, entry.before, after) not in made
    ]
