"""The judge in a process of its own: nothing that happens beside it reaches it."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from grader.catalogue import find_one
from grader.judging.options import Listener, Options
from grader.judging.submission import TextAnswer
from grader.remote.judge import JudgeFailed, RemoteJudge
from grader.verdict import Status

KL = find_one("vae/kl")
RIGHT = TextAnswer("a cell", KL.solution.read_text("utf-8"))
WRONG = TextAnswer(
    "a cell", "import torch\n\n\ndef kl_divergence(mu, log_var):\n    return mu.sum(-1)\n"
)


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RemoteJudge]:
    """A judge that was started in a folder with files that have the names of modules."""
    folder = tmp_path_factory.mktemp("traps")
    for name in ("random.py", "torch.py", "grader.py", "json.py"):
        (folder / name).write_text("raise SystemExit('this was imported')\n", "utf-8")
    with pytest.MonkeyPatch.context() as patch, RemoteJudge(folder) as opened:
        patch.chdir(folder)
        patch.setenv("PYTHONPATH", str(folder))
        patch.setenv("SECRET", "of the user")
        opened.checks(KL)
        yield opened


@pytest.mark.extensive
def test_a_text_is_graded_as_a_file_would_be(judge: RemoteJudge) -> None:
    """The verdict names the text, and the content is the text, to store with it."""
    verdict, content = judge.grade(KL, RIGHT)
    assert (verdict.status, verdict.path) == (Status.PASS, "a cell")
    assert content.decode() == RIGHT.text


def test_a_file_is_graded_from_the_workspace(judge: RemoteJudge, tmp_path: Path) -> None:
    """A path is one of the judge's folder, or absolute."""
    file = tmp_path / "kl.py"
    file.write_text(WRONG.text, "utf-8")
    verdict, content = judge.grade(KL, file)
    assert (verdict.status, content) == (Status.FAIL, file.read_bytes())
    missing, content = judge.grade(KL, Path("nothing.py"))
    assert (missing.status, content) == (Status.ERROR, b"")


def test_what_is_patched_here_changes_no_verdict(
    judge: RemoteJudge, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither another default type nor a patched torch, pytest or grader is in the judge."""
    import torch

    import grader.judging.grade
    import grader.judging.run
    import grader.probe.compare

    before = torch.get_default_dtype()
    torch.set_default_dtype(torch.float64)
    try:
        monkeypatch.setattr(torch, "exp", torch.zeros_like)
        monkeypatch.setattr(torch.Tensor, "exp", torch.zeros_like)
        monkeypatch.setattr(pytest, "fail", lambda *_: None)
        monkeypatch.setattr(grader.judging.grade, "grade", None)
        monkeypatch.setattr(grader.judging.run, "Run", None)
        monkeypatch.setattr(grader.probe.compare, "compare", lambda *_, **__: None)
        assert judge.grade(KL, RIGHT)[0].status is Status.PASS
        assert judge.grade(KL, WRONG)[0].status is Status.FAIL
    finally:
        torch.set_default_dtype(before)


def test_a_canceled_grade_leaves_nothing_behind(judge: RemoteJudge) -> None:
    """After ctrl-C the next grade gets its own verdict."""

    class Interrupted(Listener):
        def tick(self) -> None:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        judge.grade(KL, WRONG, listener=Interrupted())
    assert judge.grade(KL, RIGHT)[0].status is Status.PASS


@pytest.mark.extensive
@pytest.mark.parametrize(
    "environment", [{}, {f"LARGE_{n}": "x" * 100_000 for n in range(4)}], ids=["small", "large"]
)
def test_a_judge_that_was_interrupted_at_its_start_is_gone(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    """It has not imported anything yet, or not heard yet what it is to do."""
    program = (
        "import signal, sys, threading\n"
        "from grader.remote.judge import RemoteJudge\n"
        "from grader.catalogue import find_one\n"
        "from grader.judging.submission import TextAnswer\n"
        "threading.Timer(0.3, signal.raise_signal, [signal.SIGINT]).start()\n"
        "with RemoteJudge(None) as judge:\n"
        "    judge.grade(find_one('vae/kl'), TextAnswer('a cell', 'x = 1'))\n"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", program],
        env=os.environ | environment | {"TMPDIR": str(tmp_path), "PYTHONPATH": ""},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.stderr.endswith("KeyboardInterrupt\n")
    until = time.monotonic() + 5
    while (left := _started_in(tmp_path)) and time.monotonic() < until:
        time.sleep(0.05)
    assert left == []


def _started_in(folder: Path) -> list[int]:
    """The judges whose arguments name a folder."""
    return [
        one.pid
        for one in psutil.process_iter(["cmdline"])
        if any(str(folder) in word for word in one.info["cmdline"] or ())
    ]


def test_a_device_that_is_missing_is_a_sentence(judge: RemoteJudge) -> None:
    """What the learner can change is said as such; no fault of the grader is reported."""
    with pytest.raises(JudgeFailed, match="mps") as caught:
        judge.grade(KL, RIGHT, Options(device="mps"))
    assert caught.value.trace == ""


SPY = f"""
import os, sys
ours = [name for name in sys.modules if name.partition(".")[0] == "grader"]
trusted = ("judging", "mistakes", "remote.process", "remote.link", "source", "learner")
found = [name for name in ours if name.removeprefix("grader.").startswith(trusted)]
assert "torch" in sys.modules and ours
assert not found, found
assert "SECRET" not in os.environ, "the user's environment"
assert not os.read(0, 1), "the requests"
{RIGHT.text}"""


@pytest.mark.extensive
def test_a_worker_has_nothing_of_the_judge(judge: RemoteJudge) -> None:
    """Both are forked from one process: neither modules, environment nor requests are passed on."""
    verdict, _ = judge.grade(KL, TextAnswer("a cell", SPY))
    assert verdict.status is Status.PASS, verdict.message


@pytest.mark.extensive
def test_a_killed_judge_is_started_again(judge: RemoteJudge) -> None:
    """Whatever ends the process, the next grade has another."""
    judge.grade(KL, RIGHT)
    [process] = [
        child
        for child in psutil.Process().children()
        if any("grader.remote.start" in word for word in child.cmdline())
    ]
    process.kill()
    process.wait()
    assert judge.grade(KL, RIGHT)[0].status is Status.PASS
