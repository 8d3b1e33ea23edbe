"""Where the processes of the kit import modules from: no folder that answers lie in.

A file of a learner's that is named like a module (`random.py`, or `lz4.py`, which torch asks for)
would run in the judge, or in the process that workers are forked from, with the rights of the user.
"""

import os
import site
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_PATHS = ("PYTHONPATH", "LD_LIBRARY_PATH")
"""Variables that name folders to load code from; an empty or relative entry is the current one."""

_folders: set[Path] = set()
_trees: set[Path] = set()


def shut_out(*folders: Path, trees: Iterable[Path] = ()) -> None:
    """Import nothing from some folders in this process any more, nor in those that it starts.

    The working folder is always one of them.

    Args:
        folders: where modules are not looked for.
        trees: the same, with everything beneath them but Python's own folders.
    """
    _folders.update(folder.resolve() for folder in folders)
    _trees.update(tree.resolve() for tree in trees)
    sys.path[:] = trusted()


def trusted() -> list[str]:
    """The search path of this process, without the folders that are shut out.

    A checkout that the kit runs from without being installed stays, at the end, where it hides no
    other module.
    """
    kept = _safe(sys.path)
    if not _found_in(kept):
        kept.append(str(Path(__file__).parents[1]))
    return kept


def variables() -> dict[str, str]:
    """What has a Python that is started import nothing from the folders that are shut out."""
    changed = {"PYTHONSAFEPATH": "1"}  # else `-c` and `-m` look in the working folder first
    for name in _PATHS:
        if name in os.environ:
            changed[name] = os.pathsep.join(_safe(os.environ[name].split(os.pathsep)))
    return changed


@contextmanager
def started_safely() -> Iterator[None]:
    """Give these variables to all that is started inside the block."""
    changed = variables()
    before = {name: os.environ.get(name) for name in changed}
    os.environ.update(changed)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _safe(path: Iterable[str]) -> list[str]:
    here = _working_folder()
    own = [Path(place).resolve() for place in _own_folders()]
    return [entry for entry in path if _is_safe(Path(entry), here, own)]


def _is_safe(entry: Path, here: Path | None, own: list[Path]) -> bool:
    if not entry.is_absolute():
        return False
    place = entry.resolve()
    above = {place, *place.parents}
    if not above.isdisjoint(own):
        return True
    return place != here and place not in _folders and above.isdisjoint(_trees)


def _working_folder() -> Path | None:
    with suppress(FileNotFoundError):  # it was removed
        return Path.cwd().resolve()
    return None


def _own_folders() -> list[str]:
    """Where Python itself and installed packages lie."""
    return [str(Path(os.__file__).parent), *site.getsitepackages(), site.getusersitepackages()]


def _found_in(path: list[str]) -> bool:
    """Whether the kit is found without the folder that it was imported from."""
    before = sys.path[:]
    sys.path[:] = path
    try:
        return any(finder.find_spec("grader", None) for finder in sys.meta_path)
    finally:
        sys.path[:] = before
