"""Where tensors can live on this machine."""


class NoDevice(Exception):
    """A device is asked for that is not there; the text is a sentence that names those that are."""


def require(device: str) -> None:
    """Make sure that a device is there. Imports torch if it is none that is everywhere.

    Args:
        device: auto, cpu, cuda or mps.

    Raises:
        NoDevice: it is not.
    """
    if device in ("auto", "cpu"):
        return
    found = devices()
    if device not in found:
        raise NoDevice(f"There is no device {device} here; available: {', '.join(found)}.")


def devices() -> dict[str, str]:
    """Each device that can be asked for, and what it is. Imports torch."""
    import torch

    found = {"cpu": "cpu"}
    if torch.cuda.is_available():
        found["cuda"] = f"cuda ({torch.cuda.get_device_name()})"
    if torch.backends.mps.is_available():
        found["mps"] = "mps"
    return found
