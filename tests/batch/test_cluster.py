"""The same command on a cluster: two workers on loopback, and what can go wrong with them."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.batch.row import BatchOptions, Job
from tests.batch.school import BLANK, RIGHT, WRONG, School, finishes, interrupts
from tests.batch.test_topics import FIRST, right
from tests.cli.learner import HERE
from tests.cli.test_imports import plant
from tests.sampling import sampled

pytest.importorskip("distributed")
pytestmark = pytest.mark.extensive

SLOW = f"{RIGHT}\nimport time\ntime.sleep(0.3)\n"


class Cluster:
    """A Dask scheduler with workers, each a process group of its own.

    Attributes:
        address: of the scheduler.
        workers: their processes.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        file = folder / "scheduler.json"
        options = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
        self.scheduler = self._start("scheduler", *options, "--scheduler-file", str(file))
        until = time.monotonic() + 30
        while not file.exists() or not file.stat().st_size:
            assert time.monotonic() < until
            time.sleep(0.05)
        self.file = file
        self.workers: list[subprocess.Popen[bytes]] = []
        from distributed.utils import json

        self.address: str = json.loads(file.read_text())["address"]

    def has_workers(self, count: int, **env: str) -> None:
        """Start workers as an administrator would, each below a nanny, and wait for them."""
        from distributed import Client

        for _ in range(count):
            self._add_worker(env)
        with Client(self.address, set_as_default=False) as client:
            client.wait_for_workers(count, timeout=60)

    def _add_worker(self, env: dict[str, str]) -> None:
        options = ["--nthreads", "1", "--nworkers", "1", "--no-dashboard"]
        folder = str(self._folder / "work")
        more = ["--local-directory", folder, self.address]
        self.workers.append(self._start("worker", *options, *more, **env))

    def loses_a_worker(self) -> None:
        """Pull the plug of one worker's machine."""
        worker = self.workers.pop()
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()

    def loses_its_scheduler(self) -> None:
        """And of the scheduler's."""
        os.killpg(self.scheduler.pid, signal.SIGKILL)
        self.scheduler.wait()

    def stops(self) -> None:
        """End everything."""
        for process in (*self.workers, self.scheduler):
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()

    def _start(self, *command: str, **env: str) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [sys.executable, "-m", "dask", *command],
            env=os.environ | {"PYTHONPATH": str(HERE), "OMP_NUM_THREADS": "1"} | env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """A cluster without workers yet."""
    folder = Path(tempfile.mkdtemp(dir=tmp_path))
    cluster = Cluster(folder)
    try:
        yield cluster
    finally:
        cluster.stops()


@pytest.mark.parametrize(
    "address", sampled({address: address for address in FIRST}, count=0, extensive=1)
)
def test_a_class_of_one_file(school: School, cluster: Cluster, address: str) -> None:
    """A worker grades each topic alone, whichever libraries the others would have imported."""
    right(school, "ann", address=address)
    cluster.has_workers(1)
    school.grades("--scheduler", cluster.address).exits(0).says("Graded 1 file")
    assert school.outcomes == {"ann": "pass"}


def test_a_worker_imports_nothing_from_the_class(school: School, cluster: Cluster) -> None:
    """Modules of every name that a judge asks for lie in the class folder and in a learner's."""
    school.hands_in("ann")
    marks_left = [plant(school.folder / "class"), plant(school.folder / "class" / "ann")]
    cluster.has_workers(1)
    school.grades("--scheduler", cluster.address).exits(0)
    assert school.outcomes == {"ann": "pass"}
    assert not any(mark.exists() for mark in marks_left)


def test_a_worker_lost_in_the_middle_loses_nothing_and_doubles_nothing(
    school: School, cluster: Cluster
) -> None:
    """Of two workers one is killed; each file has one line, and the verdicts are right."""
    cluster.has_workers(2)
    expected = {f"r{number}": "pass" for number in range(8)} | {"ben": "fail", "cy": "blank"}
    texts = {"ben": WRONG, "cy": BLANK}
    for learner in expected:
        school.hands_in(learner, texts.get(learner, SLOW))
    process = school.begins("--scheduler", cluster.address)
    school.waits_for_lines(4)
    cluster.loses_a_worker()
    finishes(process).exits(0).is_content()
    assert school.outcomes == expected
    assert len(school.lines) == len(expected)


@pytest.mark.exhaustive
def test_ctrl_c_and_the_loss_of_the_scheduler_keep_what_is_done(
    school: School, cluster: Cluster
) -> None:
    """Both end in a sentence, and what is done is not done again."""
    cluster.has_workers(1)
    for number in range(20):
        school.hands_in(f"r{number:02}", SLOW)
    process = school.begins("--scheduler", cluster.address)
    school.waits_for_lines(2)
    interrupts(process).exits(130).complains("of 20 files are kept; run the same command again")
    kept = len(school.lines)
    process = school.begins("--scheduler", cluster.address)
    school.waits_for_lines(kept + 2)
    cluster.loses_its_scheduler()
    finishes(process).exits(3).complains("The connection to the Dask scheduler was lost: ")
    learners = [line["learner"] for line in school.lines]
    assert len(learners) == len(set(learners)) >= kept + 2


def test_a_worker_of_another_version_is_refused(school: School, cluster: Cluster) -> None:
    """Nothing is graded by a kit that is not this one."""
    other = cluster.file.parent / "other"
    other.mkdir()
    patch = "import grader; grader.__version__ = '0.0.9'\n"
    (other / "sitecustomize.py").write_text(patch)
    cluster.has_workers(1, PYTHONPATH=f"{other}{os.pathsep}{HERE}")
    school.hands_in("ann")
    said = school.grades("--scheduler", cluster.address)
    said.exits(2).complains("has practice 0.0.9+", "install the same version on both")
    assert school.lines == []


def test_a_cluster_without_workers_is_refused(school: School, cluster: Cluster) -> None:
    """The sentence says how to start some."""
    school.hands_in("ann")
    said = school.grades("--scheduler", cluster.address)
    said.exits(2).complains("no workers", "`dask worker`")


def test_an_address_where_nobody_answers_is_refused(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No traceback, and no wait without end."""
    monkeypatch.setattr("grader.batch.cluster.CONNECT_SECONDS", 0.5)
    school.hands_in("ann")
    for address in ("tcp://127.0.0.1:1", "nonsense", "ftp://x:1"):
        said = school.grades("--scheduler", address)
        said.exits(2).complains(f"No Dask scheduler answers at {address}")


@pytest.mark.parametrize(("threads", "ahead"), [(1, 256), (300, 600)])
def test_no_thread_of_a_large_cluster_waits_for_the_command(
    monkeypatch: pytest.MonkeyPatch, threads: int, ahead: int
) -> None:
    """Two files for each are there, and no more."""
    from distributed import LocalCluster

    from grader.batch import cluster as batch_cluster

    taken = []

    def jobs() -> Iterator[Job]:
        for number in range(2000):
            taken.append(number)
            yield Job("ann", "vae/kl", str(number), "", b"", "", BatchOptions())

    monkeypatch.setattr(batch_cluster, "graded_elsewhere", lambda job: job.path.encode())
    with (
        LocalCluster(  # type: ignore[no-untyped-call]
            n_workers=1, threads_per_worker=threads, processes=False, dashboard_address=None
        ) as there,
        there.get_client() as client,
    ):
        next(batch_cluster.grade_there(client, jobs()))
    assert len(taken) == ahead
