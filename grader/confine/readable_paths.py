"""The files that a worker needs to read: Python, its packages, the system's libraries."""

import importlib.util
import os
import site
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from grader.catalogue import shipped

_PACKAGES = ("torch", "numpy", "scipy", "sklearn", "joblib", "threadpoolctl")
_PACKAGE_FOLDERS = ("site-packages", "dist-packages")

# Libraries that extension modules load; time zones; what torch reads about the processor to choose
# its kernels, and what joblib reads about a container's share of it.
_SYSTEM = (
    "/lib",
    "/lib64",
    "/usr/lib",
    "/usr/lib64",
    "/usr/local/lib",
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/usr/share/zoneinfo",
    "/proc/cpuinfo",
    "/sys/devices/system/cpu",
    "/sys/fs/cgroup/cpu.max",
    "/sys/fs/cgroup/cpu/cpu.cfs_period_us",
    "/sys/fs/cgroup/cpu/cpu.cfs_quota_us",
    "/dev/urandom",
)

_CUDA = (
    "/proc/devices",
    "/proc/driver/nvidia",
    "/proc/meminfo",
    "/proc/modules",
    "/sys/bus/pci",
    "/sys/devices",
    "/sys/module",
)


@dataclass(frozen=True)
class Installation:
    """The files that Python and its packages need.

    Attributes:
        readable: files, and directories with everything beneath them.
        listable: directories with something hidden in them, where only names may be listed.
        devices: device files to read, write and control.
    """

    readable: tuple[Path, ...]
    listable: tuple[Path, ...]
    devices: tuple[Path, ...]


@cache
def python_installation(
    hidden: frozenset[Path] = frozenset(), *, device: str = "cpu"
) -> Installation:
    """The part of the file system that a worker may read, without `hidden` and the grader itself.

    Landlock can only allow paths, not exclude them. So if something hidden is inside a readable
    directory (the grader, with its solutions, in `site-packages`), the directory's other entries
    are allowed one by one. A hidden directory around a readable one (a workspace around its
    virtual environment) changes nothing.

    Args:
        hidden: files and directories that must not be read.
        device: the device that submissions run on; CUDA adds the files that its driver reads and
            the devices that it controls.
    """
    cuda = device.startswith("cuda")
    cut = {path.resolve() for path in (*hidden, *_kit())}
    parts = [part for root in _roots(cuda=cuda) for part in _without(root, cut)]
    devices = [Path(os.devnull), *(Path("/dev").glob("nvidia*") if cuda else ())]
    return Installation(
        readable=tuple(sorted({path for path, whole in parts if whole})),
        listable=tuple(sorted({path for path, whole in parts if not whole})),
        devices=tuple(devices),
    )


def _kit() -> set[Path]:
    """Every installed copy of the grader, and its whole checkout, which has right answers."""
    package = Path(__file__).parents[1]
    copies = {Path(folder, package.name) for folder in (*site.getsitepackages(), *sys.path)}
    from_checkout = shipped("solutions").parent == package.parent
    # The neighbors of each path that is cut out are listed one by one, which takes time.
    copies = {copy for copy in copies if copy.exists()}
    return {package, *copies, *([package.parent] if from_checkout else [])}


def _roots(*, cuda: bool) -> set[Path]:
    prefixes = {sys.prefix, sys.exec_prefix, sys.base_prefix, sys.base_exec_prefix}
    paths = {Path(prefix, name) for prefix in prefixes for name in ("lib", "lib64")}
    paths.update(map(Path, site.getsitepackages()))
    paths.update(path for path in map(Path, sys.path) if path.name in _PACKAGE_FOLDERS)
    for name in _PACKAGES:
        spec = importlib.util.find_spec(name)
        paths.update(map(Path, (spec and spec.submodule_search_locations) or ()))
    paths.update(map(Path, _SYSTEM + (_CUDA if cuda else ())))
    return {path.resolve() for path in paths if os.access(path, os.R_OK)}


def _without(root: Path, cut: set[Path]) -> Iterator[tuple[Path, bool]]:
    """Yield each part of `root` outside `cut`, and whether all of it is outside."""
    return _parts(root, {path for path in cut if path not in root.parents})


def _parts(path: Path, cut: set[Path]) -> Iterator[tuple[Path, bool]]:
    if path in cut:
        return
    whole = not any(path in hidden.parents for hidden in cut)
    yield path, whole
    if not whole:
        for child in path.iterdir():
            # The target of a link is readable on its own, or not at all.
            if not child.is_symlink():
                yield from _parts(child, cut)
