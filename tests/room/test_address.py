"""Where a room listens."""

import socket
from pathlib import Path

import pytest

from grader.learner.workspace import Workspace
from grader.room.address import PortTaken, open_door


def test_a_room_listens_on_this_machine_alone(tmp_path: Path) -> None:
    """On loopback, under a name that no other server knows."""
    door, listening = open_door(Workspace(tmp_path), None)
    with listening:
        assert listening.getsockname() == ("127.0.0.1", door.port)
    assert door.name.startswith("practice-")
    assert door.name.endswith(".localhost")


def test_a_workspace_keeps_its_address(tmp_path: Path) -> None:
    """What a browser keeps for the room is kept under its address; the keys are new."""
    first, listening = open_door(Workspace(tmp_path), None)
    listening.close()
    second, again = open_door(Workspace(tmp_path), None)
    again.close()
    assert (first.name, first.port) == (second.name, second.port)
    assert first.token != second.token
    assert first.pass_key != second.pass_key


def test_a_taken_port_is_said(tmp_path: Path) -> None:
    """In one sentence with what to do; the last port is only a wish."""
    first, listening = open_door(Workspace(tmp_path), None)
    with listening, pytest.raises(PortTaken, match=f"Port {first.port} cannot be used"):
        open_door(Workspace(tmp_path), first.port)
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        (tmp_path / ".practice/room/address.json").write_text(
            f'{{"name": "{first.name}", "port": {other.getsockname()[1]}}}'
        )
        second, elsewhere = open_door(Workspace(tmp_path), None)
        elsewhere.close()
        assert second.port != other.getsockname()[1]


@pytest.mark.parametrize(
    "kept", ["", "[]", '{"name": "evil.example", "port": 80}', '{"name": 1, "port": "x"}']
)
def test_a_spoiled_address_is_replaced(tmp_path: Path, kept: str) -> None:
    """Whatever is in the file."""
    file = tmp_path / ".practice/room/address.json"
    file.parent.mkdir(parents=True)
    file.write_text(kept)
    door, listening = open_door(Workspace(tmp_path), None)
    listening.close()
    assert door.name.startswith("practice-")
