"""How a bug shows, measured by the checks that it fails."""

from collections import Counter

from grader.buggy.host import Level
from grader.buggy.trials import Law
from grader.judging.answer_key import AnswerKey
from grader.probe.probe import Probe

VALUES = {
    *("value", "prior", "decay", "fit", "prediction", "shape", "layers"),
    *("given layers", "result"),
}
"""Checks of ordinary inputs."""

GRADIENTS = {"gradient", "path", "path sample", "no gradient", "parameters"}

EDGES = {
    *("purity", "device", "evaluation", "ends", "exceptions", "restored", "identity", "any model"),
    *("learns", "training", "elements", "certain"),  # almost any bug: what else fails says more
}

NUMERICS = (
    *("float32", "extreme", "huge", "large", "far ", "nearly", "confident", "barely", "tiny"),
    *("singular", "small", "any unit", "rare", "many ", "hot and cold", "low temperature"),
    *(
        "short and long",
        "long answers",
        "sure of",
        "outliers",
        "distant",
        "shift",
        "not negative",
        "units",
        "agreement",
        "unlikely",
    ),
)
"""Words in the names of checks of large, small or many numbers, or of another precision."""

OFTEN = 0.5
"""The share of ordinary inputs that a bug fails if it shows at once; else it shows at an edge."""


def kind(probe: Probe, check: str) -> Level:
    """What a failure of a check means."""
    if check in VALUES:
        return Level.VALUE
    if check in GRADIENTS or check.startswith("fixed"):
        return Level.GRADIENT
    if check in EDGES:
        return Level.EDGE
    if any(word in check for word in NUMERICS) and not (probe.random and check == "many draws"):
        return Level.NUMERICS
    return Level.STATISTICS if probe.random else Level.EDGE


def measured(key: AnswerKey, laws: frozenset[Law]) -> Level:
    """The easiest way in which a bug shows that fails these checks."""
    probes = {probe.name: probe for probe in key.probes}
    found, at_times = set(), any(check == "purity" for _, check in laws)
    for (name, check), failed in Counter((place[0], check) for place, check in laws).items():
        level = kind(probes[name], check)
        seldom = failed < OFTEN * len(key.cases(probes[name])[0])
        if seldom and level in (Level.VALUE, Level.GRADIENT):
            at_times = True
        else:
            found.add(level)
    if at_times and found <= {Level.NUMERICS, Level.EDGE}:
        return Level.EDGE
    return next(level for level in Level if level in found)
