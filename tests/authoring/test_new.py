"""What `practice dev new` writes, and what is said of it."""

import pytest

from grader.authoring.soundness import readable_problems
from grader.catalogue import Exercise, path, topics
from grader.source import read_solution
from tests.authoring.conftest import Checkout
from tests.cli.learner import Learner

WRITTEN = (
    "solutions/tiny/poisson.py",
    "grader/checks/tiny/poisson.py",
    "grader/mistakes/tiny/poisson.py",
    "tests/corpus/tiny/poisson.py",
    "grader/buggy/hosts/tiny/poisson.py",
    "grader/buggy/hosts/tiny/poisson.toml",
    "grader/quiz/questions/tiny.toml",
)
EXPECTED = ("--par", "6", "--level", "senior")
NEW = ("dev", "new", "tiny/poisson", "--title", 'Poisson: "counts"', *EXPECTED)
FUNCTIONS = ("--function", "poisson_nll", "--function", "poisson_mle")


def test_every_file_is_written_and_the_next_steps_are_told(checkout: Checkout) -> None:
    """In the order in which they are to be taken."""
    said = Learner(checkout.root).runs(*NEW, *FUNCTIONS).exits(0)
    said.says(*WRITTEN, "solutions/catalogue.toml", "1. Replace", "2. `practice dev stubs`")
    said.says("3. `practice dev check tiny/poisson`", "4. `practice dev power tiny/poisson")
    said.says("5. `practice dev bugs tiny/poisson`")
    topics.cache_clear()
    [tiny] = topics()
    assert tiny.exercises[-1] == Exercise("tiny", "poisson", 'Poisson: "counts"', 6, "senior")
    assert [one.name for one in path()] == ["laplace", "poisson"]


@pytest.mark.parametrize(
    ("par", "level", "sentence"),
    [("3", "junior", "'--par'"), ("31", "junior", "'--par'"), ("6", "expert", "'--level'")],
)
def test_minutes_and_level_are_asked_for(
    par: str, level: str, sentence: str, checkout: Checkout
) -> None:
    """As numbers and words that an interview can plan with."""
    said = Learner(checkout.root).runs(
        "dev", "new", "tiny/poisson", "--title", "A title", "--par", par, "--level", level
    )
    said.exits(2).complains(sentence)
    assert not (checkout.root / "solutions" / "tiny" / "poisson.py").exists()


@pytest.mark.parametrize("library", ["torch", "numpy"])
def test_what_is_written_can_be_read(library: str, checkout: Checkout) -> None:
    """It has every part, and all that is wrong is what is still to be written."""
    catalogue = checkout.root / "solutions" / "catalogue.toml"
    catalogue.write_text(catalogue.read_text("utf-8").replace("torch", library), "utf-8")
    topics.cache_clear()
    Learner(checkout.root).runs(*NEW, *FUNCTIONS).exits(0)
    exercise = Exercise("tiny", "poisson", "", par=6)
    read = read_solution(exercise.solution)
    assert (len(read.hints), len(read.rubric), len(read.red_flags)) == (3, 4, 2)
    found = list(readable_problems(exercise))
    for file in WRITTEN:
        assert any(one.startswith(f"{file}: replace ???") for one in found)
    rest = [one for one in found if "replace ???" not in one]
    assert len(rest) == 3
    assert "the stub is stale" in rest[0]
    assert "poisson_nll has 1 wrong and 1 right answers" in rest[1]
    assert "poisson_mle has 1 wrong and 1 right answers" in rest[2]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("nll/lambda",), "'nll/lambda' is not an address"),
        (("poisson",), "'poisson' is not an address"),
        (("nll/two-words",), "'nll/two-words' is not an address"),
        (("tiny/poisson", "--function", "class"), "'class' is not a valid function name"),
        (
            ("tiny/poisson", "--function", "f", "--function", "f"),
            "Two functions have the same name",
        ),
        (("tiny/laplace",), "laplace.py exists already, so nothing was written"),
    ],
)
def test_a_name_that_cannot_be_is_refused(
    arguments: tuple[str, ...], sentence: str, checkout: Checkout
) -> None:
    """Before anything is written."""
    before = sorted(checkout.root.rglob("*"))
    said = Learner(checkout.root).runs("dev", "new", *arguments, "--title", "A title", *EXPECTED)
    said.exits(2).complains(sentence)
    assert sorted(checkout.root.rglob("*")) == before
