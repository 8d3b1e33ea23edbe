"""Whole functions in other styles, written as other people would.

Each style takes a function and returns the statements that redefine it.
"""

import ast
import copy
import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

from grader.authoring.power.scope import Scope


@dataclass(frozen=True)
class Written:
    """A function to restyle, and what is known about it."""

    function: ast.FunctionDef
    scope: Scope
    is_method: bool


Style = Callable[[Written], list[ast.stmt]]


def bare(written: Written) -> list[ast.stmt]:
    """Without annotations and docstring."""
    function = copy.deepcopy(written.function)
    function.returns = None
    for argument in (*function.args.args, *function.args.kwonlyargs):
        argument.annotation = None
    if ast.get_docstring(function):
        del function.body[0]
    return [function]


def renamed(written: Written) -> list[ast.stmt]:
    """With other names for everything local."""
    [function] = bare(written)
    assert isinstance(function, ast.FunctionDef)
    own = {arg.arg for arg in function.args.args} - {"self"} | _assigned(function)
    for node in ast.walk(function):
        if isinstance(node, ast.Name) and node.id in own:
            node.id = f"the_{node.id}"
        elif isinstance(node, ast.arg) and node.arg in own:
            node.arg = f"the_{node.arg}"
    return [function]


def inlined(written: Written) -> list[ast.stmt]:
    """Without names for values that are used only once."""
    [function] = bare(written)
    assert isinstance(function, ast.FunctionDef)
    while _inline_one(function):
        pass
    return [function]


def unfolded(written: Written) -> list[ast.stmt]:
    """With a name for every step."""
    [function] = bare(written)
    assert isinstance(function, ast.FunctionDef)
    _Unfold(written.scope).visit(function)
    return [function]


def asserted(written: Written) -> list[ast.stmt]:
    """With a check of the types, and of the shapes that the docstring says are the same."""
    [function] = bare(written)
    assert isinstance(function, ast.FunctionDef)
    kind = "torch.Tensor" if written.scope.library == "torch" else "np.ndarray"
    lines = [f"assert isinstance({name}, {kind})" for name in written.scope.inputs]
    alike = re.findall(
        r"(\w+): .*, the shape of `(\w+)`", ast.get_docstring(written.function) or ""
    )
    lines += [
        f"if {name}.shape != {other}.shape: raise ValueError('shapes differ')"
        for name, other in alike
    ]
    function.body[:0] = ast.parse("\n".join(lines)).body
    return [function]


def helped(written: Written) -> list[ast.stmt]:
    """With a function inside that does the work."""
    [function] = bare(written)
    assert isinstance(function, ast.FunctionDef)
    [inner] = ast.parse("def compute(): pass").body
    assert isinstance(inner, ast.FunctionDef)
    arguments = {arg.arg for arg in function.args.args}
    inner.body = function.body
    if assigned := sorted(arguments & _assigned(function)):
        inner.body = [ast.Nonlocal(assigned), *inner.body]
    function.body = [inner, *ast.parse("return compute()").body]
    return [function]


def shortest(written: Written) -> list[ast.stmt]:
    """As a lambda, if it can be one expression."""
    [function] = inlined(written)
    assert isinstance(function, ast.FunctionDef)
    match function.body:
        case [ast.Return(value=ast.expr() as value)] if not written.is_method:
            return [ast.Assign([_name(function.name)], ast.Lambda(function.args, value), lineno=0)]
    return [function]


def partially(written: Written) -> list[ast.stmt]:
    """As a function with an extra argument that is bound in advance."""
    [function] = bare(written)
    if written.is_method:
        return [function]
    assert isinstance(function, ast.FunctionDef)
    name = function.name
    function.name = f"_general_{name}"
    function.args.args.insert(0, ast.arg("unused"))
    call = f"import functools\n{name} = functools.partial({function.name}, None)"
    return [function, *ast.parse(call).body]


STYLES: tuple[Style, ...] = (
    bare,
    renamed,
    inlined,
    unfolded,
    asserted,
    helped,
    shortest,
    partially,
)


def _assigned(function: ast.FunctionDef) -> set[str]:
    """The names that a function assigns."""
    return {
        node.id
        for node in ast.walk(function)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }


def _inline_one(function: ast.FunctionDef) -> bool:
    for node in ast.walk(function):
        for field in ("body", "orelse", "finalbody"):
            suite = getattr(node, field, None)
            if not isinstance(suite, list):
                continue
            for index, (first, second) in enumerate(pairwise(suite)):
                match first:
                    case ast.Assign(targets=[ast.Name(id=name)], value=value):
                        if _uses(function, name) == 1 == _uses(second, name) and _is_simple(second):
                            _Put(name, value).visit(second)
                            del suite[index]
                            return True
    return False


def _uses(node: ast.AST, name: str) -> int:
    return sum(
        isinstance(inner, ast.Name) and inner.id == name and isinstance(inner.ctx, ast.Load)
        for inner in ast.walk(node)
    )


def _is_simple(statement: ast.stmt) -> bool:
    """Whether each expression of a statement is evaluated once."""
    loops = (ast.comprehension, ast.Lambda, ast.stmt)
    return not any(
        isinstance(inner, loops) for inner in ast.walk(statement) if inner is not statement
    )


class _Put(ast.NodeTransformer):
    """Replaces a name with its expression."""

    def __init__(self, name: str, value: ast.expr) -> None:
        self._name = name
        self._value = value

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return self._value if node.id == self._name and isinstance(node.ctx, ast.Load) else node


class _Unfold(ast.NodeTransformer):
    """Gives every operand of a returned or assigned expression its own name."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._count = 0

    def visit_Return(self, node: ast.Return) -> list[ast.stmt]:
        return self._unfolded(node)

    def visit_Assign(self, node: ast.Assign) -> list[ast.stmt]:
        return self._unfolded(node)

    def _unfolded(self, node: ast.Return | ast.Assign) -> list[ast.stmt]:
        steps: list[ast.stmt] = []
        if node.value is not None:
            self._split(node.value, steps)
        return [*steps, node]

    def _split(self, node: ast.expr, steps: list[ast.stmt]) -> None:
        match node:
            case ast.BinOp(left=left, right=right):
                node.left, node.right = self._step(left, steps), self._step(right, steps)
            case ast.UnaryOp(operand=inner):
                node.operand = self._step(inner, steps)
            case ast.Tuple(elts=elements):
                node.elts = [self._step(element, steps) for element in elements]
            case ast.Call(func=ast.Attribute(value=base) as callee, args=args):
                callee.value = self._step(base, steps)
                node.args = [self._step(arg, steps) for arg in args]

    def _step(self, node: ast.expr, steps: list[ast.stmt]) -> ast.expr:
        composed = isinstance(node, (ast.BinOp, ast.Call, ast.UnaryOp))
        if not composed or not self._scope.is_tensor(node):
            return node
        self._split(node, steps)
        self._count += 1
        name = f"step_{self._count}"
        steps.append(ast.Assign([_name(name)], node, lineno=0))
        return ast.Name(name, ast.Load())


def _name(name: str) -> ast.expr:
    return ast.Name(name, ast.Store())
