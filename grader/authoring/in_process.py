"""Running the kit's own code in this process, which takes a tenth of the time of a worker."""

import types
from dataclasses import replace
from typing import Any

from grader.probe.case import Inputs
from grader.probe.probe import Probe
from grader.probe.values import SUBMISSION
from grader.worker.codec import received
from grader.worker.main import run


class InProcess:
    """Runs versions of trusted code, one at a time, as a worker would."""

    def __init__(self) -> None:
        self._module = types.ModuleType(SUBMISSION)

    def load(self, text: str) -> bool:
        """Import a version into an empty module."""
        self._module = types.ModuleType(SUBMISSION)
        exec(compile(text, "code.py", "exec"), vars(self._module))
        return True

    def ask(self, probe: Probe, inputs: Inputs, seed: int) -> dict[str, Any]:
        """Put an input to the version that was loaded last, without recording library calls."""
        plain = replace(probe, forbid_library=False)
        answer = run(plain, self._module, inputs, seed, "cpu", trace_compiled=False)
        return {"got": received(answer["got"]), "printed": ""}
