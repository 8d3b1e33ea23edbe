"""What code answers to the inputs of an exercise's checks, and which checks it fails on which."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from grader.catalogue import Exercise, imports
from grader.judging.answer_key import AnswerKey
from grader.judging.diagnosis.answers import alike
from grader.judging.grade import answer_key
from grader.judging.judgement import as_case, verdict_on
from grader.judging.options import Options
from grader.probe.case import Case, Inputs
from grader.probe.compare import compare
from grader.probe.probe import Probe
from grader.worker.failures import WorkerFailed
from grader.worker.forkserver import warm_up
from grader.worker.process import WorkerProcess

Place = tuple[str, int]
"""One input: the name of its probe, and its number among the probe's inputs."""

Law = tuple[Place, str]
"""A check on one input."""

Answers = dict[Place, Case]


class Runner(Protocol):
    """Runs one version of the code at a time."""

    def load(self, text: str) -> bool:
        """Load a version; whether it defines what the exercise asks for."""
        ...

    def ask(self, probe: Probe, inputs: Inputs, seed: int) -> dict[str, Any]:
        """The answer to an input, as `grader.worker.main.run` gives it, and what was printed."""
        ...


class InWorker:
    """Runs versions in a process, which is confined like any other.

    Give it code of one origin only: a later version can see what an earlier one left.
    """

    def __init__(self, key: AnswerKey, worker: WorkerProcess) -> None:
        self._key, self._worker = key, worker

    def load(self, text: str) -> bool:
        """Load a version.

        Raises:
            WorkerFailed: its process ended.
        """
        answer = self._worker.load(text, "code.py", self._key.exercise.checks, self._key.names)
        found = answer["names"]
        return answer["error"] is None and {found.get(name) for name in self._key.names} == {"ok"}

    def ask(self, probe: Probe, inputs: Inputs, seed: int) -> dict[str, Any]:
        """Put an input to the version that was loaded last.

        Raises:
            WorkerFailed: its process ended.
        """
        [answer] = self._worker.run(probe.name, [inputs], seed, seconds=probe.seconds)
        return dict(answer)


class Trials:
    """Runs versions of one exercise's code, and judges their answers.

    Args:
        key: the inputs and the right answers.
        runner: what runs them.
        device: the device that it runs them on.
    """

    def __init__(self, key: AnswerKey, runner: Runner, device: str = "cpu") -> None:
        self.key = key
        self.probes = {probe.name: probe for probe in key.probes}
        self._runner, self._device = runner, device

    def places(self) -> list[Place]:
        """Every input of every probe."""
        return [
            (name, index)
            for name, probe in self.probes.items()
            for index in range(len(self.key.cases(probe)[0]))
        ]

    def answers(self, text: str, places: Iterable[Place] | None = None) -> Answers:
        """The answers of a version, at some places or all; none where its process ends.

        Args:
            text: the code.
            places: what to ask.
        """
        found: Answers = {}
        try:
            if self._runner.load(text):
                for place in self.places() if places is None else places:
                    found[place] = self._asked(place)
        except WorkerFailed:
            pass
        return found

    def _asked(self, place: Place) -> Case:
        name, index = place
        probe = self.probes[name]
        inputs, expected = self.key.cases(probe)
        answer = self._runner.ask(probe, inputs[index], self.key.seed(probe) + index)
        return as_case(probe, inputs[index], expected[index], answer, self._device)

    def failed(self, answers: Answers) -> frozenset[Law]:
        """The checks that the answers fail, each with the input."""
        return frozenset(
            (place, check.name)
            for place, case in answers.items()
            for check in self.probes[place[0]].checks
            if verdict_on(self.probes[place[0]], check, case)
        )

    def same(self, place: Place, case: Case, other: Case) -> bool:
        """Whether two versions answer alike: the same numbers, also random ones, and failures."""
        probe = self.probes[place[0]]
        if _finds(probe, case) != _finds(probe, other):
            return False
        if probe.fake_device:  # its tensors have no numbers
            return True
        if probe.random:  # with the same seed, the same code draws the same
            return compare(case.got, other.got, case) is None
        return alike(probe, case, other.got)


def _finds(probe: Probe, case: Case) -> list[bool]:
    return [verdict_on(probe, check, case) is not None for check in probe.checks]


@contextmanager
def trials(
    exercise: Exercise, options: Options = Options(), tick: Callable[[], None] = lambda: None
) -> Iterator[Trials]:
    """Start a process for versions of an exercise's code.

    Raises:
        ConfinementError: the required isolation is not available here.
    """
    warm_up(imports(exercise.topic))
    key = answer_key(exercise, options)
    with WorkerProcess(options.device, options.isolation) as worker:
        worker.tick = tick
        worker.prepare(exercise.checks)
        yield Trials(key, InWorker(key, worker), worker.device)


def union(sets: Iterable[frozenset[Any]]) -> frozenset[Any]:
    """All elements of some sets."""
    return frozenset[Any]().union(*sets)
