"""Tensors that pretend to live on another device than the CPU, on a machine that has none.

An `Elsewhere` holds real values, so code that looks at them (`.item()`, masks, comparisons) runs as
it would on a GPU; but where it meets a tensor that was made on the CPU, it raises as a GPU would.
Fake tensors know no values and fewer operations, so that right code fails in them more often.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import torch
from torch.overrides import TorchFunctionMode
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils._pytree import tree_leaves, tree_map

from grader.wire import Array, DeviceMismatch

DEVICE = torch.device("meta")
"""What they call their device: one that every build of torch can take gradients on."""

_ACCELERATORS = ("meta", "cuda", "mps", "xpu")

_MAY_MIX = {
    torch.ops.aten._to_copy.default,
    torch.ops.aten.copy_.default,
    torch.ops.aten.index.Tensor,
    torch.ops.aten.index_put.default,
    torch.ops.aten.index_put_.default,
}
"""What a GPU accepts CPU tensors in: copies between devices, and indices."""


class Elsewhere(torch.Tensor):
    """A tensor with real values that calls another device its own."""

    held: torch.Tensor
    is_cuda = True

    @staticmethod
    def __new__(cls, inner: torch.Tensor) -> "Elsewhere":
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
        return f"Elsewhere({self.held})"

    def tolist(self) -> Any:
        """The values, which torch would refuse to read off such a device."""
        return self.held.tolist()

    __torch_function__ = torch._C._disabled_torch_function_impl  # type: ignore[assignment]  # its use

    @classmethod
    def __torch_dispatch__(  # type: ignore[override]  # a class method by torch's own protocol
        cls, func: Any, types: Any, args: Any = (), kwargs: Any = None
    ) -> Any:
        """Run an operator on the values."""
        return _dispatch(func, args, kwargs or {})


@contextmanager
def pretending() -> Iterator[None]:
    """Make tensors that the block creates on the other device `Elsewhere` too."""
    with _Operators(), _Factories():  # type: ignore[no-untyped-call]  # likewise
        yield


def seen(tree: Any) -> Any:
    """A tree with every `Elsewhere` in it as it looks from outside, on its device."""
    if isinstance(tree, Elsewhere):
        data = tree.held.detach().contiguous().numpy()
        return Array(data, "torch", str(tree.dtype).removeprefix("torch."), DEVICE.type)
    if isinstance(tree, dict):
        return {key: seen(item) for key, item in tree.items()}
    if isinstance(tree, (list, tuple)):
        return [seen(item) for item in tree]
    return tree


class _Operators(TorchDispatchMode):  # type: ignore[no-untyped-call]  # torch is partly typed
    @classmethod
    def _should_skip_dynamo(cls) -> bool:
        return False  # skipping it would import torch._dynamo: more than a second

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        return _dispatch(func, args, kwargs or {})


class _Factories(TorchFunctionMode):
    """Catches creation from Python data, which torch does below the dispatcher."""

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        kwargs = dict(kwargs or {})
        if func is torch.Tensor.new_tensor and isinstance(args[0], Elsewhere):
            return Elsewhere(torch.tensor(args[1], dtype=kwargs.get("dtype", args[0].dtype)))
        if func is torch.Tensor.cuda and not isinstance(args[0], Elsewhere):
            return Elsewhere(args[0])
        if func in (torch.tensor, torch.as_tensor) and _is_elsewhere(kwargs.get("device")):
            kwargs["device"] = "cpu"
            made = func(*tree_map(_inner, args), **kwargs)
            return Elsewhere(made) if type(made) is torch.Tensor else made
        if isinstance(kwargs.get("device"), str | int) and _is_elsewhere(kwargs["device"]):
            kwargs["device"] = DEVICE
        kwargs.pop("generator", None)
        return func(*args, **kwargs)


def _dispatch(func: Any, args: Any, kwargs: dict[str, Any]) -> Any:
    tensors = [leaf for leaf in tree_leaves((args, kwargs)) if isinstance(leaf, torch.Tensor)]
    elsewhere = any(isinstance(tensor, Elsewhere) for tensor in tensors)
    if elsewhere and func not in _MAY_MIX:
        for tensor in tensors:
            if tensor.device.type == "cpu" and tensor.dim() > 0:
                raise DeviceMismatch(f"{func} met a CPU tensor of shape {tuple(tensor.shape)}")
    device = kwargs.get("device")
    moved = {**kwargs, "device": torch.device("cpu")} if device is not None else kwargs
    result = func(*tree_map(_inner, args), **tree_map(_inner, moved))
    if func is torch.ops.aten.copy_.default:
        return args[0]
    stays = elsewhere if device is None else _is_elsewhere(device)
    return tree_map(_wrapped, result) if stays else result


def _inner(value: Any) -> Any:
    return value.held if isinstance(value, Elsewhere) else value


def _wrapped(value: Any) -> Any:
    return Elsewhere(value) if type(value) is torch.Tensor else value


def _is_elsewhere(device: Any) -> bool:
    return device is not None and torch.device(device).type in _ACCELERATORS
