"""The three kinds of question, as frozen data; each question has exactly one right answer."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, TypeAlias

from msgspec import Meta, Struct

# At least two characters, so that a key cannot be mistaken for the letter of an option.
Slug = Annotated[str, Meta(pattern="^[a-z0-9]+(-[a-z0-9]+)*$", min_length=2)]
Text = Annotated[str, Meta(pattern=r"\S")]

Answer: TypeAlias = str | float | Mapping[str, str]
"""An option's key, a number, or a mapping from left keys to right keys."""


class Option(Struct, frozen=True, forbid_unknown_fields=True):
    """One option of a choice.

    Attributes:
        text: what the learner reads.
        why: why it is wrong; empty for the right option.
    """

    text: Text
    why: str = ""


class Slip(Struct, frozen=True, forbid_unknown_fields=True):
    """A wrong number that a known mistake leads to.

    Attributes:
        value: the number.
        why: the mistake, and why it is one.
    """

    value: float
    why: Text


class _Question(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="kind"):
    """What every question has.

    Attributes:
        id: its slug, unique in the whole quiz.
        topic: the topic, which is the name of its file.
        exercise: the address of the exercise that practices the same idea.
        prompt: the question, in Markdown.
        explanation: the worked answer, in Markdown.
    """

    id: Slug
    topic: str
    exercise: Annotated[str, Meta(pattern="^[a-z0-9]+/[a-z0-9_]+$")]
    prompt: Text
    explanation: Text

    kind: ClassVar[str]

    @property
    def address(self) -> str:
        """Its address, such as `quiz/kl-value`."""
        return f"quiz/{self.id}"


class Choice(_Question, frozen=True, tag="choice"):
    """A question with exactly one right option.

    Attributes:
        options: the options by key, in the order of their letters.
        answer: the key of the right one.
    """

    options: Annotated[Mapping[Slug, Option], Meta(min_length=3, max_length=6)]
    answer: Slug

    kind: ClassVar[str] = "choice"

    def __post_init__(self) -> None:
        """Refuse an answer that is not an option, and a wrong option without a reason."""
        if self.answer not in self.options:
            raise ValueError(f"answer '{self.answer}' is not the key of an option")
        for key, option in self.options.items():
            if key == self.answer and option.why:
                raise ValueError(f"option '{key}' is the answer, so delete its `why`")
            if key != self.answer and not option.why.strip():
                raise ValueError(
                    f"option '{key}' is wrong, so its `why` must say what is wrong with it"
                )


class Matching(_Question, frozen=True, tag="matching"):
    """A question that asks for the right partner of each left item.

    Attributes:
        left: the items to find partners for, by key.
        right: the possible partners, by key; those that are in no pair are distractors.
        pairs: for each left key, the key of its partner.
    """

    left: Annotated[Mapping[Slug, Text], Meta(min_length=2, max_length=8)]
    right: Annotated[Mapping[Slug, Text], Meta(min_length=2, max_length=9)]
    pairs: Mapping[Slug, Slug]

    kind: ClassVar[str] = "matching"

    def __post_init__(self) -> None:
        """Refuse pairs that leave an item out, name an unknown one, or use a partner twice."""
        if self.pairs.keys() != self.left.keys():
            raise ValueError("`pairs` must have every key of `left`, and no other")
        unknown = set(self.pairs.values()) - self.right.keys()
        if unknown:
            raise ValueError(f"`pairs` names '{min(unknown)}', which is not a key of `right`")
        if len(set(self.pairs.values())) < len(self.pairs):
            raise ValueError("`pairs` gives two left items the same partner")


class Numeric(_Question, frozen=True, tag="numeric"):
    """A question whose answer is a number.

    Attributes:
        value: the right number.
        unit: its unit, such as nats; empty if it has none.
        rel_tol: how far off an answer may be, as a fraction of the value.
        abs_tol: how far off it may be, as a number; the larger of the two counts.
        slips: wrong numbers that known mistakes lead to, by key.
    """

    value: float
    unit: str = ""
    rel_tol: Annotated[float, Meta(ge=0, le=0.1)] = 0.005
    abs_tol: Annotated[float, Meta(ge=0)] = 0.0
    slips: Mapping[Slug, Slip] = {}

    kind: ClassVar[str] = "numeric"

    def __post_init__(self) -> None:
        """Refuse a tolerance of 0, and a slip that the tolerance would accept as right."""
        if self.tolerance(self.value) <= 0:
            raise ValueError("the tolerance is 0, so set `abs_tol`")
        for key, slip in self.slips.items():
            if abs(slip.value - self.value) <= self.tolerance(self.value) + self.tolerance(
                slip.value
            ):
                raise ValueError(f"slip '{key}' is too close to the answer: choose other numbers")

    def tolerance(self, value: float) -> float:
        """How far an answer may be from a value."""
        return max(self.abs_tol, self.rel_tol * abs(value))


Question: TypeAlias = Choice | Matching | Numeric
