"""The files that a confined worker can reach."""

import os
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from trial import as_root, attempt, become_nobody, make_do_with_landlock, on_linux

from grader.confine import Limits

pytestmark = on_linux


@pytest.fixture
def submission(tmp_path: Path) -> Path:
    """A file that a worker is to read, in a folder that is none of its business."""
    path = tmp_path / "workspace" / "kl.py"
    path.parent.mkdir()
    path.write_text("answer = 42\n")
    return path


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    """An empty folder to work in."""
    path = tmp_path / "scratch"
    path.mkdir()
    return path


def _truncate_on_open(path: str) -> None:
    os.close(os.open(path, os.O_RDONLY | os.O_TRUNC))


def _link_and_read(path: str) -> str:
    Path("link").symlink_to(path)
    return Path("link").read_text()


def _write_beside(path: str) -> None:
    Path(path).with_name("other.py").write_text("")


HARM: dict[str, Callable[[str], Any]] = {
    "write": lambda path: Path(path).write_text(""),
    "append": lambda path: os.open(path, os.O_WRONLY | os.O_APPEND),
    "truncate": lambda path: os.truncate(path, 0),
    "truncate on open": _truncate_on_open,
    "remove": os.remove,
    "rename": lambda path: Path(path).rename(path + "~"),
    "replace": lambda path: Path(path).replace("moved"),
    "change mode": lambda path: Path(path).chmod(0o777),
    "change owner": lambda path: os.chown(path, -1, -1),
    "change times": lambda path: os.utime(path, (0, 0)),
    "set attribute": lambda path: os.setxattr(path, "user.note", b"x"),
    "hard link": lambda path: os.link(path, "taken"),
    "symbolic link": _link_and_read,
    "write beside": _write_beside,
    "make a folder": lambda path: Path(path).with_name("folder").mkdir(),
    "make a pipe": lambda path: os.mkfifo(path + ".pipe"),
    "remove the folder": lambda path: Path(path).parent.rmdir(),
    "list the folder": lambda path: list(Path(path).parent.iterdir()),
}


def _harm(kind: str, path: str) -> None:
    HARM[kind](path)


def _state(path: Path) -> tuple[Any, ...]:
    status = path.stat()
    return status.st_mode, status.st_mtime, path.read_text(), list(path.parent.iterdir())


@pytest.mark.parametrize(
    "before", [None, partial(make_do_with_landlock, 1)], ids=["", "oldest Landlock"]
)
@pytest.mark.parametrize("kind", HARM)
def test_a_submission_cannot_be_changed_by_itself(
    kind: str, before: Callable[[], None] | None, submission: Path, scratch: Path
) -> None:
    """Nothing but reading is possible with the file that a worker may read, nor around it."""
    untouched = _state(submission)
    outcome = attempt(
        _harm, kind, str(submission), readable=(submission,), scratch=scratch, before=before
    )
    assert outcome.error in {"PermissionError", "OSError"}
    assert _state(submission) == untouched


def _read(path: str) -> str:
    return Path(path).read_bytes().decode()


def test_a_submission_can_be_read(submission: Path) -> None:
    """A path given as readable is."""
    assert attempt(_read, str(submission), readable=(submission,)).value == "answer = 42\n"


def test_another_file_cannot_be_read(submission: Path) -> None:
    """A path not given is not readable, though the user could read it."""
    assert attempt(_read, str(submission)).error == "PermissionError"


@as_root
def test_an_ordinary_user_is_confined_as_root_is(submission: Path) -> None:
    """Confinement takes no privilege."""
    for folder in submission.parents:
        if folder.is_relative_to(tempfile.gettempdir()) and folder != Path(tempfile.gettempdir()):
            folder.chmod(0o755)
    assert attempt(_read, str(submission), before=become_nobody).error == "PermissionError"
    given = attempt(_read, str(submission), readable=(submission,), before=become_nobody)
    assert given.value == "answer = 42\n"


@pytest.mark.parametrize(
    "path", ["/etc/passwd", "/proc/self/environ", "/proc/self/mem", "/proc/1/cmdline", "/dev/tty"]
)
def test_a_file_of_the_system_cannot_be_read(path: str) -> None:
    """Neither accounts nor processes nor terminals are open to a worker."""
    assert attempt(_read, path).error == "PermissionError"


def _list_folder(path: str) -> list[str]:
    return [entry.name for entry in Path(path).iterdir()]


@pytest.mark.parametrize("path", ["/", "/proc", "/proc/self/fd", "/tmp", "/dev/shm"])
def test_a_folder_of_the_system_cannot_be_listed(path: str) -> None:
    """Names of files, processes and descriptors are not shown."""
    assert attempt(_list_folder, path).error == "PermissionError"


def test_the_grader_cannot_be_read() -> None:
    """The grader's own package, in which an installed kit keeps its solutions, is closed."""
    import grader.confine

    assert attempt(_read, grader.confine.__file__).error == "PermissionError"


def test_a_hidden_package_leaves_its_neighbours_readable() -> None:
    """In site-packages, one package can be hidden: the rest still imports and can be listed."""
    import hypothesis
    import joblib

    hidden = Path(joblib.__file__).parent
    source = attempt(_read, joblib.__file__, hidden=frozenset({hidden}))
    neighbour = attempt(_read, hypothesis.__file__, hidden=frozenset({hidden}))
    listing = attempt(_list_folder, str(hidden.parent), hidden=frozenset({hidden}))
    assert source.error == "PermissionError"
    assert "hypothesis" in neighbour.value
    assert "hypothesis" in listing.value


def _use_scratch(text: str) -> list[str]:
    with tempfile.NamedTemporaryFile("w", suffix=".txt", delete=False) as file:
        file.write(text)
    Path("folder").mkdir()
    Path(file.name).rename("folder/kept.txt")
    return [str(Path.cwd()), Path("folder/kept.txt").read_text()]


def test_scratch_is_the_working_and_temporary_folder(scratch: Path) -> None:
    """In the folder given for it, a worker can write, move and read."""
    assert attempt(_use_scratch, "noise", scratch=scratch).value == [str(scratch), "noise"]


@pytest.mark.parametrize("folder", ["/tmp", "/var/tmp", "/dev/shm", "."])
def test_nothing_can_be_written_without_scratch(folder: str) -> None:
    """Without a folder given for it, a worker can write nowhere."""
    assert attempt(_write_beside, f"{folder}/x").error == "PermissionError"


def _write_much(count: int) -> int:
    with Path("big").open("wb", buffering=0) as file:
        return sum(file.write(bytes(1024)) for _ in range(count))


def test_a_file_cannot_grow_beyond_its_limit(scratch: Path) -> None:
    """A file that grows too large is an error, and stays at the limit."""
    outcome = attempt(_write_much, 10, scratch=scratch, limits=Limits(file_size=4096))
    assert outcome.error == "OSError"
    assert (scratch / "big").stat().st_size == 4096


def _discard() -> int:
    with Path(os.devnull).open("w") as null:
        return null.write("gone")


def test_output_can_be_discarded() -> None:
    """The null device works."""
    assert attempt(_discard).value == 4
