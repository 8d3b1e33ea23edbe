"""Finding the blanks that a learner's file still has, without running it."""

import ast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.source import Blank, unfilled

IMPORT = "from grader import blank\n"

COUNTED = {
    "imported": IMPORT + "x = blank('p')",
    "under another name": "from grader import blank as todo\nx = todo('p')",
    "through the package": "import grader\nx = grader.blank('p')",
    "through an alias of the package": "import grader as g\nx = g.blank('p')",
    "from its own module": "from grader.blanks import blank\nx = blank('p')",
    "through its own module": "import grader.blanks\nx = grader.blanks.blank('p')",
    "through a star": "from grader import *\nx = blank('p')",
    "imported in the function": "def f():\n    from grader import blank\n    return blank('p')",
    "in a nested scope": IMPORT + "f = lambda: [blank('p') for _ in x]",
    "in a decorator": IMPORT + "@blank('p')\ndef f(): pass",
    "as a keyword": IMPORT + "x = blank(prompt='p')",
    "beside a method of that name": IMPORT
    + "class A:\n    def blank(self): pass\n    def f(self): return blank('p')",
    "after a byte order mark": "\ufeff" + IMPORT + "x = blank('p')",
    "imported below": "def f():\n    return blank('p')\n" + IMPORT,
}


@pytest.mark.parametrize("text", COUNTED.values(), ids=COUNTED)
def test_a_call_of_the_graders_blank_is_found(text: str) -> None:
    """However the name was imported, its call is one blank with its prompt."""
    assert [blank.prompt for blank in unfilled(text)] == ["p"]


IGNORED = {
    "own function": "def blank(x): return x\nx = blank('p')",
    "from another package": "from kit import blank\nx = blank('p')",
    "relative import": "from .grader import blank\nx = blank('p')",
    "redefined": IMPORT + "def blank(x): return x\nx = blank('p')",
    "reassigned": IMPORT + "blank = print\nx = blank('p')",
    "an argument": IMPORT + "def f(blank): return blank('p')",
    "local to a function": IMPORT + "def f():\n    blank = print\n    return blank('p')",
    "a method": IMPORT + "x = a.blank('p')",
    "a comment": IMPORT + "x = 1  # blank('p')",
    "a string": IMPORT + "x = \"blank('p')\"",
    "a mention": IMPORT + "x = blank",
    "another name of the package": "import grader\nx = grader.blanks.other('p')",
    "imported in another function": "def f():\n    from grader import blank\nx = blank('p')",
    "no code": "",
}


@pytest.mark.parametrize("text", IGNORED.values(), ids=IGNORED)
def test_anything_else_of_that_name_is_no_blank(text: str) -> None:
    """A right answer is never taken for an unfinished one because of a name."""
    assert unfilled(text) == ()


def test_a_blank_knows_its_place() -> None:
    """Lines and qualified function are told, in the order of the text."""
    text = (
        IMPORT + "class VAE:\n    def f(self):\n        def g():\n            return blank('one')\n"
        "        return blank(\n            'two'\n        )\nx = blank('three')\n"
    )
    assert unfilled(text) == (
        Blank("one", 5, 5, "VAE.f.g"),
        Blank("two", 6, 8, "VAE.f"),
        Blank("three", 9, 9, ""),
    )


@pytest.mark.parametrize("call", ["blank(f'{x}')", "blank(x)", "blank()", "blank(1)", "blank(*x)"])
def test_a_prompt_that_is_no_plain_string_is_empty(call: str) -> None:
    """The blank is still found."""
    assert [blank.prompt for blank in unfilled(IMPORT + call)] == [""]


HOSTILE = {
    "null byte": "x = 1\0",
    "lone surrogate": "x = '\ud800'",
    "many brackets": "(" * 10_000,
    "many operators": "-" * 100_000 + "1",
    "a long sum": IMPORT + "x = " + "+".join(["1"] * 100_000),
    "a long chain": "a" + ".b" * 100_000,
    "a huge number": "1" * 10_000,
    "deep indentation": "".join(" " * depth + "if x:\n" for depth in range(200)),
    "unfinished": "def f(:",
    "no text": "\x01\x02",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_a_syntax_error(text: str) -> None:
    """What cannot be parsed, for whatever reason, is one kind of error."""
    with pytest.raises(SyntaxError):
        unfilled(text)


@pytest.mark.extensive
def test_a_huge_file_is_read() -> None:
    """Size alone is no error."""
    assert len(unfilled(IMPORT + "x = blank('p')\n" * 20_000)) == 20_000


@settings(deadline=None)
@given(st.text(st.sampled_from("abx=()[]{}:,.'\"#\\\n \t\0f") | st.characters(), max_size=200))
def test_any_text_is_read_or_a_syntax_error(text: str) -> None:
    """No text makes anything but a `SyntaxError`; what Python reads is read."""
    try:
        unfilled(text)
    except SyntaxError:
        with pytest.raises((SyntaxError, ValueError)):
            ast.parse(text)


NEVER_REACHED = {
    "behind a return": IMPORT + "def f():\n    return 1\n    return blank('p')",
    "behind a raise in a branch": IMPORT
    + "def f(x):\n    if x:\n        raise E\n        blank('p')",
    "in a function that is defined again": IMPORT
    + "def f():\n    return blank('p')\ndef f():\n    return 1",
}


@pytest.mark.parametrize("text", NEVER_REACHED.values(), ids=NEVER_REACHED)
def test_what_is_never_reached_does_not_count(text: str) -> None:
    """A learner who writes above the stub's return, or below the stub, has filled the blank."""
    assert unfilled(text) == ()
