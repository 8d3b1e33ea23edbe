"""What is said after an interview: a pure function of what was recorded."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from grader.interview.bugs import bug_sentences
from grader.interview.interviewer import question
from grader.interview.plan import BUGS, CODE, QUICK, Part, exercise_of
from grader.interview.score import Score, par_of, score, workings
from grader.interview.state import Interview, PartState
from grader.quiz import Question, judge, parse_answer, shuffled
from grader.quiz.errors import AnswerError
from grader.quiz.render import render_feedback
from grader.source import read_solution

LEFT = "not in this version, not scored"


@dataclass(frozen=True)
class Asked:
    """A question of the quick round.

    Attributes:
        id: its id.
        prompt: the question, in Markdown.
        outcome: right, wrong, passed over, not asked.
        feedback: what is wrong with the answer, the right one, and why, in Markdown.
    """

    id: str
    prompt: str
    outcome: str
    feedback: str


@dataclass(frozen=True)
class Broken:
    """A law that a grade found broken.

    Attributes:
        name: its name.
        sentence: what it says.
        mistake: the mistake that explains it, or empty.
        grades: the numbers of the grades in which it was the first to fail, from 1.
    """

    name: str
    sentence: str
    mistake: str
    grades: tuple[int, ...]


@dataclass(frozen=True)
class Point:
    """A point of the rubric, or a red flag.

    Attributes:
        text: what it says, in Markdown.
        marked: whether the candidate marked it.
    """

    text: str
    marked: bool


@dataclass(frozen=True)
class PartReport:
    """What happened in a part.

    Attributes:
        number: its number, from 1.
        kind: what it was: quick, code, bugs or explain.
        title: what it is called, with its exercise.
        exercise: the address of its exercise, or empty.
        seconds: the time spent on it.
        par: the minutes that it may take a prepared candidate.
        result: how it went, in a few words.
        grades: how many grades counted.
        first: whether it passed at the first grade.
        hints: how many hints were given.
        broken: the laws that grades found broken.
        bugs: what the bugs were, in Markdown.
        asked: the questions of a quick round.
        question: what was to be explained, in Markdown; empty where nothing was.
        points: the points of the rubric.
        flags: the red flags.
        text: the explanation, if it was written.
    """

    number: int
    kind: str
    title: str
    exercise: str
    seconds: float
    par: int
    result: str
    grades: int = 0
    first: bool = False
    hints: int = 0
    broken: tuple[Broken, ...] = ()
    bugs: tuple[str, ...] = ()
    asked: tuple[Asked, ...] = ()
    question: str = ""
    points: tuple[Point, ...] = ()
    flags: tuple[Point, ...] = ()
    text: str = ""


@dataclass(frozen=True)
class Debrief:
    """What is said after an interview.

    Attributes:
        id: the interview's name.
        began: when it began.
        kit: the version that began it.
        seed: what its plan was drawn with.
        level: whom it was for.
        minutes: how long it could last.
        seconds: how long it lasted.
        ended: who ended it: `candidate` or `time`.
        score: its score.
        workings: how each part of the score was computed, in sentences.
        parts: its parts.
        exercises: the exercises to do again.
        questions: the questions to answer again.
        unmarked: the number of a part whose explanation is not marked yet, or 0.
    """

    id: str
    began: datetime
    kit: str
    seed: int
    level: str
    minutes: int
    seconds: float
    ended: str
    score: Score
    workings: Mapping[str, tuple[str, ...]]
    parts: tuple[PartReport, ...]
    exercises: tuple[str, ...]
    questions: tuple[str, ...]
    unmarked: int


def debrief(interview: Interview, bank: Sequence[Question]) -> Debrief:
    """Make the debrief of an interview.

    Args:
        interview: the interview, which has ended.
        bank: the quiz questions.
    """
    questions = {one.id: one for one in bank}
    parts = tuple(_report(interview, part, questions) for part in interview.parts)
    return Debrief(
        interview.id,
        interview.began,
        interview.kit,
        interview.plan.seed,
        interview.plan.level,
        interview.plan.minutes,
        interview.elapsed,
        interview.ended or "candidate",
        score(interview),
        workings(interview),
        parts,
        tuple(dict.fromkeys(p.part.exercise for p in interview.parts if _is_to_do_again(p))),
        tuple(q.id for part in parts for q in part.asked if q.outcome != "right"),
        next((p.number for p in interview.parts if p.can_be_marked), 0),
    )


def title_of(part: Part) -> str:
    """What a part is called, with its exercise."""
    return f"{part.title} {part.exercise}".rstrip()


def _report(interview: Interview, part: PartState, questions: Mapping[str, Question]) -> PartReport:
    exercise = exercise_of(part.part)
    about = (part.number, part.part.kind, title_of(part.part), part.part.exercise)
    times = (part.seconds, par_of(part))
    if part.gone:
        return PartReport(*about, *times, LEFT)
    if part.part.kind == QUICK:
        asked = tuple(
            _asked(name, part, questions[name], interview.plan.seed)
            for name in part.questions
            if name in questions
        )
        return PartReport(*about, *times, _quick_result(part), asked=asked)
    if exercise is None:
        return PartReport(*about, *times, LEFT)
    if part.part.kind in (CODE, BUGS):
        return PartReport(
            *about,
            *times,
            _code_result(part),
            grades=len(part.grades),
            first=bool(part.grades) and part.grades[0].passed,
            hints=part.hints,
            broken=_broken(part),
            bugs=bug_sentences(exercise, part.bugs),
        )
    solution = read_solution(exercise.solution)
    said = part.marks.said if part.marks else ()
    raised = part.marks.flags if part.marks else ()
    return PartReport(
        *about,
        *times,
        _explain_result(part),
        question=question(exercise, solution),
        points=tuple(Point(text, n in said) for n, text in enumerate(solution.rubric, start=1)),
        flags=tuple(Point(text, n in raised) for n, text in enumerate(solution.red_flags, start=1)),
        text=part.text,
    )


def _asked(name: str, part: PartState, question: Question, seed: int) -> Asked:
    drawn, answer = shuffled(question, seed), part.answers.get(name)
    if answer is None:
        return Asked(name, question.prompt, "not asked", render_feedback(drawn, judge(drawn, None)))
    given = None
    if answer.answer is not None:
        try:
            given = parse_answer(drawn, json.loads(answer.answer))
        except (AnswerError, ValueError):
            given = None  # an option that this version does not have
    outcome = "right" if answer.correct else "wrong" if answer.answer else "passed over"
    return Asked(name, question.prompt, outcome, render_feedback(drawn, judge(drawn, given)))


def _quick_result(part: PartState) -> str:
    right = sum(part.answers[name].correct for name in part.questions if name in part.answers)
    left = len(part.open_questions)
    return f"{right} of {len(part.questions)} right" + (f", {left} not asked" * bool(left))


def _code_result(part: PartState) -> str:
    if not part.entered:
        return "not reached"
    helped = f", {part.hints} hint{'s' * (part.hints > 1)}" if part.hints else ""
    if not part.grades:
        return f"never graded{helped}"
    count = len(part.grades)
    if part.passed:
        how = "at the first grade" if count == 1 else f"at grade {count}"
        return f"{'mended' if part.part.kind == BUGS else 'passed'} {how}{helped}"
    last = part.grades[-1]
    if part.part.kind == BUGS:
        return f"{last.basics.held} of {last.basics.of} bugs mended{helped}"
    return f"not passed in {count} grade{'s' * (count > 1)}{helped}"


def _explain_result(part: PartState) -> str:
    if not part.entered:
        return "not reached"
    if part.marks is None:
        return "not marked"
    flags = len(part.marks.flags)
    points = f"{len(part.marks.said)} of {part.marks.points} points"
    return points + (f", {flags} red flag{'s' * (flags > 1)}" if flags else "")


def _broken(part: PartState) -> tuple[Broken, ...]:
    found: dict[tuple[str, str], Broken] = {}
    for number, grade in enumerate(part.grades, start=1):
        if grade.law:
            before = found.get((grade.law, grade.mistake))
            grades = (*(before.grades if before else ()), number)
            found[grade.law, grade.mistake] = Broken(
                grade.law, grade.sentence, grade.mistake, grades
            )
    return tuple(found.values())


def _is_to_do_again(part: PartState) -> bool:
    """Whether an exercise of a part was not passed alone at once, or not explained in full."""
    if part.gone:
        return False
    if part.part.kind == CODE:
        return part.hints > 0 or not (part.grades and part.grades[0].passed)
    if part.part.kind == BUGS:
        return not part.passed
    return part.part.kind != QUICK and (
        part.marks is None or len(part.marks.said) < part.marks.points or bool(part.marks.flags)
    )
