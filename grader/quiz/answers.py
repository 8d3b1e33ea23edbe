"""Reading learners' answers: letters, keys, pairs and numbers, one at a time or in a file."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from string import ascii_lowercase

from grader.learner.regular_file import read_regular
from grader.quiz.bank import nearest
from grader.quiz.errors import AnswerError, QuizError
from grader.quiz.model import Answer, Choice, Matching, Numeric, Question
from grader.quiz.number import parse_number

MAX_BYTES = 100_000
"""Longer files are refused: one line for each question takes a few thousand bytes."""

_LONGEST = 80  # that a name or a number in an answer can be
_PAIR = r"([\w-]+)\s*=\s*([\w-]+)"


def lettered(keys: Mapping[str, object]) -> dict[str, str]:
    """The key that each letter stands for, in order: `a`, `b`, `c`."""
    return dict(zip(ascii_lowercase, keys, strict=False))


def numbered(keys: Mapping[str, object]) -> dict[str, str]:
    """The key that each number stands for, in order, from 1."""
    return {str(number): key for number, key in enumerate(keys, start=1)}


def parse_answer(question: Question, raw: object) -> Answer:
    """What a written answer means for a question.

    - A choice takes an option's letter or key.
    - A matching takes one partner for each left item: `a=2 b=1`, `2 1` in the order of the items,
      or a mapping; with letters and numbers or with keys.
    - A numeric takes a number or a small expression, with or without its unit.

    Letters and numbers follow the order in which the question lists its items.

    Raises:
        AnswerError: the answer has none of these forms; the message says what to write.
    """
    match question:
        case Choice():
            return _choice(question, raw)
        case Matching():
            return _matching(question, raw)
        case Numeric():
            return _numeric(question, raw)


def _choice(question: Choice, raw: object) -> str:
    letters = lettered(question.options)
    name = raw.strip().lower().removesuffix(")") if isinstance(raw, str) else ""
    key = letters.get(name, name)
    if key not in question.options:
        *most, last = letters
        raise AnswerError(f"Answer {', '.join(most)} or {last}.")
    return key


def _matching(question: Matching, raw: object) -> Mapping[str, str]:
    letters, numbers = lettered(question.left), numbered(question.right)
    form = AnswerError(
        f"Match each of {', '.join(letters)} with its own number from 1 to {len(numbers)}, "
        "such as a=2."
    )
    pairs = {}
    for name, partner in _written_pairs(letters, raw):
        left, right = letters.get(name, name), numbers.get(partner, partner)
        if left not in question.left or left in pairs or right not in question.right:
            raise form
        pairs[left] = right
    if len(pairs) < len(letters) or len(set(pairs.values())) < len(pairs):
        raise form
    return {left: pairs[left] for left in question.left}


def _written_pairs(letters: Mapping[str, str], raw: object) -> list[tuple[str, str]]:
    """Names and partners as written; empty if they have no known form."""
    if isinstance(raw, Mapping):
        return [(name, _short(partner)) for name, partner in raw.items()]
    text = raw.strip().lower() if isinstance(raw, str) else ""
    if re.fullmatch(rf"{_PAIR}([\s,;]+{_PAIR})*", text):
        return re.findall(_PAIR, text)
    partners = re.split(r"[\s,;]+", text)
    return list(zip(letters, partners, strict=True)) if len(partners) == len(letters) else []


def _numeric(question: Numeric, raw: object) -> float:
    if isinstance(raw, bool) or not isinstance(raw, int | float | str):
        raise AnswerError("Answer with a number such as 0.5, 1/2, 5e-1 or log(2).")
    text = _short(raw).strip()
    return parse_number(text.removesuffix(question.unit) if question.unit else text)


def _short(raw: object) -> str:
    """A value as text; empty if it is neither a number nor text."""
    if isinstance(raw, int) and raw.bit_length() > 4 * _LONGEST:
        return "1e999"  # not a finite number, and not a key
    return str(raw) if isinstance(raw, int | float | str) else ""


def read_answers(path: Path, questions: Sequence[Question]) -> Mapping[str, Answer]:
    """The answers of a TOML file, by question id; an empty string means no answer.

    Args:
        path: the file; its keys are ids or addresses of questions, as in `kl-value = "1/2"`.
        questions: every question of the quiz, with its options in the order of its file.

    Raises:
        QuizError: the file cannot be read, is not TOML, or answers an unknown question, or an
            answer does not fit its question.
    """
    import tomllib  # only for whoever has such a file

    try:
        content = read_regular(path, MAX_BYTES)
        if len(content) > MAX_BYTES:
            raise QuizError(f"{path} is longer than {MAX_BYTES:,} bytes; name a file of answers.")
        text = content.decode("utf-8-sig")  # some editors start a file with a byte-order mark
        written = tomllib.loads(text.replace("\r\n", "\n"))
    except OSError as error:
        raise QuizError(
            f"{path} cannot be read ({error.strerror}); name a file of answers."
        ) from None
    except UnicodeDecodeError:
        raise QuizError(f"{path} is not UTF-8 text; save it as a TOML file in UTF-8.") from None
    except tomllib.TOMLDecodeError as error:
        raise QuizError(
            f"{path} is not valid TOML ({error}); write lines such as `kl-value = 0.5`."
        ) from None
    except RecursionError:
        raise QuizError(f"{path} is nested too deeply; write one line for each answer.") from None
    except ValueError:  # from an integer with thousands of digits
        raise QuizError(f"{path} has a number that is too long to read; shorten it.") from None
    by_id = {question.id: question for question in questions}
    answers: dict[str, Answer] = {}
    for name, raw in written.items():
        question = by_id.get(name.removeprefix("quiz/"))
        if question is None:
            raise QuizError(
                f"{path} answers {name[:_LONGEST]!r}, but there is no such question. "
                f"{nearest(name[:_LONGEST], questions)}"
            )
        if question.id in answers:
            raise QuizError(f"{path} answers {question.id!r} twice; remove one of the two.")
        if raw == "":
            continue
        try:
            answers[question.id] = parse_answer(question, raw)
        except AnswerError as error:
            raise QuizError(f"{path}: the answer to {name!r} cannot be read. {error}") from None
    return answers
