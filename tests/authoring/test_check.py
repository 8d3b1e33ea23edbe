"""What `practice dev check` tells authors before a learner meets their mistakes."""

from collections.abc import Iterator, Sequence
from itertools import chain, islice, repeat

import pytest

from grader.authoring import soundness
from grader.authoring.declarations import drawn_too_narrowly
from grader.authoring.power.grading import FAULT, Outcome, Trial
from grader.authoring.soundness import readable_problems
from grader.catalogue import find_one, topics
from grader.judging.answer_key import AnswerKey
from grader.verdict import Status
from tests.authoring.conftest import HOSTS, Checkout
from tests.cli.learner import Learner
from tests.sampling import sampled

CHECKS, MISTAKES, CORPUS = "grader/checks", "grader/mistakes", "tests/corpus"

TWICE = """[squared-distance-again]
level = "value"
in = "laplace_nll"
right = 'distance = (y - mu).abs()'
wrong = 'distance = (y - mu).square()'
says = "The same."

"""

FAULTS = {
    "something unwritten": (
        ("solutions", "Assume that", "??? Assume that"),
        "solutions/tiny/laplace.py: replace ??? at line 3.",
    ),
    "an unwritten question": (
        ("questions", "What is the negative log-likelihood of `y = 5`", "???"),
        "grader/quiz/questions/tiny.toml: replace ??? at question",
    ),
    "no statement": (
        ("solutions", '"""# Laplace', '"""## Formula\n\n# Laplace'),
        "put each heading of the docstring on its own line",
    ),
    "no formula": (("solutions", "## Formula", "## Formulas"), 'no line "## Formula"; add it'),
    "two hints": (("solutions", "\n3. `(2", "\n   `(2"), "write exactly three hints"),
    "nothing to say": (("solutions", "## In the interview", "## Say"), '"## In the interview"'),
    "no rubric": (("solutions", "## Rubric", "## Marks"), 'no line "## Rubric"; add it'),
    "two prompts alike": (
        ("solutions", "which reduction of the errors?", "which reduction of the NLL?"),
        'also has the prompt "which reduction of the NLL?"; change one',
    ),
    "a probe of nothing": (
        (CHECKS, 'nll = formula(\n    "laplace_nll"', 'nll = formula(\n    "laplace_nil"'),
        "the probe laplace_nil is for laplace_nil, which the solution does not define; "
        "name laplace_nll.",
    ),
    "a mistake in nothing": (
        (MISTAKES, '@known_mistake("laplace_nll"', '@known_mistake("laplace_nl"'),
        "scales-multiplied is for laplace_nl, which the solution does not define",
    ),
    "a fourth hint": (
        (MISTAKES, "hint=3", "hint=4"),
        "scales-multiplied names hint 4; choose hint 1, 2 or 3.",
    ),
    "an answer to nothing": (
        (CORPUS, '@right("laplace_nll")', '@right("laplace")'),
        "by_the_contract is for laplace, which the solution does not define",
    ),
    "nothing to find": (
        ("bugs", "[", "??? ["),
        "grader/buggy/hosts/tiny/laplace.toml: replace ??? at line 1.",
    ),
    "a bug of no line": (
        ("bugs", "right = 'distance", "right = 'distances"),
        "grader/buggy/hosts/tiny/laplace.toml: squared-distance: its right lines occur 0 times",
    ),
    "a bug twice": (
        ("bugs", "[two-left-out]", TWICE + "[two-left-out]"),
        "laplace.toml: squared-distance-again is the same as squared-distance.",
    ),
    "a mistake's line": (
        (MISTAKES, "import math\n", "import math\n\nrates = 1 / 0\n"),
        "grader/mistakes/tiny/laplace.py:5: ZeroDivisionError: division by zero.",
    ),
    "a line of the checks": (
        (CHECKS, "from typing import Any\n", "from typing import Any\n\nsize = shape\n"),
        "grader/checks/tiny/laplace.py:5: NameError: name 'shape' is not defined.",
    ),
    "checks that are not Python": (
        (CHECKS, "from typing import Any\n", "from typing import Any\n\n)\n"),
        "grader/checks/tiny/laplace.py:5: SyntaxError: unmatched ')'.",
    ),
    "a line of a strategy": (
        (CHECKS, "    shape = draw(shapes())\n", "    shape = draw(shapes()).sides\n"),
        "AttributeError: 'tuple' object has no attribute 'sides'.",
    ),
    "a line of the corpus": (
        (CORPUS, "import math\n", "import math\n\nvalue = 1 / 0\n"),
        "tests/corpus/tiny/laplace.py:5: ZeroDivisionError: division by zero.",
    ),
    "a line of the solution": (
        ("solutions", "import torch\n", "import torch\n\nscale = 1 / 0\n"),
        "ZeroDivisionError: division by zero.",
    ),
    "no picture": (
        (CHECKS, "def own_picture(", "def other_picture("),
        "tiny/laplace: what a learner sees after a pass is missing; write `own_picture(impl)` in",
    ),
    "a picture that cannot be drawn": (
        (CHECKS, "y = tensor(*sample)", "y = tensor(*samples)"),
        "NameError: name 'samples' is not defined.",
    ),
    "a picture that is a number": (
        (CHECKS, "    return picture(", "    return 1\n    return picture("),
        "tiny/laplace: `own_picture` must return a `grader.picture.Picture`.",
    ),
    "a caption that is not a sentence": (
        (CHECKS, "error stays at 3.", "error stays at 3"),
        "tiny/laplace: the caption of `own_picture` must be a sentence",
    ),
    "a question that cannot be read": (
        ("questions", 'kind = "matching"', 'kind = "riddle"'),
        "tiny.toml: question 'loss-to-distribution'",
    ),
}  # fmt: skip


def told(checkout: Checkout) -> str:
    """What is said of the exercise before it is graded."""
    return "\n".join(readable_problems(checkout.exercise))


@pytest.mark.parametrize(("edit", "sentence"), sampled(FAULTS, count=8))
def test_a_mistake_of_an_author_is_told(
    edit: tuple[str, str, str], sentence: str, checkout: Checkout
) -> None:
    """Each in a sentence, with its place."""
    folder, before, after = edit
    path = checkout.file(folder)
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), "utf-8")
    assert sentence in told(checkout)


def test_a_sound_exercise_has_nothing_to_read_about_it(checkout: Checkout) -> None:
    """The copy, before anybody changes it."""
    assert told(checkout) == ""


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("par = 5, ", "", "tiny/laplace has the par 0; write the minutes"),
        ("par = 5", "par = 50", "tiny/laplace has the par 50; write the minutes"),
        ("junior", "expert", "tiny/laplace has the level 'expert'; write junior or senior."),
        ('    "tiny/laplace",\n', "", "tiny/laplace is 0 times in `path`; put it once"),
        ('"tiny/laplace",', '"tiny/laplace", "tiny/laplace",', "is 2 times in `path`"),
    ],
)
def test_what_the_catalogue_does_not_say_is_told(
    before: str, after: str, sentence: str, checkout: Checkout
) -> None:
    """An interview plans by minutes and level, and `practice next` by the path."""
    listing = checkout.root / "solutions" / "catalogue.toml"
    listing.write_text(listing.read_text("utf-8").replace(before, after, 1), "utf-8")
    topics.cache_clear()
    [problem] = readable_problems(topics()[0].exercises[0])
    assert sentence in problem


@pytest.mark.parametrize("folder", ["solutions", CHECKS, MISTAKES, CORPUS, HOSTS])
def test_a_file_that_is_missing_is_told(folder: str, checkout: Checkout) -> None:
    """Each belongs to an exercise."""
    checkout.file(folder).unlink()
    assert f"{folder}/tiny/laplace.py is missing" in told(checkout)


def test_an_exercise_without_a_question_is_told(checkout: Checkout) -> None:
    """The quiz asks about every exercise."""
    text = checkout.file("questions").read_text("utf-8")
    text = text.replace('exercise = "tiny/laplace"', 'exercise = "tiny/mle"')
    checkout.file("questions").write_text(text, "utf-8")
    assert "tiny.toml: tiny/laplace has no question" in told(checkout)


def test_too_few_bugs_are_told(checkout: Checkout) -> None:
    """With how many there are, and how many there must be."""
    text = checkout.file("bugs").read_text("utf-8")
    checkout.file("bugs").write_text(text[: text.index("[two-left-out]")], "utf-8")
    found = told(checkout)
    assert "laplace.toml: squared-distance names scale-floored: no bug." in found
    checkout.file("bugs").write_text(TWICE, "utf-8")
    assert "laplace.toml: 1 bug is too few; write at least 10." in told(checkout)


def test_a_bug_that_passes_is_told(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    """And working code that does not."""
    checkout.file(MISTAKES).write_text(ONE_MISTAKE, "utf-8")
    named = Outcome(Status.FAIL, "", named="doubled")
    grades(monkeypatch, PASS, PASS, BLANK, BLANK, named, NEAR, PASS, NEAR)
    said = Learner(checkout.root).runs("dev", "check", "tiny/laplace").exits(1)
    said.says(
        "the working code to find bugs in should get the verdict pass, but gets fail.",
        "add a check that rejects it: the code with the bug squared-distance",
    ).omits("the code with the bug two-left-out")


def test_a_small_corpus_is_told(checkout: Checkout) -> None:
    """With how many answers there are to each function."""
    text = checkout.file(CORPUS).read_text("utf-8")
    few = text.replace('@right("mae_loss")', '@wrong("mae_loss")').replace("@right", "@right", 1)
    checkout.file(CORPUS).write_text(few, "utf-8")
    assert "mae_loss has 30 wrong and 0 right answers; write at least 6 wrong" in told(checkout)


def test_matrices_that_must_be_square_are_enough() -> None:
    """A covariance has no other shape."""
    exercise = find_one("divergences/gaussian")
    assert not [*drawn_too_narrowly(exercise, AnswerKey(exercise))]


@pytest.mark.parametrize(
    ("sides", "sentence"),
    [
        ("st.just((2, 3))", "mae_loss never gets n = 1"),
        ("st.sampled_from([(1, 1), (2, 2)])", "mae_loss gets only square shapes"),
    ],
)
def test_narrow_inputs_are_told(sides: str, sentence: str, checkout: Checkout) -> None:
    """A batch of one and a transposed answer must have their input."""
    narrow = (
        "from hypothesis import strategies as st\n\n"
        "from grader.probe.formula import formula\n"
        "from grader.probe.strategies import alike, reals\n\n"
        f'mae = formula("mae_loss", "It.", alike({sides}, y_hat=reals(), y=reals()))\n'
    )
    checkout.file(CHECKS).write_text(narrow, "utf-8")
    said = told(checkout)
    assert sentence in said
    assert "laplace_nll has no check" in said


def grades(monkeypatch: pytest.MonkeyPatch, *found: Outcome) -> None:
    """Let the first grades come out so, and all others pass."""

    def outcomes(trials: Sequence[Trial]) -> Iterator[Outcome]:
        return islice(chain(found, repeat(PASS)), len(trials))

    monkeypatch.setattr(soundness, "outcomes", outcomes)


PASS = Outcome(Status.PASS, "")
BLANK = Outcome(Status.BLANK, "")
NEAR = Outcome(Status.FAIL, "It is not right yet.", named="two-dropped")


def test_what_is_graded_is_told(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reference that fails, a stub that is no stub, mistakes that pass or have another name."""
    fault = Outcome(FAULT, "grader/checks/tiny/laplace.py:7: TypeError: no.")
    grades(monkeypatch, NEAR, PASS, PASS, fault, NEAR)
    said = Learner(checkout.root).runs("dev", "check", "tiny/laplace", "--no-power").exits(1)
    said.says(
        "the reference should get the verdict pass, but gets fail. It is not right yet.",
        "the guided stub should get the verdict blank, but gets pass.",
        "the interview stub cannot be graded. grader/checks/tiny/laplace.py:7: TypeError: no.",
        "scales-multiplied is scales-multiplied, but is named two-dropped.",
        "this wrong answer passes; add a check that rejects it: b-as-deviation",
    ).omits("survived", "is sound")


def test_a_call_of_the_librarys_answer_must_be_reported(
    checkout: Checkout, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of each that the checks name."""
    checkout.file(MISTAKES).write_text(ONE_MISTAKE, "utf-8")
    text, inputs = checkout.file(CHECKS).read_text("utf-8"), 'location_scale(full, "b", residuals),'
    named = text.replace(inputs, f'{inputs} library={{"huber_loss"}},', 1)
    checkout.file(CHECKS).write_text(named, "utf-8")
    grades(monkeypatch, PASS, PASS, BLANK, BLANK, Outcome(Status.FAIL, "", named="doubled"), PASS)
    said = Learner(checkout.root).runs("dev", "check", "tiny/laplace", "--no-power").exits(1)
    said.says("a call of huber_loss in laplace_nll should get the verdict library, but gets pass.")


@pytest.mark.extensive
def test_power_is_sampled(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    """Mutants, right answers and restyled mistakes of one exercise, unless told not to."""
    grades(monkeypatch, PASS, PASS, BLANK, BLANK)
    said = Learner(checkout.root).runs("dev", "check", "tiny/laplace").exits(1)
    said.says("this wrong answer passes; add a check that rejects it: laplace_nll, ")
    said.says("this wrong answer passes; add a check that rejects it: laplace_nll, line ")


def test_time_is_a_warning(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    """An exercise that takes long is sound."""
    slow = Outcome(Status.PASS, "", seconds=3.0)
    checkout.file(MISTAKES).write_text(ONE_MISTAKE, "utf-8")
    named = Outcome(Status.FAIL, "", named="doubled")
    grades(monkeypatch, slow, slow, BLANK, BLANK, named)
    said = Learner(checkout.root).runs("dev", "check", "tiny/laplace", "--no-power").exits(0)
    said.says("warning: tiny/laplace: a warm grade takes 3.0 s", "tiny/laplace is sound.")


ONE_MISTAKE = '''"""One known mistake."""

from grader.probe.probe import known_mistake


@known_mistake("mae_loss")
def doubled(y_hat, y):
    """You count every error twice."""
    return 2 * (y_hat - y).abs().mean()
'''
