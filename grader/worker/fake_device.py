"""Tensors that pretend to be on a device other than the CPU, on a machine without one.

A `FakeDeviceTensor` has real values, so code that reads them (`.item()`, masks, comparisons) runs
as it would on a GPU; but if it meets a tensor that was made on the CPU, it raises as a GPU would.
Torch's fake tensors have no values and support fewer operations, so right code fails with them
more often.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import torch
from torch.overrides import TorchFunctionMode
from torch.utils._python_dispatch import TorchDispatchMode

from grader.probe.values import SUBMISSION, Array, DeviceMismatch

DEVICE = torch.device("meta")
"""The device that they claim: one that every build of torch can compute gradients on."""

_ACCELERATORS = ("meta", "cuda", "mps", "xpu")

_aten = torch.ops.aten
_COPIES = {_aten._to_copy.default, _aten.copy_.default, _aten.fill_.Tensor, _aten.fill.Tensor}
"""Operators that accept tensors from any devices: copies between them."""

_PUTS = {_aten.index_put.default, _aten.index_put_.default, _aten._index_put_impl_.default}
"""Operators that accept indices from any device."""

_UNFORGIVING = {
    _aten.cat,
    _aten.stack,
    _aten.index_select,
    _aten.embedding,
    _aten.searchsorted,
    _aten.bucketize,
}
"""Operators that refuse even a 0-dimensional CPU tensor, which others treat as a number."""

_made: dict[int, int] = {}
"""The line of the submission that made a CPU tensor, by the address of its storage."""


class FakeDeviceTensor(torch.Tensor):
    """A tensor with real values that claims to be on another device."""

    held: torch.Tensor
    is_cuda = True

    @staticmethod
    def __new__(cls, inner: torch.Tensor) -> "FakeDeviceTensor":
        """Wrap `inner`, a tensor on the CPU."""
        return torch.Tensor._make_wrapper_subclass(
            cls,
            inner.shape,
            strides=inner.stride(),
            storage_offset=inner.storage_offset(),
            dtype=inner.dtype,
            device=DEVICE,
        )

    def __init__(self, inner: torch.Tensor) -> None:
        self.held = inner

    def __repr__(self, **_: Any) -> str:  # type: ignore[override]  # torch's own is untyped
        return f"FakeDeviceTensor({self.held})"

    def tolist(self) -> Any:
        """The values, which torch would refuse to read from such a device."""
        return self.held.tolist()

    def numpy(self, *, force: bool = False) -> Any:
        """The values as an array, which needs a copy (`force`) as on a GPU."""
        if force:
            return self.held.detach().numpy()
        raise DeviceMismatch("a tensor is converted to a NumPy array without `.cpu()`")

    def __array__(self, *_: Any, **__: Any) -> Any:
        """The same for NumPy's own functions."""
        return self.numpy()

    __torch_function__ = torch._C._disabled_torch_function_impl  # type: ignore[assignment]  # its use

    @classmethod
    def __torch_dispatch__(  # type: ignore[override]  # a class method by torch's own protocol
        cls, func: Any, types: Any, args: Any = (), kwargs: Any = None
    ) -> Any:
        """Run an operator on the values."""
        return _dispatch(func, args, kwargs or {})


@contextmanager
def faking_device() -> Iterator[None]:
    """Turn tensors that the block creates on the other device into `FakeDeviceTensor`s too."""
    _made.clear()
    with _Operators(), _Factories():  # type: ignore[no-untyped-call]  # likewise
        yield


def as_arrays(tree: Any) -> Any:
    """A tree in which every `FakeDeviceTensor` is an `Array` on its claimed device."""
    if isinstance(tree, FakeDeviceTensor):
        data = tree.held.detach().contiguous().numpy()
        return Array(data, "torch", str(tree.dtype).removeprefix("torch."), DEVICE.type)
    if isinstance(tree, dict):
        return {key: as_arrays(item) for key, item in tree.items()}
    if isinstance(tree, (list, tuple)):
        return [as_arrays(item) for item in tree]
    return tree


class _Operators(TorchDispatchMode):  # type: ignore[no-untyped-call]  # torch is partly typed
    @classmethod
    def _should_skip_dynamo(cls) -> bool:
        return False  # skipping it would import torch._dynamo: more than a second

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        return _dispatch(func, args, kwargs or {})


class _Factories(TorchFunctionMode):
    """Catches creation from Python data, which torch's dispatcher does not see."""

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        kwargs = dict(kwargs or {})
        if func is torch.Tensor.new_tensor and isinstance(args[0], FakeDeviceTensor):
            held = _each(_inner, args[1])
            return FakeDeviceTensor(torch.tensor(held, dtype=kwargs.get("dtype", args[0].dtype)))
        if func is torch.Tensor.cuda and not isinstance(args[0], FakeDeviceTensor):
            return FakeDeviceTensor(args[0])
        if func in (torch.tensor, torch.as_tensor):
            asked = kwargs.get("device")
            stays = isinstance(args[0], FakeDeviceTensor) if asked is None else _is_elsewhere(asked)
            made = func(*_each(_inner, args), **kwargs | {"device": "cpu"})
            if stays:
                return _wrapped(made)
            _remember(made, [])
            return made
        if isinstance(kwargs.get("device"), str | int) and _is_elsewhere(kwargs["device"]):
            kwargs["device"] = DEVICE
        kwargs.pop("generator", None)
        return func(*args, **kwargs)


def _each(change: Callable[[Any], Any], tree: Any) -> Any:
    """A tree of arguments or results with each leaf changed.

    An operator has only tuples, lists and its keyword arguments. Torch's own `tree_map` knows more
    kinds of trees, and takes longer than most operators.
    """
    if isinstance(tree, (tuple, list)):
        changed = [_each(change, item) for item in tree]
        return changed if isinstance(tree, list) else tuple(changed)
    if isinstance(tree, dict):
        return {key: _each(change, item) for key, item in tree.items()}
    return change(tree)


def _dispatch(func: Any, args: Any, kwargs: dict[str, Any]) -> Any:
    tensors = _tensors((args, kwargs))
    strangers = [tensor for tensor in tensors if tensor.device.type == "cpu"]
    elsewhere = len(strangers) < len(tensors)
    if elsewhere and (stranger := _refused(func, args, kwargs, strangers)) is not None:
        raise DeviceMismatch(_described(stranger))
    device = kwargs.get("device")
    moved = {**kwargs, "device": torch.device("cpu")} if device is not None else kwargs
    result = func(*_each(_inner, args), **_each(_inner, moved))
    if func is torch.ops.aten.copy_.default:
        return args[0]
    if device is not None:
        stays = _is_elsewhere(device)
    elif func in _PUTS or func in _COPIES:
        stays = isinstance(args[0], FakeDeviceTensor)
    else:
        stays = elsewhere
    if stays:
        return _each(_wrapped, result)
    _remember(result, strangers)
    return result


def _refused(
    func: Any, args: Any, kwargs: dict[str, Any], strangers: list[torch.Tensor]
) -> torch.Tensor | None:
    """The CPU tensor that a GPU would refuse together with its own, if there is one."""
    if func in _COPIES or not strangers:
        return None
    if func is _aten.index.Tensor:  # indices may be on the CPU or on the tensor's device
        return args[0] if args[0].device.type == "cpu" else None
    if func in _PUTS:
        into, _, values = args[:3]
        alike = values.device == into.device or values.numel() == 1
        return None if alike else next(t for t in (into, values) if t.device.type == "cpu")
    if func.overloadpacket in _UNFORGIVING:
        return strangers[0]
    written = [
        value
        for argument, value in zip(func._schema.arguments, args, strict=False)
        if argument.alias_info is not None and argument.alias_info.is_write
    ]
    for tensor in strangers:
        if tensor.dim() or any(tensor is other for other in (*written, kwargs.get("out"))):
            return tensor
    return None


def _described(stranger: torch.Tensor) -> str:
    line = _made.get(stranger.untyped_storage().data_ptr())
    where = f"that line {line} makes on the CPU" if line else "on the CPU"
    return f"a tensor of shape {tuple(stranger.shape)} {where} meets one on another device"


def _remember(result: Any, sources: list[torch.Tensor]) -> None:
    """Store which line made the CPU tensors in a result: the line that made their sources."""
    for leaf in _tensors(result):
        if type(leaf) is torch.Tensor and leaf.layout is torch.strided:
            known = (_made.get(source.untyped_storage().data_ptr()) for source in sources)
            line = next(filter(None, known), None) or _line()
            if line:
                _made[leaf.untyped_storage().data_ptr()] = line


def _line() -> int | None:
    """The current line of the submission."""
    frame = sys._getframe()
    while frame is not None and frame.f_globals.get("__name__") != SUBMISSION:
        frame = frame.f_back  # type: ignore[assignment]  # None ends the loop
    return frame and frame.f_lineno


def _tensors(tree: Any) -> list[torch.Tensor]:
    """The tensors of a tree of arguments or results."""
    found: list[torch.Tensor] = []

    def note(leaf: Any) -> None:
        if isinstance(leaf, torch.Tensor):
            found.append(leaf)

    _each(note, tree)
    return found


def _inner(value: Any) -> Any:
    return value.held if isinstance(value, FakeDeviceTensor) else value


def _wrapped(value: Any) -> Any:
    return FakeDeviceTensor(value) if type(value) is torch.Tensor else value


def _is_elsewhere(device: Any) -> bool:
    return device is not None and torch.device(device).type in _ACCELERATORS
