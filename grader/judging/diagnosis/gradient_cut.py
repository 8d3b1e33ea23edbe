"""Answers whose gradient is lost on the way, at a line that is seen."""

import re

from grader.judging.diagnosis.code.argument import cuts
from grader.judging.diagnosis.evidence import Evidence
from grader.judging.diagnosis.patterns.parts import values
from grader.verdict import Misconception

_NAMED = re.compile(r"^No gradient reaches `([\w.]+)`")


def gradient_cut(evidence: Evidence) -> Misconception | None:
    """The code takes numbers without their history from what should get a gradient."""
    finding = evidence.finding
    if finding is None or finding.kind != "gradient":
        return None
    named = _NAMED.match(finding.message)
    argument = finding.of or (named[1] if named else None)
    if argument is None:
        return None
    places = cuts(evidence, argument)
    # Which layer it is that a part of the module's answer comes from is not seen.
    if named and (len(places) == 1 or (places and "." not in argument)):
        message = f"{places[0]} cuts the gradient to `{argument}`: backpropagation stops there."
        return Misconception("gradient-cut", message)
    if finding.message.startswith("A gradient flows to"):
        said = f"does not cut every gradient to `{argument}`, which is a constant here."
        return Misconception("gradient-left", f"{places[0]} {said}") if places else None
    if len(places) == 1 and not any(part.wrong for part in values(evidence)):
        message = f"{places[0]} keeps a part of the gradient from `{argument}`."
        return Misconception("gradient-cut-in-part", message)
    return None
