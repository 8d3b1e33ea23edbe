"""Which answers to one exercise are alike: a pure function of their texts.

The method is that of Moss: S. Schleimer, D. Wilkerson and A. Aiken, "Winnowing: Local Algorithms
for Document Fingerprinting", SIGMOD 2003. A file is known by its runs of `RUN` tokens, which are
syntax nodes here. Runs of a base file (the stub and right versions), and runs that many files have,
say nothing and are dropped; two files are alike by the rest. Moss keeps a sample of the runs of its
long files (winnowing, with a window); an answer is short, so that all are kept (a window of one).
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Generic, TypeVar

from grader.batch.alike.syntax import Node, Unparsable, nodes

RUN = 12
"""How many nodes in a row are compared: a short expression, less than a line of most formulas."""

LEAST = 40
"""The fewest nodes of a learner's own that are judged, and the fewest that two must share."""

SHARE = 0.6
"""The share of the shorter one's own nodes from which on two files are named."""

COMMON = 10
"""A run in more files than this is what the class was taught, as in Moss."""

Key = TypeVar("Key", bound=Hashable)
Run = tuple[str, ...]
_BROKEN: Run = ()


@dataclass(frozen=True)
class Pair(Generic[Key]):
    """Two answers that are alike.

    Attributes:
        left: one of them.
        right: the other one.
        nodes: how many nodes of their own they share: of the shorter one.
        own: how many the shorter one has.
    """

    left: Key
    right: Key
    nodes: int
    own: int

    @property
    def share(self) -> float:
        """The share of the shorter one's own nodes that the other has too."""
        return self.nodes / self.own


@dataclass(frozen=True)
class Compared(Generic[Key]):
    """What a comparison found.

    Attributes:
        pairs: answers that are alike, the most alike first.
        judged: how many answers were compared.
        short: how many were not: too little in them is the learner's own.
        unparsable: how many are not Python.
    """

    pairs: tuple[Pair[Key], ...]
    judged: int
    short: int
    unparsable: int


class Known:
    """What everybody may have: the stub, the reference and other right versions of an exercise."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.runs: frozenset[Run] = frozenset(
            run for text in texts for run in _runs(nodes(text))
        ) | {_BROKEN}


def alike(answers: Mapping[Key, str], known: Known) -> Compared[Key]:
    """Compare all answers to an exercise.

    Args:
        answers: their texts.
        known: what is not their own.
    """
    runs: dict[Key, list[Run]] = {}
    unparsable = 0
    for key, text in answers.items():
        try:
            runs[key] = _runs(nodes(text))
        except Unparsable:
            unparsable += 1
    files = Counter(run for found in runs.values() for run in set(found) - known.runs)
    said = known.runs | {run for run, count in files.items() if count > COMMON}
    own = {key: _covered(found, set(found) - said) for key, found in runs.items()}
    judged = {key: found for key, found in runs.items() if len(own[key]) >= LEAST}
    where: dict[Run, list[Key]] = defaultdict(list)
    for key, found in judged.items():
        for run in dict.fromkeys(found):
            if run not in said:
                where[run].append(key)
    near = {pair for keys in where.values() for pair in combinations(keys, 2)}
    pairs = [_pair(left, right, judged, own, said) for left, right in near]
    named = [one for one in pairs if one.nodes >= LEAST and one.share >= SHARE]
    order = {key: number for number, key in enumerate(answers)}
    named.sort(key=lambda one: (-one.share, -one.nodes, order[one.left], order[one.right]))
    return Compared(tuple(named), len(judged), len(runs) - len(judged), unparsable)


def shared_lines(left: str, right: str, known: Known) -> tuple[frozenset[int], frozenset[int]]:
    """The lines of each of two texts that hold what both have and nobody gave them, from 1.

    Raises:
        Unparsable: one of them is not Python.
    """
    parsed = nodes(left), nodes(right)
    runs = [_runs(found) for found in parsed]
    shared = set(runs[0]) & set(runs[1]) - known.runs
    lines = [
        frozenset(found[place].line for place in _covered(its, shared))
        for found, its in zip(parsed, runs, strict=True)
    ]
    return lines[0], lines[1]


def _pair(
    left: Key,
    right: Key,
    runs: Mapping[Key, list[Run]],
    own: Mapping[Key, frozenset[int]],
    said: frozenset[Run],
) -> Pair[Key]:
    short, long = sorted((left, right), key=lambda key: len(own[key]))
    shared = set(runs[short]) & set(runs[long]) - said
    return Pair(left, right, len(_covered(runs[short], shared)), len(own[short]))


def _covered(runs: list[Run], wanted: "set[Run] | frozenset[Run]") -> frozenset[int]:
    """The places of the nodes that are in one of the wanted runs."""
    return frozenset(
        place
        for start, run in enumerate(runs)
        if run in wanted
        for place in range(start, start + RUN)
    )


def _runs(found: list[Node]) -> list[Run]:
    """Every run of nodes; two files share one wherever they agree for so long.

    One that goes from a function into the next statement of the module is `_BROKEN`: which function
    follows which is the stub's.
    """
    runs = (found[start : start + RUN] for start in range(len(found) - RUN + 1))
    return [
        tuple(node.label for node in run) if run[0].piece == run[-1].piece else _BROKEN
        for run in runs
    ]
