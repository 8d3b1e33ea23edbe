"""Which files may come to a library's answer, by their text alone: only their calls are watched."""

import ast
import builtins
import collections.abc
import dataclasses
import math
import sys
import types
import typing
from collections.abc import Collection, Iterator
from functools import cache

import numpy as np

_MODULES = frozenset(
    {
        "__future__",
        "collections.abc",
        "dataclasses",
        "math",
        "numpy",
        "numpy.typing",
        "torch",
        "torch.nn",
        "torch.nn.functional",
        "typing",
    }
)

_PARTS = frozenset({"functional", "linalg", "nn", "special"})
"""Modules in those."""

_WORDS = frozenset(
    {
        *("__init__", "__name__", "annotations", "NDArray"),
        *("Tensor", "Function", "apply", "autograd", "mark_non_differentiable", "needs_input_grad"),
        *("save_for_backward", "saved_tensors"),
        *("Linear", "Module", "ModuleList", "Parameter", "ReLU", "Sequential", "Sigmoid", "Tanh"),
        *("bias", "buffers", "in_features", "out_features", "register_buffer", "weight"),
        *("eval", "modules", "parameters", "state_dict", "train", "training"),
        *("logsigmoid", "normalize", "one_hot", "pad", "softplus"),
        *("broadcast_tensors", "einsum", "enable_grad", "eps", "finfo", "inference_mode"),
        *("is_tensor", "linear", "manual_seed", "no_grad", "set_grad_enabled", "tensor", "tiny"),
        *("append", "extend", "insert", "items", "join", "keys", "pop", "update", "values"),
    }
)
"""Other names that come to no answer: of modules, functions of torch in Python, and containers."""

_AT_RUN_TIME = frozenset(
    {
        *("__build_class__", "__import__", "__loader__", "__spec__", "breakpoint", "compile"),
        *("delattr", "dir", "eval", "exec", "exit", "getattr", "globals", "hasattr", "help"),
        *("input", "locals", "object", "open", "quit", "setattr", "type", "vars"),
        *("ForwardRef", "get_type_hints", "make_dataclass"),
    }
)
"""Functions that look something up, or run what is no code yet."""

_BUILTINS = frozenset(dir(builtins))


def innocent() -> frozenset[str]:
    """Names that a file may ask modules and objects for without coming to an answer.

    The names of answers have to be taken out. Torch has none where it is not loaded: a file for an
    exercise without it does not need them.
    """
    return _innocent("torch" in sys.modules)


@cache
def _innocent(with_torch: bool) -> frozenset[str]:
    names = {*_WORDS, *dir(math), *dir(float), *dir(np.ndarray)}
    for module in (typing, collections.abc, dataclasses):
        names.update(module.__all__)
    names.update(name for name, value in vars(np).items() if not _is_module(value))
    if with_torch:
        import torch

        plain = (types.BuiltinFunctionType, torch.dtype, torch.Tensor)
        names.update(dir(torch.Tensor))
        for space in (torch, torch.linalg, torch.special):
            names.update(name for name, value in vars(space).items() if isinstance(value, plain))
    public = {name for name in names if not name.startswith("_")}
    return frozenset(public - _AT_RUN_TIME | _WORDS)


def _is_module(value: object) -> bool:
    return isinstance(value, types.ModuleType)


def may_call(text: str, answers: Collection[str]) -> bool:
    """Whether a file could call one of these functions: if not, nobody needs to watch its calls.

    It could not if all that it imports, names and asks objects for is known, and none of it is an
    answer. Anything else, and every way to look something up at run time, counts as yes.

    Args:
        text: the source of the file.
        answers: names of functions of torch.
    """
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return True
    known = innocent() - set(answers)
    nodes = [*ast.walk(tree)]
    own = ({name for node in nodes for name in _bound(node)} | _BUILTINS) - _AT_RUN_TIME
    given = {name for node in nodes for name in _own_attributes(node)} - set(answers)
    modules = {name for node in nodes for name in _modules(node)}
    asked = {id(node.value) for node in nodes if isinstance(node, ast.Attribute)}
    return not all(_is_innocent(node, known, own, given, modules, asked) for node in nodes)


def _is_innocent(
    node: ast.AST,
    known: frozenset[str],
    own: Collection[str],
    given: Collection[str],
    modules: Collection[str],
    asked: Collection[int],
) -> bool:
    match node:
        case ast.Import(names=names):
            return all(alias.name in _MODULES for alias in names)
        case ast.ImportFrom(module=str(module), names=names, level=0):
            return module in _MODULES and all(alias.name in (known | _PARTS) for alias in names)
        case ast.ImportFrom() | ast.MatchClass():
            return False
        case ast.Attribute(value=ast.Name(id="self" as name), attr=attr) if attr in given:
            return name not in modules
        case ast.Attribute(attr=attr):
            return attr in known or (attr in _PARTS and id(node) in asked)
        case ast.Name(id=name):
            # A module that is handed on could be asked for anything under another name.
            return name in own and (name not in modules or id(node) in asked)
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
    """The attributes that a class gives its objects."""
    match node:
        case ast.Attribute(value=ast.Name(id="self"), attr=attr, ctx=ast.Store()):
            yield attr
        case ast.ClassDef(body=body):
            for statement in body:
                yield from _bound(statement)


def _modules(node: ast.AST) -> Iterator[str]:
    """The names that an import binds to modules."""
    match node:
        case ast.Import():
            yield from _bound(node)
        case ast.ImportFrom(names=names):
            yield from (alias.asname or alias.name for alias in names if alias.name in _PARTS)
