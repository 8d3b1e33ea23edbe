"""The single source of an exercise: solution files, the stubs made from them, and their blanks.

Everything here only reads text: nothing runs a solution or a submission.
"""

from typing import TYPE_CHECKING

from grader.exports import exports

if TYPE_CHECKING:
    from grader.source.docstring import DocstringParts, parts_returned, read_parts
    from grader.source.gaps import unfilled
    from grader.source.model import SCAFFOLDS, Blank, Scaffold, Solution, SourceError
    from grader.source.reader import read_solution
    from grader.source.scaffold import stub
    from grader.source.tree import stale, write_stubs

__all__ = [
    "SCAFFOLDS",
    "Blank",
    "DocstringParts",
    "Scaffold",
    "Solution",
    "SourceError",
    "parts_returned",
    "read_parts",
    "read_solution",
    "stale",
    "stub",
    "unfilled",
    "write_stubs",
]

__getattr__ = exports(
    __name__,
    {
        "docstring": ["DocstringParts", "parts_returned", "read_parts"],
        "model": ["SCAFFOLDS", "Blank", "Scaffold", "Solution", "SourceError"],
        "reader": ["read_solution"],
        "scaffold": ["stub"],
        "tree": ["stale", "write_stubs"],
        "gaps": ["unfilled"],
    },
)
