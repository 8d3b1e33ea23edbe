"""The environment of a worker: a few of the user's settings, and its own folders."""

import os
import sys
import tempfile
from pathlib import Path

_KEPT = (
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "SYSTEMROOT",  # Windows cannot load libraries without it
    "TZ",
)

_KEPT_FOR_CUDA = ("CUDA_DEVICE_ORDER", "CUDA_VISIBLE_DEVICES")


def clean_environment(scratch: Path | None = None, *, device: str = "cpu") -> dict[str, str]:
    """The environment that a worker gets.

    The process that workers are forked from should be started with it too: what it was started
    with stays in its memory, and in theirs.

    Args:
        scratch: the folder for temporary files, or None if a worker may not write.
        device: the worker's device; for CUDA the user's choice of devices is kept.
    """
    names = (*_KEPT, *_KEPT_FOR_CUDA) if device.startswith("cuda") else _KEPT
    own = str(scratch or Path("/"))
    return {
        **{name: os.environ[name] for name in names if name in os.environ},
        "HOME": own,
        "TMPDIR": own,
        # `torch.optim` imports torch's compiler, which insists on a folder and a user name.
        "TORCHINDUCTOR_CACHE_DIR": own,
        "LOGNAME": "worker",
        # Scripted code runs as Python, so that its calls of library functions are seen.
        "PYTORCH_JIT": "0",
        # Exercises are small, a sum has a fixed order in one thread, and scikit-learn need not run
        # programs to count cores.
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }


def settle(scratch: Path | None, *, device: str) -> None:
    """Give this process the clean environment, and make `scratch` its current folder."""
    kept = clean_environment(scratch, device=device)
    os.environ.clear()
    os.environ.update(kept)
    os.chdir(scratch or "/")
    tempfile.tempdir = None
    sys.dont_write_bytecode = True
