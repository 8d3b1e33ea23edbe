"""Which text is graded when an answer is in several cells."""

import pytest

from grader.catalogue import find_one
from grader.notebook.answer import CellAnswer, of_cell, of_cells
from grader.notebook.cells import Cell, cell

KL = find_one("vae/kl")
ANSWER = "def kl_divergence(mu, log_var):\n    return half(mu + log_var)\n"


def cells(*sources: str) -> list[Cell]:
    return [cell(f"In [{number}]", source) for number, source in enumerate(sources, 1)]


def gathered(*sources: str) -> CellAnswer:
    """The answer in some cells, of which the last is the one that is graded."""
    *before, last = cells(*sources)
    return of_cell(KL, last, before)


def test_the_cell_is_taken_as_it_is_with_what_it_uses_from_before() -> None:
    """Imports, helpers and constants come along, and what these need in turn."""
    answer = gathered(
        "import math, torch\nimport json",
        "HALF = math.sqrt(0.25)\nunused = 1",
        "def half(x):\n    return HALF * x",
        f"%%practice vae/kl\n{ANSWER}",
    )
    assert answer.text.text.split("\n") == [
        "import math, torch",
        "HALF = math.sqrt(0.25)",
        "def half(x):",
        "    return HALF * x",
        "",
        *ANSWER.split("\n"),
        "",
    ]
    assert answer.notes() == [
        "Taken along: `math`, `torch` from In [1]; `HALF` from In [2]; `half` from In [3]."
    ]


def test_for_each_name_the_last_cell_counts() -> None:
    """A helper that was defined again is taken as it is now, and the answer likewise."""
    old, new = "def half(x):\n    return x / 3", "def half(x):\n    return x / 2"
    assert "x / 3" not in gathered(old, new, ANSWER).text.text
    answer = of_cells(KL, cells("def kl_divergence(): 1", new, ANSWER, "x = 1"), "n.ipynb")
    assert answer.text.text == f"{new}\n{ANSWER.rstrip()}\n"
    assert answer.text.name == "In [3]"


def test_a_value_that_only_running_makes_is_not_there() -> None:
    """Neither a name that no cell defines nor one that a magic has made."""
    answer = gathered("half = !ls", "%run helpers.py", ANSWER)
    assert answer.gathered.missing == ("half",)
    [note] = answer.notes()
    assert note.startswith("Missing: `half`. No cell of this session defines it;")


def test_a_local_variable_is_no_helper() -> None:
    """The name of a local variable takes nothing along from the top level of other cells."""
    own = "def kl_divergence(mu, log_var):\n    kl = [x for x in mu]\n    return kl\n"
    assert gathered("kl = kl_divergence(1, 2)\nx = 3", own).notes() == []


def test_all_imports_of_a_name_are_taken_once() -> None:
    """`import torch` and `import torch.nn` add to each other; a repeated line does not."""
    first = "import torch\nimport torch.nn as nn\nimport torch.nn.functional"
    answer = gathered(first, "import torch", "def kl_divergence(mu, log_var):\n    torch\n    nn")
    assert answer.text.text.split("\n")[:3] == [
        "import torch.nn as nn",
        "import torch.nn.functional",
        "import torch",
    ]


def test_the_future_comes_first() -> None:
    """Python reads an import from `__future__` at the top alone."""
    answer = gathered("import torch", "from __future__ import annotations\nx = torch\nx")
    compile(answer.text.text, "cell", "exec")


def test_what_a_star_imports_may_define_a_name() -> None:
    """Where a name is found nowhere, imports of everything are taken along."""
    answer = gathered("from math import *", "def kl_divergence(mu, log_var):\n    sqrt(2)")
    assert answer.text.text.startswith("from math import *\n")
    assert answer.gathered.missing == ()


@pytest.mark.parametrize(
    ("source", "text", "left_out"),
    [
        ("!pip install x\nx = 1", "pass\nx = 1", ["!pip install x"]),
        ("x = 1\n!a \\\n  b\ny = 2", "x = 1\npass\n\ny = 2", ["!a \\\n  b"]),
        (
            "def f():\n    %timeit x\n    return 1",
            "def f():\n    pass\n    return 1",
            ["%timeit x"],
        ),
        ("f?\nx = 1", "pass\nx = 1", ["f?"]),
        ("s = '''\n!no\n'''", "s = '''\n!no\n'''", []),
        ("x = (1\n  % 2)", "x = (1\n  % 2)", []),
        ("%%time\n%%practice vae/kl\nx = 1", "\n\nx = 1", []),
        ("%%bash\nls", "", []),
    ],
)
def test_magics_are_left_out_and_lines_stay_where_they_are(
    source: str, text: str, left_out: list[str]
) -> None:
    """Strings and operators that look like magics are none."""
    found = cell("In [1]", source)
    assert (found.text, list(found.left_out), found.is_python) == (text, left_out, True)


def test_a_magic_in_the_graded_cell_is_mentioned() -> None:
    """Those of other cells are nobody's concern."""
    answer = gathered("!ls\nimport torch", f"!pip install x\n{ANSWER.replace('half', 'torch.exp')}")
    assert answer.notes()[-1] == "Left out, as only IPython understands it: `!pip install x`."


def test_a_cell_that_is_not_python_is_graded_as_it_is() -> None:
    """So that the verdict points at the line, counted as the notebook counts."""
    answer = gathered("import torch", "%%practice vae/kl\ndef kl(:\n")
    assert answer.text.text == "\ndef kl(:\n"


def test_another_cell_that_is_not_python_is_mentioned_if_something_is_missing() -> None:
    """It may be where the missing name is."""
    assert "In [1]" in gathered("def half(:", ANSWER).notes()[-1]
    assert gathered("def half(:", "def kl_divergence(): 1").notes() == []
