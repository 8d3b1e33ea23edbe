"""Answers of another type, dtype or shape than is asked for: what made them so."""

from grader.judging.diagnosis.code.source import Source
from grader.judging.diagnosis.evidence import Evidence
from grader.judging.diagnosis.form import kinds
from grader.judging.diagnosis.form.pair import exchanged, within
from grader.judging.diagnosis.form.shape import shape
from grader.judging.diagnosis.suspects import suspects
from grader.verdict import Misconception


def form(evidence: Evidence) -> Misconception | None:
    """The line that makes another type or dtype of the answer, or what its shape holds."""
    if evidence.finding is None:
        return None
    if evidence.finding.kind == "type":
        if turned := exchanged(evidence):
            return Misconception("parts-exchanged", turned)
        if held := within(evidence):
            return Misconception("type-made", held)
    source, message = Source(evidence.text, evidence.failed), evidence.finding.message
    sentence = None
    match evidence.finding.kind:
        case "type" if "is the Python number" in message and "a Tensor of shape" in message:
            sentence = kinds.python_number(source)
        case "type" if " is None;" in message:
            sentence = kinds.none(source)
        case "type" if "is a NumPy array" in message:
            sentence = kinds.numpy(source)
        case "dtype" if "is float32;" in message:
            made = suspects(evidence.text, evidence.failed).float32
            sentence = made and f"{made} leads to float32, whatever the inputs are."
        case "dtype" if "is float64;" in message:
            sentence = kinds.float64(source)
        case "shape":
            sentence = shape(evidence, source)
    return Misconception(f"{evidence.finding.kind}-made", sentence) if sentence else None
