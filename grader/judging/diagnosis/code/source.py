"""The functions of a submission, and which of them one uses."""

import ast
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from grader.source.functions import FunctionNode

LONGEST = 40
"""Characters of a piece of code in a sentence."""

WHOLE = 60
"""The same where what it computes with is a part of what is said."""


@dataclass(frozen=True)
class Source:
    """The text of a submission, and what failed of it.

    Attributes:
        text: the submission.
        failed: the function, class or `Class.method` that failed.
    """

    text: str
    failed: str

    @cached_property
    def functions(self) -> dict[str, FunctionNode]:
        """The functions and methods of the module by name, as they are when it is imported."""
        found: dict[str, FunctionNode] = {}
        for node in self.module:
            match node:
                case ast.FunctionDef(name=name):
                    found[name] = node
                case ast.ClassDef(name=name, body=body):
                    found |= {f"{name}.{m.name}": m for m in body if isinstance(m, FunctionNode)}
                case ast.Assign(targets=[target], value=ast.Name(id=name)) if name in found:
                    found[ast.unparse(target)] = found[name]
        return found

    @cached_property
    def used(self) -> list[FunctionNode]:
        """What failed, and the functions and methods that it uses, directly or through others."""
        waiting = [name for name in self.functions if _is_of(name, self.failed)]
        owner = self.failed.rpartition(".")[0] or self.failed
        found: dict[str, FunctionNode] = {}
        while waiting:
            name = waiting.pop(0)
            if name in found or name not in self.functions:
                continue
            found[name] = self.functions[name]
            own = name.rpartition(".")[0] or owner
            for node in ast.walk(found[name]):
                if isinstance(node, ast.Name):
                    waiting.append(node.id)
                    waiting += [method for method in self.functions if _is_of(method, node.id)]
                elif isinstance(node, ast.Attribute) and ast.unparse(node.value) == "self":
                    waiting.append(f"{own}.{node.attr}")
        return list({id(node): node for node in found.values()}.values())

    def nodes(self) -> Iterator[ast.AST]:
        """Every node of what failed and of what it uses."""
        for function in self.used:
            yield from ast.walk(function)

    def line(self, number: int) -> list[ast.AST]:
        """The nodes of the statements on a line that hold no others."""
        around = (n for n in self._nodes if isinstance(n, ast.stmt) and not hasattr(n, "body"))
        return [
            node
            for statement in around
            if statement.lineno <= number <= (statement.end_lineno or 0)
            for node in ast.walk(statement)
        ]

    @cached_property
    def module(self) -> list[ast.stmt]:
        """The statements of the module; none where it does not parse."""
        with warnings.catch_warnings(action="ignore"):
            try:
                return ast.parse(self.text).body
            except (SyntaxError, ValueError, RecursionError, MemoryError):
                return []

    @cached_property
    def _nodes(self) -> list[ast.AST]:
        return [node for statement in self.module for node in ast.walk(statement)]


def place(node: ast.AST, longest: int = LONGEST) -> str:
    """A piece of code with its line, as it stands in a sentence."""
    code = " ".join(ast.unparse(node).split())
    if len(code) > longest and isinstance(node, ast.Call):
        code = f"{' '.join(ast.unparse(node.func).split())}(...)"
    if len(code) > longest:
        # Of a method it is the end that matters.
        code = f"...{code[3 - longest :]}" if called(node) else f"{code[: longest - 3]}..."
    return f"`{code}` at line {getattr(node, 'lineno', 0)}"


def called(node: ast.AST) -> str:
    """The last name of the function or method that a call calls; empty for all else."""
    if not isinstance(node, ast.Call):
        return ""
    return getattr(node.func, "attr", getattr(node.func, "id", ""))


def _is_of(name: str, failed: str) -> bool:
    return name == failed or name.startswith(f"{failed}.")
