"""Mutants: a module with one wrong change."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from grader.authoring.power.operators import arithmetic, statements, tensors
from grader.authoring.power.sites import Site, header, parsed, sites

EXPRESSIONS = (*arithmetic.OPERATORS, *tensors.OPERATORS, *statements.EXPRESSIONS)
STATEMENTS = statements.STATEMENTS


@dataclass(frozen=True)
class Mutant:
    """A module that differs from its original in one place.

    Attributes:
        of: the function or `Class.method` that was changed.
        operator: the name of the mutation.
        line: the line of the changed statement in the original.
        before: the statement, on one line.
        after: what replaces it.
        was: the part of it that was changed: an expression, or all of it.
        becomes: what that part was changed to.
        text: the whole module.
    """

    of: str
    operator: str
    line: int
    before: str
    after: str
    was: str
    becomes: str
    text: str

    def __str__(self) -> str:
        """The place and the change, as a diff of two lines."""
        return f"{self.of}, line {self.line}, {self.operator}\n- {self.before}\n+ {self.after}"


PREAMBLE = {
    "torch": "import math\nimport torch\nfrom torch.nn import functional as F\n",
    "numpy": "import numpy as np\n",
}
"""Imports that the text of a mutation may need and that its module may not have."""


def mutants(source: str, library: str) -> Iterator[Mutant]:
    """Every mutant of a module once, in text order.

    Args:
        source: a module that parses.
        library: the library that it uses: torch or numpy.
    """
    module = parsed(source)
    preamble = PREAMBLE[library]
    seen = {ast.unparse(module)}
    for site in sites(module, library):
        for operator, nodes in _changes(site):
            before, line = header(site.statement), site.statement.lineno
            with site.holding(nodes):
                text = ast.unparse(module)
                changed = nodes if site.node is site.statement else [site.statement]
                after = "; ".join(map(header, changed))
            if text not in seen:
                seen.add(text)
                was, becomes = header(site.node), "; ".join(map(header, nodes))
                yield Mutant(site.of, operator, line, before, after, was, becomes, preamble + text)


def _changes(site: Site) -> Iterator[tuple[str, list[ast.AST]]]:
    if isinstance(site.node, ast.stmt):
        for operator in STATEMENTS:
            for text in operator(site):
                yield operator.__name__, list(ast.parse(text).body)
    elif isinstance(site.node, ast.expr):
        for operator in EXPRESSIONS:
            for text in operator(site):
                yield operator.__name__, [_expression(text, site.node)]


def _expression(text: str, place: ast.expr) -> ast.expr:
    """Parse an expression; an index with slices, such as `:, 1:`, is one in brackets alone."""
    if isinstance(place, ast.Tuple) and any(isinstance(item, ast.Slice) for item in place.elts):
        text = text.removeprefix("(").removesuffix(")")
        indexed = ast.parse(f"_[{text}]", mode="eval").body
        return indexed.slice if isinstance(indexed, ast.Subscript) else indexed
    return ast.parse(text, mode="eval").body
