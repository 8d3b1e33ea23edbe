"""What a wrong answer has in common with the right one, on every input: no catalogue is needed."""

from collections.abc import Sequence
from itertools import chain

import numpy as np

from grader.judging.diagnosis.evidence import Evidence
from grader.judging.diagnosis.patterns.accuracy import accuracy, roundings
from grader.judging.diagnosis.patterns.bounds import bounds, finite
from grader.judging.diagnosis.patterns.elements import elements
from grader.judging.diagnosis.patterns.factors import factors
from grader.judging.diagnosis.patterns.functions import functions
from grader.judging.diagnosis.patterns.order import exchanged, order
from grader.judging.diagnosis.patterns.parts import Part, gradients, values
from grader.judging.diagnosis.patterns.terms import terms
from grader.judging.diagnosis.suspects import Suspects, suspects
from grader.verdict import Misconception


def pattern(evidence: Evidence) -> Misconception | None:
    """What all answers of the function that failed have in common: in value, else in gradient."""
    returned = values(evidence)
    if not returned:
        return None
    seen = suspects(evidence.text, evidence.failed)
    with np.errstate(all="ignore"):  # an answer may hold any number
        if any(part.wrong for part in returned):
            return exchanged(returned) or _explained(returned, seen)
        return _explained(gradients(evidence), seen) or _explained(returned, seen)


def _explained(parts: Sequence[Part], seen: Suspects) -> Misconception | None:
    """A sentence for every part that is wrong, once for those wrong in the same way; or nothing."""
    found = [_recognised(part, seen) for part in parts if part.wrong]
    known = [misconception for misconception in found if misconception]
    if not known or len(known) < len(found):
        return None
    one_of_each = {m.id: m.message for m in reversed(known)}
    return Misconception(known[0].id, " ".join(reversed(one_of_each.values())))


def _recognised(part: Part, seen: Suspects) -> Misconception | None:
    claims = [functions] if part.pairs[0].logical else [functions, factors, terms, roundings]
    for claim in chain.from_iterable(make(part) for make in claims):
        if claim.holds(part):
            return claim.about(part)
    return order(part) or bounds(part) or finite(part) or elements(part) or accuracy(part, seen)
