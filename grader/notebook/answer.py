"""An answer that was gathered from cells, and what is said about it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from grader.catalogue import Exercise
from grader.judging.submission import TextAnswer, contract
from grader.notebook.cells import Cell
from grader.notebook.gather import Gathered, Taken, gather
from grader.notebook.places import placed, short
from grader.verdict import Verdict


@dataclass(frozen=True)
class CellAnswer:
    """What is graded.

    Attributes:
        text: the text, named for the cell that the answer is in.
        gathered: how it was gathered.
        where: what it was gathered from, such as "this session".
    """

    text: TextAnswer
    gathered: Gathered
    where: str

    def graded(self, grade: Callable[[TextAnswer], tuple[Verdict, bytes]]) -> tuple[Verdict, bytes]:
        """Grade it; the verdict has the lines of the cells."""
        verdict, content = grade(self.text)
        return placed(verdict, self.gathered.places), content

    def notes(self) -> list[str]:
        """What was taken from which cells, what is missing, what was left out: a sentence each."""
        found = self.gathered
        sentences = []
        if parts := [_listed(one) for one in found.taken if one.label != self.text.name]:
            sentences.append(f"Taken along: {'; '.join(parts)}.")
        if found.missing:
            names = _quoted(found.missing)
            sentences.append(
                f"Missing: {names}. No cell of {self.where} defines {_them(found.missing)}; "
                "the judge runs only what is written there."
            )
        if found.unread:
            sentences.append(
                f"Not read, as they are not valid Python: {', '.join(map(short, found.unread))}."
            )
        if found.left_out:
            lines = _quoted([" ".join(line.split()) for line in found.left_out])
            sentences.append(f"Left out, as only IPython understands it: {lines}.")
        return sentences


def roots(exercise: Exercise) -> tuple[str, ...]:
    """The functions and classes that an exercise asks for."""
    names = contract(exercise.solution.read_text("utf-8"))
    return tuple(dict.fromkeys(name.partition(".")[0] for name in names))


def of_cell(exercise: Exercise, last: Cell, before: Sequence[Cell]) -> CellAnswer:
    """The answer that is a whole cell, with what it needs from those before it."""
    found = gather(roots(exercise), before, last)
    return CellAnswer(TextAnswer(last.label, found.text), found, "this session")


def of_cells(exercise: Exercise, cells: Sequence[Cell], name: str) -> CellAnswer:
    """The answer that is in several cells: the last definition of each name."""
    wanted = roots(exercise)
    found = gather(wanted, cells)
    labels = [one.label for one in found.taken if {*one.names} & {*wanted}]
    return CellAnswer(TextAnswer(labels[-1] if labels else name, found.text), found, name)


def _listed(taken: Taken) -> str:
    return f"{_quoted(taken.names)} from {short(taken.label)}"


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _them(names: Sequence[str]) -> str:
    return "it" if len(names) == 1 else "them"
