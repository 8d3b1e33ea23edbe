"""Solutions spoilt at random are refused with a sentence, or give sound stubs."""

import ast
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.source import SourceError, read_solution, stub, unfilled

SAMPLE = Path(__file__).parent / "sample.py"
LINES = SAMPLE.read_text(encoding="utf-8").split("\n")
ADDED = [
    "# blank: added",
    "    # blank: added",
    "        # blank: added",
    "    # end",
    "        # end",
    "    x = 1  # blank: added",
    "    else:",
    "    try:",
    "    return 1",
    "(",
    ")",
    '"""',
    "\\",
    "\0",
    "\f",
    "",
]


@st.composite
def spoilt(draw: st.DrawFn) -> str:
    """Draw a solution with a few lines inserted, deleted, moved, cut or indented."""
    lines = list(LINES)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        match draw(st.sampled_from(["insert", "delete", "move", "cut", "indent"])):
            case "insert":
                lines.insert(at, draw(st.sampled_from(ADDED)))
            case "delete":
                del lines[at]
            case "move":
                lines.insert(draw(st.integers(0, len(lines) - 1)), lines.pop(at))
            case "cut":
                lines[at] = lines[at][: draw(st.integers(0, len(lines[at])))]
            case "indent":
                lines[at] = draw(st.sampled_from(["    ", " ", "\t"])) + lines[at]
    return "\n".join(lines)


@pytest.mark.extensive
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=spoilt())
def test_a_spoilt_solution_is_refused_or_gives_sound_stubs(tmp_path: Path, text: str) -> None:
    """Only `SourceError` comes out; what is accepted has stubs that parse and hold its blanks."""
    path = tmp_path / "exercise.py"
    path.write_text(text, encoding="utf-8")
    try:
        solution = read_solution(path)
    except SourceError as error:
        refused = error
    else:
        prompts = [blank.prompt for blank in unfilled(stub(solution, "guided"))]
        assert prompts == [blank.prompt for blank in solution.blanks]
        ast.parse(stub(solution, "interview"))
        return
    assert 1 <= refused.line <= text.count("\n") + 1


@given(data=st.binary(max_size=200))
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_refused_with_a_sentence(tmp_path: Path, data: bytes) -> None:
    """A file of any content is a `SourceError`, never a crash."""
    path = tmp_path / "exercise.py"
    path.write_bytes(data)
    with pytest.raises(SourceError):
        read_solution(path)
