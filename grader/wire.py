"""What travels between judge and worker: trees of numbers, as JSON and safetensors bytes.

Nothing here can build an object other than the ones below, so a hostile message is at worst
nonsense, which `decode` refuses. A message is the length of its JSON (8 bytes), the JSON, and the
arrays.
"""

import json
from dataclasses import dataclass
from typing import Any

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load, save

from grader.blanks import Unfilled

MAX_MESSAGE = 64 * 2**20
"""Bytes of the longest message that either side reads."""

_LENGTH = 8
_MAX_TEXT = 20_000


SUBMISSION = "submission"
"""The name under which a submission is imported in the worker."""


class DeviceMismatch(RuntimeError):
    """A CPU tensor met a tensor of another device."""


class MalformedMessage(ValueError):
    """Bytes that no honest peer would send."""


@dataclass(frozen=True)
class Array:
    """A tensor or array as it was seen from outside, with what a comparison needs to know of it."""

    data: np.ndarray[Any, Any]
    library: str = "torch"
    dtype: str = ""
    device: str = "cpu"

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape of the array."""
        return tuple(self.data.shape)


@dataclass(frozen=True)
class Opaque:
    """A value that is no number, known by its type alone."""

    type: str


@dataclass(frozen=True)
class Raised:
    """An exception, seen from outside.

    Attributes:
        type: the name of its class.
        message: its text, cut to a bounded length.
        lines: the line numbers in the learner's file that led to it, outermost first.
        prompt: the prompt of the blank that was reached, if that is what happened.
        mismatch: a CPU tensor met a tensor of the other device.
    """

    type: str
    message: str
    lines: tuple[int, ...] = ()
    prompt: str | None = None
    mismatch: bool = False

    @classmethod
    def seen(cls, error: BaseException) -> "Raised":
        """Describe an exception without keeping it."""
        lines, trace = [], error.__traceback__
        while trace is not None:
            if trace.tb_frame.f_globals.get("__name__") == SUBMISSION:
                lines.append(trace.tb_lineno)
            trace = trace.tb_next
        return cls(
            type(error).__name__[:200],
            _text(error)[:1000],
            tuple(lines[-20:]),
            _text(error) if isinstance(error, Unfilled) else None,
            isinstance(error, DeviceMismatch),
        )


def encode(tree: Any) -> bytes:
    """Turn a tree of tensors, arrays, numbers, strings, None, tuples, lists and dicts into bytes.

    Anything else in it becomes an `Opaque`.
    """
    arrays: dict[str, np.ndarray[Any, Any]] = {}
    header = json.dumps(_pack(tree, arrays)).encode()
    return len(header).to_bytes(_LENGTH, "little") + header + save(arrays)


def decode(message: bytes) -> Any:
    """Undo `encode`; tensors and arrays come back as `Array`.

    Raises:
        MalformedMessage: the bytes are not what `encode` would have made.
    """
    length = int.from_bytes(message[:_LENGTH], "little")
    body = message[_LENGTH + length :]
    if len(message) < _LENGTH + length or not body:
        raise MalformedMessage("the message is shorter than it says")
    try:
        header = json.loads(message[_LENGTH : _LENGTH + length])
        return _unpack(header, load(body))
    except MalformedMessage:
        raise
    except (SafetensorError, ValueError, TypeError, KeyError, RecursionError, MemoryError) as error:
        raise MalformedMessage(f"{type(error).__name__}: {error}"[:200]) from None


def _pack(tree: Any, arrays: dict[str, np.ndarray[Any, Any]]) -> Any:
    match tree:
        case None | bool() | str():
            return {"value": tree[:_MAX_TEXT] if isinstance(tree, str) else tree}
        case np.generic():
            return _pack_array(np.asarray(tree), "numpy", str(tree.dtype), "cpu", arrays)
        case int():
            return {"int": str(tree) if abs(tree) < 10**300 else "0"}
        case float():
            return {"float": float(tree).hex()}
        case Array():
            return _pack_array(tree.data, tree.library, tree.dtype, tree.device, arrays)
        case Raised():
            return {"raised": [tree.type, tree.message, [*tree.lines], tree.prompt, tree.mismatch]}
        case Opaque():
            return {"opaque": tree.type}
        case tuple():
            return {"tuple": [_pack(item, arrays) for item in tree]}
        case list():
            return {"list": [_pack(item, arrays) for item in tree]}
        case dict():
            return {"dict": [[str(key), _pack(item, arrays)] for key, item in tree.items()]}
        case np.ndarray():
            return _pack_array(tree, "numpy", str(tree.dtype), "cpu", arrays)
        case _ if _is_tensor(tree):
            return _pack_tensor(tree, arrays)
        case _:
            return {"opaque": type(tree).__name__[:200]}


def _is_tensor(value: Any) -> bool:
    # Asked without importing torch: a topic that needs none never pays for it.
    return any(c.__name__ == "Tensor" and c.__module__ == "torch" for c in type(value).__mro__)


def _pack_tensor(tensor: Any, arrays: dict[str, np.ndarray[Any, Any]]) -> Any:
    dtype = str(tensor.dtype).removeprefix("torch.")
    values = tensor.detach().cpu()
    if dtype not in _DTYPES:
        values = values.float()
    if values.layout.__repr__() != "torch.strided":
        return {"opaque": f"{values.layout} tensor"}
    return _pack_array(values.contiguous().numpy(), "torch", dtype, tensor.device.type, arrays)


_DTYPES = {"float32", "float64", "float16", "int64", "int32", "int16", "int8", "uint8", "bool"}


def _pack_array(
    data: np.ndarray[Any, Any],
    library: str,
    dtype: str,
    device: str,
    arrays: dict[str, np.ndarray[Any, Any]],
) -> Any:
    if str(data.dtype) not in _DTYPES:
        return {"opaque": f"array of {data.dtype}"[:200]}
    key = str(len(arrays))
    arrays[key] = np.ascontiguousarray(data)
    # safetensors keeps no rank below one apart, and ascontiguousarray promotes it.
    return {"array": [key, library, dtype, device, list(data.shape)]}


def _unpack(node: Any, arrays: dict[str, np.ndarray[Any, Any]]) -> Any:
    if not isinstance(node, dict) or len(node) != 1:
        raise MalformedMessage("a node is not a single tagged value")
    [(tag, body)] = node.items()
    match tag, body:
        case "value", None | bool() | str():
            return body
        case "int", str() if len(body) < 310:
            return int(body)
        case "float", str():
            return float.fromhex(body)
        case "array", [str(key), str(library), str(dtype), str(device), list(shape)]:
            data = arrays[key].reshape([int(n) for n in shape])
            if dtype in _DTYPES and dtype != str(data.dtype):
                raise MalformedMessage(f"an array of {data.dtype} calls itself {dtype}")
            return Array(data, library, dtype[:40], device[:40])
        case "raised", [str(kind), str(message), list(lines), str() | None as prompt, bool(wrong)]:
            return Raised(kind, message, tuple(int(n) for n in lines[:50]), prompt, wrong)
        case "opaque", str():
            return Opaque(body)
        case "tuple", list():
            return tuple(_unpack(item, arrays) for item in body)
        case "list", list():
            return [_unpack(item, arrays) for item in body]
        case "dict", list():
            return {str(key): _unpack(item, arrays) for key, item in body}
        case _:
            raise MalformedMessage(f"unknown tag {tag!r}"[:80])


def _text(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:
        return "an exception whose text cannot be had"
