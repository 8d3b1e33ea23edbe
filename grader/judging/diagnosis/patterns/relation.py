"""A claim of the form "your answer is this function of the right one", and when it is made."""

from collections.abc import Callable
from dataclasses import dataclass

from grader.judging.diagnosis.patterns.parts import ENOUGH, Numbers, Pair, Part
from grader.verdict import Misconception


@dataclass(frozen=True)
class Relation:
    """A claim about a part of the answer.

    Attributes:
        id: its slug.
        says: the sentence, with the part's name to be filled in.
        of: what the answer then is for one input; None where the claim makes no sense.
    """

    id: str
    says: str
    of: Callable[[Pair], Numbers | None]

    def holds(self, part: Part) -> bool:
        """Whether it is true of all inputs, enough of which tell it from the right answer."""
        apart: set[bytes] = set()
        for pair in part.pairs:
            said = self.of(pair)
            if said is None or not pair.is_like(said):
                return False
            if not pair.near(said, pair.right):
                apart.add(pair.right.tobytes())
        return len(apart) >= ENOUGH

    def about(self, part: Part) -> Misconception:
        """The claim, made of a part."""
        return Misconception(self.id, self.says.format(your=f"Your {part.name}"))
