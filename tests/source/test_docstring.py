"""What a statement says of a function is found in it."""

import ast

import pytest

from grader.catalogue import Exercise, exercises
from grader.source import parts_returned, read_solution
from grader.source.functions import functions

STATEMENT = """\
Write two functions:

- `fit(y)`: `(mu, sigma)`, the mean and
  the standard deviation;
- `encode(x, n=(1, 2)) -> (mean, log_var)`: from `(c, d)`;
- `count(y)`: how many there are.

Both return `(n, 1)` and never `(p, q)`.
"""


@pytest.mark.parametrize(
    ("function", "names"),
    [
        ("fit", ("mu", "sigma")),
        ("VAE.encode", ("mean", "log_var")),
        ("count", ()),
        ("missing", ()),
    ],
)
def test_the_parts_of_a_tuple_have_the_names_of_the_statement(
    function: str, names: tuple[str, ...]
) -> None:
    """They stand after the signature, in parentheses, in the item of the function."""
    assert parts_returned(STATEMENT, function) == names


@pytest.mark.parametrize("exercise", exercises(), ids=lambda exercise: exercise.address)
def test_every_tuple_has_named_parts(exercise: Exercise) -> None:
    """A diagnosis can call them by their names."""
    statement = read_solution(exercise.solution).statement
    for name, node in functions(ast.parse(exercise.solution.read_text("utf-8"))):
        returned = ast.unparse(node.returns) if node.returns else ""
        if returned.startswith("tuple[") and not name.rpartition(".")[2].startswith("_"):
            assert len(parts_returned(statement, name)) == returned.count(",") + 1
