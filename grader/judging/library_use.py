"""Which files may come to a library's answer, by their text alone: only their calls are watched."""

import ast
import warnings
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from grader.judging.known_words import (
    AT_RUN_TIME,
    BUILTINS,
    METHODS,
    PARTS,
    innocent,
    modules,
    of_libraries,
)


def may_call(text: str, answers: Collection[str]) -> bool:
    """Whether a file could call one of these functions: if not, nobody needs to watch its calls.

    It could not if all that it imports, names and asks objects for is known, and none of it is an
    answer. Anything else, and every way to look something up at run time, counts as yes.

    Args:
        text: the source of the file.
        answers: names of functions of torch.
    """
    try:
        with warnings.catch_warnings(action="ignore"):
            nodes = [*ast.walk(ast.parse(text))]
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return True
    own = {name for node in nodes for name in _own_attributes(node)}
    words = _Words(
        frozenset((innocent() | own - of_libraries()) - set(answers)),
        frozenset(BUILTINS.union(name for node in nodes for name in _bound(node))),
        frozenset(name for node in nodes for name in _modules(node)),
        frozenset(id(node.value) for node in nodes if isinstance(node, ast.Attribute)),
    )
    return not all(map(words.are_innocent_in, nodes))


@dataclass(frozen=True)
class _Words:
    """The words that a file may use.

    Attributes:
        attributes: of anything.
        names: what it binds itself, and builtins.
        modules: those names that are modules.
        asked: the nodes of which something is asked, by their id.
    """

    attributes: frozenset[str]
    names: frozenset[str]
    modules: frozenset[str]
    asked: frozenset[int]

    def are_innocent_in(self, node: ast.AST) -> bool:
        """Whether a node says nothing else."""
        if any(name.startswith("__") for name in _bound(node)):
            return isinstance(node, ast.FunctionDef) and node.name in METHODS
        match node:
            case ast.ClassDef(body=body) if any(map(_is_import, body)):
                return False
            case ast.Import(names=names):
                return all(alias.name in modules() for alias in names)
            case ast.ImportFrom(module="grader", names=[ast.alias(name="blank")], level=0):
                return True
            case ast.ImportFrom(module=str(module), names=names, level=0):
                known = self.attributes | PARTS
                return module in modules() and all(alias.name in known for alias in names)
            case ast.ImportFrom() | ast.Match():
                return False
            # A module that is handed on could be asked for anything under another name.
            case ast.Attribute(attr=attr):
                return attr in self.attributes or (attr in PARTS and id(node) in self.asked)
            case ast.Name(id=name):
                if name.startswith("__") or name in AT_RUN_TIME:
                    return name == "__name__"
                return name in self.names and (name not in self.modules or id(node) in self.asked)
        return True


def _bound(node: ast.AST) -> Iterator[str]:
    """The names that a node binds."""
    match node:
        case ast.Import(names=names) | ast.ImportFrom(names=names):
            for alias in names:
                yield alias.asname or alias.name.partition(".")[0]
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            yield name
        case ast.arg(arg=name):
            yield name
        case ast.Name(id=name, ctx=ast.Store()):
            yield name
        case ast.ExceptHandler(name=str(name)):
            yield name


def _own_attributes(node: ast.AST) -> Iterator[str]:
    """The attributes that a file gives its own objects and classes."""
    match node:
        case ast.Attribute(attr=attr, ctx=ast.Store()) if not attr.startswith("__"):
            yield attr
        case ast.ClassDef(body=body):
            for statement in body:
                for inner in ast.walk(statement) if _is_assignment(statement) else [statement]:
                    yield from (name for name in _bound(inner) if not name.startswith("__"))


def _is_import(statement: ast.stmt) -> bool:
    return isinstance(statement, (ast.Import, ast.ImportFrom))


def _is_assignment(statement: ast.stmt) -> bool:
    return isinstance(statement, (ast.Assign, ast.AnnAssign))


def _modules(node: ast.AST) -> Iterator[str]:
    """The names that an import binds to modules."""
    match node:
        case ast.Import():
            yield from _bound(node)
        case ast.ImportFrom(names=names):
            yield from (alias.asname or alias.name for alias in names if alias.name in PARTS)
