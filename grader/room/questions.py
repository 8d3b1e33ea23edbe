"""Quiz questions on a page: what its fields sent, and what is said about an answer."""

from collections.abc import Mapping

from markupsafe import Markup

from grader.quiz import Question, judge, parse_answer
from grader.quiz.marking import Result
from grader.quiz.model import Choice, Numeric
from grader.quiz.render import render_feedback
from grader.room import view


def marked(question: Question, given: object) -> Result:
    """Mark what the fields of a question sent; None skips it.

    Raises:
        AnswerError: this is not an answer to the question.
    """
    if given is None:
        return judge(question, None)
    raw: object = given
    if isinstance(given, Mapping) and isinstance(question, Choice):
        raw = given.get("choice", "")
    elif isinstance(given, Mapping) and isinstance(question, Numeric):
        raw = given.get("number", "")
    return judge(question, parse_answer(question, raw))


def feedback(question: Question, result: Result) -> Markup:
    """Whether an answer is right, what is wrong with it, and why."""
    words = render_feedback(question, result)
    return view.render("answer.html.j2", result=result, feedback=words, sentence="")


def not_an_answer(sentence: str) -> Markup:
    """What to write instead of something that cannot be read."""
    return view.render("answer.html.j2", result=None, feedback="", sentence=sentence)
