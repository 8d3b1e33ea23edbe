"""Mutants that are as right as their original, listed by hand with the reason."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import rtoml

from grader.authoring.power.mutants import Mutant

FOLDER = Path(__file__).parent / "equivalent"


@dataclass(frozen=True)
class Equivalent:
    """Changes of one expression or statement that do not affect grading.

    Attributes:
        of: the functions or `Class.method`s that contain it.
        was: the expression, wherever it occurs, or a whole statement on one line.
        becomes: what may replace it.
        why: the reason.
    """

    of: tuple[str, ...]
    was: str
    becomes: tuple[str, ...]
    why: str

    def covers(self, mutant: Mutant) -> bool:
        """Whether the mutant is one of these changes."""
        diffs = ((mutant.was, mutant.becomes), (mutant.before, mutant.after))
        return mutant.of in self.of and any(
            before == self.was and after in self.becomes for before, after in diffs
        )


def equivalents(address: str) -> tuple[Equivalent, ...]:
    """The changes that are listed for an exercise."""
    topic, _, name = address.partition("/")
    path = FOLDER / f"{topic}.toml"
    if not path.is_file():
        return ()
    entries = rtoml.loads(path.read_text("utf-8")).get(name, [])
    return tuple(
        Equivalent(tuple(entry["of"]), entry["was"], tuple(entry["becomes"]), entry["why"])
        for entry in entries
    )


def stale(listed: Iterable[Equivalent], mutants: Iterable[Mutant]) -> list[str]:
    """The listed changes that no mutation makes."""
    made = list(mutants)
    alone = (
        replace(entry, of=(of,), becomes=(text,))
        for entry in listed
        for of in entry.of
        for text in entry.becomes
    )
    return [
        f"{entry.of[0]}: {entry.was} -> {entry.becomes[0]}"
        for entry in alone
        if not any(map(entry.covers, made))
    ]
