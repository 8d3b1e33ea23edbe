"""Answers that are the right one plus something: a constant, or terms of the inputs."""

import math
from collections.abc import Callable, Iterator, Sequence

import numpy as np

from grader.judging.diagnosis.patterns.basis import Term, terms_of
from grader.judging.diagnosis.patterns.constants import common, named
from grader.judging.diagnosis.patterns.parts import ENOUGH, Numbers, Pair, Part
from grader.judging.diagnosis.patterns.relation import Relation

TIMES = {
    1.0: "",
    0.5: "half ",
    2.0: "twice ",
    0.25: "a quarter of ",
    1.5: "1.5 times ",
    3.0: "3 times ",
    4.0: "4 times ",
    math.log(2): "log(2) times ",
    math.log(2 * math.pi): "log(2 pi) times ",
    math.log(2 * math.pi) / 2: "half of log(2 pi) times ",
}
"""By what a term is multiplied in a formula."""

SAMPLE = 12
"""Inputs on which terms are tried; what fits must hold on all of them."""

TWO = 6
"""Inputs that it takes to fit two terms: two give the factors, and the others confirm them."""


def terms(part: Part) -> Iterator[Relation]:
    """Claims that a part is off by the same thing every time."""
    if not part.name.startswith("gradient"):  # of which a multiple is compared
        yield from _constant(part)
        yield from _growing(part)
    yield from _of_the_inputs(part)
    yield from _shifted(part)


def _constant(part: Part) -> Iterator[Relation]:
    constant = common(pair.got - pair.right for pair in part.pairs)
    if constant is not None:
        cause = "a constant term is lost or too many"
        if abs(constant) <= 1e-2:
            short = math.isclose(float(f"{constant:.0e}"), constant, rel_tol=1e-6)
            cause = "a small constant is added" if short else "a constant has too few digits"
        yield Relation(
            "additive-constant",
            f"{{your}} is off by {named(constant)} every time, whatever the input: {cause}.",
            lambda pair: pair.right + constant,
        )


def _growing(part: Part) -> Iterator[Relation]:
    for size in part.pairs[0].sizes:
        counts = [pair.sizes.get(size, 0) for pair in part.pairs]
        if len(set(counts)) < 2 or not all(counts):
            continue
        for way, power in (("times", 1), ("divided by", -1)):
            constant = common(
                (p.got - p.right) / n**power for p, n in zip(part.pairs, counts, strict=True)
            )
            if constant is not None:
                yield Relation(
                    "growing-constant",
                    f"{{your}} is off by {named(constant)} {way} {size}: look for that constant.",
                    _grown(size, power, constant),
                )


def _shifted(part: Part) -> Iterator[Relation]:
    """Every entry of an answer off by one number, which is another one for each input."""
    several = [pair for pair in part.wrong if pair.finite and not _is_one_number(pair)]
    if len(several) < max(ENOUGH, len(part.wrong)):
        return

    def of(pair: Pair) -> Numbers | None:
        return np.asarray(pair.right + np.mean(pair.got - pair.right))

    yield Relation(
        "shifted",
        "{your} is shifted as a whole: the differences between its entries are right, and each is "
        "off by the same number.",
        of,
    )


def _is_one_number(pair: Pair) -> bool:
    """Whether all entries of the right answer are one number, so that none differs from another."""
    return pair.near(pair.right, np.full_like(pair.right, pair.right.flat[0]))


def _grown(size: str, power: int, constant: float) -> Callable[[Pair], Numbers | None]:
    def of(pair: Pair) -> Numbers | None:
        n = pair.sizes.get(size)
        return None if n is None else pair.right + constant * n**power

    return of


def _of_the_inputs(part: Part) -> Iterator[Relation]:
    sample = part.wrong[:SAMPLE]
    if len(sample) < ENOUGH or not all(pair.finite for pair in sample):
        return
    off = np.concatenate([np.ravel(pair.got - pair.right) for pair in sample])
    found = [(term, v) for term in terms_of(part) if (v := _vector(term, sample)) is not None]
    for term, vector in found:
        factor = _nice(float(off @ vector / (vector @ vector)))
        if factor and np.allclose(factor * vector, off, rtol=1e-4, atol=1e-6):
            yield _claim([(factor, term)])
    if len(sample) >= TWO:
        yield from _two_terms(off, [term for term, _ in found], [v for _, v in found])


def _two_terms(
    off: Numbers, terms: Sequence[Term], vectors: Sequence[Numbers]
) -> Iterator[Relation]:
    """The pairs of terms that, each times a factor of a formula, come to what an answer is off."""
    one = Term("1", lambda pair: np.ones(()))
    every = [*terms, one]
    columns = np.stack([*vectors, np.ones_like(off)])
    lengths = np.linalg.norm(columns, axis=1)
    units = columns / lengths[:, None]
    gram, along = units @ units.T, units @ off
    determinant = 1 - gram**2
    factors = (along[:, None] - gram * along[None, :]) / determinant / lengths[:, None]
    rest = along[None, :] - gram * along[:, None]
    left = off @ off - along[:, None] ** 2 - rest**2 / determinant
    fits = (determinant > 1e-8) & (np.abs(left) < 1e-7 * (1 + off @ off))
    for i, j in zip(*np.nonzero(np.triu(fits, 1)), strict=True):
        first, second = _nice(factors[i, j]), _nice(factors[j, i])
        if first and second:
            yield _claim([(first, every[i]), (second, every[j])])


def _claim(sum_of: Sequence[tuple[float, Term]]) -> Relation:
    words = ""
    for factor, term in sum_of:
        amount = f"{TIMES[abs(factor)]}{term.words}"
        if term.words == "1":
            amount = named(abs(factor))
        words += f" {'plus' if factor > 0 else 'minus'} {amount}"
    look = "look at that term" if len(sum_of) == 1 else "look at those terms"

    def of(pair: Pair) -> Numbers | None:
        total = pair.right
        for factor, term in sum_of:
            amount = term.amount(pair)
            if amount is None:
                return None
            total = total + factor * amount
        return total

    return Relation("term", f"{{your}} is the right one{words}: {look}.", of)


def _vector(term: Term, sample: Sequence[Pair]) -> Numbers | None:
    """What a term comes to on the sample, with an entry for each number of the answers."""
    amounts = []
    for pair in sample:
        amount = term.amount(pair)
        if amount is None:
            return None
        amounts.append(np.ravel(np.broadcast_to(amount, pair.right.shape)))
    vector = np.concatenate(amounts)
    return vector if np.isfinite(vector).all() and vector.any() else None


def _nice(factor: float) -> float | None:
    """The factor, with its sign, if it is one that a formula may have."""
    for nice in TIMES:
        if math.isclose(nice, abs(factor), rel_tol=1e-5):
            return math.copysign(nice, factor)
    return None
