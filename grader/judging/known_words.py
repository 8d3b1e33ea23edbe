"""The words with which a file comes to no library's answer, whatever it does with them.

A word that is missing costs time, since the file is watched. One that should not be here could let
a borrowed answer pass.
"""

import builtins
import collections.abc
import dataclasses
import functools
import itertools
import math
import sys
import types
import typing
from collections.abc import Iterator
from functools import cache

import numpy as np

_MODULES = frozenset(
    {
        *("__future__", "collections.abc", "dataclasses", "functools", "itertools", "math"),
        *("numpy", "numpy.linalg", "numpy.random", "numpy.typing", "typing"),
    }
)

_OF_TORCH = frozenset(
    {
        *("torch", "torch.autograd", "torch.linalg", "torch.nn", "torch.nn.functional"),
        "torch.special",
    }
)

PARTS = frozenset({"autograd", "functional", "linalg", "nn", "random", "special"})
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

AT_RUN_TIME = frozenset(
    {
        *("breakpoint", "compile", "delattr", "dir", "eval", "exec", "exit", "getattr"),
        *("globals", "hasattr", "help", "id", "input", "locals", "object", "open", "quit"),
        *("setattr", "type", "vars", "ForwardRef", "get_type_hints", "make_dataclass"),
    }
)
"""Functions that look something up, or run what is no code yet."""

_FILES = frozenset(
    {
        *("DataSource", "dump", "dumps", "fromfile", "fromregex", "genfromtxt"),
        *("load", "loadtxt", "memmap", "save", "savetxt", "savez", "savez_compressed", "test"),
        *("tofile", "module_load", "ctypes", "ctypeslib"),
    }
)
"""What reads or writes files of NumPy, which can hold any object, or memory."""

METHODS = frozenset(
    f"__{name}__"
    for name in (
        *("init", "post_init", "call", "repr", "str", "len", "iter", "next", "getitem", "contains"),
        *("eq", "lt", "le", "gt", "ge", "neg", "add", "sub", "mul", "truediv", "pow", "matmul"),
        *("radd", "rsub", "rmul", "rtruediv", "enter", "exit"),
    )
)
"""Methods with a meaning to Python that a file may define. Others let one look things up."""

BUILTINS = frozenset(name for name in dir(builtins) if not name.startswith("_")) - AT_RUN_TIME

_INSIDES: tuple[type, ...] = (
    *(types.AsyncGeneratorType, types.CodeType, types.CoroutineType, types.FrameType),
    *(types.FunctionType, types.GeneratorType, types.MethodType, types.ModuleType),
    *(types.TracebackType, typing.ForwardRef),
    *(one for one in vars(builtins).values() if isinstance(one, type)),
)
"""From what these have one comes to everything."""


def modules() -> frozenset[str]:
    """Modules that a file may import. Torch is none where it is not loaded: its names are unknown.

    A file for an exercise without torch does not need it, and is watched if it imports it.
    """
    return _MODULES | _OF_TORCH if "torch" in sys.modules else _MODULES


def innocent() -> frozenset[str]:
    """Names that a file may ask those modules and objects for without coming to an answer.

    The names of answers have to be taken out.
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
    return frozenset(public - _of_modules() - AT_RUN_TIME - _FILES | _WORDS)


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


def of_libraries() -> frozenset[str]:
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
