"""What the names of a function are, read from its text: tensors, numbers, or neither.

A mutation that adds `.detach()` to a float proves nothing: it raises under any checks.
"""

import ast
from collections.abc import Iterator

MODULES = frozenset({"torch", "F", "np", "special", "linalg", "math"})
_TENSORS = ("Tensor", "NDArray", "Array")
_NOT_A_TENSOR = frozenset(
    {"len", "float", "int", "bool", "isinstance", "zip", "range", "list", "enumerate", "super"}
)
SIZES = frozenset({"numel", "dim", "size", "shape"})
"""What code can ask of a tensor regardless of its values."""

_OTHERWISE = frozenset({"item", "fit", "append", "parameters"})


class Scope:
    """The names of one function, and of the object that it is a method of.

    Args:
        function: the function.
        library: the library of its tensors: torch or numpy.
        layers: the names of the object's layers.

    Attributes:
        tensors: names of tensors or arrays.
        numbers: names of Python numbers.
        inputs: the tensors among the arguments.
        given: those and the parameters of a model, which must not be overwritten.
    """

    def __init__(
        self, function: ast.FunctionDef, library: str, layers: tuple[str, ...] = ()
    ) -> None:
        self.library = library
        self.layers = layers
        self.tensors: list[str] = []
        self.numbers: list[str] = []
        for argument in function.args.args:
            self._declare(argument.arg, argument.annotation)
        self.inputs = tuple(self.tensors)
        self.given = list(self.inputs)
        for node in _in_order(function):
            self._learn(node)

    def is_tensor(self, node: ast.AST) -> bool:
        """Whether an expression is a tensor, as far as the text shows."""
        match node:
            case ast.Name(id=name):
                return name in self.tensors
            case ast.BinOp(left=left, right=right):
                return self.is_tensor(left) or self.is_tensor(right)
            case ast.UnaryOp(operand=inner) | ast.Subscript(value=inner):
                return self.is_tensor(inner)
            case ast.Attribute(value=inner, attr="T" | "mT"):
                return self.is_tensor(inner)
            case ast.Compare(left=left, comparators=comparators):
                return any(self.is_tensor(part) for part in (left, *comparators))
            case ast.Call(func=ast.Name(id=name), args=args):
                return name not in _NOT_A_TENSOR and any(map(self.is_tensor, args))
            case ast.Call(func=ast.Attribute(value=base, attr=name), args=args):
                if name in SIZES | _OTHERWISE:
                    return False
                if isinstance(base, ast.Name) and base.id in MODULES:
                    return base.id != "math"
                return self.is_tensor(base) or any(map(self.is_tensor, args))
        return False

    def is_number(self, node: ast.AST) -> bool:
        """Whether an expression is a Python number, as far as the text shows."""
        match node:
            case ast.Constant(value=value):
                return isinstance(value, (int, float)) and not isinstance(value, bool)
            case ast.Name(id=name):
                return name in self.numbers
            case ast.Attribute(value=ast.Name(id="math" | "np"), attr="pi"):
                return True
            case ast.BinOp(left=left, right=right):
                return self.is_number(left) and self.is_number(right)
            case ast.UnaryOp(op=ast.USub(), operand=inner):
                return self.is_number(inner)
            case ast.Call(func=ast.Attribute(value=ast.Name(id="math"))):
                return True
            case ast.Call(func=ast.Name(id="len" | "float")):
                return True
            case ast.Call(func=ast.Attribute(attr="numel")):
                return True
        return False

    def is_numeric(self, node: ast.AST) -> bool:
        """Whether an expression can be used in arithmetic."""
        return self.is_tensor(node) or self.is_number(node)

    def _declare(self, name: str, annotation: ast.expr | None) -> None:
        kind = ast.unparse(annotation) if annotation else ""
        if kind.startswith(_TENSORS):
            self.tensors.append(name)
        elif kind in ("float", "int"):
            self.numbers.append(name)

    def _learn(self, node: ast.AST) -> None:
        match node:
            case ast.Assign(targets=[target], value=value):
                self._bind(target, value)
            case ast.For(target=target, iter=over) | ast.comprehension(target=target, iter=over):
                match over:
                    case ast.Call(func=ast.Attribute(attr="parameters")):
                        self._add(self.tensors, target)
                        self._add(self.given, target)
                    case ast.Call(func=ast.Name(id="zip"), args=args):
                        if all(map(self.is_tensor, args)):
                            self._add(self.tensors, target)
                    case ast.Call(func=ast.Name(id="range")):
                        self._add(self.numbers, target)

    def _bind(self, target: ast.expr, value: ast.expr) -> None:
        if self.is_number(value):
            self._add(self.numbers, target)
        elif self.is_tensor(value):
            self._add(self.tensors, target)

    @staticmethod
    def _add(to: list[str], target: ast.expr) -> None:
        names = (node.id for node in ast.walk(target) if isinstance(node, ast.Name))
        to.extend(name for name in names if name not in to)


def _in_order(node: ast.AST) -> Iterator[ast.AST]:
    """A node and everything in it, as it is read."""
    yield node
    for child in ast.iter_child_nodes(node):
        yield from _in_order(child)
