"""Running the checks alone on trusted code, in this process: a third of the time of a grade."""

import types
import warnings

from grader.catalogue import Exercise
from grader.judging.answer_key import AnswerKey, answer
from grader.judging.grade import answer_key
from grader.judging.judgement import Answered, as_case, judge_case
from grader.judging.options import Options
from grader.probe.case import Finding
from grader.probe.probe import Probe
from grader.probe.values import SUBMISSION, Raised


def findings(exercise: Exercise, text: str, seed: int) -> dict[str, Finding]:
    """What the checks find in a version of the code, by their names as a verdict has them.

    What only a grade sees is left out: the device, library calls, limits.

    Args:
        exercise: the exercise.
        text: the code; it is trusted.
        seed: the seed of the inputs.
    """
    module = types.ModuleType(SUBMISSION)
    exec(compile(text, "code.py", "exec"), vars(module))
    key = answer_key(exercise, Options(seed=seed))
    found: dict[str, Finding] = {}
    with warnings.catch_warnings(action="ignore"):  # for example for the logarithm of 0
        for probe in key.probes:
            if not probe.fake_device:
                found |= _of_probe(key, probe, module)
    return found


def _of_probe(key: AnswerKey, probe: Probe, module: types.ModuleType) -> dict[str, Finding]:
    failures: dict[str, tuple[Answered, Finding]] = {}
    for index, (inputs, right) in enumerate(zip(*key.cases(probe), strict=True)):
        try:
            got = answer(probe, module, inputs, key.seed(probe) + index)
        except Exception as error:
            got = Raised.from_exception(error)
        case = as_case(probe, inputs, right, {"got": got, "printed": ""}, "cpu")
        judge_case(probe, case, failures)
    return {f"{probe.of}: {name}": finding for name, (_, finding) in failures.items()}
