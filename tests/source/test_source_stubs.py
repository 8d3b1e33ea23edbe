"""Stubs in both scaffolds."""

import ast
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest
from source_samples import DOCSTRING

import grader
from grader.source import Scaffold, Solution, stub, unfilled

Read = Callable[..., Solution]
SCAFFOLDS = get_args(Scaffold)
ROOT = Path(__file__).parents[2]


def run(code: str) -> dict[str, Any]:
    """Execute a module and return its names."""
    names: dict[str, Any] = {"__name__": "exercise"}
    exec(compile(code, "exercise.py", "exec", dont_inherit=True), names)
    return names


def ruff(*arguments: str, text: str) -> subprocess.CompletedProcess[str]:
    """Run ruff on a text as if it were an exercise of this repository."""
    command = [sys.executable, "-m", "ruff", *arguments]
    command += ["--stdin-filename", "exercises/topic/exercise.py", "-"]
    return subprocess.run(
        command, input=text, text=True, capture_output=True, cwd=ROOT, check=False
    )


def body(text: str, function: str) -> str:
    """Return the source of a module-level function without its header."""
    node = next(n for n in ast.parse(text).body if getattr(n, "name", "") == function)
    return "\n".join(text.split("\n")[node.lineno : node.end_lineno])


FORMS = {
    "assignment": ("x = 1  # blank: p\n    return x", 'x = blank("p")\n    return x'),
    "chain": ("x = y = 1  # blank: p\n    return x", 'x = y = blank("p")\n    return x'),
    "tuple": ("x, y = 1, 2  # blank: p\n    return x", 'x, y = blank("p")\n    return x'),
    "attribute": ("a.b = 1  # blank: p", 'a.b = blank("p")'),
    "annotated": ("x: int = 1  # blank: p\n    return x", 'x: int = blank("p")\n    return x'),
    "augmented": ("a += 1  # blank: p\n    return a", 'a += blank("p")\n    return a'),
    "operator with lambda": ("f = lambda x=1: x == 1  # blank: p", 'f = blank("p")'),
    "return": ("return 1  # blank: p", 'return blank("p")'),
    "expression": ("a.append(1)  # blank: p", 'blank("p")'),
    "several lines": (
        "x = (\n        a  # why\n        + a\n    )  # blank: p\n    return x",
        'x = blank("p")\n    return x',
    ),
    "letters of several bytes": ("é = 'é漢'  # blank: é漢", 'é = blank("é漢")'),
    "block that returns": (
        "# blank: p\n    x = 1\n\n    # why\n    return x\n    # end",
        'return blank("p")',
    ),
    "block whose branches return": (
        "# blank: p\n    if a:\n        return 1\n    else:\n        raise ValueError\n    # end",
        'return blank("p")',
    ),
    "block that raises": (
        "if a:\n        # blank: p\n        raise ValueError\n        # end\n    return 1",
        'if a:\n        return blank("p")\n    return 1',
    ),
    "block that raises where nothing is returned": (
        "# blank: p\n    raise ValueError\n    # end",
        'blank("p")',
    ),
    "block at the end of the file": ("# blank: p\n    a.pop()\n    # end", 'blank("p")'),
    "block of one name": (
        "# blank: p\n    x = 1\n    # end\n    return x",
        'x = blank("p")\n    return x',
    ),
    "block of two names": (
        "# blank: p\n    y = 1\n    t = y\n    x: int = t\n    # end\n    return x + y",
        'y, x = blank("p")\n    return x + y',
    ),
    "block of no name": (
        "# blank: p\n    x = 1\n    a.append(x)\n    # end\n    return a",
        'blank("p")\n    return a',
    ),
    "block with local names": (
        "# blank: p\n    y = [i for i in a]\n    z = 1\n    # end\n    return [z for z in y]",
        'y = blank("p")\n    return [z for z in y]',
    ),
    "block read by a closure": (
        "# blank: p\n    x = 1\n    # end\n    return lambda: x",
        'x = blank("p")\n    return lambda: x',
    ),
    "block read by an augmented assignment": (
        "# blank: p\n    x = 1\n    # end\n    x += 1",
        'x = blank("p")\n    x += 1',
    ),
    "block read earlier in its loop": (
        "for i in a:\n        a = a and x\n        # blank: p\n        x = i\n        # end",
        'for i in a:\n        a = a and x\n        x = blank("p")',
    ),
    "block of many bindings": (
        "# blank: p\n    import math\n    def f(): return 1\n    for i in a: pass\n"
        "    with a as c: pass\n    # end\n    return math, f, i, c",
        'math, f, i, c = blank("p")\n    return math, f, i, c',
    ),
}


@pytest.mark.parametrize(("code", "expected"), FORMS.values(), ids=FORMS)
def test_each_form_of_blank_is_replaced(read: Read, code: str, expected: str) -> None:
    """A value becomes a blank; a block becomes one statement that binds what is read later."""
    text = stub(read(f"def g(a):\n    {code}"), "guided")
    assert body(text, "g") == f"    {expected}"


@pytest.mark.parametrize("scaffold", SCAFFOLDS)
def test_a_stub_holds_the_statement_and_neither_hints_nor_interview(
    sample: Solution, scaffold: Scaffold
) -> None:
    """The docstring of a stub is the statement alone."""
    text = stub(sample, scaffold)
    assert ast.get_docstring(ast.parse(text)) == sample.statement
    assert not any(
        secret in text
        for secret in (
            sample.formula,
            *sample.hints,
            sample.interview,
            *sample.rubric,
            *sample.red_flags,
            "## ",
        )
    )


def test_a_guided_stub_keeps_everything_else(sample: Solution) -> None:
    """Outside docstring and import, the only new lines are the blanks; no marker is left."""
    text = stub(sample, "guided")
    new = [line for line in text.split("\n") if line not in sample.text.split("\n")]
    assert [line for line in new if "blank(" not in line] == ["from grader import blank"]
    assert text.count("blank(") == len(sample.blanks)
    assert "# stays: a comment of its own" in text
    assert "# end" not in text


def test_an_interview_stub_keeps_signatures_docstrings_and_what_is_given(sample: Solution) -> None:
    """A function with blanks keeps its header and docstring; one without stays whole."""
    text = stub(sample, "interview")
    assert body(text, "area") == (
        '    """Area of a circle.\n\n    Args:\n        radius: in metres.\n    """\n'
        '    return blank("write area")'
    )
    model = body(text, "Model")
    assert (
        '        """Weighted sum of powers."""\n        return blank("write Model.forward")'
        in model
    )
    assert '        return f"Model({self.weight})"' in model


def test_a_private_helper_with_blanks_vanishes_from_an_interview_stub(sample: Solution) -> None:
    """Neither the helper nor the comment on top of it is left."""
    text = stub(sample, "interview")
    assert "_square" not in text
    assert "On top of the helper" not in text


def test_a_private_helper_that_given_code_needs_stays(read: Read) -> None:
    """A helper read outside the blanked functions becomes a blank instead of a missing name."""
    code = "def _f():\n    return 1  # blank: a\n\n\ndef g():\n    return _f()\n"
    assert body(stub(read(code), "interview"), "_f") == '    return blank("write _f")'


def test_a_function_that_returns_nothing_gets_a_plain_blank(read: Read) -> None:
    """The type of a function decides whether its blank is returned."""
    code = "def f(x):\n    # blank: a\n    x.clear()\n    # end\n    # below\n"
    assert body(stub(read(code), "interview"), "f") == '    blank("write f")'


def test_a_getter_and_its_setter_are_both_blanked(read: Read) -> None:
    """Functions that share a name are told apart."""
    code = (
        "class A:\n    @property\n    def x(self):\n        return 1  # blank: a\n\n"
        "    @x.setter\n    def x(self, value):\n        self.y = value  # blank: b\n"
    )
    text = stub(read(code), "interview")
    assert 'return blank("write A.x")' in text
    assert '        blank("write A.x")' in text


LAYOUTS = {
    "no import": "{}",
    "no import, constant": "X = 1\n\n\n{}",
    "future": "from __future__ import annotations\n\n\n{}",
    "standard library": "import math\nfrom pathlib import Path\n\n\n{}",
    "third party": "import math\n\nimport torch\nfrom torch import Tensor  # kept\n\n\n{}",
    "constant": "import math\n\nX = math.pi\n\n\n{}",
    "comment on a function": "import math\n\n\n# on top\n{}",
    "comment apart": "import math\n\n# apart\n\n\n{}",
    "helper, then a constant": "import math\n\n\n{helper}\n\nX = 1\n\n\n{}",
    "helpers last": "import math\n\n\n{}\n\n{helper}",
    "decorator": "import functools\n\n\n@functools.cache\n{}",
    "empty line below a header": "{}    if x:\n\n        # blank: b\n        x = 1\n        # end",
    "import beside a block": "{}    import math\n    # blank: b\n    x = math.pi\n    # end\n",
    "definition below a block": (
        "{}    # blank: b\n    def g():\n        return 1\n    # end\n    # on top\n"
        "    def h():\n        return g()\n"
    ),
}
FUNCTION = "def f(x):\n    x += 1  # blank: a\n"
HELPER = "# about it\ndef _helper(x):\n    return x  # blank: of the helper\n    # below\n"


@pytest.mark.parametrize("scaffold", SCAFFOLDS)
@pytest.mark.parametrize("layout", [*LAYOUTS, "sample"])
def test_a_stub_is_as_the_formatter_and_the_import_sorter_leave_it(
    read: Read, sample: Solution, layout: str, scaffold: Scaffold
) -> None:
    """Whatever surrounds the blanks, ruff changes nothing in a stub."""
    solution = sample
    if layout != "sample":
        code = DOCSTRING + LAYOUTS[layout].format(FUNCTION, helper=HELPER)
        solution = read(ruff("format", text=code).stdout, docstring="")
    text = stub(solution, scaffold)
    assert ruff("format", text=text).stdout == text
    assert ruff("check", "--select", "I", text=text).stdout == "All checks passed!\n"


@pytest.mark.parametrize("scaffold", SCAFFOLDS)
def test_a_stub_can_be_imported_and_says_what_is_missing(
    sample: Solution, scaffold: Scaffold
) -> None:
    """Nothing happens at import; a call of a blanked function raises `Unfilled`."""
    names = run(stub(sample, scaffold))
    with pytest.raises(grader.Unfilled):
        names["ring"](1.0, 2.0)


@pytest.mark.extensive
def test_stubs_pass_a_strict_type_checker(sample: Solution, tmp_path: Path) -> None:
    """A blank fits wherever a value is asked for; a value computed from one is `Any`."""
    paths = [tmp_path / f"{scaffold}.py" for scaffold in SCAFFOLDS]
    for path, scaffold in zip(paths, SCAFFOLDS, strict=True):
        path.write_text(stub(sample, scaffold), encoding="utf-8")
    # In a checkout the kit is no installed package, whose own errors would be left out.
    options = ["--strict", "--no-warn-return-any", "--config-file=", "--follow-imports=silent"]
    options += [f"--cache-dir={tmp_path}"]
    result = subprocess.run(
        [sys.executable, "-m", "mypy", *options, *map(str, paths)],
        text=True,
        capture_output=True,
        cwd=ROOT,
        check=False,
    )
    assert result.returncode == 0, result.stdout


def test_the_blanks_of_a_guided_stub_are_those_of_the_solution(sample: Solution) -> None:
    """The static count finds in the stub what the solution marks, in order."""
    found = [(blank.prompt, blank.function) for blank in unfilled(stub(sample, "guided"))]
    assert found == [(blank.prompt, blank.function) for blank in sample.blanks]


def test_a_guided_stub_filled_as_the_solution_behaves_as_the_solution(sample: Solution) -> None:
    """Putting the original lines back where the blanks are restores the function."""
    lines = stub(sample, "guided").split("\n")
    original = sample.text.split("\n")
    for blank in reversed(unfilled("\n".join(lines))):
        source = next(one for one in sample.blanks if one.prompt == blank.prompt)
        lines[blank.line - 1 : blank.end_line] = original[source.line - 1 : source.end_line]
    filled, solution = run("\n".join(lines)), run(sample.text)
    assert filled["ring"](1.0, 2.0) == solution["ring"](1.0, 2.0)
    assert filled["Model"]().predict(3.0) == solution["Model"]().predict(3.0)
