"""Where the processes of the kit import modules from: not from folders with answers.

Otherwise a learner's file with the name of a module (`random.py`, or `lz4.py`, which torch looks
for) would run in the judge, or in the process that workers are forked from, with the user's rights.
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
    """Stop importing from some folders, in this process and in those that it starts.

    The current folder is always one of them.

    Args:
        folders: folders that are not searched for modules.
        trees: the same, with everything beneath them except Python's own folders.
    """
    _folders.update(folder.resolve() for folder in folders)
    _trees.update(tree.resolve() for tree in trees)
    sys.path[:] = trusted()


def places_shut_out() -> tuple[list[str], list[str]]:
    """The folders and the trees that are shut out here, for another process."""
    return [str(folder) for folder in _folders], [str(tree) for tree in _trees]


def trusted() -> list[str]:
    """The search path of this process, without the folders that are shut out.

    If the kit runs from a checkout without being installed, the checkout stays, at the end, where
    it cannot hide other modules.
    """
    kept = _safe(sys.path)
    if not _found_in(kept):
        kept.append(str(Path(__file__).parents[1]))
    return kept


def variables() -> dict[str, str]:
    """Variables that keep a new Python from importing from the folders that are shut out."""
    changed = {"PYTHONSAFEPATH": "1"}  # else `-c` and `-m` search the current folder first
    for name in _PATHS:
        if name in os.environ:
            changed[name] = os.pathsep.join(_safe(os.environ[name].split(os.pathsep)))
    return changed


@contextmanager
def started_safely() -> Iterator[None]:
    """Give these variables to every process that starts inside the block."""
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
    """The folders of Python itself and of installed packages."""
    return [str(Path(os.__file__).parent), *site.getsitepackages(), site.getusersitepackages()]


def _found_in(path: list[str]) -> bool:
    """Whether the kit is found without the folder that it was imported from."""
    before = sys.path[:]
    sys.path[:] = path
    try:
        return any(finder.find_spec("grader", None) for finder in sys.meta_path)
    finally:
        sys.path[:] = before
