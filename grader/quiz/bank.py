"""Reading the question files, and picking questions by name."""

from collections.abc import Container, Iterable, Sequence
from pathlib import Path

import msgspec
import rtoml

from grader.quiz.errors import QuestionError, QuizError
from grader.quiz.model import Question

SHIPPED = Path(__file__).parent / "questions"


def load_questions(
    folder: Path = SHIPPED, topics: Container[str] | None = None
) -> tuple[Question, ...]:
    """All questions of a folder, topic by topic, each in the order of its file `<topic>.toml`.

    Args:
        folder: where they are.
        topics: read those of some topics only.

    Raises:
        QuestionError: a file cannot be read or breaks the schema; the message names the file and
            the question and says what to change.
    """
    questions: dict[str, Question] = {}
    paths = sorted(folder.glob("*.toml"))
    for path in (one for one in paths if topics is None or one.stem in topics):
        for question in _read(path):
            where = f"{path}: question {question.id!r}"
            if question.id in questions:
                raise QuestionError(
                    f"{where} is also in {questions[question.id].topic}.toml; rename one."
                )
            questions[question.id] = question
    for topic in {question.topic for question in questions.values()} & questions.keys():
        raise QuestionError(f"{folder}: question {topic!r} has the name of a topic; rename it.")
    return tuple(questions.values())


def _read(path: Path) -> list[Question]:
    try:
        tables = rtoml.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, rtoml.TomlParsingError) as error:
        raise QuestionError(f"{path} cannot be read ({error}); correct it.") from None
    return [_question(path, name, table) for name, table in tables.items()]


def _question(path: Path, name: str, table: object) -> Question:
    where = f"{path}: question {name!r}"
    if not isinstance(table, dict):
        raise QuestionError(f"{where} is not a table; start it with [{name}].")
    for given in table.keys() & {"id", "topic"}:
        raise QuestionError(f"{where} has `{given}`; delete it, the table and the file give it.")
    try:
        fields = {**table, "id": name, "topic": path.stem}
        question: Question = msgspec.convert(fields, type=Question)
    except msgspec.ValidationError as error:
        raise QuestionError(f"{where}: {error}; docs/quiz.md says what it takes.") from None
    if question.exercise.split("/")[0] != path.stem:
        raise QuestionError(f"{where} is about {question.exercise}; move it to that topic's file.")
    return question


def select(questions: Sequence[Question], names: Iterable[str]) -> tuple[Question, ...]:
    """The questions that the names select; all questions if there are no names.

    A name is a topic (`vae`), an exercise (`vae/kl`), a question's address (`quiz/kl-value`) or its
    bare id.

    Raises:
        QuizError: a name is unknown; the message suggests the closest one.
    """
    wanted = tuple(names)
    for name in wanted:
        if not any(name in _names(question) for question in questions):
            hint = nearest(name, questions)
            raise QuizError(f"There is no topic, exercise or question {name!r}. {hint}")
    if not wanted:
        return tuple(questions)
    return tuple(q for q in questions if not _names(q).isdisjoint(wanted))


def _names(question: Question) -> set[str]:
    return {question.topic, question.exercise, question.id, question.address}


def nearest(name: str, questions: Iterable[Question]) -> str:
    """Advice about an unknown name: the closest known one, or the list of topics."""
    known = set().union(*(_names(question) for question in questions))
    import difflib

    if close := difflib.get_close_matches(name, sorted(known), n=1):
        return f"Did you mean {close[0]!r}?"
    return f"The topics are {', '.join(sorted({question.topic for question in questions}))}."
