"""The environment of a worker: a few settings of the user's, and folders of its own."""

import os
import sys
import tempfile
from pathlib import Path

_KEPT = (
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "SYSTEMROOT",  # without it Windows loads no library
    "TZ",
)


def clean_environment(scratch: Path | None = None, *, device: str = "cpu") -> dict[str, str]:
    """What is left of the environment for a worker.

    A process that workers are forked from should be started with it too: what it was started with
    stays in its memory, and in theirs.

    Args:
        scratch: the folder for temporary files, or None where a worker may write nothing.
        device: the worker's; for CUDA the user's choice among its devices is kept.
    """
    names = (*_KEPT, "CUDA_VISIBLE_DEVICES") if device.startswith("cuda") else _KEPT
    own = str(scratch or Path("/"))
    return {
        **{name: os.environ[name] for name in names if name in os.environ},
        "HOME": own,
        "TMPDIR": own,
        # `torch.optim` imports torch's compiler, which will have a folder and a user's name.
        "TORCHINDUCTOR_CACHE_DIR": own,
        "LOGNAME": "worker",
        # What is scripted runs as Python, so that the library functions it calls are seen.
        "PYTORCH_JIT": "0",
        # Exercises are small, a sum keeps its order in one thread, and scikit-learn does not run
        # programs to count processors where it is told.
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }


def settle(scratch: Path | None, *, device: str) -> None:
    """Give this process the clean environment, and `scratch` as its working directory."""
    kept = clean_environment(scratch, device=device)
    os.environ.clear()
    os.environ.update(kept)
    os.chdir(scratch or "/")
    tempfile.tempdir = None
    sys.dont_write_bytecode = True
