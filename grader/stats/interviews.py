"""The scores of the interviews that are over."""

from grader.learner.interviews import Interviews
from grader.learner.workspace import Workspace
from grader.stats.measures import InterviewScore


def interview_scores(workspace: Workspace) -> tuple[InterviewScore, ...]:
    """The score of every interview that has ended and that this version can read, oldest first.

    Raises:
        Unstored: the history cannot be read.
    """
    if not Interviews(workspace.database).all():
        return ()
    from grader.interview.score import score  # these take longer to import than all the rest
    from grader.interview.session import Session

    return tuple(
        InterviewScore(one.began, one.plan.level, score(one).total)
        for one in Session(workspace).all()
        if one.ended
    )
