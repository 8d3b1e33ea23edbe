"""Everything about grading one exercise that does not depend on the submission.

The inputs, and the answers of the reference and of each known mistake, are computed once and reused
by every grade of the exercise.
"""

import gc
import hashlib
import importlib
import importlib.util
import os
import types
import warnings
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as hypothesis_seed
from hypothesis.internal.conjecture import providers

from grader.catalogue import Exercise
from grader.judging.submission import contract
from grader.probe.case import Inputs
from grader.probe.probe import KnownMistake, Probe, known_mistakes_of, probes_of
from grader.probe.strategies import as_float32
from grader.probe.tensors import seed_all, to_tensors
from grader.probe.values import Raised
from grader.worker.codec import decode, encode

# Hypothesis would draw constants from all loaded code of the project: the same seed would
# draw other inputs after other imports, and a folder .hypothesis would be created.
vars(providers)["is_local_module_file"] = lambda path: False

REMEMBERED = 4
"""For how many inputs of a probe a known mistake's answers are kept: most differ at once."""

THOROUGH = 10
"""How many times as many inputs a thorough grade draws."""


# Read when torch and scikit-learn are imported. Inputs are small: threads that wait for each other
# cost several times what they compute.
os.environ.setdefault("OMP_NUM_THREADS", "1")


class Enough(BaseException):
    """Raised by a test to end the search: hypothesis passes it on."""


def load_probes(exercise: Exercise) -> tuple[Probe, ...]:
    """All probes of an exercise."""
    return probes_of(importlib.import_module(exercise.checks))


def load_known_mistakes(exercise: Exercise) -> tuple[KnownMistake, ...]:
    """All known mistakes of an exercise; only the judge imports them, never a worker."""
    return known_mistakes_of(importlib.import_module(exercise.mistakes))


class AnswerKey:
    """The probes of an exercise, their inputs, and the answers of the reference and of mistakes.

    Args:
        exercise: the exercise.
        seed: the seed of the draws.
        thorough: draw ten times as many inputs.
        single: draw float32 only, for devices that have no float64.
    """

    def __init__(
        self, exercise: Exercise, seed: int = 0, *, thorough: bool = False, single: bool = False
    ) -> None:
        self.exercise = exercise
        self.probes = load_probes(exercise)
        self.known_mistakes = load_known_mistakes(exercise)
        self.reference = load_reference(exercise.solution)
        self.names = contract(exercise.solution.read_text("utf-8"))
        self._seed = seed
        self._single = single
        self._factor = THOROUGH if thorough else 1
        self._drawn: dict[str, tuple[list[Inputs], list[Any]]] = {}
        self._mistaken: dict[tuple[Callable[..., Any], str], dict[int, Any]] = {}

    def seed(self, probe: Probe) -> int:
        """The seed of one probe's draws."""
        text = f"{self.exercise.address}/{probe.name}/{self._seed}"
        return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "little")

    def cases(self, probe: Probe) -> tuple[list[Inputs], list[Any]]:
        """The inputs of a probe, and the reference's answers (None if it has none)."""
        if probe.name not in self._drawn:
            inputs: list[Inputs] = []
            self.explore(probe, inputs.append, shrink=False)
            self._drawn[probe.name] = inputs, [self.expected(probe, drawn) for drawn in inputs]
        return self._drawn[probe.name]

    def mistaken(self, of: str, write: Callable[..., Any], probe: Probe, index: int) -> Any:
        """A wrong version's answer to one input of a probe; an exception counts as an answer."""
        remembered = self._mistaken.setdefault((write, probe.name), {})
        if index in remembered:
            return remembered[index]
        found = self.rewritten(of, write, probe, index)
        if len(remembered) < REMEMBERED:
            remembered[index] = found
        return found

    def rewritten(self, of: str, write: Callable[..., Any], probe: Probe, index: int) -> Any:
        """The same for a version that is made for one submission, and so is not kept."""
        inputs = self.cases(probe)[0][index]
        impl = replaced(self.reference, of, write)
        return _wrong_answer(probe, impl, inputs, self.seed(probe) + index)

    def explore(self, probe: Probe, test: Callable[[Inputs], None], *, shrink: bool) -> None:
        """Call `test` on the probe's drawn inputs, and if it raises, on simpler and simpler ones.

        With `shrink`, exceptions of `test` stay inside this method; `Enough` ends the search.
        """
        _spare_the_libraries()

        @hypothesis_seed(self.seed(probe))
        @settings(
            max_examples=probe.examples * self._factor,
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate, Phase.shrink] if shrink else [Phase.generate],
            report_multiple_bugs=False,
            print_blob=False,
        )
        @given(probe.inputs)
        def law(inputs: Inputs) -> None:
            test(as_float32(inputs) if self._single else inputs)

        try:
            law()
        except Enough:
            return
        except Exception:
            if not shrink:
                raise

    def expected(self, probe: Probe, inputs: Inputs) -> Any:
        """The reference's answer in float64, in the form that a worker would send."""
        if not probe.referenced or probe.fake_device:
            return None
        return answer(probe, self.reference, inputs, self.seed(probe), dtype="float64")


def answer(probe: Probe, impl: Any, inputs: Inputs, seed: int, *, dtype: str | None = None) -> Any:
    """Call a trusted implementation, here in the judge."""
    seed_all(seed)
    arguments = {name: to_tensors(value, "cpu", dtype) for name, value in inputs.items()}
    return decode(encode(probe.drive(impl, **arguments)))


def _wrong_answer(probe: Probe, impl: Any, inputs: Inputs, seed: int) -> Any:
    """Call a known mistake, in the dtype of the inputs."""
    try:
        with warnings.catch_warnings(action="ignore"):  # for example for the logarithm of 0
            return answer(probe, impl, inputs, seed)
    except Exception as error:
        return Raised.from_exception(error)


def replaced(reference: types.ModuleType, of: str, write: Callable[..., Any]) -> Any:
    """The reference with one function or method replaced."""
    names: Mapping[str, Any] = vars(reference)
    owner, _, method = of.rpartition(".")
    replacement = type(owner, (names[owner],), {method: write}) if owner else write
    return types.SimpleNamespace(**{**names, owner or of: replacement})


@cache
def _spare_the_libraries() -> None:
    """Keep hypothesis from collecting garbage when it starts: with torch loaded, 70 ms for nothing.

    Done only once, because frozen objects are never freed.
    """
    gc.freeze()


@cache
def load_reference(path: Path) -> types.ModuleType:
    """Import a solution by its path."""
    spec = importlib.util.spec_from_file_location(f"reference_{path.parent.name}_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} is not a Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
