"""Declaring checks of a module's methods: its parameters are drawn, not learned.

The inputs of such a probe are, in this order, sizes (ints, for the constructor), parameters
(tensors named as in the state_dict, `fc.weight`), and the method's arguments. Pass `method` to
`formula` and `edges` as `driver`, `layers` as `first`, and `method_code` as `as_code`.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from torch import Tensor, nn

from grader.probe.case import Case, Finding, Inputs
from grader.probe.compare import shape_text
from grader.probe.drivers import answered, differentiated
from grader.probe.probe import Check, Driver
from grader.probe.snippet import literal
from grader.probe.values import Raised


def method(name: str, *, gradient: bool) -> Driver:
    """Make a driver that calls a method such as `GaussianHead.nll_loss`.

    Returns:
        A driver whose result is that of `drivers.calling`, for parameters and arguments, with one
        more key, `layers`: the shape of each parameter by name. If the shapes are not those that
        were drawn, the method is not called.
    """
    owner, _, attribute = name.partition(".")

    def drive(impl: Any, **inputs: Any) -> dict[str, Any]:
        sizes = [value for value in inputs.values() if isinstance(value, int)]
        tensors = {key: value for key, value in inputs.items() if not isinstance(value, int)}
        module = getattr(impl, owner)(*sizes)
        drawn = {key: list(value.shape) for key, value in tensors.items() if "." in key}
        found = {key: list(value.shape) for key, value in module.named_parameters()}
        if found != drawn:
            return {"layers": found}

        def call(*values: Any) -> Any:
            given = dict(zip(tensors, values, strict=True))
            parameters = {key: value for key, value in given.items() if "." in key}
            arguments = [value for key, value in given.items() if "." not in key]
            return with_parameters(module, attribute, parameters, arguments)

        return {"layers": found, **answered(call, tensors, gradient=gradient)}

    return drive


def frozen(name: str, *, gradient: bool) -> Driver:
    """Make a driver like `method`'s, for arguments alone: no parameter requires a gradient."""
    drive = method(name, gradient=False)
    owner, _, attribute = name.partition(".")

    def drive_frozen(impl: Any, **inputs: Any) -> dict[str, Any]:
        seen: dict[str, Any] = drive(impl, **inputs)
        if not gradient or "value" not in seen:
            return seen
        sizes = [value for value in inputs.values() if isinstance(value, int)]
        tensors = {key: value for key, value in inputs.items() if not isinstance(value, int)}
        parameters = {key: value for key, value in tensors.items() if "." in key}
        arguments = {key: value for key, value in tensors.items() if "." not in key}
        module = getattr(impl, owner)(*sizes)
        sloped: dict[str, Any] = {}
        for key, value in arguments.items():

            def of_one(given: Tensor, key: str = key) -> Any:
                passed = [*{**arguments, key: given}.values()]
                return with_parameters(module, attribute, parameters, passed)

            asked = differentiated(of_one, {key: value})
            if isinstance(asked["gradient"], Raised):
                return {**seen, **asked}
            sloped |= asked["gradient"]
        return {**seen, "gradient": sloped}

    return drive_frozen


def with_parameters(
    module: nn.Module, method: str, parameters: dict[str, Tensor], arguments: list[Tensor]
) -> Any:
    """Call a method of a module with tensors in place of its parameters.

    The tensors stay in the module, because `torch.utils.checkpoint` computes again during the
    backward pass, with the module's values at that time. Buffers are moved to the same device and
    dtype, as by `module.to`.
    """
    like = next(iter(parameters.values()))
    given = {id(old): parameters.get(name) for name, old in module.named_parameters()}
    for part in module.modules():
        for name, old in part._parameters.items():
            if (new := given.get(id(old))) is not None:
                part._parameters[name] = new  # type: ignore[assignment]  # a tensor will do
        for name, buffer in part._buffers.items():
            if buffer is not None:
                to = like if buffer.is_floating_point() else like.device
                part._buffers[name] = buffer.to(to)
    return module(*arguments) if method == "forward" else getattr(module, method)(*arguments)


def linear(inputs: Inputs, layer: str) -> np.ndarray[Any, Any]:
    """The output of a linear layer with drawn parameters for the drawn `x`, to avoid its kinks."""
    weight, bias = inputs[f"{layer}.weight"].data, inputs[f"{layer}.bias"].data
    return np.asarray(inputs["x"].data @ weight.T + bias)


@Check.of
def layers(case: Case) -> Finding | None:
    """The layers are those of the given constructor."""
    found, right = case.got["layers"], case.expected["layers"]
    for name, shape in right.items():
        if name not in found:
            return Finding(
                "type", f"The parameter `{name}` is missing: keep the given constructor."
            )
        if found[name] != shape:
            return Finding(
                "shape",
                f"`{name}` has shape {shape_text(found[name])}, not {shape_text(shape)}.",
            )
    for name in found:
        if name not in right:
            return Finding("type", f"`{name}` is not a parameter of the given constructor.")
    return None


def method_code(name: str) -> Callable[[Inputs], str]:
    """Make a function that writes a call of a method such as `GaussianHead.nll_loss`."""
    owner, _, attribute = name.partition(".")

    def as_code(inputs: Inputs) -> str:
        sizes = ", ".join(repr(value) for value in inputs.values() if isinstance(value, int))
        tensors = {key: value for key, value in inputs.items() if not isinstance(value, int)}
        parameters = [
            f'    "{key}": {literal(value)},' for key, value in tensors.items() if "." in key
        ]
        arguments = {key: value for key, value in tensors.items() if "." not in key}
        double = any(value.dtype == "float64" for value in arguments.values())
        call = "head" if attribute == "forward" else f"head.{attribute}"
        return "\n".join(
            [
                f"head = {owner}({sizes}){'.double()' if double else ''}",
                "head.load_state_dict({",
                *parameters,
                "})",
                *(f"{key} = {literal(value)}" for key, value in arguments.items()),
                f"{call}({', '.join(arguments)})",
            ]
        )

    return as_code
