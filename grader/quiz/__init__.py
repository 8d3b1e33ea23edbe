"""The quiz: the questions that interviewers ask, stored as data and marked without torch."""

from grader.quiz.answers import parse_answer, read_answers
from grader.quiz.bank import load_questions, select
from grader.quiz.errors import AnswerError, QuestionError, QuizError
from grader.quiz.marking import Result, judge
from grader.quiz.model import Answer, Choice, Matching, Numeric, Option, Question, Slip
from grader.quiz.render import render_question
from grader.quiz.session import QuizSession, Record, Score, document, draw, mark, shuffled

__all__ = [
    "Answer",
    "AnswerError",
    "Choice",
    "Matching",
    "Numeric",
    "Option",
    "Question",
    "QuestionError",
    "QuizError",
    "QuizSession",
    "Record",
    "Result",
    "Score",
    "Slip",
    "document",
    "draw",
    "judge",
    "load_questions",
    "mark",
    "parse_answer",
    "read_answers",
    "render_question",
    "select",
    "shuffled",
]
