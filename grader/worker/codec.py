"""The messages between judge and worker: trees of numbers, as JSON and the bytes of their arrays.

Decoding can build only the objects below, so a hostile message is at worst nonsense, which `decode`
refuses before it takes more memory than the message itself. A message is the length of its JSON
(8 bytes), the JSON, and the numbers of the arrays in the order in which the JSON names them, as
this machine stores them: both ends are on the same one.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from grader.probe.values import Array, MalformedMessage, Opaque, Raised, _valid, _word

MAX_TEXT = 100_000
"""Characters of a string, at least as many as the longest submission has."""

_LENGTH = 8
_MAX_DEPTH = 30  # nesting of trees: they are walked by recursion
_MAX_RANK = 32  # dimensions of an array
_HUGE = 10**300


@dataclass(frozen=True)
class MessageLimits:
    """How large a message may be.

    Attributes:
        room: bytes of all its arrays.
        header: bytes of JSON.
        nodes: values in it; a list and each of its items count.
    """

    room: int
    header: int
    nodes: float = math.inf

    @property
    def length(self) -> int:
        """Bytes of the longest message."""
        return self.room + self.header + _LENGTH


REQUEST = MessageLimits(room=32 * 2**20, header=32 * 2**20)
"""The limits of a request of the judge."""

ANSWER = MessageLimits(room=8 * 2**20, header=2**20, nodes=10_000)
"""The limits of an answer, more than twice what the longest honest answer takes."""


class TooLarge(ValueError):
    """A tree that is too large to send."""


def encode(tree: Any, limits: MessageLimits = REQUEST) -> bytes:
    """Turn a tree of tensors, arrays, numbers, strings, None, tuples, lists and dicts into bytes.

    Anything else in it becomes an `Opaque`, and so does an array that does not fit.

    Raises:
        TooLarge: without its arrays it is larger than the limits allow.
    """
    packer = _Packer(limits)
    text = json.dumps(packer.pack(tree)).encode()
    if len(text) > limits.header:
        raise TooLarge("value of too many parts to read")
    return b"".join([len(text).to_bytes(_LENGTH, "little"), text, *packer.arrays])


def decode(message: bytes | bytearray, limits: MessageLimits = ANSWER) -> Any:
    """Undo `encode`; tensors and arrays come back as `Array`.

    Raises:
        MalformedMessage: `encode` would not have made these bytes within these limits.
    """
    length = int.from_bytes(message[:_LENGTH], "little")
    start = _LENGTH + length
    if length > limits.header or not 0 <= len(message) - start <= limits.room:
        raise MalformedMessage("the lengths in it are impossible")
    try:
        unpacker = _Unpacker(bytes(message[start:]), limits)
        tree = unpacker.unpack(json.loads(message[_LENGTH:start]))
    except Exception as error:  # whatever a parser raises, the bytes are the cause
        raise MalformedMessage(_word(f"{type(error).__name__}: {error}", 200)) from None
    if unpacker.left:
        raise MalformedMessage("it has more numbers than it names")
    return tree


def received(tree: Any) -> Any:
    """What a peer would read of a trusted tree: `decode(encode(tree))`, without the text."""
    packer = _Packer(REQUEST)
    packed = packer.pack(tree)
    return _Unpacker(b"".join(packer.arrays), ANSWER).unpack(packed)


class _Packer:
    """Turns a tree into plain data, and sets its arrays aside while there is room."""

    def __init__(self, limits: MessageLimits) -> None:
        self.arrays: list[bytes] = []
        self._room, self._nodes = limits.room, limits.nodes

    def pack(self, tree: Any, depth: int = 0) -> Any:
        """Pack a tree that is nested this deep in another one."""
        self._nodes -= 1
        if self._nodes < 0:
            raise TooLarge("value of too many parts to read")
        match _kind(type(tree)):  # type: ignore[arg-type]  # any type is hashable
            case "tensor":
                return self._tensor(tree)
            case "dict" | "list" | "tuple" if len(tree) > self._nodes or depth >= _MAX_DEPTH:
                return {"opaque": f"{type(tree).__name__} of {len(tree)}"}
            case "dict":
                pairs = [[str(key), self.pack(item, depth + 1)] for key, item in tree.items()]
                return {"dict": pairs}
            case "list" | "tuple" as kind:
                return {kind: [self.pack(item, depth + 1) for item in tree]}
            case "str":
                return {"value": tree[:MAX_TEXT]}
            case "bool" | "NoneType":
                return {"value": tree}
            case "float":
                return {"float": float(tree).hex()}
            case "int":
                return {"int": str(max(-_HUGE, min(tree, _HUGE)))}
            case "Array":
                return self._array(tree.data, tree.library, tree.dtype, tree.device)
            case "generic" | "ndarray":
                return self._array(np.asarray(tree), "numpy", str(tree.dtype), "cpu")
            case "Raised":
                said = [tree.type, tree.message, [*tree.lines], tree.prompt, tree.mismatch]
                return {"raised": said}
            case "Opaque":
                return {"opaque": tree.type}
        return {"opaque": type(tree).__name__}

    def _tensor(self, tensor: Any) -> Any:
        if not _is_strided(tensor.layout):
            return {"opaque": f"{tensor.layout} tensor"}
        # Checked first: an expanded tensor of any size takes no memory until it is copied.
        if tensor.numel() * tensor.element_size() > self._room:
            return _too_large("Tensor", tensor.shape)
        if tensor.ndim > _MAX_RANK:
            return {"opaque": f"Tensor of {tensor.ndim} dimensions"}
        dtype, device = _dtype_name(tensor.dtype), tensor.device.type
        values = tensor.detach()
        if device != "cpu":
            values = values.cpu()
        if dtype not in _DTYPES:
            values = values.float()
        return self._array(values.contiguous().numpy(), "torch", dtype, device)

    def _array(self, data: np.ndarray[Any, Any], library: str, dtype: str, device: str) -> Any:
        stored = _NAMES.get(data.dtype)
        if stored is None:
            return {"opaque": f"array of {data.dtype}"}
        if data.nbytes > self._room:
            return _too_large("array", data.shape)
        if data.ndim > _MAX_RANK:
            return {"opaque": f"array of {data.ndim} dimensions"}
        self._room -= data.nbytes
        self.arrays.append(data.tobytes())
        return {"array": [stored, library, dtype, device, [*data.shape]]}


@cache
def _kind(kind: type) -> str:
    """What a value of a type is packed as: the first of these that it is."""
    order = (type(None), bool, str, np.generic, int, float, Array, Raised, Opaque)
    for known in (*order, tuple, list, dict, np.ndarray):
        if issubclass(kind, known):
            return known.__name__
    # Checked without importing torch, for topics that do not need it.
    names = {(c.__module__, c.__name__) for c in kind.__mro__}
    return "tensor" if ("torch", "Tensor") in names else ""


@cache
def _is_strided(layout: Any) -> bool:
    return str(layout) == "torch.strided"


@cache
def _dtype_name(dtype: Any) -> str:
    return str(dtype).removeprefix("torch.")


_DTYPES = {
    dtype.name: dtype
    for dtype in map(np.dtype, ("f4", "f8", "f2", "i8", "i4", "i2", "i1", "u1", "?"))
}
_NAMES = {dtype: name for name, dtype in _DTYPES.items()}  # NumPy is slow to return them
_USUAL = {"torch", "numpy", "cpu", *_DTYPES}


def _too_large(kind: str, shape: Sequence[int]) -> Any:
    return {"opaque": f"{kind} of shape {tuple(shape)}, too large to read"}


class _Unpacker:
    """Undoes `_Packer`.

    Args:
        arrays: the numbers of all arrays.
        limits: how many values there may be.
    """

    def __init__(self, arrays: bytes, limits: MessageLimits) -> None:
        self._arrays, self._nodes = arrays, limits.nodes
        self._read = 0

    @property
    def left(self) -> int:
        """How many bytes no array has taken."""
        return len(self._arrays) - self._read

    def unpack(self, node: Any, depth: int = 0) -> Any:
        """Unpack a node that is nested this deep in the tree."""
        self._nodes -= 1
        if self._nodes < 0 or depth > _MAX_DEPTH:
            raise MalformedMessage("it has too many values")
        if not isinstance(node, dict) or len(node) != 1:
            raise MalformedMessage("a node is not a single tagged value")
        [(tag, body)] = node.items()
        if tag == "array":
            return self._array(*body)
        match tag, body:
            case "dict", list():
                return {_valid(str(key)): self.unpack(item, depth + 1) for key, item in body}
            case "value", None | bool():
                return body
            case "value", str() if len(body) <= MAX_TEXT:
                return _valid(body)
            case "int", str() if len(body) < 310:
                return max(-_HUGE, min(int(body), _HUGE))
            case "float", str():
                return float.fromhex(body)
            case (
                "raised",
                [str(kind), str(message), list(lines), str() | None as prompt, bool(wrong)],
            ):
                return Raised.bounded(kind, message, lines[:50], prompt, wrong)
            case "opaque", str():
                return Opaque(_word(body))
            case "tuple", list():
                return tuple(self.unpack(item, depth + 1) for item in body)
            case "list", list():
                return [self.unpack(item, depth + 1) for item in body]
            case _:
                raise MalformedMessage(f"unknown tag {tag!r}"[:80])

    def _array(self, stored: Any, library: Any, dtype: Any, device: Any, shape: Any) -> Array:
        if not (
            type(stored) is type(library) is type(dtype) is type(device) is str
            and type(shape) is list
        ):
            raise MalformedMessage("an array is not described as one")
        if dtype in _DTYPES and dtype != stored:
            raise MalformedMessage(f"an array of {stored} calls itself {dtype}"[:80])
        if len(shape) > _MAX_RANK or not all(type(n) is int and n >= 0 for n in shape):
            raise MalformedMessage("an array's shape is not a shape")
        kind = _DTYPES[stored]
        end = self._read + math.prod(shape) * kind.itemsize
        # Each array gets bytes of its own: one that is kept does not keep the others.
        data = np.frombuffer(self._arrays[self._read : end], kind).reshape(shape)
        if stored == "bool" and data.view(np.uint8).max(initial=0) > 1:
            raise MalformedMessage("a truth value is neither 0 nor 1")
        self._read = end
        return Array(data, _name(library), _name(dtype), _name(device))


def _name(text: str) -> str:
    """An untrusted name; most are among the usual ones, which need no check."""
    return text if text in _USUAL else _word(text)
