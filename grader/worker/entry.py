"""Where a worker starts: the judge imports this, and never what runs beside hostile code."""

from typing import Any


def enter(*given: Any) -> None:
    """Be a worker, from the first moment of a process on; see `grader.worker.main.main`."""
    from grader.worker.main import main

    main(*given)
