"""A class as a table of learners and exercises, filtered; and who made which mistake."""

import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from grader.batch.class_results import Cell, ClassResults
from grader.catalogue import exercises

MISSING = "missing"
"""The outcome of an answer that was not handed in."""


@dataclass(frozen=True)
class Filter:
    """What is to be seen of a class; everything by default.

    Attributes:
        words: words that a learner's name has, in any case.
        exercise: the address of an exercise, or the name of a topic.
        outcome: a verdict, `fault` or `missing`.
        mistake: the id of a mistake, of that exercise.
        order: `name`, or `passed` for those with the fewest passes first.
    """

    words: str = ""
    exercise: str = ""
    outcome: str = ""
    mistake: str = ""
    order: str = "name"

    def names(self, learner: str) -> bool:
        """Whether a learner's name is searched for."""
        return all(word in folded(learner) for word in folded(self.words).split())

    def shows(self, address: str) -> bool:
        """Whether an exercise is shown."""
        return self.exercise in ("", address, address.partition("/")[0])

    def fits(self, cell: Cell | None) -> bool:
        """Whether an answer is one of those that are looked for."""
        if cell is None:
            return self.outcome == MISSING and not self.mistake
        if self.mistake and cell.mistake != self.mistake:
            return False
        return self.outcome in ("", cell.outcome)

    @property
    def picks(self) -> bool:
        """Whether some answers are looked for, and not all."""
        return bool(self.outcome or self.mistake)


@dataclass(frozen=True)
class Learner:
    """A row of the table: a learner's number and name, and how many exercises they passed."""

    number: int
    name: str
    passed: int


@dataclass(frozen=True)
class Table:
    """What a filter shows of a class.

    Attributes:
        addresses: the exercises, in the order of the catalogue, then those that it does not know.
        rows: the learners.
    """

    addresses: tuple[str, ...]
    rows: tuple[Learner, ...]


@dataclass(frozen=True)
class Group:
    """Learners whose answers to an exercise show the same mistake, by number and name.

    Attributes:
        exercise: its address.
        mistake: the id of the mistake, or None for wrong answers that show no known one.
        message: the sentence about it.
        varied: whether that is the sentence to one of them, and others have their own.
        learners: who, by name.
    """

    exercise: str
    mistake: str | None
    message: str
    varied: bool
    learners: tuple[tuple[int, str], ...]


def folded(text: str) -> str:
    """A text as it is compared in a search."""
    return unicodedata.normalize("NFKC", text).casefold()


def addresses(results: ClassResults) -> tuple[str, ...]:
    """Every exercise with an answer, in the order of the catalogue, then unknown ones by name."""
    found = {address for _, address in results.cells}
    known = [one.address for one in exercises() if one.address in found]
    return (*known, *sorted(found.difference(known)))


def table(results: ClassResults, chosen: Filter, others: Collection[str] = ()) -> Table:
    """What a filter shows.

    Args:
        results: the results.
        chosen: the filter.
        others: learners who are in the folder, and perhaps not in the results; those that are not
            get the numbers after the last one.
    """
    shown = tuple(address for address in addresses(results) if chosen.shows(address))
    names = everybody(results, others)
    passed = [0] * len(names)
    fitting = set()
    for (number, address), cell in results.cells.items():
        passed[number] += cell.outcome == "pass"
        if chosen.shows(address) and chosen.fits(cell):
            fitting.add(number)
    if chosen.outcome == MISSING:
        everything = [(number, address) for number in range(len(names)) for address in shown]
        fitting = {one[0] for one in everything if one not in results.cells}
    rows = [
        Learner(number, name, passed[number])
        for number, name in enumerate(names)
        if (number in fitting or not chosen.picks) and chosen.names(name)
    ]
    by_name = sorted(rows, key=lambda one: (folded(one.name), one.name))
    if chosen.order == "passed":
        by_name.sort(key=lambda one: one.passed)
    return Table(shown, tuple(by_name))


def everybody(results: ClassResults, others: Iterable[str]) -> list[str]:
    """The names of all learners, each at its number."""
    known = set(results.learners)
    return [*results.learners, *sorted(set(others) - known)]


def chosen_answers(results: ClassResults, shown: Table, chosen: Filter) -> list[tuple[int, str]]:
    """The answers that a filter picks, row by row: learners' numbers and exercises."""
    return [
        (row.number, address)
        for row in shown.rows
        for address in shown.addresses
        if (cell := results.cells.get((row.number, address))) and chosen.fits(cell)
    ]


def groups(results: ClassResults, exercise: str = "") -> Sequence[Group]:
    """Who made which mistake, the commonest first; last the wrong answers without a known one.

    Args:
        results: the results.
        exercise: only this exercise or topic.
    """
    found: dict[tuple[str, str | None], list[tuple[int, str]]] = {}
    only = Filter(exercise=exercise)
    for (number, address), cell in results.cells.items():
        if only.shows(address) and (cell.mistake or cell.outcome == "fail"):
            who = (number, results.learners[number])
            found.setdefault((address, cell.mistake), []).append(who)
    made = [
        Group(
            address,
            mistake,
            results.messages.get((address, mistake or ""), ""),
            (address, mistake) in results.varied,
            tuple(sorted(who, key=lambda one: (folded(one[1]), one[1]))),
        )
        for (address, mistake), who in found.items()
    ]
    made.sort(key=lambda one: (one.mistake is None, -len(one.learners), one.exercise))
    return made
