"""What a confinement comes to on other systems, tried by one that takes itself for another."""

import json
import multiprocessing
import sys
from multiprocessing.connection import Connection
from typing import Any

import pytest
from trial import on_linux

pytestmark = on_linux


def _take_for(platform: str, mode: Any, connection: Connection) -> None:
    for name in [name for name in sys.modules if name.startswith("grader.confine")]:
        del sys.modules[name]
    sys.platform = platform
    from grader.confine import ConfinementError, confine, python_installation

    try:
        obtained = confine(
            installation=python_installation(), keep_fds={connection.fileno()}, mode=mode
        )
        said = {"missing": obtained.missing, "processor": obtained.processor}
    except ConfinementError as error:
        said = {"refused": str(error)}
    connection.send_bytes(json.dumps(said).encode())


def confined_on(platform: str, mode: str) -> dict[str, Any]:
    """What a worker says of its confinement on another system."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    worker = context.Process(target=_take_for, args=(platform, mode, theirs))
    worker.start()
    theirs.close()
    said: dict[str, Any] = json.loads(ours.recv_bytes())
    worker.join()
    return said


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_other_systems_say_what_is_missing(platform: str) -> None:
    """Without Landlock and seccomp a worker still runs, and says what it is not kept from."""
    missing = confined_on(platform, "auto")["missing"]
    assert "A submission can read and write all files that you can." in missing
    assert "A submission can use the network." in missing


def test_macos_limits_what_it_can() -> None:
    """Where there are resource limits they are set."""
    assert confined_on("darwin", "auto")["processor"] is not None


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_other_systems_refuse_when_isolation_is_required(platform: str) -> None:
    """`require` names the way on in one sentence."""
    assert "--isolation auto" in confined_on(platform, "require")["refused"]
