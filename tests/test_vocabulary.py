"""What authors write: a function's name is the slug, its docstring the sentence."""

import pytest

from grader.probe.case import Case, Finding
from grader.probe.probe import Check, known_mistake


def test_the_docstring_of_a_known_mistake_is_its_sentence() -> None:
    """Lines are joined, so that an author may wrap them anywhere."""

    @known_mistake("square", hint=1)
    def sign_lost(x: float) -> float:
        """The sign is lost: a square
        has none, and x does.
        """  # noqa: D205 (as an author wraps it)
        return -x

    assert sign_lost.id == "sign-lost"
    assert sign_lost.sentence == "The sign is lost: a square has none, and x does."


def test_a_known_mistake_without_a_sentence_is_refused() -> None:
    """The error names the function and what it lacks."""
    with pytest.raises(ValueError, match="sign_lost needs a docstring"):

        @known_mistake("square")
        def sign_lost(x: float) -> float:
            return -x


def test_a_check_takes_its_name_and_sentence_from_its_judgement() -> None:
    """Neither is said twice."""

    @Check.of
    def no_gradient(case: Case) -> Finding | None:
        """The results carry no gradient."""

    assert (no_gradient.name, no_gradient.sentence) == (
        "no gradient",
        "The results carry no gradient.",
    )
