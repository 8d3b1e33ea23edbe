"""Which files may come to a library's answer, by their text alone: only their calls are watched."""

import ast
import builtins
import collections.abc
import dataclasses
import functools
import itertools
import math
import sys
import types
import typing
import warnings
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np

_MODULES = frozenset(
    {
        *("__future__", "collections.abc", "dataclasses", "functools", "itertools", "math"),
        *("numpy", "numpy.linalg", "numpy.random", "numpy.typing", "typing"),
        *("torch", "torch.autograd", "torch.linalg", "torch.nn", "torch.nn.functional"),
        "torch.special",
    }
)

_PARTS = frozenset({"autograd", "functional", "linalg", "nn", "random", "special"})
"""Modules in those."""

_WORDS = frozenset(
    {
        *("__init__", "annotations", "NDArray", "Generator", "Size", "Tensor"),
        # Layers, and what they have.
        *("Linear", "Module", "ModuleList", "Parameter", "Sequential", "Flatten", "Identity"),
        *("ELU", "GELU", "LayerNorm", "LeakyReLU", "LogSigmoid", "ReLU", "SiLU", "Sigmoid"),
        *("Softplus", "Tanh", "bias", "buffers", "children", "eval", "forward", "in_features"),
        *("named_parameters", "out_features", "parameters", "register_buffer", "state_dict"),
        *("train", "training", "weight", "zero_grad"),
        # A backward pass of one's own.
        *("Function", "apply", "mark_non_differentiable", "needs_input_grad"),
        *("save_for_backward", "saved_tensors", "set_materialize_grads"),
        # Functions of torch that are no methods of tensors.
        *("elu", "gelu", "leaky_relu", "linear", "logsigmoid", "normalize", "one_hot", "pad"),
        *("relu6", "silu", "softplus", "arange", "as_tensor", "atleast_1d", "atleast_2d"),
        *("block_diag", "broadcast_shapes", "broadcast_tensors", "bucketize", "cat", "cdist"),
        *("column_stack", "concat", "concatenate", "einsum", "empty", "empty_like"),
        *("enable_grad", "eps", "eye", "finfo", "from_numpy", "full", "full_like"),
        *("get_default_dtype", "hstack", "inference_mode", "is_grad_enabled", "is_tensor"),
        *("linspace", "logspace", "manual_seed", "meshgrid", "no_grad", "normal", "ones"),
        *("ones_like", "poisson", "rand", "rand_like", "randint", "randn", "randn_like"),
        *("randperm", "searchsorted", "set_grad_enabled", "stack", "tensor", "tensordot"),
        *("tiny", "tril_indices", "triu_indices", "vstack", "zeros", "zeros_like"),
        # Of functools, containers, and numbers of NumPy.
        *("cache", "cached_property", "lru_cache", "partial", "reduce"),
        *("append", "clear", "count", "default_rng", "discard", "extend", "get", "insert"),
        *("integers", "items", "join", "keys", "permutation", "pop", "remove", "reverse"),
        *("seed", "setdefault", "standard_normal", "uniform", "update", "values"),
    }
)
"""Names, beside those of `innocent`, that come to no answer, whatever they are asked of."""

_AT_RUN_TIME = frozenset(
    {
        *("breakpoint", "compile", "delattr", "dir", "eval", "exec", "exit", "getattr"),
        *(
            "globals",
            "hasattr",
            "help",
            "id",
            "input",
            "locals",
            "object",
            "open",
            "quit",
            "setattr",
        ),
        *("type", "vars", "ForwardRef", "get_type_hints", "make_dataclass"),
    }
)
"""Functions that look something up, or run what is no code yet."""

_FILES = frozenset(
    {
        *(
            "DataSource",
            "ctypes",
            "ctypeslib",
            "dump",
            "dumps",
            "fromfile",
            "fromregex",
            "genfromtxt",
        ),
        *("load", "loadtxt", "memmap", "save", "savetxt", "savez", "savez_compressed", "test"),
        *("tofile", "module_load", "ctypes", "ctypeslib"),
    }
)
"""What reads or writes files of NumPy, which can hold any object, or memory."""

_METHODS = frozenset(
    f"__{name}__"
    for name in (
        *("init", "post_init", "call", "repr", "str", "len", "iter", "next", "getitem", "contains"),
        *("eq", "lt", "le", "gt", "ge", "neg", "add", "sub", "mul", "truediv", "pow", "matmul"),
        *("radd", "rsub", "rmul", "rtruediv", "enter", "exit"),
    )
)
"""Methods with a meaning to Python that a file may define. Others let one look things up."""

_BUILTINS = frozenset(name for name in dir(builtins) if not name.startswith("_")) - _AT_RUN_TIME

_INSIDES: tuple[type, ...] = (
    *(types.AsyncGeneratorType, types.CodeType, types.CoroutineType, types.FrameType),
    *(types.FunctionType, types.GeneratorType, types.MethodType, types.ModuleType),
    *(types.TracebackType, typing.ForwardRef),
    *(one for one in vars(builtins).values() if isinstance(one, type)),
)
"""From what these have one comes to everything."""


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
        frozenset((innocent() | own - _library()) - set(answers)),
        frozenset(_BUILTINS.union(name for node in nodes for name in _bound(node))),
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
            return isinstance(node, ast.FunctionDef) and node.name in _METHODS
        match node:
            case ast.ClassDef(body=body) if any(map(_is_import, body)):
                return False
            case ast.Import(names=names):
                return all(alias.name in _MODULES for alias in names)
            case ast.ImportFrom(module="grader", names=[ast.alias(name="blank")], level=0):
                return True
            case ast.ImportFrom(module=str(module), names=names, level=0):
                known = self.attributes | _PARTS
                return module in _MODULES and all(alias.name in known for alias in names)
            case ast.ImportFrom() | ast.Match():
                return False
            # A module that is handed on could be asked for anything under another name.
            case ast.Attribute(attr=attr):
                return attr in self.attributes or (attr in _PARTS and id(node) in self.asked)
            case ast.Name(id=name):
                if name.startswith("__") or name in _AT_RUN_TIME:
                    return name == "__name__"
                return name in self.names and (name not in self.modules or id(node) in self.asked)
        return True


def innocent() -> frozenset[str]:
    """Names that a file may ask modules and objects for without coming to an answer.

    The names of answers have to be taken out. Torch has none where it is not loaded: a file for an
    exercise without it does not need them.
    """
    return _innocent("torch" in sys.modules)


@cache
def _innocent(with_torch: bool) -> frozenset[str]:
    names = {*dir(math), *dir(float), *dir(itertools), *dir(np.ndarray)}
    for module in (typing, collections.abc, dataclasses):
        names.update(module.__all__)
    for module in (np, np.linalg):
        names.update(vars(module))
    if with_torch:
        import torch

        compiled = (types.BuiltinFunctionType, torch.dtype)
        names.update(dir(torch.Tensor))
        for module in (torch.linalg, torch.special):
            names.update(name for name, one in vars(module).items() if isinstance(one, compiled))
        names.update(name for name, one in vars(torch).items() if isinstance(one, torch.dtype))
    public = {name for name in names if not name.startswith("_")}
    return frozenset(public - _of_modules() - _AT_RUN_TIME - _FILES | _WORDS)


def _spaces() -> Iterator[types.ModuleType]:
    """The modules that a file may ask for something."""
    yield from (typing, collections.abc, dataclasses, functools, itertools, math, np)
    yield from (np.linalg, np.random)
    if torch := sys.modules.get("torch"):
        yield from (torch, torch.autograd, torch.linalg, torch.special, torch.nn)
        yield torch.nn.functional


def _of_modules() -> set[str]:
    """The names in them that are modules, and could be handed on."""
    return {
        name
        for space in _spaces()
        for name, one in vars(space).items()
        if isinstance(one, types.ModuleType)
    }


def _library() -> frozenset[str]:
    """Names that stand for something of a library, or of Python's insides.

    A file may use them for its own attributes, but then a module could be meant.
    """
    return _names_in_libraries("torch" in sys.modules)


@cache
def _names_in_libraries(with_torch: bool) -> frozenset[str]:
    lazy = {"distutils", "matlib", "onnx"}
    # Random numbers come to nothing else, and their laws are called `beta` and `gamma`.
    spaces = (space for space in _spaces() if space is not np.random)
    return frozenset(lazy.union(_FILES, _of_modules(), *map(dir, (*spaces, *_INSIDES))))


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
            yield from (alias.asname or alias.name for alias in names if alias.name in _PARTS)
