"""Reading a solution: its parts, its blanks, and the refusals with their lines."""

from collections.abc import Callable
from pathlib import Path

import pytest
from source_samples import DOCSTRING

from grader.source import Blank, Solution, SourceError, read_solution

Read = Callable[..., Solution]
FIRST = DOCSTRING.count("\n") + 1  # the line of a solution where its code begins


def refusal(write: Callable[..., Path], code: str, docstring: str = DOCSTRING) -> SourceError:
    """Return the error that a solution is refused with."""
    with pytest.raises(SourceError) as caught:
        read_solution(write(code, docstring))
    return caught.value


def test_the_docstring_is_divided_into_its_parts(read: Read) -> None:
    """Each part comes from the module docstring; the second hint begins with the formula."""
    solution = read("def f():\n    return 1  # blank: one\n")
    assert solution.statement == "# A sample.\n\nWrite what the signature says."
    formula = "- `f`: `the = formula`"
    assert solution.formula == formula
    assert solution.hints == ("A nudge.", f"{formula}\n\nMore than a nudge.", "Nearly the secret.")
    assert solution.interview == "Say the secret."
    assert solution.rubric == ("Says one.", "Says two.", "Says three.", "Says four,\nat length.")
    assert solution.red_flags == ("Sinks.", "Sinks as well.")


def test_a_hint_may_span_lines_and_hold_code(read: Read) -> None:
    """The continuation of a list item loses the indentation of the list, and only that."""
    docstring = DOCSTRING.replace(
        "2. More than a nudge.\n", "2. More,\n   as code:\n\n       x = 1\n         y\n"
    )
    solution = read("def f():\n    return 1  # blank: one\n", docstring)
    assert solution.hints[1].endswith("\n\nMore,\nas code:\n\n    x = 1\n      y")


def test_blanks_are_told_with_their_lines_and_functions(sample: Solution) -> None:
    """Each blank knows its prompt, its lines with the markers, and its function."""
    found = {blank.prompt: blank for blank in sample.blanks}
    lines = sample.text.split("\n")
    both = found["both areas"]
    assert both.function == "ring"
    assert lines[both.line - 1] == "    # blank: both areas"
    assert lines[both.end_line - 1] == "    # end"
    factor = found["which factor?"]
    assert lines[factor.line - 1].startswith("    a_rather_long_name")
    assert lines[factor.end_line - 1] == "    )  # blank: which factor?"
    assert found["the term of this power"].function == "Model.forward"


def test_a_blank_in_a_nested_function_has_its_qualified_name(read: Read) -> None:
    """The function of a blank is the innermost one."""
    code = "def f():\n    def g():\n        return 1  # blank: one\n\n    return g\n"
    assert read(code).blanks == (Blank("one", FIRST + 2, FIRST + 2, "f.g"),)


def test_a_marker_in_a_string_is_none(read: Read) -> None:
    """Only comments mark a blank."""
    solution = read('def f():\n    x = "# blank: no"\n    return x  # blank: yes\n')
    assert [blank.prompt for blank in solution.blanks] == ["yes"]


VALUE = "def f(x):\n    return x  # blank: one\n"

REFUSED = {
    "behind a return": (
        "def f(x):\n    return x\n    return x  # blank: one\n",
        2,
        "never reached",
    ),
    "behind a blank that returns": (
        "def f(x):\n"
        "    # blank: a\n    if x:\n        return 1\n    else:\n        return 2\n    # end\n"
        "    return x  # blank: b\n",
        7,
        "never reached",
    ),
    "in a function that is defined anew": (
        "def f(x):\n    return x  # blank: one\n\n\ndef f(x):\n    return x  # blank: two\n",
        1,
        "never reached",
    ),
    "nested block": (
        "def f():\n    # blank: a\n    # blank: b\n    x = 1\n    # end\n    # end\n    return x\n",
        2,
        "inside that of line",
    ),
    "value in a block": (
        "def f():\n    # blank: a\n    x = 1  # blank: b\n    # end\n    return x\n",
        2,
        "inside that of line",
    ),
    "empty block": (
        "def f():\n    # blank: a\n    # only words\n    # end\n    return 1\n",
        1,
        "empty",
    ),
    "start indented wrongly": (
        "def f():\n  # blank: a\n    x = 1\n    # end\n    return x\n",
        1,
        "indent the marker",
    ),
    "end indented wrongly": (
        "def f(x):\n    # blank: a\n    x = 1\n        # end\n    return x\n",
        3,
        "indent the marker",
    ),
    "end without start": ("def f():\n    return 1\n    # end\n", 2, "closes nothing"),
    "start without end": ("def f():\n    # blank: a\n    return 1\n", 1, "never closed"),
    "end behind code": ("def f():\n    # blank: a\n    return 1  # end\n", 2, "its own line"),
    "two suites": (
        "def f(x):\n    if x:\n        # blank: a\n        y = 1\n    else:\n        y = 2\n"
        "        # end\n    return y\n",
        2,
        "whole statements of one suite",
    ),
    "half a statement": (
        "def f(x):\n    # blank: a\n    y = 1\n    if x:\n        y = 2\n        # end\n"
        "        y = 3\n    return y\n",
        1,
        "whole statements of one suite",
    ),
    "an elif": (
        "def f(x):\n    if x:\n        return 1\n    # blank: a\n    elif not x:\n        x = 1\n"
        "    # end\n    return x\n",
        3,
        "whole statements of one suite",
    ),
    "inside an expression": (
        "def f():\n    return [\n        1,  # blank: a\n    ]\n",
        2,
        "inside an expression",
    ),
    "block inside an expression": (
        "def f():\n    return [\n        # blank: a\n        1,\n        # end\n    ]\n",
        2,
        "inside an expression",
    ),
    "function header": ("def f():  # blank: a\n    return 1\n", 0, "header"),
    "if header": ("def f(x):\n    if x:  # blank: a\n        pass\n", 1, "header"),
    "else header": (
        "def f(x):\n    if x:\n        pass\n    else:  # blank: a\n        pass\n",
        3,
        "header",
    ),
    "with header": ("def f(x):\n    with x:  # blank: a\n        pass\n", 1, "header"),
    "match header": (
        "def f(x):\n    match x:  # blank: a\n        case _:\n            pass\n",
        1,
        "header",
    ),
    "no value": ("def f():\n    pass  # blank: a\n", 1, "no value"),
    "bare return": ("def f():\n    return  # blank: a\n", 1, "no value"),
    "bare annotation": ("def f():\n    x: int  # blank: a\n", 1, "no value"),
    "docstring": ('def f():\n    """Doc."""  # blank: a\n', 1, "no value"),
    "two on a line": ("def f():\n    x = 1; return x  # blank: a\n", 1, "shares its line"),
    "suite on the header": ("def f(x):\n    if x: x = 1  # blank: a\n", 1, "shares its line"),
    "target of two lines": (
        "def f(x):\n    x[\n        0\n    ] = 1  # blank: a\n",
        1,
        "spans several lines",
    ),
    "same prompt": (
        "def f(x):\n    y = x  # blank: one\n    return y  # blank: one\n",
        2,
        f'line {FIRST + 1} also has the prompt "one"',
    ),
    "empty prompt": ("def f():\n    return 1  # blank:\n", 1, "prompt is empty"),
    "empty prompt of a block": (
        "def f():\n    # blank:\n    x = 1\n    # end\n",
        1,
        "prompt is empty",
    ),
    "quote in a prompt": ('def f():\n    return 1  # blank: "one"\n', 1, "double quote"),
    "backslash in a prompt": ("def f():\n    return 1  # blank: \\pi\n", 1, "backslash"),
    "module level": ("X = 1  # blank: a\n" + VALUE, 0, "outside any function"),
    "class level": ("class A:\n    x = 1  # blank: a\n" + VALUE, 1, "outside any function"),
    "module-level block": (
        "# blank: a\ndef f():\n    pass\n# end\n",
        0,
        "outside any function",
    ),
    "almost a marker": ("def f():\n    return 1  # noqa  # blank: a\n", 1, "almost a marker"),
    "another almost": ("def f():\n    return 1  # Blank : a\n", 1, "almost a marker"),
    "no blank": ("def f():\n    return 1\n", 1 - FIRST, "has no blank"),
    "own package": ("from grader import x\n" + VALUE, 0, "must be a single file"),
    "relative import": ("from . import x\n" + VALUE, 0, "must be a single file"),
    "name of the stub's": ("def blank():\n    pass\n\n" + VALUE, 0, "the name `blank`"),
    "deep nesting": (
        "def f(x):\n    # blank: a\n    y = 1\n    # end\n    return y" + "+x" * 900,
        1 - FIRST,
        "too deeply",
    ),
    "deeper nesting": ("x = " + "-" * 100_000 + "1\n", 1 - FIRST, "too deeply"),
    "invalid Python": ("def f(:\n", 0, "not valid Python"),
}


@pytest.mark.parametrize(("code", "offset", "sentence"), REFUSED.values(), ids=REFUSED)
def test_a_broken_rule_is_refused_with_its_line(
    write: Callable[..., Path], code: str, offset: int, sentence: str
) -> None:
    """Each misuse of a marker is an error at the line of the misuse."""
    error = refusal(write, code)
    assert error.line == FIRST + offset
    assert sentence in error.message


PROSE = {
    "no docstring": ("", 1, "no module docstring"),
    "single quotes": ('"Statement."\n', 1, "triple quotes"),
    "no hints": (DOCSTRING.replace("## Hints", "## Tips"), 1, '"## Hints"'),
    "no interview": (DOCSTRING.replace("## In the interview", "##"), 1, '"## In the interview"'),
    "no formula": (DOCSTRING.replace("## Formula", "### Formula"), 1, '"## Formula"'),
    "no rubric": (DOCSTRING.replace("## Rubric", "##"), 1, '"## Rubric"'),
    "empty interview": (DOCSTRING.replace("Say the secret.", ""), 15, "is empty"),
    "empty formula": (DOCSTRING.replace("- `f`: `the = formula`", ""), 5, "no code"),
    "formula in words": (DOCSTRING.replace("`f`: `the = formula`", "The sum."), 5, "no code"),
    "empty statement": (
        '"""\n' + DOCSTRING[DOCSTRING.index("## Formula") :],
        1,
        "write the statement",
    ),
    "two hints": (DOCSTRING.replace("3. Nearly the secret.", ""), 9, "exactly three"),
    "four hints": (DOCSTRING.replace("secret.\n\n", "secret.\n4. All.\n\n", 1), 9, "exactly three"),
    "wrong numbers": (DOCSTRING.replace("3. ", "4. "), 9, "exactly three"),
    "an empty hint": (DOCSTRING.replace("2. More than a nudge.", "2. "), 9, "exactly three"),
    "words before the list": (DOCSTRING.replace("1. A", "Look:\n\n1. A"), 9, "exactly three"),
    "interview first": (
        DOCSTRING.replace("## Hints", "##").replace("## Rubric", "## Hints\n\n1. a\n\n## Rubric"),
        15,
        "move",
    ),
    "rubric first": (
        DOCSTRING.replace("## Rubric", "##").replace("## Formula", "## Rubric\n\n## Formula"),
        5,
        "move",
    ),
    "three points": (DOCSTRING.replace("- Says one.\n", ""), 19, "four to six"),
    "seven points": (
        DOCSTRING.replace("- Says one.\n", "- Says one.\n" * 4),
        19,
        "four to six",
    ),
    "words in the rubric": (DOCSTRING.replace("- Says one.", "He\n- says."), 19, "four to six"),
    "no red flags": (DOCSTRING.replace("Red flags:", ""), 19, "Red flags:"),
    "one red flag": (DOCSTRING.replace("- Sinks.\n", ""), 19, "exactly two"),
    "three red flags": (DOCSTRING.replace("- Sinks.\n", "- Sinks.\n- So.\n"), 19, "exactly two"),
    "hints twice": (DOCSTRING.replace("Say the", "## Hints\n\nSay the"), 17, "a second time"),
}


@pytest.mark.parametrize(("docstring", "line", "sentence"), PROSE.values(), ids=PROSE)
def test_an_incomplete_docstring_is_refused_with_its_line(
    write: Callable[..., Path], docstring: str, line: int, sentence: str
) -> None:
    """Every part is required, in order: formula, three hints, interview answer, rubric."""
    error = refusal(write, VALUE, docstring)
    assert error.line == line
    assert sentence in error.message


def test_a_refusal_names_the_file_and_the_line(write: Callable[..., Path]) -> None:
    """The error reads as compilers' errors do."""
    error = refusal(write, "def f():\n    return 1  # blank:\n")
    assert str(error) == f"{error.path}:{FIRST + 1}: {error.message}"


@pytest.mark.parametrize("columns", [100, 101])
def test_the_stub_line_fits_the_line_length(write: Callable[..., Path], columns: int) -> None:
    """A prompt that makes the stub's line longer than 100 columns is refused, and only then."""
    prompt = "p" * (columns - len('    return blank("")'))
    path = write(f"def f():\n    return 1  # blank: {prompt}\n")
    if columns == 100:
        assert read_solution(path).blanks[0].prompt == prompt
    else:
        with pytest.raises(SourceError, match="101 columns; shorten the prompt by 1"):
            read_solution(path)


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    """A missing file and one that is not UTF-8 are source errors too."""
    (tmp_path / "latin.py").write_bytes(b'"""caf\xe9"""')
    for name, sentence in {"missing.py": "cannot be read", "latin.py": "not UTF-8"}.items():
        with pytest.raises(SourceError, match=sentence):
            read_solution(tmp_path / name)
