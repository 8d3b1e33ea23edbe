"""How long to wait for what is known never to come."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from grader.worker import process as workers


@contextmanager
def patience_for(status: str, sentence: str) -> Iterator[None]:
    """Wait less where a timeout is expected, and as long as ever for all that comes back.

    So a busy machine, on which honest work is slow, changes no verdict.

    Args:
        status: the verdict that is expected.
        sentence: a part of what is to be said.
    """
    with pytest.MonkeyPatch.context() as patch:
        if "All calls" in sentence:
            patch.setattr(workers, "GRADE_SECONDS", 3.0)
        elif status == "timeout":
            patch.setattr(workers, "CALL_SECONDS", 0.5)
            patch.setattr(workers, "LOAD_SECONDS", 2.0)
        yield
