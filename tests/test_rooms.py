"""Which rooms of the package may import which, read from the sources."""

import ast
from collections.abc import Iterator, Sequence
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import grader

PACKAGE = Path(grader.__file__).parent
MODULES = {
    ".".join(file.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__"): file
    for file in PACKAGE.rglob("*.py")
}
BESIDE_HOSTILE_CODE = {
    "grader.worker.main",
    "grader.worker.library_calls",
    "grader.worker.fake_device",
}
FRONT_ENDS = {
    "cli",
    "watch",
    "batch",
    "quiz",
    "review",
    "stats",
    "room",
    "notebook",
    "remote",
    "assistant",
    "authoring",
}


def imported(statements: Sequence[ast.stmt], *, late: bool) -> Iterator[str]:
    """What statements import; functions import late.

    What only type checkers read is left out, but for what a package exports: it is imported late.
    """
    exports = any("grader.exports" in ast.unparse(statement) for statement in statements)
    for statement in statements:
        match statement:
            case ast.If(test=ast.Name("TYPE_CHECKING")) if not (late and exports):
                continue
            case ast.FunctionDef() if not late:
                continue
            case ast.Import(names=names):
                yield from (name.name for name in names)
            case ast.ImportFrom(module=str(module), names=names):
                yield from (
                    inner if (inner := f"{module}.{name.name}") in MODULES else module
                    for name in names
                )
        for part in ("body", "orelse", "handlers", "finalbody", "cases"):
            yield from imported(getattr(statement, part, []), late=late)


@cache
def graph(*, late: bool) -> dict[str, frozenset[str]]:
    """For each module of the package, those of the package that it imports."""
    return {
        name: frozenset(imported(ast.parse(file.read_text("utf-8")).body, late=late))
        & MODULES.keys() - {name}
        for name, file in MODULES.items()
    }


def reached(start: str, *, late: bool) -> set[str]:
    """Everything that comes with a module."""
    found, todo = set(), [start]
    while todo:
        if (name := todo.pop()) not in found:
            found.add(name)
            todo += graph(late=late)[name]
    return found


@pytest.mark.parametrize("late", [False, True], ids=["at import", "at all"])
def test_imports_form_no_cycle(late: bool) -> None:
    """So that a module can be read, and tested, after those it imports."""
    TopologicalSorter(graph(late=late)).prepare()


def test_the_judge_imports_nothing_that_runs_beside_hostile_code() -> None:
    """Neither a front end nor the judge, whatever it imports at first or later."""
    for name in MODULES:
        if name.startswith(("grader.cli", "grader.watch", "grader.batch", "grader.judging")):
            assert reached(name, late=False) & BESIDE_HOSTILE_CODE == set(), name


def test_a_worker_imports_nothing_of_the_judge() -> None:
    """Neither the judge nor the known mistakes nor the learner's history, at any time."""
    rooms = {name.split(".")[1] for name in reached("grader.worker.main", late=True)}
    assert rooms == {"blanks", "catalogue", "confine", "exports", "probe", "worker"}


@pytest.mark.parametrize(
    "room",
    ["buggy", "judging", "probe", "worker", "confine", "checks", "mistakes", "source", "render"],
)
def test_a_room_imports_no_front_end(room: str) -> None:
    """Front ends stand on judging, and never the other way round."""
    for name in MODULES:
        if name.startswith(f"grader.{room}"):
            rooms = {other.split(".")[1] for other in graph(late=True)[name] - {"grader"}}
            assert rooms & FRONT_ENDS == set(), name


def test_the_package_says_that_it_is_typed() -> None:
    """Type checkers read the annotations of an installed package only where it has this file."""
    assert (PACKAGE / "py.typed").is_file()
