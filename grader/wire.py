"""What travels between judge and worker: trees of numbers, as JSON and safetensors bytes.

Nothing here can build an object other than the ones below, so a hostile message is at worst
nonsense, which `decode` refuses before it takes more memory than the message itself did. A message
is the length of its JSON (8 bytes), the JSON, and the arrays.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from safetensors.numpy import load, save

from grader.blanks import Unfilled

MAX_MESSAGE = 64 * 2**20
"""Bytes of the longest message that either side reads."""

MAX_ANSWER = 8 * 2**20
"""Bytes of all arrays in an answer of the worker, ten times what the longest honest one has."""

MAX_HEADER = 2**20
"""Bytes of JSON, and of the arrays' own table, in an answer of the worker."""

MAX_TEXT = 100_000
"""Characters of a string, no fewer than the longest submission has."""

_LENGTH = 8
_MAX_ITEMS = 10_000
_HUGE = 10**300


SUBMISSION = "submission"
"""The name under which a submission is imported in the worker."""


class DeviceMismatch(RuntimeError):
    """A CPU tensor met a tensor of another device."""


class MalformedMessage(ValueError):
    """Bytes that no honest peer would send."""


class TooLarge(ValueError):
    """A tree that is too large to send."""


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
        prompt = _text(error) if isinstance(error, Unfilled) else None
        mismatch = isinstance(error, DeviceMismatch)
        return cls.told(type(error).__name__, _text(error), lines[-20:], prompt, mismatch)

    @classmethod
    def told(
        cls, kind: str, message: str, lines: Sequence[int], prompt: str | None, mismatch: bool
    ) -> "Raised":
        """Make one of what somebody else says, within bounds."""
        if not all(type(line) is int and 0 <= line < 10**7 for line in lines):
            raise MalformedMessage("no line numbers")
        return cls(
            _word(kind), message[:1000], tuple(lines), prompt and _word(prompt, 200), mismatch
        )


def encode(tree: Any, *, room: int = MAX_MESSAGE // 2, header: int = MAX_MESSAGE // 2) -> bytes:
    """Turn a tree of tensors, arrays, numbers, strings, None, tuples, lists and dicts into bytes.

    Anything else in it becomes an `Opaque`.

    Args:
        tree: what to send.
        room: for how many bytes of arrays; what goes beyond becomes an `Opaque` too.
        header: how many bytes all else may take.

    Raises:
        TooLarge: all else takes more.
    """
    arrays = _Arrays(room)
    text = json.dumps(_pack(tree, arrays)).encode()
    if len(text) > header:
        raise TooLarge("there is too much of it to look at")
    return len(text).to_bytes(_LENGTH, "little") + text + save(arrays.kept)


def decode(message: bytes | bytearray, *, header: int = MAX_HEADER) -> Any:
    """Undo `encode`; tensors and arrays come back as `Array`.

    Args:
        message: the bytes.
        header: how many of them may be anything but the arrays' numbers.

    Raises:
        MalformedMessage: the bytes are not what `encode` would have made.
    """
    length = int.from_bytes(message[:_LENGTH], "little")
    table = int.from_bytes(message[_LENGTH + length : 2 * _LENGTH + length], "little")
    if length > header or table > header or 2 * _LENGTH + length + table > len(message):
        raise MalformedMessage("the lengths in it cannot be")
    try:
        tree = json.loads(message[_LENGTH : _LENGTH + length])
        return _unpack(tree, load(bytes(message[_LENGTH + length :])))
    except Exception as error:  # whatever such bytes can do to a parser, they are to blame
        raise MalformedMessage(_word(f"{type(error).__name__}: {error}", 200)) from None


class _Arrays:
    """The arrays of a message, for as long as there is room."""

    def __init__(self, room: int) -> None:
        self.kept: dict[str, np.ndarray[Any, Any]] = {}
        self._room = room

    def has_room_for(self, size: int) -> bool:
        """Whether so many bytes more can be kept."""
        return size <= self._room

    def keep(self, data: np.ndarray[Any, Any]) -> str:
        """Keep one; returns its name."""
        self._room -= data.nbytes
        key = str(len(self.kept))
        # safetensors keeps no rank below one apart, and ascontiguousarray promotes it.
        self.kept[key] = np.ascontiguousarray(data)
        return key


def _pack(tree: Any, arrays: _Arrays) -> Any:
    match tree:
        case None | bool() | str():
            return {"value": tree[:MAX_TEXT] if isinstance(tree, str) else tree}
        case np.generic():
            return _pack_array(np.asarray(tree), "numpy", str(tree.dtype), "cpu", arrays)
        case int():
            return {"int": str(max(-_HUGE, min(tree, _HUGE)))}
        case float():
            return {"float": float(tree).hex()}
        case Array():
            return _pack_array(tree.data, tree.library, tree.dtype, tree.device, arrays)
        case Raised():
            return {"raised": [tree.type, tree.message, [*tree.lines], tree.prompt, tree.mismatch]}
        case Opaque():
            return {"opaque": tree.type}
        case tuple() | list() | dict() if len(tree) > _MAX_ITEMS:
            return {"opaque": f"{type(tree).__name__} of {len(tree)}"}
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
            return {"opaque": type(tree).__name__}


def _is_tensor(value: Any) -> bool:
    # Asked without importing torch: a topic that needs none never pays for it.
    return any(c.__name__ == "Tensor" and c.__module__ == "torch" for c in type(value).__mro__)


def _pack_tensor(tensor: Any, arrays: _Arrays) -> Any:
    dtype = str(tensor.dtype).removeprefix("torch.")
    if tensor.layout.__repr__() != "torch.strided":
        return {"opaque": f"{tensor.layout} tensor"}
    # Asked first: an expanded tensor of any size takes no memory, until it is copied.
    if not arrays.has_room_for(tensor.numel() * tensor.element_size()):
        return _too_large("Tensor", tensor.shape)
    values = tensor.detach().cpu()
    if dtype not in _DTYPES:
        values = values.float()
    return _pack_array(values.contiguous().numpy(), "torch", dtype, tensor.device.type, arrays)


_DTYPES = {"float32", "float64", "float16", "int64", "int32", "int16", "int8", "uint8", "bool"}
_NAMES = {np.dtype(name): name for name in _DTYPES}  # NumPy takes its time to say them


def _pack_array(
    data: np.ndarray[Any, Any], library: str, dtype: str, device: str, arrays: _Arrays
) -> Any:
    if data.dtype not in _NAMES:
        return {"opaque": f"array of {data.dtype}"}
    if not arrays.has_room_for(data.nbytes):
        return _too_large("array", data.shape)
    return {"array": [arrays.keep(data), library, dtype, device, list(data.shape)]}


def _too_large(kind: str, shape: Sequence[int]) -> Any:
    return {"opaque": f"{kind} of shape {tuple(shape)}, too large to look at"}


def _unpack(node: Any, arrays: Mapping[str, np.ndarray[Any, Any]]) -> Any:
    if not isinstance(node, dict) or len(node) != 1:
        raise MalformedMessage("a node is not a single tagged value")
    [(tag, body)] = node.items()
    match tag, body:
        case "value", None | bool():
            return body
        case "value", str() if len(body) <= MAX_TEXT:
            return body
        case "int", str() if len(body) < 310:
            return max(-_HUGE, min(int(body), _HUGE))
        case "float", str():
            return float.fromhex(body)
        case "array", [str(key), str(library), str(dtype), str(device), list(shape)]:
            data = arrays[key]
            name = _NAMES.get(data.dtype)
            if name is None or (dtype in _DTYPES and dtype != name):
                raise MalformedMessage(f"an array of {data.dtype} calls itself {dtype}")
            if not all(type(n) is int and n >= 0 for n in shape):
                raise MalformedMessage("an array's shape is none")
            return Array(data.reshape(shape), _word(library), _word(dtype), _word(device))
        case "raised", [str(kind), str(message), list(lines), str() | None as prompt, bool(wrong)]:
            return Raised.told(kind, message, lines[:50], prompt, wrong)
        case "opaque", str():
            return Opaque(_word(body))
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
    except BaseException:  # its own code runs here
        return "an exception whose text cannot be had"


def _word(text: str, length: int = 100) -> str:
    """A name that somebody else gave to something: one line of bounded length."""
    return " ".join(text[: 4 * length].split())[:length]
