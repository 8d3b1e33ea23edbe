"""Stubs: solutions without their answers."""

import ast
import itertools

from grader.source.docstring import parse_docstring
from grader.source.functions import first_line
from grader.source.interview import interview_edits
from grader.source.markers import find_marks
from grader.source.model import Scaffold, Solution
from grader.source.parsed import Edit, Parsed, edited, parse
from grader.source.spans import Mark

IMPORT = "from grader import blank"
DEFINITIONS = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
IMPORTS = ast.Import | ast.ImportFrom


def stub(solution: Solution, scaffold: Scaffold) -> str:
    """Return the file that a learner starts from: the solution without its answers.

    Args:
        solution: the solution.
        scaffold: `guided` replaces each blank and keeps the code around it; `interview` keeps only
            the signature and the docstring of a function with blanks.
    """
    file = parse(solution.path, solution.text)
    marks = find_marks(file)
    edits = [_docstring(file)]
    if scaffold == "guided":
        edits += [_guided(file, mark) for mark in marks]
    else:
        edits += interview_edits(file, marks)
    return _with_import(parse(solution.path, edited(file, edits)))


def _docstring(file: Parsed) -> Edit:
    node = file.tree.body[0]
    last = node.end_lineno or 0
    behind = file.lines[last - 1].encode()[node.end_col_offset :].decode()
    return node.lineno, last, parse_docstring(file).stub_docstring + behind


def _guided(file: Parsed, mark: Mark) -> Edit:
    """Replace a blank, and keep the empty line that the formatter wants next to a definition."""
    if not mark.is_block:
        return mark.first_line, mark.blank.end_line, mark.stub_line
    above, below = mark.first_line - 1, mark.blank.end_line + 1
    for line in file.lines[below - 1 :]:
        if not line.lstrip().startswith("#"):
            break
        below += 1
    nodes = list(ast.walk(file.tree))
    after = any(
        isinstance(node, DEFINITIONS | IMPORTS) and node.end_lineno == above for node in nodes
    )
    ahead = any(isinstance(node, DEFINITIONS) and first_line(node) == below for node in nodes)
    text = "\n" * after + mark.stub_line + "\n" * ahead
    return mark.first_line, mark.blank.end_line, text


def _with_import(file: Parsed) -> str:
    """Import `blank` where the import sorter wants it: last, in its own section."""
    docstring, *rest = file.tree.body
    imports = list(itertools.takewhile(lambda node: isinstance(node, IMPORTS), rest))
    last = [docstring, *imports][-1].end_lineno or 0
    following = rest[len(imports)]
    below = last
    while not file.lines[below].strip():
        below += 1
    # Two empty lines above a definition, or above the comments directly above it; else one.
    defines = isinstance(following, DEFINITIONS)
    gap = 2 if defines and all(file.lines[below : first_line(following)]) else 1
    lines = [*file.lines[:last], "", IMPORT, *[""] * gap, *file.lines[below:]]
    return "\n".join(lines)
