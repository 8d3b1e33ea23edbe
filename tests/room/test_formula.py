"""Formulas are set as mathematics, and mean what their source means."""

import math
import re
import xml.etree.ElementTree as ET
import zlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from markdown_it import MarkdownIt

from grader.catalogue import exercises
from grader.quiz import Choice, Matching, load_questions
from grader.room.formula import mathml, mathml_block
from grader.room.formula.mathml import APPLY, GREEK, INVISIBLE_TIMES, TIMES
from grader.source import read_solution

LETTERS = {letter: name for name, letter in GREEK.items() if name != "epsilon"}
CODE = re.compile(
    r"""\.[a-z_]|\w\[|["':]|->|\*\*|\b[a-z_]{2,}=\S|[A-Z]\w+\(|^-?[\d.e-]+$|\.\.\.|=="""
)
OPERATION = re.compile(r"[-+*/^<>|~]|(?<![<>=!])=(?!=)|\b(log|exp|sqrt|sum|sum_\w) ?\(|\blog ")


def texts() -> Iterator[str]:
    """All Markdown of the kit in which formulas stand."""
    for exercise in exercises():
        found = read_solution(exercise.solution)
        yield from (found.statement, found.formula, *found.hints, found.interview)
        yield from (*found.rubric, *found.red_flags)
    for question in load_questions():
        yield from (question.prompt, question.explanation)
        if isinstance(question, Choice):
            for option in question.options.values():
                yield from (option.text, option.why)
        elif isinstance(question, Matching):
            yield from (*question.left.values(), *question.right.values())


def spans() -> list[str]:
    """Every span of code that a reader would call a formula, each once."""
    parser = MarkdownIt("commonmark")
    found = {
        child.content: None
        for text in texts()
        for token in parser.parse(text)
        for child in token.children or []
        if child.type == "code_inline"
    }
    return [span for span in found if is_formula(span)]


def is_formula(span: str) -> bool:
    if CODE.search(span) or not OPERATION.search(span):
        return False
    return bool(re.search(r"\w", span)) and not re.fullmatch(r"-?\w+(-\w{2,})?", span)


def number_of(name: str) -> float:
    """A number that only this name has."""
    return 0.1 + zlib.crc32(name.encode()) % 1000 / 1300


def function(name: str) -> Callable[..., float]:
    """A function that only this name has, defined everywhere; the absolute value is itself."""
    start = number_of(name)

    def other(*numbers: float) -> float:
        return start + sum(math.atan(x + k * start) for k, x in enumerate(numbers, 2))

    return abs if name == "abs" else other


def values(code: str) -> list[Any]:
    """What formulas in Python mean: a number for each side of each relation."""
    found: list[Any] = []
    for side in re.split(r"<=|>=|!=|[=<>;]", code):
        if side.strip():
            bound = re.sub(r"\b([A-Za-z]\w*)(\s*\()?", _bound, side)
            try:
                value = eval(bound, {}, {"v": number_of, "f": function})
                found += value if isinstance(value, tuple) else [value]
            except ZeroDivisionError:
                found.append(math.inf)
    return found


def _bound(match: re.Match[str]) -> str:
    name, bracket = match.groups()
    return f"f({name!r})(" if bracket else f"v({name!r})"


_BARE = re.compile(r"\b(log|exp|det) +((?!(?:log|exp|det) )\w+(?:\([^()]*\))?(?:\*\*\w+)?)(?! *\()")


def python_of(source: str) -> str:
    """A source as Python: by rewriting its text, apart from the parser under test."""
    text = re.sub(r"\|([^|]+)\|", r"abs(\1)", source.replace("^", "**"))
    text = re.sub(r"\bE(_\w)?\[([^\]]*)\]", r"E\1(\2)", text)
    while True:
        once = re.sub(_BARE, r"\1(\2)", text)
        if once == text:
            break
        text = once
    term = r"((?:[^-+=<>(),]|\((?:[^()]|\([^()]*\))*\))+)"
    text = re.sub(rf"\b((?:sum|mean)(?:_\w+)?) +(?!\(){term}", r"\1(\2)", text)
    text = re.sub(r"\d+e[-+]?\d+", lambda m: repr(float(m[0])), text)
    return separated(text)


def separated(code: str) -> str:
    """Python with semicolons between formulas, but not between the arguments of a call."""
    depth, out = 0, ""
    for sign in code:
        depth += (sign == "(") - (sign == ")")
        out += ";" if sign == "," and not depth else sign
    return out


def python_from(element: ET.Element) -> str:
    """MathML as Python, read as it looks."""
    parts = [python_from(child) for child in element]
    text = element.text or ""
    match element.tag:
        case "mfrac":
            return f"(({parts[0]})/({parts[1]}))"
        case "msup":
            return f"(({parts[0]})**({parts[1]}))"
        case "msqrt":
            return f"sqrt({''.join(parts)})"
        case "msub":
            return f"{parts[0]}_{parts[1]}"
        case "mover":
            return f"{parts[0]}_hat"
        case "mi":
            return LETTERS.get(text, text)
        case "mn":
            return text
        case "mo":
            signs = {"−": "-", TIMES: "*", INVISIBLE_TIMES: "*", "≤": "<=", "≥": ">=", "≠": "!="}
            return signs.get(text, text)
        case "annotation":
            return ""
    return _row(element, parts)


def _row(element: ET.Element, parts: list[str]) -> str:
    """A row: what an operator stands before is its argument; bars are an absolute value."""
    children = list(element)
    if len(parts) == 3 and children[1].text == APPLY:
        return f"{parts[0]}{parts[2]}" if parts[2].startswith("(") else f"{parts[0]}({parts[2]})"
    if parts and parts[0].startswith("∑"):
        return f"{parts[0].replace('∑', 'sum')}({''.join(parts[1:])})"
    if parts and parts[0] in "|[" and children[0].get("fence"):
        return f"{'abs' if parts[0] == '|' else ''}({''.join(parts[1:-1])})"
    return "".join(parts)


def meaning(markup: str) -> list[float]:
    """What set formulas mean."""
    return values(separated(python_from(ET.fromstring(markup))))


SET = {span: str(set_) for span in spans() if (set_ := mathml(span))}


def test_nine_in_ten_formulas_are_set() -> None:
    """The others are listed when this fails."""
    others = [span for span in spans() if span not in SET]
    assert len(SET) > 300
    assert len(others) <= 0.1 * len(spans()), "\n".join([f"{len(SET)} set, not:", *others])


def test_a_set_formula_means_what_its_source_means() -> None:
    """Computed from the text on one side and from the MathML on the other."""
    wrong = []
    for source, markup in SET.items():
        right, got = values(python_of(source)), meaning(markup)
        if right != pytest.approx(got, rel=1e-9):
            wrong.append(f"{source}: {python_of(source)} {markup}")
    assert wrong == []


@pytest.mark.parametrize(
    ("source", "meant"),
    [
        ("-x^2", "-(x**2)"),
        ("a^-b", "a**(-b)"),
        ("a^b^c", "a**(b**c)"),
        ("a/b/c", "(a/b)/c"),
        ("a/b*c", "(a/b)*c"),
        ("a - b - c", "(a - b) - c"),
        ("-(y-mu)^2 / (2*sigma^2)", "-((y-mu)**2) / (2*sigma**2)"),
        ("|a - b| + |c|", "abs(a - b) + abs(c)"),
    ],
)
def test_precedence_is_that_of_mathematics(source: str, meant: str) -> None:
    """`^` binds before a minus on its left, and to the right."""
    assert meaning(str(mathml(source))) == pytest.approx(values(meant))


@pytest.mark.parametrize(
    "code",
    [
        "q(z|x)",
        "y ~ N(mu, 1)",
        "x.sum()",
        "dim=-1",
        "mu",
        "(n, d)",
        "-inf",
        "x**2",
        "f(x",
        "a +",
        "",
    ],
)
def test_what_is_not_a_formula_stays_code(code: str) -> None:
    """Notation that the language does not have, and Python."""
    assert mathml(code) is None


def test_a_formula_has_its_source_for_who_copies_or_listens() -> None:
    """And what stands in it is text."""
    shown = str(mathml("a < b"))
    assert '<annotation encoding="text/plain">a &lt; b</annotation>' in shown


def test_a_block_is_set_as_a_whole_or_not_at_all() -> None:
    """A line that is further in continues the line before."""
    assert str(mathml_block("m = max(x)\ny = m\n    + 1\n")).count("<math") == 2
    assert mathml_block("m = max(x) along dim\ny = m\n") is None
