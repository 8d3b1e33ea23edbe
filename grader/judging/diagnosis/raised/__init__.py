"""Exceptions, translated: what the line that raised one did."""

import re
from collections.abc import Callable

from grader.judging.diagnosis.evidence import Evidence
from grader.judging.diagnosis.raised import numbers, shapes
from grader.judging.diagnosis.raised.failure import Failure, error_of
from grader.verdict import Misconception

READ: dict[str, Callable[[Failure], str | None]] = {
    r"The size of tensor a \(\d+\) must match the size of tensor b \(\d+\)": shapes.unequal,
    r"operands could not be broadcast together": shapes.unequal,
    r"mat1 and mat2 shapes cannot be multiplied \((\d+)x(\d+) and (\d+)x(\d+)\)": shapes.matrices,
    r"Dimension out of range .* but got (-?\d+)|axis (-?\d+) is out of bounds": shapes.dimension,
    r"shape '\[.*\]' is invalid for input of size": shapes.fixed,
    r"(?:not enough|too many) values to unpack \(expected (\d+)": shapes.unpacked,
    r"1D tensors expected": shapes.vectors,
    r"only one element tensors can be converted|Tensor with \d+ elements cannot": numbers.several,
    r"only (?:length-1|0-dimensional|size-1) arrays can be converted": numbers.several,
    r"Boolean value of Tensor with more than one|truth value of an array": numbers.truth,
    r"(\w+)\(\): argument '\w+' \(position 1\) must be Tensor, not (?:float|int)": numbers.plain,
    r"Can't call numpy\(\) on Tensor that requires grad": numbers.numpy,
    r"ZeroDivisionError": numbers.division,
    r"NoneType": numbers.nothing,
}
"""What an error of Python, torch or NumPy says, and what reads it: it returns a sentence, or None
where the cause is not sure."""


def raised(evidence: Evidence) -> Misconception | None:
    """The exception that was found, in words that lead to what is wrong with the line."""
    seen = evidence.finding.message if evidence.finding else ""
    for _, cases in evidence.relevant:
        for error in filter(None, map(error_of, cases)):
            text = " ".join(error.message.split())
            if not error.lines or text[:300] not in seen:
                continue
            for pattern, read in READ.items():
                found = re.search(pattern, f"{error.type}: {text}")
                if found and (sentence := read(Failure(evidence, error, found))):
                    return Misconception("error-explained", sentence)
            return None
    return None
