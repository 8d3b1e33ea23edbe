"""What the code of a submission does with one of the arguments."""

import ast
from collections.abc import Callable
from functools import cache
from pathlib import Path

from grader.judging.diagnosis.code.flow import is_alias, is_derived, parameters, steps
from grader.judging.diagnosis.code.source import Source, called, place
from grader.judging.diagnosis.evidence import Evidence

_IN_PLACE_OF_NUMPY = {"sort", "fill", "partition", "put", "resize", "copyto", "shuffle"}
_NEW_NUMBERS = {"detach", "item", "numpy", "tolist"}
_NUMBERS_OF_PYTHON = {"float", "int", "tensor", "FloatTensor", "Tensor"}
_LIBRARIES = {"torch", "F", "nn.functional", "torch.nn.functional", "nn.init", "torch.nn.init"}
_UNTRACKED = ("no_grad", "inference_mode")


def changes(evidence: Evidence, argument: str) -> str:
    """Where the code changes an argument in place, as code with its line; empty if not seen."""
    return _where(evidence, argument, _changes)


def switches(evidence: Evidence, argument: str) -> str:
    """Where it changes whether an argument requires a gradient, in the same way."""
    return _where(evidence, argument, _switches)


def _where(evidence: Evidence, argument: str, does: Callable[[ast.AST, set[str]], bool]) -> str:
    source = Source(evidence.text, evidence.failed)
    for statement, names in steps(source, name_of(source, evidence, argument), is_alias):
        for node in _own_nodes(statement):
            if does(node, names):
                return place(node)
    return ""


def cuts(evidence: Evidence, argument: str) -> list[str]:
    """Where the code takes numbers from an argument without their history, each with its line."""
    source = Source(evidence.text, evidence.failed)
    name = name_of(source, evidence, argument)
    found: dict[str, None] = {}
    for function in source.used[:1]:
        for decorator in function.decorator_list:
            if any(word in ast.unparse(decorator) for word in _UNTRACKED):
                found[place(decorator)] = None
    for statement, names in steps(source, name, is_derived):
        nodes = list(_own_nodes(statement))
        around = names | {
            ast.unparse(part.target)
            for node in nodes
            for part in getattr(node, "generators", [])
            if is_derived(part.iter, names)
        }
        if cut := next((node for node in nodes if _cuts(node, around)), None):
            found[place(cut)] = None  # the outermost: what stands inside cuts no more
        if isinstance(statement, ast.With) and is_derived(statement, names):
            for item in statement.items:
                if any(word in ast.unparse(item.context_expr) for word in _UNTRACKED):
                    found[f"`with {place(item.context_expr)[1:]}"] = None
    return list(found)


def name_of(source: Source, evidence: Evidence, argument: str) -> str:
    """What the submission calls an argument of the contract; of a parameter, its layer."""
    asked = arguments_of(evidence)
    own = parameters(source.used[0]) if source.used else []
    if argument in asked and asked.index(argument) < len(own):
        return own[asked.index(argument)]
    return f"self.{argument.partition('.')[0]}" if "." in argument else argument


def arguments_of(evidence: Evidence) -> list[str]:
    """The arguments of what failed, as the contract calls them."""
    return _contract(evidence.answer_key.exercise.solution).get(evidence.failed, [])


@cache
def _contract(solution: Path) -> dict[str, list[str]]:
    functions = Source(solution.read_text("utf-8"), "").functions
    return {name: parameters(function) for name, function in functions.items()}


def _own_nodes(statement: ast.stmt) -> list[ast.AST]:
    """The nodes of a statement, of a compound one those of its head."""
    if not hasattr(statement, "body"):
        return list(ast.walk(statement))
    heads = [getattr(statement, name, None) for name in ("test", "iter", "subject")]
    return [node for head in heads if head is not None for node in ast.walk(head)]


def _changes(node: ast.AST, names: set[str]) -> bool:
    match node:
        case ast.AugAssign(target=target):
            return is_alias(target, names)
        case ast.Assign(targets=targets):
            return any(isinstance(t, ast.Subscript) and is_alias(t, names) for t in targets)
        case ast.Call(func=ast.Attribute(value=value, attr=attr), args=arguments, keywords=words):
            if any(w.arg == "out" and is_alias(w.value, names) for w in words):
                return True
            if any(w.arg == "inplace" and getattr(w.value, "value", False) for w in words):
                return any(is_alias(a, names) for a in arguments)
            if attr.endswith("_") and attr != "requires_grad_":
                library = ast.unparse(value) in _LIBRARIES
                return is_alias(arguments[0] if library and arguments else value, names)
            if attr in _IN_PLACE_OF_NUMPY:
                own = is_alias(value, names) and attr not in ("copyto", "shuffle")
                return own or (attr in ("copyto", "shuffle") and is_alias(arguments[0], names))
    return False


def _switches(node: ast.AST, names: set[str]) -> bool:
    match node:
        case ast.Call(func=ast.Attribute(value=value, attr="requires_grad_")):
            return is_alias(value, names)
        case ast.Assign(targets=[ast.Attribute(value=value, attr="requires_grad")]):
            return is_alias(value, names)
    return False


def _cuts(node: ast.AST, names: set[str]) -> bool:
    match node:
        case ast.Call(func=ast.Attribute(value=value, attr=attr)) if attr in _NEW_NUMBERS:
            return is_derived(value, names)
        case ast.Attribute(value=value, attr="data"):
            return is_derived(value, names)
        case ast.Call(args=arguments):
            library = ast.unparse(node.func).partition(".")[0] in ("np", "numpy", "math")
            if library or called(node) in _NUMBERS_OF_PYTHON:
                return any(is_derived(argument, names) for argument in arguments)
    return False
