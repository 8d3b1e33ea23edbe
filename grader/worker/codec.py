"""The messages between judge and worker: trees of numbers, as JSON and safetensors bytes.

Decoding can build only the objects below, so a hostile message is at worst nonsense, which `decode`
refuses before it takes more memory than the message itself. A message is the length of its JSON
(8 bytes), the JSON, and the arrays.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from safetensors.numpy import load, save

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
        header: bytes of JSON and of the arrays' own table, together.
        nodes: values in it; a list and each of its items count.
    """

    room: int
    header: int
    nodes: float = math.inf

    @property
    def length(self) -> int:
        """Bytes of the longest message."""
        return self.room + self.header + 2 * _LENGTH


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
    arrays = save(packer.arrays)
    if len(text) + _number(arrays) > limits.header:
        raise TooLarge("value of too many parts to read")
    return len(text).to_bytes(_LENGTH, "little") + text + arrays


def decode(message: bytes | bytearray, limits: MessageLimits = ANSWER) -> Any:
    """Undo `encode`; tensors and arrays come back as `Array`.

    Raises:
        MalformedMessage: `encode` would not have made these bytes within these limits.
    """
    length = _number(message)
    start = _LENGTH + length
    other = length + _number(message[start : start + _LENGTH])
    if other > limits.header or not 0 <= len(message) - 2 * _LENGTH - other <= limits.room:
        raise MalformedMessage("the lengths in it are impossible")
    try:
        tree = json.loads(message[_LENGTH:start])
        return _Unpacker(load(bytes(message[start:])), limits).unpack(tree)
    except Exception as error:  # whatever a parser raises, the bytes are the cause
        raise MalformedMessage(_word(f"{type(error).__name__}: {error}", 200)) from None


def _number(start: bytes | bytearray) -> int:
    return int.from_bytes(start[:_LENGTH], "little")


class _Packer:
    """Turns a tree into plain data, and sets its arrays aside while there is room."""

    def __init__(self, limits: MessageLimits) -> None:
        self.arrays: dict[str, np.ndarray[Any, Any]] = {}
        self._room, self._nodes = limits.room, limits.nodes

    def pack(self, tree: Any, depth: int = 0) -> Any:
        """Pack a tree that is nested this deep in another one."""
        self._nodes -= 1
        if self._nodes < 0:
            raise TooLarge("value of too many parts to read")
        match tree:
            case None | bool() | str():
                return {"value": tree[:MAX_TEXT] if isinstance(tree, str) else tree}
            case np.generic():
                return self._array(np.asarray(tree), "numpy", str(tree.dtype), "cpu")
            case int():
                return {"int": str(max(-_HUGE, min(tree, _HUGE)))}
            case float():
                return {"float": float(tree).hex()}
            case Array():
                return self._array(tree.data, tree.library, tree.dtype, tree.device)
            case Raised():
                said = [tree.type, tree.message, [*tree.lines], tree.prompt, tree.mismatch]
                return {"raised": said}
            case Opaque():
                return {"opaque": tree.type}
            case tuple() | list() | dict() if len(tree) > self._nodes or depth >= _MAX_DEPTH:
                return {"opaque": f"{type(tree).__name__} of {len(tree)}"}
            case tuple():
                return {"tuple": [self.pack(item, depth + 1) for item in tree]}
            case list():
                return {"list": [self.pack(item, depth + 1) for item in tree]}
            case dict():
                pairs = [[str(key), self.pack(item, depth + 1)] for key, item in tree.items()]
                return {"dict": pairs}
            case np.ndarray():
                return self._array(tree, "numpy", str(tree.dtype), "cpu")
            case _ if _is_tensor(tree):
                return self._tensor(tree)
            case _:
                return {"opaque": type(tree).__name__}

    def _tensor(self, tensor: Any) -> Any:
        dtype = str(tensor.dtype).removeprefix("torch.")
        if tensor.layout.__repr__() != "torch.strided":
            return {"opaque": f"{tensor.layout} tensor"}
        # Checked first: an expanded tensor of any size takes no memory until it is copied.
        if tensor.numel() * tensor.element_size() > self._room:
            return _too_large("Tensor", tensor.shape)
        if tensor.ndim > _MAX_RANK:
            return {"opaque": f"Tensor of {tensor.ndim} dimensions"}
        values = tensor.detach().cpu()
        if dtype not in _DTYPES:
            values = values.float()
        return self._array(values.contiguous().numpy(), "torch", dtype, tensor.device.type)

    def _array(self, data: np.ndarray[Any, Any], library: str, dtype: str, device: str) -> Any:
        if data.dtype not in _NAMES:
            return {"opaque": f"array of {data.dtype}"}
        if data.nbytes > self._room:
            return _too_large("array", data.shape)
        if data.ndim > _MAX_RANK:
            return {"opaque": f"array of {data.ndim} dimensions"}
        self._room -= data.nbytes
        key = str(len(self.arrays))
        # safetensors loses rank 0, and ascontiguousarray promotes it.
        self.arrays[key] = np.ascontiguousarray(data)
        return {"array": [key, library, dtype, device, list(data.shape)]}


def _is_tensor(value: Any) -> bool:
    # Checked without importing torch, for topics that do not need it.
    return any(c.__name__ == "Tensor" and c.__module__ == "torch" for c in type(value).__mro__)


_DTYPES = {"float32", "float64", "float16", "int64", "int32", "int16", "int8", "uint8", "bool"}
_NAMES = {np.dtype(name): name for name in _DTYPES}  # NumPy is slow to return them


def _too_large(kind: str, shape: Sequence[int]) -> Any:
    return {"opaque": f"{kind} of shape {tuple(shape)}, too large to read"}


class _Unpacker:
    """Undoes `_Packer`.

    Args:
        arrays: by name; each is used once, so that no more of them are made than were sent.
        limits: how many values there may be.
    """

    def __init__(self, arrays: dict[str, np.ndarray[Any, Any]], limits: MessageLimits) -> None:
        self._arrays, self._nodes = arrays, limits.nodes

    def unpack(self, node: Any, depth: int = 0) -> Any:
        """Unpack a node that is nested this deep in the tree."""
        self._nodes -= 1
        if self._nodes < 0 or depth > _MAX_DEPTH:
            raise MalformedMessage("it has too many values")
        if not isinstance(node, dict) or len(node) != 1:
            raise MalformedMessage("a node is not a single tagged value")
        [(tag, body)] = node.items()
        match tag, body:
            case "value", None | bool():
                return body
            case "value", str() if len(body) <= MAX_TEXT:
                return _valid(body)
            case "int", str() if len(body) < 310:
                return max(-_HUGE, min(int(body), _HUGE))
            case "float", str():
                return float.fromhex(body)
            case "array", [str(key), str(library), str(dtype), str(device), list(shape)]:
                return self._array(key, library, dtype, device, shape)
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
            case "dict", list():
                return {_valid(str(key)): self.unpack(item, depth + 1) for key, item in body}
            case _:
                raise MalformedMessage(f"unknown tag {tag!r}"[:80])

    def _array(self, key: str, library: str, dtype: str, device: str, shape: list[Any]) -> Array:
        data = self._arrays.pop(key)
        name = _NAMES.get(data.dtype)
        if name is None or (dtype in _DTYPES and dtype != name):
            raise MalformedMessage(f"an array of {data.dtype} calls itself {dtype}")
        if len(shape) > _MAX_RANK or not all(type(n) is int and n >= 0 for n in shape):
            raise MalformedMessage("an array's shape is not a shape")
        return Array(data.reshape(shape), _word(library), _word(dtype), _word(device))
