"""The scores of interviews among the statistics."""

from grader.learner.workspace import Workspace
from grader.stats.interviews import interview_scores
from tests.cli.learner import Learner
from tests.interview.conftest import candidate, clocks
from tests.stats.test_stats import judge, learner

__all__ = ["candidate", "clocks", "judge", "learner"]


def test_an_interview_that_is_over_has_its_score(candidate: Learner) -> None:
    """While it is open it has none; then it is the one that the debrief shows."""
    assert interview_scores(Workspace(candidate.folder)) == ()
    candidate.runs("interview", "--finish", "--yes").exits(0)
    (score,) = interview_scores(Workspace(candidate.folder))
    document = candidate.runs("interview", "--history", "last", "--format", "json").document
    assert (score.level, score.total) == ("junior", document["debrief"]["score"]["total"])
    (shown,) = candidate.runs("stats", "--format", "json").exits(0).document["interviews"]
    assert shown["total"] == score.total
