"""The files that make up one exercise."""

from dataclasses import dataclass
from pathlib import Path

from grader.catalogue import Exercise, shipped


@dataclass(frozen=True)
class Files:
    """The files that an author writes.

    Attributes:
        solution: the reference, with the statement, the hints and the interview answer.
        checks: its checks.
        mistakes: its known mistakes.
        corpus: right and wrong answers in other people's styles.
        host: working code to find bugs in.
        bugs: the bugs that can be placed in it.
        questions: the quiz questions of the whole topic.
    """

    solution: Path
    checks: Path
    mistakes: Path
    corpus: Path
    host: Path
    bugs: Path
    questions: Path

    @property
    def own(self) -> tuple[Path, ...]:
        """The files that belong to this exercise alone, so without the questions of the topic."""
        return self.solution, self.checks, self.mistakes, self.corpus, self.host, self.bugs


def root() -> Path:
    """The root of the checkout."""
    return shipped("solutions").parent


def files_of(exercise: Exercise) -> Files:
    """The files of an exercise, whether they exist or not."""
    grader = root() / "grader"
    return Files(
        exercise.solution,
        grader / "checks" / exercise.file,
        grader / "mistakes" / exercise.file,
        root() / "tests" / "corpus" / exercise.file,
        exercise.host,
        exercise.host.with_suffix(".toml"),
        grader / "quiz" / "questions" / f"{exercise.topic}.toml",
    )


def from_here(path: Path) -> str:
    """A path relative to the root of the checkout."""
    return str(path.relative_to(root())) if path.is_relative_to(root()) else str(path)
