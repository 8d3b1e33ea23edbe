"""What a learner is given: the code of an exercise with bugs that a seed draws."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import combinations

from grader.buggy.host import Bug, Host, Level, load_host
from grader.catalogue import Exercise

MOST = 3
"""How many bugs are placed at most."""

SAMPLE = 120
"""How many groups of bugs a seed chooses from at most."""


class NotEnoughBugs(ValueError):
    """So many bugs cannot be placed together."""


@dataclass(frozen=True)
class Given:
    """Code with bugs in it.

    Attributes:
        exercise: the exercise whose functions it defines.
        seed: what drew the bugs.
        bugs: the bugs, in the order of their lines.
        text: the code.
    """

    exercise: Exercise
    seed: int
    bugs: tuple[Bug, ...]
    text: str

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the bugs, to store."""
        return tuple(bug.name for bug in self.bugs)


def make(exercise: Exercise, seed: int, count: int = 1) -> Given:
    """Draw bugs and place them; the same arguments give the same code.

    With several bugs, at least one shows only by a gradient, an edge, numerics or statistics.

    Raises:
        HostError: the exercise has no code to find bugs in.
        NotEnoughBugs: so many cannot be placed together.
    """
    host = load_host(exercise)
    return _placed(host, seed, _drawn(host, seed, count))


def make_of(exercise: Exercise, seed: int, names: tuple[str, ...]) -> Given:
    """The code with these bugs, of which the names were stored.

    Raises:
        HostError: this version of the kit does not have one of them.
    """
    host = load_host(exercise)
    return _placed(host, seed, [host.bug(name) for name in names])


def _placed(host: Host, seed: int, bugs: Sequence[Bug]) -> Given:
    """The code of a host with some of its bugs."""
    in_order = tuple(sorted(bugs, key=lambda bug: bug.start))
    return Given(host.exercise, seed, in_order, host.with_bugs(in_order))


def groups(host: Host, count: int) -> list[tuple[Bug, ...]]:
    """The bugs that are placed together, of which a seed chooses some.

    Of several bugs, at least one shows only by a gradient, an edge, numerics or statistics. There
    may be hundreds of groups of three; a sample of them is enough, and can be proved in full.
    """
    found = [
        some
        for some in combinations(sorted(host.bugs, key=lambda bug: bug.name), count)
        if all(a.goes_with(b) for a, b in combinations(some, 2))
        and (count == 1 or any(bug.level is not Level.VALUE for bug in some))
    ]
    return sorted(found, key=_shuffled)[:SAMPLE]


def _shuffled(bugs: tuple[Bug, ...]) -> bytes:
    """Orders groups at random, but the same everywhere; a new bug changes no order."""
    return sha256(" ".join(bug.name for bug in bugs).encode()).digest()


def _drawn(host: Host, seed: int, count: int) -> tuple[Bug, ...]:
    known = groups(host, count)
    if not known:
        raise NotEnoughBugs(f"{count} bugs cannot be placed in {host.exercise.address} together.")
    return random.Random(f"{host.exercise.address}/{seed}").choice(known)
