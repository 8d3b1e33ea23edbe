"""Making one text of several cells: the answer, and what it needs from elsewhere.

For each name the last cell that defines it counts, with everything that it needs in turn. A value
that only running the cells has made, or that has changed since, is not known here: that is what
keeps the state of a kernel out of a verdict.
"""

import builtins
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from grader.notebook.cells import Cell
from grader.notebook.pieces import Piece, pieces

_KNOWN = {*dir(builtins), "__file__", "__builtins__", "__annotations__"}


@dataclass(frozen=True)
class Taken:
    """What was taken from a cell: the names that it defines there."""

    label: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Gathered:
    """A text to grade.

    Attributes:
        text: the text.
        places: for each line of the text the label of its cell and the line there.
        taken: what was taken from which cell, in the order of the text.
        missing: names that are needed and defined nowhere.
        left_out: lines that are not Python, of the cells that answer the exercise.
        unread: the labels of cells that are not Python, if a name is missing that they may define.
    """

    text: str
    places: tuple[tuple[str, int], ...]
    taken: tuple[Taken, ...] = ()
    missing: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Found:
    """A statement and where it is."""

    cell: int
    piece: Piece


def gather(names: Collection[str], cells: Sequence[Cell], last: Cell | None = None) -> Gathered:
    """Gather the definitions of some names from cells.

    Args:
        names: the names that an exercise asks for.
        cells: the cells, in order.
        last: a cell after them that is taken as it is, whatever else it does.
    """
    if last is not None and not last.is_python:
        return Gathered(last.text, tuple(_places(last.label, 1, last.text.split("\n"))))
    own = pieces(last.text) if last else []
    found = [
        _Found(number, piece)
        for number, cell in enumerate(cells)
        if cell.is_python
        for piece in pieces(cell.text)
    ]
    chosen, missing = _chosen(found, own, names)
    layout = _Layout()
    for one in sorted(chosen, key=lambda one: _rank(one.piece)):
        layout.add(cells[one.cell].label, one.piece.first, one.piece.lines)
    asked = {one.cell for one in chosen if one.piece.defines & {*names}}
    left_out = [line for number in sorted(asked) for line in cells[number].left_out]
    if last is not None:
        layout.add_whole(last, [piece for piece in own if piece.is_future])
        left_out += last.left_out
    unread = [cell.label for cell in cells if not cell.is_python] if missing else []
    return Gathered(
        "\n".join(layout.lines) + "\n",
        tuple(layout.places),
        tuple(_taken(chosen, cells)),
        tuple(missing),
        tuple(left_out),
        tuple(unread),
    )


def _rank(piece: Piece) -> int:
    """What comes first: the future, then imports, wherever they stand."""
    return 0 if piece.is_future else 1 if piece.is_import else 2


def _chosen(
    found: Sequence[_Found], own: Sequence[Piece], names: Iterable[str]
) -> tuple[list[_Found], list[str]]:
    """The statements that are needed, in order, and the names that are defined nowhere."""
    there = {name for piece in own for name in piece.defines}
    wanted = [*names, *(name for piece in own for name in sorted(piece.needs))]
    chosen: dict[int, _Found] = {
        place: one for place, one in enumerate(found) if one.piece.is_future
    }
    missing: dict[str, None] = {}
    looked: set[str] = set()
    while wanted:
        name = wanted.pop(0)
        if name in looked or name in there:
            continue
        looked.add(name)
        defining = [place for place, one in enumerate(found) if name in one.piece.defines]
        if not defining and name not in _KNOWN:
            missing[name] = None
        for place in _current(defining, found):
            chosen[place] = found[place]
            wanted += sorted(found[place].piece.needs)
    stars = {place: one for place, one in enumerate(found) if one.piece.is_star}
    if stars and missing:  # they may be what defines these
        chosen |= stars
        missing = {}
    return [chosen[place] for place in sorted(chosen)], list(missing)


def _current(defining: Sequence[int], found: Sequence[_Found]) -> list[int]:
    """Of the statements that define a name, those of the last cell; of imports, all of them.

    `import torch` and `import torch.nn.functional` bind the same name, and add to each other.
    """
    if not defining:
        return []
    cell = found[defining[-1]].cell
    here = [place for place in defining if found[place].cell == cell]
    if not all(found[place].piece.is_import for place in here):
        return here
    imports = {
        found[place].piece.lines: place for place in defining if found[place].piece.is_import
    }
    return list(imports.values())


def _taken(chosen: Sequence[_Found], cells: Sequence[Cell]) -> list[Taken]:
    names: dict[str, dict[str, None]] = {}
    for one in chosen:
        known = names.setdefault(cells[one.cell].label, {})
        known.update(dict.fromkeys(sorted(one.piece.defines)))
    return [Taken(label, tuple(defined)) for label, defined in names.items() if defined]


class _Layout:
    """The lines of a text as they are put together, and where each is from."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.places: list[tuple[str, int]] = []

    def add(self, label: str, first: int, lines: Sequence[str]) -> None:
        """Add some lines of a cell."""
        self.lines += lines
        self.places += _places(label, first, lines)

    def add_whole(self, cell: Cell, future: Sequence[Piece]) -> None:
        """Add a cell as it is, with what must come first taken to the top."""
        lines = cell.text.split("\n")
        for piece in future:
            lines[piece.first - 1 : piece.first - 1 + len(piece.lines)] = [""] * len(piece.lines)
            self.lines[:0] = piece.lines
            self.places[:0] = _places(cell.label, piece.first, piece.lines)
        self.add(cell.label, 1, lines)


def _places(label: str, first: int, lines: Sequence[str]) -> list[tuple[str, int]]:
    return [(label, number) for number in range(first, first + len(lines))]
