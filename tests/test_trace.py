"""Lines of a submission are looked up in its text by number, whatever the numbers are."""

from grader.judging.trace import STEPS, Listing

TEXT = """\
import math

@str
def one(x): return x / 0

PAIR = [
    lambda x: x / 0,
]

class Model:
    def forward(self, x):
        def inner():
            return x / 0
        return inner()
"""
LISTING = Listing("kl.py", TEXT)


def named(line: int) -> str:
    """What is said of the place of a line."""
    first = (LISTING.trace([line]) or "").splitlines()[0]
    return first.removeprefix(f'> File "kl.py", line {line}')


def test_a_function_on_one_line_has_its_name() -> None:
    """The line of a `def` can hold its body."""
    assert named(4) == ", in one"


def test_a_decorator_runs_outside_its_function() -> None:
    """It belongs to the module."""
    assert named(3) == ", in <module>"


def test_a_line_with_a_lambda_names_no_function() -> None:
    """It may be the module's or the lambda's."""
    assert named(7) == ""


def test_a_nested_function_is_named_with_those_around_it() -> None:
    """As in Python's qualified names."""
    assert named(13) == ", in Model.forward.inner"


def test_lines_that_do_not_exist_are_shown_without_source() -> None:
    """A worker can say any number."""
    trace = LISTING.trace([0, 10**6])
    assert trace == '  File "kl.py", line 0, in <module>\n> File "kl.py", line 1000000, in <module>'


def test_no_lines_are_no_trace() -> None:
    """An exception may come from elsewhere."""
    assert LISTING.trace([]) is None


def test_a_recursion_is_shown_once() -> None:
    """The same line again and again is one step."""
    trace = LISTING.trace([14, *[13] * 19])
    assert trace is not None
    assert trace.splitlines()[-3:] == [
        '> File "kl.py", line 13, in Model.forward.inner',
        "    return x / 0",
        "    [repeated]",
    ]


def test_a_long_way_is_cut_in_the_middle() -> None:
    """Where it began and where it ended matters most."""
    trace = LISTING.trace([4, 13] * 20)
    assert trace is not None
    assert trace.count("line") == STEPS
    assert trace.splitlines()[4] == "  ..."


def test_lines_are_counted_as_python_counts_them() -> None:
    """A form feed or a separator of lines within a text ends no line."""
    trace = Listing("kl.py", "x = '\x0c \u2028 \x1c'\nx / 0\n").trace([2])
    assert trace == '> File "kl.py", line 2, in <module>\n    x / 0'


def test_text_that_does_not_parse_has_lines_all_the_same() -> None:
    """Nothing of a submission can make this fail."""
    assert Listing("kl.py", "x = (\n" + "(" * 1000).trace([1]) is not None
