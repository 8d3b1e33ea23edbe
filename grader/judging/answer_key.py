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
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from functools import cache as once
from functools import cached_property
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as hypothesis_seed
from hypothesis.internal.conjecture import providers

from grader.catalogue import Exercise, imports
from grader.judging import cache
from grader.judging.prints import Prints
from grader.judging.submission import contract
from grader.probe.case import Inputs
from grader.probe.drivers import without_unchanged
from grader.probe.probe import KnownMistake, Probe, known_mistakes_of, probes_of
from grader.probe.strategies import as_float32
from grader.probe.tensors import seed_all, to_tensors
from grader.probe.values import Array, Raised, leaves
from grader.worker.codec import received

# Hypothesis would draw constants from all loaded code of the project: the same seed would
# draw other inputs after other imports, and a folder .hypothesis would be created.
vars(providers)["is_local_module_file"] = lambda path: False

REMEMBERED = 32 * 2**20
"""How many bytes of known mistakes' answers are kept, in all: those that were used last."""

OVERHEAD = 4096
"""Bytes that an answer takes beside its numbers."""

FEW = 8
"""Prints are stored when more than one in so many is new: writing takes longer than computing a
few, and the last ones are not worth it."""

THOROUGH = 10
"""How many times as many inputs a thorough grade draws."""


# Read when torch and scikit-learn are imported. Inputs are small: threads that wait for each other
# cost several times what they compute.
os.environ.setdefault("OMP_NUM_THREADS", "1")


class Remembered:
    """Answers of known mistakes, up to `REMEMBERED` bytes: those that were used last."""

    def __init__(self) -> None:
        self._answers: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._held = 0

    def get(self, place: Hashable) -> Any | None:
        """An answer, if it is still known."""
        if place not in self._answers:
            return None
        self._answers.move_to_end(place)
        return self._answers[place][0]

    def keep(self, place: Hashable, found: Any) -> None:
        """Keep an answer, and forget others if there are too many."""
        arrays = (leaf.data.nbytes for leaf in leaves(found) if isinstance(leaf, Array))
        size = sum(arrays, OVERHEAD)
        self._answers[place] = found, size
        self._held += size
        while self._held > REMEMBERED:
            _, (_, size) = self._answers.popitem(last=False)
            self._held -= size


_remembered = Remembered()
"""Of all exercises: a process may grade any number of them."""


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
        self._prints: dict[str, Prints] = {}

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
        place = write, probe.name, index, self._seed, self._single
        found = _remembered.get(place)
        if found is None:
            found = self.rewritten(of, write, probe, index)
            _remembered.keep(place, found)
        return found

    def prints(self, probe: Probe) -> Prints:
        """What is known of the answers of all known mistakes to a probe of the same function."""
        if probe.name not in self._prints:
            root = probe.of.partition(".")[0]
            versions = [
                version
                for mistake in self.known_mistakes
                if mistake.of.partition(".")[0] == root
                for version in (mistake.write, *mistake.others)
            ]
            prints = Prints.empty(versions, len(self.cases(probe)[0]))
            stored = self._stored.get(probe.name)
            if isinstance(stored, dict):
                prints.fill(stored.get("forms"), stored.get("numbers"))
            self._prints[probe.name] = prints
        return self._prints[probe.name]

    def keep_prints(self) -> None:
        """Store the prints for the next process, if there is much new in them."""
        if all(prints.news * FEW <= prints.known for prints in self._prints.values()):
            return
        kept = dict(cache.load(self._entry))  # another process may have added something
        for name, prints in self._prints.items():
            other = kept.get(name)
            if isinstance(other, dict):
                prints.fill(other.get("forms"), other.get("numbers"))
            kept[name] = {"forms": prints.forms, "numbers": prints.numbers}
            prints.news = 0
        cache.store(self._entry, kept)

    @cached_property
    def _stored(self) -> Mapping[str, Any]:
        return cache.load(self._entry)

    @cached_property
    def _entry(self) -> str:
        parts = self.exercise.address, self._seed, self._factor, self._single
        return cache.key_of(*parts, with_torch="torch" in imports(self.exercise.topic))

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

        # Without it, hypothesis tokenizes the source of `law` for a database that we do not use.
        law._hypothesis_internal_database_key = b""  # type: ignore[attr-defined]
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
    return received(without_unchanged(probe.drive(impl, **arguments), inputs))


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


@once
def _spare_the_libraries() -> None:
    """Keep hypothesis from collecting garbage when it starts: with torch loaded, 70 ms for nothing.

    Done only once, because frozen objects are never freed.
    """
    gc.freeze()


@once
def load_reference(path: Path) -> types.ModuleType:
    """Import a solution by its path."""
    spec = importlib.util.spec_from_file_location(f"reference_{path.parent.name}_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} is not a Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
