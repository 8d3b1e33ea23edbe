"""Where exercises are reviewed: in copies, and never in the learner's own files."""

from pathlib import Path

from grader.catalogue import Exercise
from grader.learner.workspace import Workspace


class Copies(Workspace):
    """A workspace whose files are the copies that are reviewed."""

    @property
    def exercises(self) -> Path:
        """The folder of the copies."""
        return self.private / "review"

    def kept(self, exercise: Exercise) -> Path:
        """The folder of the earlier versions of a copy."""
        return self.private / "kept" / "review" / exercise.topic / exercise.name
