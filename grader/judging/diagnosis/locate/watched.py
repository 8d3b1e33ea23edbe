"""A text whose functions note the numbers that they compute with, or take others in a place."""

import ast
import copy
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from grader.judging.diagnosis.code.source import Source
from grader.judging.diagnosis.repair.definitions import Definition, definitions
from grader.judging.diagnosis.repair.sites import is_module
from grader.probe.values import Array

MOST = 2048
"""Numbers of one value: larger ones are not noted."""

KINDS = ["float64", "float32", "float", "int64", "int", "bool"]

_VALUES = (
    ast.Name, ast.BinOp, ast.UnaryOp, ast.Call, ast.Subscript, ast.Compare, ast.BoolOp, ast.IfExp,
    ast.Attribute,
)  # fmt: skip

UNFILLED = {
    "empty", "empty_like", "full", "full_like", "zeros", "zeros_like", "ones", "ones_like",
    "new_full", "new_empty", "new_zeros", "new_ones",
}  # fmt: skip
"""What holds any number at first, or one that is given."""

_NOTING = """
import numpy as _np_

_seen_ = {{}}

def _plain_(x):
    x = x.detach() if hasattr(x, "detach") else x
    return _np_.array(x.tolist() if hasattr(x, "tolist") else x, dtype=_np_.float64)

def _note_(place, value):
    if hasattr(value, "tolist") or type(value) in (int, float, bool):
        try:
            kind = str(getattr(value, "dtype", type(value).__name__)).rpartition(".")[2]
            seen = _plain_(value), {kinds}.index(kind)
            _seen_.setdefault(place, []).append(seen)
        except Exception:
            pass
    return value

def _made_(own):
    def noting(*given, **named):
        _seen_.clear()
        own(*given, **named)
        found = []
        for place, values in _seen_.items():
            x, kind = values[0]
            if x.size <= {most}:
                found += [place, len(values), kind, x.ndim, *x.shape, *x.ravel()]
        return {result}
    return noting

{failed} = _made_({failed})
"""

_GIVEN = """
import numpy as _np_
inf, nan = float("inf"), float("nan")
_given_ = _np_.array({numbers!r}, dtype="{dtype}").reshape({shape!r})
{tensor}
"""

Numbers = np.ndarray[Any, Any]


@dataclass(frozen=True)
class Noted:
    """What an expression came to in one call: its first value, its kind, how often it had one."""

    value: Numbers
    kind: str
    times: int


@dataclass(frozen=True)
class Watched:
    """A text, whose function is watched.

    Attributes:
        text: a module.
        failed: its function or method.
        library: what it computes with, torch or numpy.
    """

    text: str
    failed: str
    library: str

    @cached_property
    def source(self) -> Source:
        """The text, read."""
        return Source(self.text, self.failed)

    @cached_property
    def places(self) -> list[ast.expr]:
        """The expressions of what failed and of what it uses that may have a number as value."""
        found: list[ast.expr] = []
        for function in self.source.used:
            for statement in function.body:
                found += _places(statement)
        return found

    @cached_property
    def noting(self) -> str:
        """The text in which the function returns the values of all places instead."""
        result = "_np_.array(found)"
        if self.library == "torch":
            result = "__import__('torch').tensor(found, dtype=__import__('torch').float64)"
        numbers = {_key(place): index for index, place in enumerate(self.places)}

        def note(node: ast.expr, inner: ast.expr) -> ast.expr:
            return ast.Call(ast.Name("_note_"), [ast.Constant(numbers[_key(node)]), inner], [])

        module = copy.deepcopy(ast.Module(self.source.module, []))
        module = _Changing(numbers.keys(), note).visit(module)
        head = ast.unparse(ast.fix_missing_locations(module))
        return head + _NOTING.format(kinds=KINDS, most=MOST, result=result, failed=self.failed)

    def with_numbers(self, place: ast.expr, numbers: Numbers, dtype: str) -> str:
        """The text in which a place has these numbers as its value."""
        around = next(d for d in self._definitions if any(n is place for n in ast.walk(d.node)))
        tensor = ""
        if self.library == "torch":
            tensor = "_given_ = __import__('torch').from_numpy(_given_)"
        return around.with_code((place, "_given_")) + _GIVEN.format(
            numbers=[float(x) for x in numbers.ravel()],
            dtype=dtype,
            shape=numbers.shape,
            tensor=tensor,
        )

    @cached_property
    def _definitions(self) -> list[Definition]:
        return list(definitions(self.source))


class _Changing(ast.NodeTransformer):
    """Changes some expressions, the inner ones first."""

    def __init__(self, keys: Any, change: Callable[[ast.expr, ast.expr], ast.expr]) -> None:
        self._keys = keys
        self._change = change

    def visit(self, node: ast.AST) -> Any:
        key = _key(node) if isinstance(node, _VALUES) else None
        inner = super().generic_visit(node)
        return self._change(node, inner) if key in self._keys else inner  # type: ignore[arg-type]


def read(answered: Any) -> dict[int, Noted]:
    """What a noting function returned: the values of the places, by their index."""
    if not isinstance(answered, Array) or answered.data.ndim != 1:
        return {}
    numbers = np.asarray(answered.data, np.float64)
    found: dict[int, Noted] = {}
    at = 0
    while at + 4 <= len(numbers):
        if not np.isfinite(numbers[at : at + 4]).all():
            return {}  # a submission may return anything
        place, times, kind, rank = (int(x) for x in numbers[at : at + 4])
        start = at + 4 + rank
        if not (0 <= kind < len(KINDS) and 0 <= rank <= 8 and start <= len(numbers)):
            return {}
        sizes = numbers[at + 4 : start]
        if not ((sizes >= 0) & (sizes <= MOST)).all():
            return {}
        shape = tuple(int(x) for x in sizes)
        end = start + math.prod(shape)
        if end > len(numbers):
            return {}
        found[place] = Noted(numbers[start:end].reshape(shape), KINDS[kind], times)
        at = end
    return found


def _key(node: Any) -> tuple[int, int, int, int, str]:
    """What tells a node from the others of its text."""
    return node.lineno, node.col_offset, node.end_lineno, node.end_col_offset, type(node).__name__


def _places(node: ast.AST) -> list[ast.expr]:
    """The places in a node, in no order that matters."""
    if isinstance(node, ast.JoinedStr | ast.Lambda | ast.FunctionDef | ast.ClassDef):
        return []
    found: list[ast.expr] = []
    if isinstance(node, _VALUES) and isinstance(getattr(node, "ctx", ast.Load()), ast.Load):
        found = [] if isinstance(node, ast.Name | ast.Attribute) and is_module(node) else [node]
    skipped = _skipped(node)
    for child in ast.iter_child_nodes(node):
        if not any(child is one for one in skipped):
            found += _places(child)
        elif isinstance(child, ast.Attribute):  # of a call: what it is called on
            found += _places(child.value)
    return found


def _skipped(node: ast.AST) -> Sequence[ast.AST]:
    """The children of a node that are no values by themselves."""
    match node:
        case ast.Call(func=function, keywords=words):
            return [function, *words]
        case ast.AugAssign(target=target) | ast.AnnAssign(target=target):
            return [target, getattr(node, "annotation", target)]
        case ast.Assign(targets=targets):
            return targets
        case ast.For(target=target) | ast.comprehension(target=target):
            return [target]
        case ast.ExceptHandler(type=kind) if kind is not None:
            return [kind]
    return []
