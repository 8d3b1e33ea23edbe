"""A file as a sequence of syntax nodes that renaming, reformatting and comments do not change."""

import ast
import builtins
from collections.abc import Iterator
from dataclasses import dataclass

_LEFT_OUT = (ast.expr_context, ast.Import, ast.ImportFrom)
_UNSEEN_FIELDS = frozenset({"annotation", "returns", "type_comment", "type_params"})


class Unparsable(ValueError):
    """The text is not Python, or too deep to be read."""


@dataclass(frozen=True)
class Node:
    """A syntax node.

    Attributes:
        label: its kind; for what is not the learner's to name, the name as well.
        line: where it stands, from 1.
        piece: which statement of the module it belongs to.
    """

    label: str
    line: int
    piece: int


def nodes(text: str) -> list[Node]:
    """The nodes of a module in the order of the text, parents first.

    Names that the file itself gives are not part of it, nor are docstrings, imports, annotations
    and texts: copies differ in them first. Numbers, operators, and names of the libraries are.

    Raises:
        Unparsable: the text is not Python.
    """
    try:
        tree = ast.parse(text.removeprefix("\ufeff"))
        return list(_walk(tree, _own_names(tree)))
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise Unparsable(type(error).__name__) from None


def _own_names(tree: ast.Module) -> frozenset[str]:
    """The names that the file gives: of variables, arguments, functions and classes."""
    found = set()
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name):
                found.add(name)
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                found.add(name)
            case ast.ClassDef(name=name) | ast.ExceptHandler(name=str(name)):
                found.add(name)
    return frozenset(found - set(dir(builtins)))


def _walk(tree: ast.Module, own: frozenset[str]) -> Iterator[Node]:
    """Each node before its children, without recursion: a chain of sums may be long."""
    pieces = [statement for statement in tree.body if _counts(statement)]
    for piece, statement in enumerate(pieces):
        todo: list[tuple[ast.AST, int]] = [(statement, statement.lineno)]
        while todo:
            node, line = todo.pop()
            line = getattr(node, "lineno", line)
            yield Node(_label(node, own), line, piece)
            todo += [(child, line) for child in reversed(list(_children(node)))]


def _children(node: ast.AST) -> Iterator[ast.AST]:
    for name, value in ast.iter_fields(node):
        if name in _UNSEEN_FIELDS:
            continue
        children = value if isinstance(value, list) else [value]
        yield from (child for child in children if isinstance(child, ast.AST) and _counts(child))


def _counts(node: ast.AST) -> bool:
    return not isinstance(node, _LEFT_OUT) and not _is_text_alone(node)


def _is_text_alone(node: ast.AST) -> bool:
    """Whether a statement is a docstring, or another text that does nothing."""
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def _label(node: ast.AST, own: frozenset[str]) -> str:
    kind = type(node).__name__
    match node:
        case ast.AnnAssign():
            return ast.Assign.__name__  # the annotation is left out
        case ast.Name(id=name):
            return kind if name in own else f"{kind} {name}"
        case ast.Attribute(attr=name) | ast.keyword(arg=str(name)):
            return kind if name in own else f"{kind} {name}"
        case ast.Constant(value=str() | bytes()):
            return f"{kind} text"
        case ast.Constant(value=value):
            return f"{kind} {value!r}"
    return kind
