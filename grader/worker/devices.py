"""The devices that code can run on here."""


class NoDevice(Exception):
    """A device that was asked for is not available; the message names those that are."""


def require(device: str) -> None:
    """Make sure that a device is available. Imports torch unless the device is auto or cpu.

    Args:
        device: auto, cpu, cuda or mps.

    Raises:
        NoDevice: it is not available.
    """
    if device in ("auto", "cpu"):
        return
    found = devices()
    if device not in found:
        raise NoDevice(f"There is no device {device} here; use one of {', '.join(found)}.")


def devices() -> dict[str, str]:
    """Each available device, and its description. Imports torch."""
    import torch

    found = {"cpu": "cpu"}
    if torch.cuda.is_available():
        found["cuda"] = f"cuda ({torch.cuda.get_device_name()})"
    if torch.backends.mps.is_available():
        found["mps"] = "mps"
    return found
