"""The command line as a process: pipes, signals, terminals and what it imports."""

import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.learner import HERE, PRACTICE, Learner

HEAVY = {"torch", "numpy", "hypothesis", "sklearn", "msgspec"}
COMMANDS = [
    ["--help"],
    ["list"],
    ["next"],
    ["show", "kl"],
    ["hint", "kl"],
    ["solution", "kl", "--yes"],
    ["start", "kl", "--scaffold", "interview"],
    ["reset", "kl"],
    ["review"],
    ["review", "--undo"],
    ["stats"],
    ["grade"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_light_commands_import_nothing_heavy(learner: Learner, command: list[str]) -> None:
    """What does not grade waits for no library that grading needs."""
    patch = "import atexit, sys; atexit.register(lambda: print(*sys.modules, file=sys.stderr))"
    said = learner.really_runs(*command, patch=patch)
    loaded = {name.partition(".")[0] for name in said.err.split()}
    assert "grader" in loaded
    assert loaded & HEAVY == set()


def test_help_does_not_even_import_rich(stranger: Learner) -> None:
    """The help is plain text."""
    patch = (
        "import atexit, sys; atexit.register(lambda: print('rich' in sys.modules, file=sys.stderr))"
    )
    said = stranger.really_runs("--help", patch=patch).exits(0)
    assert said.err == "False\n"


@pytest.mark.parametrize("command", ["list", "--help", "solution kl --yes"])
def test_a_closed_pipe_is_no_error(learner: Learner, command: str) -> None:
    """`practice list | head -1` ends quietly."""
    ours, theirs = os.pipe()
    os.close(ours)
    with subprocess.Popen(
        [*PRACTICE, *command.split()],
        cwd=learner.folder,
        env=os.environ | {"PYTHONPATH": str(HERE)},
        stdout=theirs,
        stderr=subprocess.PIPE,
    ) as process:
        os.close(theirs)
        assert process.communicate(timeout=60)[1] == b""
    assert process.returncode == 1


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_are_no_error(learner: Learner, closed: str) -> None:
    """`practice hint kl >&-` does what it should, and says it to nobody."""
    done = subprocess.run(
        ["sh", "-c", f'exec "$@" {closed}', "sh", *PRACTICE, "hint", "kl"],
        cwd=learner.folder,
        env=os.environ | {"PYTHONPATH": str(HERE)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    learner.runs("list").says("The KL divergence from the prior 1 hint")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_output_that_cannot_be_written_is_a_sentence(learner: Learner) -> None:
    """A full disk behind a redirection is no traceback."""
    with open("/dev/full", "w") as full:  # noqa: PTH123 - a device
        done = subprocess.run(
            [*PRACTICE, "list"],
            cwd=learner.folder,
            env=os.environ | {"PYTHONPATH": str(HERE)},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (done.returncode, done.stderr) == (1, "Output: No space left on device.\n")


SLOW_JUDGE = """
import sys, time
import grader.judging.grade
from grader.remote.judge import RemoteJudge
from grader.verdict import Status, Verdict
def grade(judge, exercise, *given, **how):
    if exercise.name == "loss":
        print("now", file=sys.stderr, flush=True)
        time.sleep(60)
    return Verdict(exercise.address, Status.PASS, f"{exercise.address} passes."), b""
grader.judging.grade.known_unrun = lambda *given: None
RemoteJudge.grade = grade
"""


@pytest.mark.parametrize("form", ["text", "json", "junit"])
def test_ctrl_c_ends_with_130_and_keeps_what_was_graded(learner: Learner, form: str) -> None:
    """An interrupt is one line; what was graded before is shown and stored."""
    process = learner.begins("grade", "vae", "--format", form, patch=SLOW_JUDGE)
    assert process.stderr is not None
    assert process.stderr.readline() == "now\n"
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (130, "Interrupted.\n")
    assert "vae/kl" in out
    assert "vae/loss" not in out
    learner.runs("list").says("vae/kl passed")


IMPORTED = """
import atexit, sys
atexit.register(lambda: print("torch" in sys.modules, file=sys.stderr))
"""


@pytest.mark.extensive
@pytest.mark.parametrize("command", ["grade", "picture"])
def test_torch_is_imported_for_a_judge_and_its_workers_alone(
    learner: Learner, command: str
) -> None:
    """The command itself only asks, and prints what it hears: an import takes a second."""
    learner.writes("def kl_divergence(mu, log_var):\n    return mu.sum() * log_var.sum()\n")
    said = learner.really_runs(command, "vae/kl", patch=IMPORTED)
    assert (said.out != "", said.err) == (True, "False\n")


def at_a_terminal(learner: Learner, *command: str, **env: str) -> str:
    """What a terminal of 80 columns receives."""
    ours, theirs = pty.openpty()
    keep = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "TERM")}
    with subprocess.Popen(
        [*PRACTICE, *command],
        cwd=learner.folder,
        env=keep | {"PYTHONPATH": str(HERE), "TERM": "xterm-256color", "COLUMNS": "80"} | env,
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
    ):
        os.close(theirs)
        received = b""
        while True:
            try:
                chunk = os.read(ours, 65536)
            except OSError:  # the other end is closed
                break
            if not chunk:
                break
            received += chunk
    os.close(ours)
    return received.decode()


def test_a_terminal_gets_colours_and_no_line_beyond_80_columns(learner: Learner) -> None:
    """On a terminal the list is coloured, and cut rather than wrapped."""
    said = at_a_terminal(learner, "list")
    assert "\x1b[1mnll\x1b[0m" in said
    plain = at_a_terminal(learner, "list", NO_COLOR="1", TERM="dumb")
    assert all(len(line.rstrip("\r")) <= 80 for line in plain.split("\n"))


def test_no_color_means_no_colour(learner: Learner) -> None:
    """NO_COLOR leaves the words, and at most weight and slant."""
    said = at_a_terminal(learner, "grade", "kl", NO_COLOR="1")
    assert "vae/kl is not finished" in said
    assert "\x1b[3" not in said
    assert "\x1b[9" not in said


def test_a_pipe_gets_no_escape_codes(learner: Learner) -> None:
    """Plain text for programs."""
    for command in (["list"], ["grade", "kl"], ["solution", "kl", "--yes"], ["--help"]):
        assert "\x1b" not in learner.really_runs(*command).out


def test_a_grade_shows_on_a_terminal_what_it_is_at(learner: Learner) -> None:
    """While the judge works the terminal shows what is graded, and afterwards no trace of it."""
    said = at_a_terminal(learner, "grade", "kl")
    before, _, after = said.partition("exercises/vae/kl.py")
    assert "vae/kl" in before
    assert "\x1b[?25h" in before  # the cursor, hidden meanwhile, is back
    assert "vae/kl is not finished" in after


def test_an_odd_name_of_a_folder_is_no_trap(stranger: Learner) -> None:
    """A path with escape codes, markup and bytes that are no text is spelt out."""
    folder = stranger.folder / os.fsdecode(b"\x1b[2J[red]\xff")
    folder.mkdir()
    said = Learner(folder).really_runs("--workspace", ".", "init", str(folder)).exits(0)
    assert "\x1b" not in said.out
    said.says("\\x1b[2J[red]\\udcff")


def test_a_signal_while_the_judge_is_imported_is_one_line(learner: Learner) -> None:
    """Ctrl-C in the first moment of a grade ends like any other."""
    patch = (
        "import sys, time, types\n"
        "class Slow:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'grader.judging.grade':\n"
        "            print('now', file=sys.stderr, flush=True)\n"
        "            time.sleep(60)\n"
        "sys.meta_path.insert(0, Slow())"
    )
    process = learner.begins("grade", "kl", patch=patch)
    assert process.stderr is not None
    assert process.stderr.readline() == "now\n"
    time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    assert process.communicate(timeout=60)[1] == "Interrupted.\n"
    assert process.returncode == 130


def test_the_package_runs_as_a_module(stranger: Learner) -> None:
    """`python -m grader.cli` is the same command."""
    done = subprocess.run(
        [sys.executable, "-m", "grader.cli", "--version"],
        cwd=stranger.folder,
        env=os.environ | {"PYTHONPATH": str(HERE)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("practice ")
