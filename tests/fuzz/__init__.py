"""What no honest peer, and no honest learner, would hand to the judge.

Strategies for the tests here, and for `benchmarks/fuzz.py`, which tries far more of the same.
"""

import json
import sys
from collections.abc import Callable, Sequence
from functools import cache
from random import Random
from types import FrameType
from typing import Any

import numpy as np
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from grader.catalogue import exercises
from grader.probe.values import Array, Opaque, Raised
from grader.worker.codec import encode

HONEST = {
    "token": "0123456789abcdef",
    "answer": {
        "got": {
            "value": Array(np.asarray(1.5), "torch", "float64"),
            "after": {"x": Array(np.ones((2, 3), np.float32), "torch", "float32")},
            "gradient": Raised("ValueError", "no", (3, 14), None, False),
            "flags": [True, None, 3, 2.5, "text", Opaque("module"), (1, -1.0)],
        },
        "used": ["mse_loss"],
    },
}
_PIECES = (
    b"", b"\0", b"\xff" * 8, b"{}", b"[]", b"null", b"-1", b"1e999", b"NaN", b"Infinity", b'""',
    b'{"float": "0x1p99999"}', b'{"int": "' + b"9" * 309 + b'"}', b"[" * 5000,
    b'{"array": ["bool"]}', b'{"dict": [[1]]}', b'{"raised": []}', b'"\\ud800"', b"float64",
    b"bool", b"complex64", b"[-1]", b"18446744073709551616", b"4294967296",
    b"\x00\x00\x00\x00\x00\x00\x00\x80",
)  # fmt: skip
_NUMBERS = (0, 1, 2, 5, 8, 16, 40, -1, 2**31, 2**62, 2**64, 1.0, True)
_WORDS = (
    "blank", "blank(", "from grader import blank", "import grader", "def", "class", "lambda", "(",
    ")", "[", "]", "{", "}", ":", "\n", "    ", "\t", "\0", "\x0c", "'''", '"""', "f'{", "#",
    "# blank: x", "# end", "return", "yield", "await", "async", "match x:", "case", "@", "*", "**",
    ":=", "...", "\\", "\ufeff", "\u202e", "\U0001f600", "1_0", "0x", "9" * 5000, "-" * 200, "é",
    "import a as blank", "global blank", "del blank", "try:", "except*", "with", "type X = int",
)  # fmt: skip


def messages() -> SearchStrategy[bytes]:
    """Bytes that may come over the channel: any at all, and honest messages that were damaged."""
    damaged = _damaged([encode(HONEST), encode({"token": "", "answer": {}})], _PIECES)
    return st.one_of(damaged, damaged, damaged, st.binary(max_size=200), _framed())


def trees() -> SearchStrategy[Any]:
    """Answers of any form that can be decoded."""
    words = st.sampled_from(["value", "after", "gradient", "x", "mu", "", "first", "fc.weight"])
    leaves = st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(10**300), 10**300),
        st.floats(),
        st.text(max_size=5),
        st.builds(Opaque, st.text(max_size=5)),
        st.builds(Raised, words, words, st.just((1,)), st.none() | words, st.booleans()),
        arrays(),
    )
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.lists(inner, max_size=3),
            st.lists(inner, max_size=3).map(tuple),
            st.dictionaries(words, inner, max_size=4),
        ),
        max_leaves=8,
    )


@st.composite
def arrays(draw: st.DrawFn) -> Array:
    """Arrays of any dtype that can be sent, of shapes that fit to little, with any numbers."""
    dtype = draw(st.sampled_from(["float32", "float64", "float16", "int64", "uint8", "bool"]))
    shape = draw(st.sampled_from([(), (0,), (1,), (2,), (3, 1), (1, 3), (2, 3), (0, 4), (1,) * 9]))
    number = draw(st.sampled_from([0, 1, 2.5, -1e300, float("nan"), float("inf"), 1e-300]))
    with np.errstate(all="ignore"):
        data = np.full(shape, number).astype(dtype)
    name = draw(st.sampled_from([dtype, "bfloat16", "complex64", ""]))
    library = draw(st.sampled_from(["torch", "numpy", "jax"]))
    return Array(data, library, name, draw(st.sampled_from(["cpu", "cuda", "meta", "\n"])))


@st.composite
def damaged_trees(draw: st.DrawFn, tree: Any) -> Any:
    """A right answer with some of its nodes replaced by anything, left out, or exchanged."""
    if draw(st.integers(0, 3)) == 0:
        return draw(trees())
    if isinstance(tree, dict):
        kept = {key: draw(damaged_trees(item)) for key, item in tree.items()}
        if kept and draw(st.integers(0, 9)) == 0:
            del kept[draw(st.sampled_from(sorted(kept)))]
        return kept
    if isinstance(tree, (list, tuple)):
        made = [draw(damaged_trees(item)) for item in tree]
        return tuple(made) if draw(st.integers(0, 9)) else made
    return tree


def large() -> SearchStrategy[Any]:
    """Answers that are as large in one respect as the channel lets through."""
    deep: Any = 1.0
    for _ in range(20):
        deep = [deep]
    return st.sampled_from(
        [
            _zeros((2,) * 20),
            _zeros((1,) * 32),
            _zeros((3,) * 12),
            _zeros((0, *(9,) * 15)),
            _zeros((900_000,)),
            _zeros((1_000, 900)),
            [0.0] * 9_000,
            tuple([None] * 9_000),
            [_zeros(())] * 3_000,
            [[0.0] * 90] * 90,
            {f"key {i}": 0.0 for i in range(5_000)},
            {"k" * 500_000: _zeros(())},
            {"value": {"value": {"value": 0.0}}},
            deep,
            "x" * 100_000,
            ["x" * 1000] * 500,
            10**300,
            Opaque("x" * 100_000),
            Raised("E" * 10_000, "x" * 100_000, tuple(range(50)), None, False),
        ]
    )


def _zeros(shape: tuple[int, ...]) -> Array:
    return Array(np.zeros(shape), "torch", "float64")


@st.composite
def enlarged(draw: st.DrawFn, tree: Any) -> Any:
    """A right answer with all of it, or one of its parts, replaced by a large one."""
    if isinstance(tree, dict) and tree and draw(st.integers(0, 3)):
        key = draw(st.sampled_from(sorted(tree)))
        return {**tree, key: draw(enlarged(tree[key]))}
    return draw(large())


def calls(work: Callable[[], object]) -> int:
    """How many functions a piece of work calls, compiled ones included: its cost on any machine."""
    count = 0

    def note(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def sources() -> SearchStrategy[str]:
    """Texts in place of a submission or a solution: the kit's own, damaged, and any at all."""
    damaged = _damaged([text.encode() for text in texts()], [word.encode() for word in _WORDS])
    whole = damaged.map(lambda raw: raw.decode("utf-8", "replace"))
    words = st.lists(st.sampled_from(_WORDS)).map(" ".join)
    return st.one_of(whole, whole, whole, words, st.text(max_size=80))


def files() -> SearchStrategy[bytes]:
    """Contents in place of a submission."""
    return st.one_of(
        st.binary(max_size=100), sources().map(lambda text: text.encode("utf-8", "replace"))
    )


@cache
def texts() -> tuple[str, ...]:
    """The solutions and stubs of the kit."""
    from grader.source import read_solution, stub

    found = [exercise.solution for exercise in exercises()]
    read = [read_solution(path) for path in found]
    return tuple(
        text
        for solution in read
        for text in (solution.text, stub(solution, "guided"), stub(solution, "interview"))
    )


def _framed() -> SearchStrategy[bytes]:
    """Frames that are well formed, around JSON that is nonsense, and some numbers."""

    def framed(seed: int) -> bytes:
        chance = Random(seed)
        text = json.dumps(_nonsense(chance, 4)).encode()
        return len(text).to_bytes(8, "little") + text + bytes(chance.choice([0, 8, 16, 40]))

    return st.integers(0, 2**64).map(framed)


def _nonsense(chance: Random, depth: int) -> Any:
    """A tree of tags of the protocol in wrong places."""
    inner = [_nonsense(chance, depth - 1) for _ in range(chance.randint(0, 4) if depth else 0)]
    tag = chance.choice(["value", "int", "float", "array", "raised", "opaque", "tuple", "list"])
    flat = chance.choice([None, True, 1.5, float("inf"), 10**400, "", "1", "0", "x" * 400, "0x1p1"])
    kinds = chance.choices(["float64", "bool", "complex64", 1], k=2)
    shape = [chance.choice(_NUMBERS) for _ in range(chance.randint(0, 3))]
    array = [kinds[0], "torch", kinds[1], "cpu", shape][: chance.choice([5, 5, 5, 4])]
    raised = ["E", "", [chance.choice(_NUMBERS)], None, False]
    pairs = {"dict": [["token", item] for item in inner]}
    return chance.choice(
        [flat, inner, {tag: inner}, {tag: flat}, {"array": array}, {"raised": raised}, pairs]
    )


def _damaged(wholes: Sequence[bytes], pieces: Sequence[bytes]) -> SearchStrategy[bytes]:
    """One of the wholes with a few pieces cut out, doubled, or replaced.

    Chance is Python's: to draw each cut by hypothesis would take ten times as long.
    """

    def damaged(seed: int) -> bytes:
        chance = Random(seed)
        raw = chance.choice(wholes)
        for _ in range(chance.randint(1, 4)):
            at = chance.randint(0, len(raw))
            end = min(at + chance.randint(0, 30), len(raw))
            new = chance.choice([chance.choice(pieces), chance.randbytes(3), raw[at:end] * 2])
            raw = raw[:at] + new + raw[end:]
        return raw

    return st.integers(0, 2**64).map(damaged)
