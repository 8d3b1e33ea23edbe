"""Makes a class: a folder of learners' files of every kind, over all exercises."""

import random
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from grader.authoring.power.corpus import wrong_answers
from grader.authoring.substitute import substitute
from grader.catalogue import Exercise, exercises
from grader.judging.answer_key import AnswerKey
from grader.judging.submission import contract
from grader.source import read_solution, stub

MIX = {
    "right": 0.40,  # the reference
    "misconception": 0.25,  # of the catalogue
    "wrong": 0.10,  # in a person's own way, from tests/corpus
    "blank": 0.15,  # the stub, empty or half filled in
    "crashing": 0.09,  # raises, does not parse, ends or crashes its process
    "looping": 0.01,  # in its first function, without end
}
MIXES = {"mix": MIX, "right": {"right": 1.0}, "wrong": {"misconception": 0.5, "wrong": 0.5}}

_INSTEAD = """

import functools as _functools


def _instead(real):
    @_functools.wraps(real)
    def instead(*args, **kwargs):
        {body}
    return instead


{target} = _instead({target})
"""
_LOOP = "while True: pass"
_CRASHES = (
    "raise RuntimeError('this should not happen')",
    "import os; os._exit(3)",
    "import ctypes; ctypes.string_at(0)",
    "return (",
)


def make(root: Path, files: int, seed: int = 0, mix: str = "mix") -> dict[str, str]:
    """Write a class into a folder.

    Args:
        root: the folder.
        files: how many; each learner has one for each exercise, the last one perhaps fewer.
        seed: of the mixture.
        mix: of `MIXES`.

    Returns:
        The kind of each file, by its path.
    """
    chance = random.Random(seed)
    kinds = {}
    for number in range(files):
        learner, index = divmod(number, len(exercises()))
        exercise = exercises()[index]
        kind = chance.choices(list(MIXES[mix]), MIXES[mix].values())[0]
        path = Path(f"learner-{learner:05}", exercise.file)
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        text = chance.choice(_texts(exercise)[kind])
        (root / path).write_text(f"{text}\n# {path}\n", "utf-8")
        kinds[path.as_posix()] = kind
    return kinds


@cache
def _texts(exercise: Exercise) -> dict[str, tuple[str, ...]]:
    solution = read_solution(exercise.solution)
    wrong = AnswerKey(exercise).known_mistakes
    return {
        "right": (solution.text,),
        "misconception": tuple(substitute(solution.text, m.of, m.write) for m in wrong),
        "wrong": tuple(answer.text for answer in wrong_answers(exercise)),
        "blank": tuple(_blank(exercise)),
        "crashing": tuple(solution.text + _instead(solution.text, body) for body in _CRASHES),
        "looping": (solution.text + _instead(solution.text, _LOOP),),
    }


def _blank(exercise: Exercise) -> Iterator[str]:
    solution = read_solution(exercise.solution)
    guided = stub(solution, "guided")
    yield guided
    parts = contract(solution.text)
    first = next(name for name in parts if "." not in name)
    if len([name for name in parts if "." not in name]) > 1:
        # The last of several functions is done, the first is not.
        yield f"{solution.text}\n\n{_function(guided, first)}"


def _function(text: str, name: str) -> str:
    import ast

    node = next(n for n in ast.parse(text).body if getattr(n, "name", "") == name)
    blank = "from grader import blank\n\n\n"
    return blank + "\n".join(text.splitlines()[node.lineno - 1 : node.end_lineno])


def _instead(solution: str, body: str) -> str:
    parts = contract(solution)
    classes = {name.partition(".")[0] for name in parts if "." in name}
    target = next(n for n in parts if n not in classes and not n.endswith("__init__"))
    return _INSTEAD.format(body=body, target=target)
