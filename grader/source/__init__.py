"""The single source of an exercise: solution files, the stubs made from them, and their blanks.

Everything here only reads text: nothing runs a solution or a submission.
"""

from grader.source.docstring import parts_returned
from grader.source.model import SCAFFOLDS, Blank, Scaffold, Solution, SourceError
from grader.source.reader import read_solution
from grader.source.scaffold import stub
from grader.source.tree import stale, write_stubs
from grader.source.unfilled import unfilled

__all__ = [
    "SCAFFOLDS",
    "Blank",
    "Scaffold",
    "Solution",
    "SourceError",
    "parts_returned",
    "read_solution",
    "stale",
    "stub",
    "unfilled",
    "write_stubs",
]
