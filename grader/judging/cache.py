"""What grades on this computer know already, on disk: the prints of known mistakes.

Only the judge reads it. What is in it decides no verdict: see `prints.py`. Each entry is a checksum
and a message like a worker's, and is checked like one. Without a folder of the user's own, there is
no cache; docs/decisions/answer-cache.md says what is kept and why.
"""

import contextlib
import hashlib
import os
import stat
import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from grader.confine.readable_paths import python_installation
from grader.probe.values import MalformedMessage
from grader.worker.codec import MessageLimits, decode, encode

MOST_BYTES = 256 * 2**20
"""How much the folder may hold: the entries that were used least recently are removed."""

_LIMITS = MessageLimits(room=32 * 2**20, header=2**20, nodes=10_000)
_DIGEST = hashlib.sha256().digest_size
_ENDING = ".prints"


def folder() -> Path | None:
    """The user's own folder for it, made if it is missing; None if there is none to be trusted."""
    try:
        place = _place()
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = place.lstat()
    except (OSError, RuntimeError, ValueError):
        return None
    own = hasattr(os, "geteuid") and found.st_uid == os.geteuid()
    if not (own and stat.S_ISDIR(found.st_mode) and stat.S_IMODE(found.st_mode) == 0o700):
        return None
    whole = place.resolve()
    # A worker may read Python's own folders.
    return (
        None if {whole, *whole.parents} & {*python_installation(device="cpu").readable} else place
    )


def load(key: str) -> Mapping[str, Any]:
    """The entry of a key; empty if there is none, or it is damaged."""
    place = folder()
    if place is None:
        return {}
    file = place / f"{key}{_ENDING}"
    try:
        if file.stat().st_size > _LIMITS.length + _DIGEST:
            return {}
        data = file.read_bytes()
        checksum, message = data[:_DIGEST], data[_DIGEST:]
        if hashlib.sha256(message).digest() != checksum:
            return {}
        entry = decode(message, _LIMITS)
        os.utime(file)
    except (OSError, MalformedMessage):
        return {}
    return entry if isinstance(entry, dict) else {}


def store(key: str, entry: Mapping[str, Any]) -> None:
    """Replace the entry of a key, at once or not at all; without a folder nothing happens."""
    place = folder()
    if place is None:
        return
    with contextlib.suppress(OSError, ValueError):
        message = encode(dict(entry), _LIMITS)
        descriptor, name = tempfile.mkstemp(dir=place)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(hashlib.sha256(message).digest() + message)
            Path(name).replace(place / f"{key}{_ENDING}")
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        _make_room(place)


def clear() -> int:
    """Remove all that is kept.

    Returns:
        How many bytes that was.
    """
    place = folder()
    return sum(map(_remove, place.iterdir())) if place else 0


def _make_room(place: Path) -> None:
    files = sorted(((file.stat(), file) for file in place.iterdir()), key=lambda f: f[0].st_mtime)
    held = sum(found.st_size for found, _ in files)
    for _, file in files:
        if held <= MOST_BYTES:
            return
        held -= _remove(file)


def _remove(file: Path) -> int:
    with contextlib.suppress(OSError):
        size = file.stat().st_size
        file.unlink()
        return size
    return 0


def _place() -> Path:
    """Where the system wants caches: https://specifications.freedesktop.org/basedir-spec/.

    Raises:
        RuntimeError: the user has no home.
    """
    chosen = os.environ.get("XDG_CACHE_HOME", "")
    if Path(chosen).is_absolute():
        return Path(chosen, "practice")
    caches = "Library/Caches" if sys.platform == "darwin" else ".cache"
    return Path.home() / caches / "practice"


@cache
def surroundings(*, with_torch: bool) -> str:
    """Everything beside the exercise that numbers may depend on, down to the processor.

    Args:
        with_torch: whether the exercise computes with torch, which is loaded then.
    """
    import platform

    import hypothesis
    import numpy as np

    from grader.judging.version import kit

    versions = [kit(), sys.version, platform.platform(), platform.machine(), np.__version__]
    versions += [hypothesis.__version__, _processor()]
    for name in ("sklearn", "scipy"):
        if module := sys.modules.get(name):
            versions.append(f"{name} {module.__version__}")
    if with_torch:
        import torch

        versions.append(f"torch {torch.__version__}")
        versions.append(f"{torch.get_num_threads()} {torch.backends.cpu.get_cpu_capability()}")
    versions.append(repr(os.environ.get("OMP_NUM_THREADS")))
    return "\n".join(versions)


def _processor() -> str:
    """What the processor calls itself, and its features: libraries choose their kernels by them."""
    import platform

    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8", "replace").partition("\n\n")[0]
    except OSError:
        return platform.processor()
    kept = ("model name", "flags", "Features", "CPU part")
    return "\n".join(line for line in lines.splitlines() if line.startswith(kept))


def key_of(*parts: object, with_torch: bool) -> str:
    """The name of an entry, from what it depends on beside the `surroundings`."""
    text = "\n".join([surroundings(with_torch=with_torch), *map(repr, parts)])
    return hashlib.sha256(text.encode()).hexdigest()
