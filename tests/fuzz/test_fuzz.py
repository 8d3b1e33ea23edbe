"""Whatever the judge is handed, it refuses in the way it promises."""

import ast
import contextlib
from functools import cache, partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from grader.catalogue import Exercise, exercises
from grader.judging.answer_key import AnswerKey
from grader.judging.diagnosis import Evidence, diagnose
from grader.judging.judgement import verdict_on
from grader.judging.submission import Submission, Unusable, read_submission
from grader.probe.case import Case
from grader.probe.text import LONGEST
from grader.probe.values import MalformedMessage
from grader.source import SourceError, read_solution, stub, unfilled
from grader.worker.codec import decode, encode
from grader.worker.main import encoded
from tests.fuzz import (
    HONEST,
    calls,
    damaged_trees,
    enlarged,
    files,
    messages,
    sources,
    trees,
)
from tests.sampling import sampled

often = settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate, Phase.shrink),  # to explain a failure takes an hour
)
answer_key = cache(AnswerKey)
ALL = {exercise.address: exercise for exercise in exercises()}


@given(messages())
@often
def test_a_message_is_decoded_or_refused(message: bytes) -> None:
    """Bytes that are no message raise `MalformedMessage` and nothing else."""
    with contextlib.suppress(MalformedMessage):
        decode(message)


def test_an_honest_message_is_decoded() -> None:
    """What the others are made from comes through whole."""
    assert decode(encode(HONEST))["token"] == HONEST["token"]


@given(trees())
@often
def test_what_is_decoded_can_be_sent_again(tree: object) -> None:
    """Encoding and decoding a tree twice is the same as doing so once."""
    once = decode(encode(tree))
    assert repr(decode(encode(once))) == repr(once)


@given(sources())
@often
def test_blanks_are_found_or_the_text_is_refused(text: str) -> None:
    """Any text has blanks, or raises SyntaxError."""
    with contextlib.suppress(SyntaxError):
        assert all(blank.line >= 1 for blank in unfilled(text))


@given(files())
@often
def test_a_file_is_a_submission_or_unusable(tmp_path: Path, content: bytes) -> None:
    """Any bytes in a file are a submission, or raise `Unusable`."""
    path = tmp_path / "answer.py"
    path.write_bytes(content)
    with contextlib.suppress(Unusable):
        assert isinstance(read_submission(path), Submission)


@pytest.mark.extensive
@given(sources())
@often
def test_a_solution_becomes_stubs_or_is_refused(tmp_path: Path, text: str) -> None:
    """A damaged solution raises `SourceError`, or gives two stubs that parse."""
    path = tmp_path / "solution.py"
    path.write_bytes(text.encode("utf-8", "replace"))
    with contextlib.suppress(SourceError):
        solution = read_solution(path)
        for scaffold in ("guided", "interview"):
            ast.parse(stub(solution, scaffold))


@pytest.mark.parametrize("exercise", sampled(ALL, extensive=3))
@given(data=st.data())
@settings(often, max_examples=6)
def test_an_answer_of_any_form_is_judged(exercise: Exercise, data: st.DataObject) -> None:
    """Every judgement comes to a finding or to none, and the diagnosis to a mistake or to none."""
    key = answer_key(exercise)
    probe = data.draw(st.sampled_from(key.probes))
    inputs, expected = key.cases(probe)
    cases = [
        Case(drawn, decode(encode(data.draw(damaged_trees(right)))), right, "cpu", probe.tolerance)
        for drawn, right in list(zip(inputs, expected, strict=True))[:3]
    ]
    for check in probe.checks:
        for case in cases:
            verdict_on(probe, check, case)
    diagnose(Evidence(key, probe.of, [(probe, cases)]))


def sent(answer: object) -> object:
    """An answer as it arrives: a worker sends what is too large as a word."""
    return decode(encoded("", {"got": answer}))["answer"]["got"]


MOST_CALLS = 500_000
"""What judging three answers, however large, may come to: half a second where it is not counted."""

MOST_CALLS_TO_EXPLAIN = 5_000_000
"""What looking for the mistake may come to, which tries the right function in some hundred ways."""


@pytest.mark.extensive
@pytest.mark.parametrize("exercise", sampled(ALL, extensive=2))
@given(data=st.data())
@settings(often, max_examples=6)
def test_an_answer_of_any_size_is_judged_quickly(exercise: Exercise, data: st.DataObject) -> None:
    """Dimensions, elements, items, keys, depth and texts cost the judge a bounded effort."""
    key = answer_key(exercise)
    probe = data.draw(st.sampled_from(key.probes))
    inputs, expected = key.cases(probe)
    right = expected[0] if probe.referenced and not probe.fake_device else {"value": None}
    answer = sent(data.draw(enlarged(right)))
    cases = [Case(drawn, answer, own) for drawn, own in zip(inputs[:3], expected, strict=False)]
    diagnose(Evidence(key, probe.of, [(probe, cases)]))  # the known mistakes answer once for all

    def judge() -> None:
        for check in probe.checks:
            for case in cases:
                if finding := verdict_on(probe, check, case):
                    assert all(
                        len(text or "") <= LONGEST for text in (finding.texts()[0], finding.of)
                    )

    assert calls(judge) < MOST_CALLS
    explain = partial(diagnose, Evidence(key, probe.of, [(probe, cases)]))
    assert calls(explain) < MOST_CALLS_TO_EXPLAIN
