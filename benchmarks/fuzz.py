"""Hands the judge what no honest peer and no honest learner would, and counts its crashes.

    python benchmarks/fuzz.py [MESSAGES [SOURCES [GRADES]]]

Messages go to the decoder; sources to the reader of submissions, the finder of blanks and the maker
of stubs; and sources again, as whole grades, through a confined worker. A crash is any exception
that is not the promised refusal. Exits with 1 if there is one.
"""

import ast
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.strategies import SearchStrategy

from grader.catalogue import find_one
from grader.judging.grade import grade
from grader.judging.options import Options
from grader.judging.submission import Unusable, read_submission
from grader.probe.values import MalformedMessage
from grader.source import SourceError, read_solution, stub, unfilled
from grader.worker.codec import decode
from tests.fuzz import files, messages, sources


def crashes(
    name: str,
    inputs: SearchStrategy[Any],
    count: int,
    call: Callable[[Any], object],
    *refusals: type[BaseException],
) -> int:
    """Try so many inputs, and print what came of it; returns the number of crashes."""
    tried = refused = crashed = 0
    started = time.perf_counter()

    @seed(0)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
    @given(inputs)
    def attempt(value: Any) -> None:
        nonlocal tried, refused, crashed
        tried += 1
        try:
            call(value)
        except refusals:
            refused += 1
        except KeyboardInterrupt:
            raise
        except BaseException:
            crashed += 1
            print(f"{name} crashed on {value!r}"[:400], file=sys.stderr)
            traceback.print_exc()

    attempt()
    seconds = time.perf_counter() - started
    print(f"{name:<28} {tried:>8} {refused:>8} {crashed:>8} {seconds:>8.0f} s", flush=True)
    return crashed


def main() -> int:
    """Measure and print."""
    counts = [int(word) for word in sys.argv[1:]]
    many, some, few = counts + [200_000, 20_000, 200][len(counts) :]
    exercise = find_one("vae/kl")
    print(f"{'':<28} {'inputs':>8} {'refused':>8} {'crashes':>8}")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "answer.py")

        def read(content: bytes) -> None:
            path.write_bytes(content)
            read_submission(path)

        def make_stubs(text: str) -> None:
            path.write_text(text, "utf-8", "replace")
            solution = read_solution(path)
            ast.parse(stub(solution, "guided") + stub(solution, "interview"))

        def judge(content: bytes) -> None:
            path.write_bytes(content)
            grade(exercise, path, Options(isolation="require"))

        found = [
            crashes("messages, decoded", messages(), many, decode, MalformedMessage),
            crashes("files, read", files(), some, read, Unusable),
            crashes("texts, searched for blanks", sources(), some, unfilled, SyntaxError),
            crashes("solutions, made into stubs", sources(), some, make_stubs, SourceError),
            crashes("files, graded", files(), few, judge),
        ]
    print(f"crashes of the judge: {sum(found)}")
    return 1 if sum(found) else 0


if __name__ == "__main__":
    sys.exit(main())
