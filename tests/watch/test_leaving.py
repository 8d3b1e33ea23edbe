"""However a watch ends: the terminal is as it was, and nothing is left."""

import signal
import tempfile
import termios
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.attacks.victim import processes
from tests.cli.learner import Learner
from tests.watch.terminal import ADDRESS, HERE, PATIENCE, PRETENDED, Watched, solution, until

pytestmark = pytest.mark.extensive

KEYS = "[?] [q]uit"
LOCAL = 3  # the place of the local modes among a terminal's settings
LOOP = (
    "\n\ndef anomaly_threshold(train_log_probs, percentile=5.0):\n    while True:\n        pass\n"
)
SHELL = str(HERE / "tests" / "watch" / "shell.py")

WAYS: dict[str, tuple[Callable[[Watched], object], int]] = {
    "q": (lambda watched: watched.presses("q"), 0),
    "ctrl-D": (lambda watched: watched.presses("\x04"), 0),
    "ctrl-C": (lambda watched: watched.presses("\x03"), 0),
    "SIGTERM": (lambda watched: watched.process.send_signal(signal.SIGTERM), 128 + 15),
    "SIGQUIT": (lambda watched: watched.process.send_signal(signal.SIGQUIT), 128 + 3),
    "SIGHUP": (lambda watched: watched.process.send_signal(signal.SIGHUP), 128 + 1),
}


@pytest.fixture
def watched(learner: Learner) -> Iterator[Watched]:
    """A watch of one exercise, on its first screen, with its judge."""
    with Watched(learner, "watch", ADDRESS) as watched:
        watched.sees(KEYS)
        until((learner.folder / "ready").exists)
        yield watched


def is_single_keys(watched: Watched) -> bool:
    """Whether keys arrive one by one and unseen."""
    return not watched.settings[LOCAL] & (termios.ICANON | termios.ECHO)


@pytest.mark.parametrize("way", WAYS)
def test_the_terminal_is_put_back(watched: Watched, way: str) -> None:
    """By key or by signal, every setting is as it was."""
    leave, code = WAYS[way]
    assert is_single_keys(watched)
    leave(watched)
    watched.ends(code)
    assert watched.settings == watched.settings_before
    assert watched.log == ["closed"]


def test_the_terminal_is_put_back_after_a_fault(learner: Learner) -> None:
    """An exception is a sentence, and the settings are as they were."""
    patch = f"""{PRETENDED}
import grader.watch.keys
def help_page():
    raise RuntimeError
grader.watch.keys.help_page = help_page
"""
    with Watched(learner, "watch", ADDRESS, patch=patch) as watched:
        watched.sees(KEYS).presses("?").ends(3)
        watched.sees("The grader itself failed (RuntimeError)").lacks("Traceback")
        assert watched.settings == watched.settings_before


def test_a_stop_gives_the_terminal_back_meanwhile(learner: Learner) -> None:
    """After ctrl-Z the shell has its settings; afterwards the page and the keys are there again."""
    with Watched(learner, "watch", ADDRESS, through=(SHELL,)) as watched:
        learner.writes("# fail later\n", ADDRESS)
        watched.sees("looking for the smallest input").presses("\x1a").sees("It is stopped.")
        assert watched.settings == watched.settings_before
        watched.presses("\n").sees(ADDRESS, "looking for the smallest input")
        until(lambda: is_single_keys(watched))
        (learner.folder / "go").touch()
        watched.sees(f"{ADDRESS} is not right yet.")
        # The clock of a grade goes on while it is stopped: it is begun again.
        later = f"{ADDRESS} fail later"
        assert watched.log == [later, f"{ADDRESS} given up", later]
        watched.presses("q").ends(0)
        assert watched.settings == watched.settings_before


def test_a_stop_that_nobody_can_catch_is_survived(watched: Watched) -> None:
    """After SIGSTOP and whatever happened to the terminal, keys work again."""
    watched.stands_still()
    termios.tcsetattr(watched.terminal, termios.TCSANOW, watched.settings_before)
    watched.process.send_signal(signal.SIGCONT)
    until(lambda: is_single_keys(watched))
    watched.presses("q").ends(0)
    assert watched.settings == watched.settings_before


@pytest.fixture
def temporary() -> Iterator[Path]:
    """A folder of its own for temporary files; its path is short, as that of a socket must be."""
    with tempfile.TemporaryDirectory(prefix="watch-") as name:
        yield Path(name)


def there(temporary: Path) -> str:
    """Python that makes a process use that folder."""
    return f"import tempfile; tempfile.tempdir = {str(temporary)!r}"


def is_nothing_left(temporary: Path, before: set[int]) -> bool:
    """Whether no process and no file is there that was not before."""
    return not list(temporary.iterdir()) and processes(all_of_them=True) <= before


@pytest.mark.parametrize("way", ["q", "ctrl-C", "SIGTERM", "hang-up"])
def test_nothing_is_left_of_a_grade_that_runs(learner: Learner, temporary: Path, way: str) -> None:
    """A process that loops is ended with the watch, and its folder removed."""
    before = processes(all_of_them=True)
    learner.writes(solution() + LOOP, ADDRESS)
    with Watched(learner, "watch", ADDRESS, patch=there(temporary)) as watched:
        watched.sees("anomaly_threshold: value")
        assert list(temporary.glob("practice-*"))
        if way == "hang-up":
            watched.hangs_up()
            watched.process.wait(PATIENCE)
        else:
            WAYS[way][0](watched)
            watched.ends(WAYS[way][1])
        until(lambda: is_nothing_left(temporary, before))


def test_nothing_is_left_of_a_plain_pipe(learner: Learner, temporary: Path) -> None:
    """Also where there is no terminal."""
    before = processes(all_of_them=True)
    learner.writes(solution() + LOOP, ADDRESS)
    process = learner.begins("watch", ADDRESS, patch=there(temporary))
    until(lambda: list(temporary.glob("practice-*")))
    process.send_signal(signal.SIGTERM)
    _, complaint = process.communicate(timeout=PATIENCE)
    assert (process.returncode, complaint) == (128 + 15, "")
    until(lambda: is_nothing_left(temporary, before))
