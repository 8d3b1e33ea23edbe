"""What an attack may disturb goes on: the forkserver, the file, the command line."""

import json
import os
import signal
import subprocess
import sys
from multiprocessing import forkserver
from pathlib import Path

import pytest

from grader.judging.options import Listener
from grader.judging.submission import Unusable, read_submission
from grader.verdict import Status
from grader.worker import process as workers
from tests.attacks import FOLDER
from tests.attacks.victim import EXERCISE, Victim

pytestmark = pytest.mark.extensive

RIGHT = EXERCISE.solution.read_bytes()
WRONG = RIGHT.replace(b"per_element.sum()", b"per_element.mean()")
HERE = Path(__file__).parents[2]


def grades_from_the_command_line(
    victim: Victim, *options: str, patch: str = ""
) -> "subprocess.CompletedProcess[str]":
    """`practice grade vae/kl` with options, in the victim's workspace."""
    start = f"{patch}\nfrom grader.cli import main\nmain(prog_name='practice')"
    return subprocess.run(
        [sys.executable, "-c", start, "grade", "vae/kl", *options],
        cwd=victim.workspace,
        env=os.environ | {"PYTHONPATH": str(HERE)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_a_dead_forkserver_is_replaced(victim: Victim) -> None:
    """Whoever kills the process that workers are forked from delays the next grade, no more."""
    assert victim.grades(RIGHT).status is Status.PASS
    os.kill(forkserver._forkserver._forkserver_pid, signal.SIGKILL)  # type: ignore[attr-defined]
    assert victim.grades(RIGHT).status is Status.PASS


def test_an_unconfined_submission_that_kills_its_parent_ends_itself(victim: Victim) -> None:
    """Without isolation the forkserver can be killed: its workers die with it, no judge does."""
    attack = (FOLDER / "process" / "kill_parent.py").read_bytes()
    verdict = victim.grades(attack, isolation="off")
    assert (verdict.status, verdict.isolation) == (Status.ERROR, "off")
    assert "ended its process" in verdict.message
    assert victim.grades(RIGHT).status is Status.PASS


def test_a_file_is_graded_as_it_was_when_it_was_read(victim: Victim) -> None:
    """Who changes a file while it is graded changes nothing about the grade."""

    class Change(Listener):
        def check_started(self, name: str) -> None:
            stat = victim.submission.stat()
            victim.submission.write_bytes(RIGHT)
            victim.submission.write_bytes(WRONG)
            os.utime(victim.submission, ns=(stat.st_atime_ns, stat.st_mtime_ns))

    assert victim.grades(WRONG, listener=Change()).status is Status.FAIL


def test_a_file_that_changed_meanwhile_is_not_known_to_have_passed(victim: Victim) -> None:
    """The history does not say of a wrong file that it passed, because a right one was graded."""
    victim.submission.write_bytes(RIGHT)
    swap = (
        "import pathlib\n"
        "from grader.remote.judge import RemoteJudge\n"
        "grade = RemoteJudge.grade\n"
        "def swapped(judge, exercise, path, *given, **how):\n"
        "    found = grade(judge, exercise, path, *given, **how)\n"
        f"    pathlib.Path(str(path)).write_bytes({WRONG!r})\n"
        "    return found\n"
        "RemoteJudge.grade = swapped"
    )
    assert grades_from_the_command_line(victim, patch=swap).returncode == 0
    from grader.learner.progress import Progress

    database = victim.workspace / ".practice" / "progress.db"
    assert Progress(database).histories()["vae/kl"].passes == frozenset()


def test_a_grade_on_the_command_line_is_confined(victim: Victim) -> None:
    """`practice grade --isolation require` says in its report that the submission was confined."""
    victim.submission.write_bytes(RIGHT)
    done = grades_from_the_command_line(victim, "--isolation", "require", "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)[0]["isolation"] == "complete"


NO_SECCOMP = (
    "import grader.cli.grading as grading\n"
    "imports = grading.imports\n"
    "grading.imports = lambda topic: [*imports(topic), 'tests.attacks.without_seccomp']"
)


def test_isolation_that_cannot_be_had_is_wrong_usage(victim: Victim) -> None:
    """Where the system lacks a layer, `require` runs nothing, and says what to do instead."""
    victim.submission.write_bytes(b"print('it ran')\n" + RIGHT)
    done = grades_from_the_command_line(victim, "--isolation", "require", patch=NO_SECCOMP)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("This system cannot keep a submission from your files")


def test_isolation_that_is_not_required_is_as_good_as_it_gets(victim: Victim) -> None:
    """Where the system lacks a layer, `auto` grades, and the report says that it is partial."""
    victim.submission.write_bytes(RIGHT)
    done = grades_from_the_command_line(victim, "--format", "json", patch=NO_SECCOMP)
    assert done.returncode == 0
    assert json.loads(done.stdout)[0]["isolation"] == "partial"


def test_a_verdict_says_that_isolation_is_partial(victim: Victim) -> None:
    """In a line of its own, as text; nothing is said where it is complete."""
    victim.submission.write_bytes(RIGHT)
    said = grades_from_the_command_line(victim, patch=NO_SECCOMP).stdout
    assert "Isolation is partial on this system: grade only code that you trust." in said
    assert "Isolation" not in grades_from_the_command_line(victim).stdout


@pytest.mark.parametrize("make", [os.mkfifo, lambda path: path.symlink_to("/dev/zero")])
def test_a_file_without_an_end_is_not_waited_for(victim: Victim, make: object) -> None:
    """A pipe or a device in place of a submission is a sentence, and neither read nor recorded."""
    victim.submission.unlink(missing_ok=True)
    make(victim.submission)  # type: ignore[operator]
    with pytest.raises(Unusable, match="is not a regular file"):
        read_submission(victim.submission)
    done = grades_from_the_command_line(victim)
    assert done.returncode == 1
    assert "is not a regular file" in done.stdout


def test_memory_that_the_system_does_not_limit_is_watched(
    victim: Victim, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the address space has no limit, as with CUDA, the judge ends who holds too much."""
    monkeypatch.setattr(workers, "_is_watched", lambda device: True)
    monkeypatch.setattr(workers, "MAX_RESIDENT", 1 << 28)
    greedy = b"""
import time

held = b"x" * (1 << 28)


def kl_divergence(mu, log_var):
    time.sleep(60)
"""
    verdict = victim.grades(greedy)
    assert verdict.status is Status.ERROR
    assert "more than 256 MiB of memory" in verdict.message
