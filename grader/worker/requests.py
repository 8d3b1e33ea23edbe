"""What the judge asks a worker, and what it knows of a run whose answers are still to come."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from grader.worker.codec import encode
from grader.worker.failures import WorkerFailed


@dataclass
class Running:
    """A request to run cases, whose answers may be read early.

    Attributes:
        probe: the name of the probe.
        cases: the inputs.
        seed: the random seed of the first case.
        seconds: how long each may take.
        token: what each answer repeats.
        early: the answers that were read before anybody wanted them.
        failure: why there is none after these.
    """

    probe: str
    cases: Sequence[Mapping[str, Any]]
    seed: int
    seconds: float
    token: str
    early: list[Any] = field(default_factory=list)
    failure: WorkerFailed | None = None


def to_run(
    probe: str, cases: Sequence[Mapping[str, Any]], seed: int, trace_compiled: int
) -> dict[str, Any]:
    """The request that runs cases."""
    return {
        "do": "run",
        "probe": probe,
        "cases": [dict(c) for c in cases],
        "seed": seed,
        "trace_compiled": trace_compiled,
    }


def encoded(request: dict[str, Any]) -> tuple[str, bytes]:
    """A token that comes back with each answer, and the request with it."""
    token = secrets.token_hex(8)
    return token, encode({**request, "token": token})
