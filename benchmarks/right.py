"""False failures: every right version of an exercise, on many draws of inputs.

    python benchmarks/right.py [--solution] [SEEDS] [ADDRESS...]

Judges right versions, rewritten by rule and written by people, or the solution alone, with seeds 0
to SEEDS - 1 (100 by default), side by side on all processors, and prints what was refused. They are
trusted, so each process calls them itself: a third of the time of a grade, which `practice dev
power --seeds 100` and `benchmarks/seeds.py` take. What only a grade sees is left out: the device,
library calls, limits.
"""

import sys
import types
import warnings
from collections import defaultdict
from collections.abc import Iterator
from itertools import islice

from joblib import Parallel, delayed

from grader.authoring.power.plan import plan
from grader.catalogue import Exercise, exercises, find
from grader.judging.answer_key import AnswerKey, answer
from grader.judging.judgement import Answered, as_case, judge_case
from grader.probe.case import Finding
from grader.probe.probe import Probe
from grader.probe.values import Raised

BLOCK = 50
"""Seeds that one process takes at a time."""

Refusal = tuple[str, str, int, str]
"""A version, a check that it fails, the seed, and what the check says."""


def versions(exercise: Exercise, *, solution: bool) -> list[tuple[str, types.ModuleType]]:
    """The right versions of an exercise, or its solution alone, imported, by their labels."""
    texts = [("solution", exercise.solution.read_text("utf-8"))]
    found = []
    for label, text in texts if solution else plan(exercise).right:
        module = types.ModuleType("submission")
        exec(compile(text, f"<{label}>", "exec"), vars(module))
        found.append((label, module))
    return found


def judged(key: AnswerKey, probe: Probe, module: types.ModuleType) -> dict[str, Finding]:
    """What the checks of a probe find in a version, by their names."""
    failures: dict[str, tuple[Answered, Finding]] = {}
    for index, (inputs, right) in enumerate(zip(*key.cases(probe), strict=True)):
        try:
            got = answer(probe, module, inputs, key.seed(probe) + index)
        except Exception as error:
            got = Raised.from_exception(error)
        judge_case(
            probe, as_case(probe, inputs, right, {"got": got, "printed": ""}, "cpu"), failures
        )
    return {name: finding for name, (_, finding) in failures.items()}


def refusals(exercise: Exercise, seeds: range, *, solution: bool) -> list[Refusal]:
    """Every refusal of a right version."""
    warnings.simplefilter("ignore")
    right = versions(exercise, solution=solution)

    def found() -> Iterator[Refusal]:
        for seed in seeds:
            key = AnswerKey(exercise, seed)
            for probe in key.probes:
                for label, module in right if not probe.fake_device else ():
                    for name, finding in judged(key, probe, module).items():
                        yield label, f"{probe.of}: {name}", seed, finding.message

    return list(found())


def main() -> None:
    """Measure and print."""
    solution = "--solution" in sys.argv
    seeds, *addresses = [given for given in sys.argv[1:] if given != "--solution"] or ["100"]
    chosen = find(addresses) or exercises()
    blocks = [range(int(seeds))[first : first + BLOCK] for first in range(0, int(seeds), BLOCK)]
    tasks = (delayed(refusals)(one, block, solution=solution) for one in chosen for block in blocks)
    results = Parallel(n_jobs=-1, return_as="generator")(tasks)
    total = 0
    for exercise in chosen:
        grouped: dict[tuple[str, str], list[Refusal]] = defaultdict(list)
        for found in islice(results, len(blocks)):
            for refusal in found:
                grouped[refusal[:2]].append(refusal)
        print(f"{exercise.address:<24} {seeds} seeds, {len(grouped)} refused", flush=True)
        for (label, check), some in grouped.items():
            first = some[0]
            print(f"    {label}: {check}, {len(some)} seeds, first {first[2]}: {first[3]}")
        total += len(grouped)
    print(f"{len(chosen)} exercises, {total} refused")


if __name__ == "__main__":
    main()
