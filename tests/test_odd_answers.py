"""Whatever a function returns, the verdict stands: no answer makes the judge itself fail."""

import decimal
import types
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from grader.catalogue import Exercise, exercises, find_one
from grader.judging.answer_key import AnswerKey
from grader.judging.options import Options
from grader.judging.probing import UNKEPT, Turn, examine
from grader.judging.run import Run
from grader.judging.submission import Submission
from grader.judging.trace import Listing
from grader.probe.probe import Probe
from grader.probe.text import LONGEST
from grader.probe.values import Array, MalformedMessage
from grader.render.as_json import json_text
from grader.render.junit import junit_text
from grader.verdict import Status, Verdict
from grader.worker import main as worker
from grader.worker.codec import ANSWER, decode, encode
from tests.sampling import sampled

EXAMPLES = 3
"""Inputs of each probe: as many as a general diagnosis needs."""


def odd() -> dict[str, Any]:
    """Answers that no exercise asks for, by what is odd about them."""
    import torch

    nested: Any = 1.0
    for _ in range(50):
        nested = [nested]
    return {
        "a dict with a value": {"value": 1.0},
        "a dict of dicts": {"value": {"value": {}}, "gradient": {"gradient": None}, 1: {2: 3}},
        "None": None,
        "a string": "\udc80\x1b[2J",
        "bytes": b"1.0",
        "a complex number": 1j,
        "nan": float("nan"),
        "a huge integer": 10**400,
        "a decimal": decimal.Decimal("0.5"),
        "an empty tuple": (),
        "five things": (None, "x", 1.0, {}, ()),
        "a long list": [0.5] * 9_000,
        "a deep list": nested,
        "an object": object(),
        "a class": torch.nn.Linear,
        "a generator": (i for i in ()),
        "a tensor of nan": torch.tensor(float("nan")),
        "an empty tensor": torch.zeros(0),
        "a complex tensor": torch.tensor([1j]),
        "a tensor of bfloat16": torch.ones(2, 2, dtype=torch.bfloat16),
        "a sparse tensor": torch.eye(2).to_sparse(),
        "a tensor of twenty dimensions": torch.zeros((2,) * 20),
        "a tensor of sixty dimensions": torch.zeros((1,) * 60),
        "an array of texts": np.array(["a", "b"]),
        "an array of objects": np.array([None, {}], dtype=object),
        "a tuple of arrays": (np.zeros(3), np.full((2, 2), np.inf)),
        "a date": np.datetime64("2020-01-01"),
    }


ALL = {exercise.address: exercise for exercise in exercises()}


class Scripted:
    """Stands in for a worker: every function of an exercise returns the same."""

    device, isolation, printed = "cpu", "off", ""

    def __init__(self, answer_key: AnswerKey, answer: Any) -> None:
        self.asked: list[str] = []
        self.ahead: list[str] = []
        self._probes = {probe.name: probe for probe in answer_key.probes}
        names = vars(answer_key.reference)
        self._submission = types.SimpleNamespace(**names)
        for name in answer_key.names:
            owner, _, method = name.partition(".")
            kind = getattr(self._submission, owner)
            if method and method != "__init__":
                setattr(self._submission, owner, type(owner, (kind,), {method: returning(answer)}))
            elif not isinstance(kind, type):
                setattr(self._submission, owner, returning(answer))

    def load(self, text: str, path: str, checks: str, names: Mapping[str, int], **_: object) -> Any:
        """Define everything."""
        return {"error": None, "names": dict.fromkeys(names, "ok"), "defined": []}

    def run(
        self, name: str, cases: Sequence[Mapping[str, Any]], seed: int, **_: object
    ) -> Iterator[Any]:
        """Answer as a worker would, by the same driver and through the same channel."""
        self.asked.append(name)
        for inputs in cases:
            answer = worker.run(self._probes[name], self._submission, inputs, seed, "cpu")
            if isinstance(answer["got"], dict):
                answer["got"]["unasked"] = 0.0
            yield decode(worker.encoded("", answer), ANSWER)["answer"] | {"printed": ""}

    def run_ahead(self, name: str, *_: object, **__: object) -> None:
        """Answer when it is asked, not before."""
        self.ahead.append(name)

    def settle(self) -> bool:
        """Nothing is begun ahead."""
        return True


def returning(answer: Any) -> Any:
    """A function, or a method, that returns it."""
    return lambda *args, **kwargs: answer


def briefly(probe: Probe) -> Probe:
    """A probe on few inputs; which library answers are called is not looked at."""
    return replace(probe, examples=min(probe.examples, EXAMPLES), forbid_library=False)


@pytest.mark.filterwarnings("ignore")  # what is made of such answers may well warn
@pytest.mark.parametrize("exercise", sampled(ALL, extensive=3))
def test_an_odd_answer_is_wrong_and_no_more(exercise: Exercise) -> None:
    """It is found wrong, looked into, explained or not, and can be written down in every form."""
    answer_key = AnswerKey(exercise)
    answer_key.probes = tuple(map(briefly, answer_key.probes))
    for what, answer in odd().items():
        scripted: Any = Scripted(answer_key, answer)
        run = Run(answer_key, scripted, set(), Options(shrink=False))
        run.load(Submission("answer.py", "", ()))
        run.run()
        found = Verdict(exercise.address, Status.FAIL, what, tuple(run.results), run.diagnosis())
        assert found.first_failure is not None, what
        assert len(found.first_failure.message) <= LONGEST, what
        assert json_text([found]), what
        assert junit_text([found]), what
        assert scripted.ahead == [], what


def test_what_is_sure_to_be_asked_is_sent_ahead() -> None:
    """All but the first probe of all, and the second of each function: it depends on the first.

    Nothing is sent after a single input: if it fails, other inputs are asked first.
    """
    answer_key = AnswerKey(find_one("nll/gaussian"))
    scripted: Any = Scripted(answer_key, 0.0)
    scripted._submission = answer_key.reference
    run = Run(answer_key, scripted, set())
    run.load(Submission("answer.py", "", ()))
    run.run()
    functions = [probe.of for probe in answer_key.probes]
    sure = [
        probe.name
        for place, probe in enumerate(answer_key.probes[1:], start=1)
        if probe.of in functions[: place - 1] or probe.of != functions[place - 1]
        if len(answer_key.cases(answer_key.probes[place - 1])[0]) > 1
    ]
    assert scripted.ahead == sure != []


def test_what_nobody_asked_for_and_what_is_too_much_is_not_kept() -> None:
    """A key that the reference's answer lacks is dropped, and so are arrays beyond the room."""
    import torch

    answer_key = AnswerKey(find_one("vae/kl"))
    probe = answer_key.probes[0]
    scripted: Any = Scripted(answer_key, torch.zeros(1000))
    report = examine(Turn(probe), answer_key, scripted, Listing("", ""), shrink=False, room=20_000)
    answers = [case.got for case in report.cases]
    assert len(answers) == len(answer_key.cases(probe)[0])
    assert 4_000 <= report.kept <= 20_000
    assert answers[-1] == UNKEPT
    assert set(answers[0]) <= set(report.cases[0].expected)


def test_an_answer_has_room_for_so_many_numbers_only() -> None:
    """The judge refuses more, whoever sends them."""
    most = Array(np.zeros(1 << 20), "torch", "float64")
    assert decode(encode(most)).shape == (1 << 20,)
    with pytest.raises(MalformedMessage):
        decode(encode([most, 1.0, Array(np.zeros(1), "torch", "float64")]))
