"""The files that make up one exercise."""

from dataclasses import dataclass
from pathlib import Path

from grader.catalogue import Exercise, shipped


@dataclass(frozen=True)
class Files:
    """Where an author writes.

    Attributes:
        solution: the reference, with the statement, hints and what to say in the interview.
        checks: what is checked.
        mistakes: the wrong answers that are known by name.
        corpus: right and wrong answers in other people's style.
        questions: the quiz questions of the whole topic.
    """

    solution: Path
    checks: Path
    mistakes: Path
    corpus: Path
    questions: Path

    @property
    def python(self) -> tuple[Path, ...]:
        """Those that are the exercise's alone; other exercises have questions in the last."""
        return self.solution, self.checks, self.mistakes, self.corpus


def root() -> Path:
    """The checkout."""
    return shipped("solutions").parent


def files_of(exercise: Exercise) -> Files:
    """The files of an exercise, whether they exist or not."""
    grader = root() / "grader"
    return Files(
        exercise.solution,
        grader / "checks" / exercise.file,
        grader / "mistakes" / exercise.file,
        root() / "tests" / "corpus" / exercise.file,
        grader / "quiz" / "questions" / f"{exercise.topic}.toml",
    )


def from_here(path: Path) -> str:
    """A path as it reads from the root of the checkout."""
    return str(path.relative_to(root())) if path.is_relative_to(root()) else str(path)
