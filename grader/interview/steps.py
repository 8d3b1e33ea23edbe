"""What going on, leaving code behind and marking mean, wherever an interview is held."""

from grader.interview.files import has_changed
from grader.interview.session import Refused, Session
from grader.interview.state import Interview, PartState


def go_on(session: Session, interview: Interview) -> Interview:
    """Go to the next part; one to be explained is ended first, so that an answer can be shown.

    Raises:
        Refused: there is no next part.
        TimeIsUp: the time is up.
    """
    if interview.current.is_to_be_said:
        return session.say(interview)
    return session.move(interview, 1)


def after_answers(session: Session, interview: Interview) -> Interview:
    """Go on by itself once no question of the quick round is open; the last part stays.

    Raises:
        TimeIsUp: the time is up.
    """
    if interview.current.open_questions or interview.at == len(interview.parts):
        return interview
    return session.move(interview, 1)


def ungraded(session: Session, interview: Interview) -> str:
    """What a candidate who leaves a part should know: code that no grade has seen. Or empty."""
    part = interview.current
    if not has_changed(session.workspace, interview, part):
        return ""
    return f"{part.part.exercise} has changed since it was last graded, and only grades count."


def part_to_mark(interview: Interview) -> PartState:
    """The part whose explanation is to be marked.

    Raises:
        Refused: there is none, or it was not explained yet.
    """
    part = next((one for one in interview.parts if one.can_be_marked), None)
    if part is None:
        raise Refused(
            "There is no explanation to mark: it is marked already, or your last interview did "
            "not come to one. `practice interview --history last` shows its debrief."
        )
    if part.number == interview.at and not part.said and interview.ended is None:
        raise Refused("Explain it first; `practice interview --next` then shows an answer.")
    return part
