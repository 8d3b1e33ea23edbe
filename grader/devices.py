"""Where tensors can live on this machine."""


def devices() -> dict[str, str]:
    """Each device that can be asked for, and what it is. Imports torch."""
    import torch

    found = {"cpu": "cpu"}
    if torch.cuda.is_available():
        found["cuda"] = f"cuda ({torch.cuda.get_device_name()})"
    if torch.backends.mps.is_available():
        found["mps"] = "mps"
    return found
