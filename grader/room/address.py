"""Where a room is found, and what opens its door: name, port, launch token and cookie."""

import json
import re
import secrets
import socket
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from grader.learner.regular_file import read_regular
from grader.learner.workspace import Workspace, WorkspaceError, write

LOOPBACK = "127.0.0.1"
"""The only address that a room listens on."""


TRIES, PAUSE = 15, 0.1
"""How often the last port is tried before another is taken, and the seconds between."""


class PortTaken(WorkspaceError):
    """The port that was asked for cannot be used."""


@dataclass
class Door:
    """How a browser gets in.

    Attributes:
        name: the host name in the address. Another server on this machine receives the cookies of
            127.0.0.1, whatever its port, but not those of a name that it does not know.
        port: the port.
        token: opens the door once.
        pass_key: the value of the cookie that the token is exchanged for.
        first: the path of the page that is behind the door.
    """

    name: str
    port: int
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24), repr=False)
    pass_key: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
    first: str = "/"

    @property
    def cookie(self) -> str:
        """The name of the cookie; rooms on several ports do not share one."""
        return f"practice-room-{self.port}"

    @property
    def hosts(self) -> frozenset[str]:
        """The Host headers that are answered: the name, and the address for other browsers."""
        return frozenset({f"{self.name}:{self.port}", f"{LOOPBACK}:{self.port}"})

    @property
    def url(self) -> str:
        """The address to open, with the token."""
        return f"http://{self.name}:{self.port}/enter/{self.token}"

    @property
    def plain_url(self) -> str:
        """The same for browsers that do not look for `*.localhost` on their own machine."""
        return f"http://{LOOPBACK}:{self.port}/enter/{self.token}"

    def exchange(self, token: str) -> bool:
        """Use up the launch token; False if it is wrong or was used."""
        right = bool(self.token) and secrets.compare_digest(token.encode(), self.token.encode())
        if right:
            self.token = ""
        return right

    def admits(self, cookie: str | None) -> bool:
        """Whether a cookie's value opens the door."""
        return cookie is not None and secrets.compare_digest(
            cookie.encode("utf-8", "replace"), self.pass_key.encode()
        )


def open_door(
    workspace: Workspace | None, port: int | None, first: str = "/"
) -> tuple[Door, socket.socket]:
    """Listen, and choose the room's address.

    A workspace keeps its name and, where it is free, its port: what a browser has kept for the
    room is kept under both.

    Args:
        workspace: the learner's workspace, if there is one.
        port: the port to listen on; None for that of the last time, or any.
        first: the path of the page that is behind the door.

    Raises:
        PortTaken: the port is in use or may not be used.
    """
    name, last = _remembered(workspace)
    listening = _listen(port) if port else _listen_anywhere(last)
    door = Door(name, listening.getsockname()[1], first=first)
    if workspace is None:
        return door, listening
    with suppress(OSError):  # a read-only workspace: the name is new next time
        write(_file(workspace), json.dumps({"name": name, "port": door.port}).encode())
    return door, listening


def _listen(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((LOOPBACK, port))
        listening.listen(128)
    except OSError as error:
        listening.close()
        why = (error.strerror or str(error)).lower()
        raise PortTaken(
            f"Port {port} cannot be used ({why}); name another with `--port`, or leave it out."
        ) from None
    return listening


def _listen_anywhere(last: int) -> socket.socket:
    """Listen on the last port; a room that was killed may hold it a moment longer."""
    for _ in range(TRIES if last else 0):
        with suppress(PortTaken):
            return _listen(last)
        time.sleep(PAUSE)
    return _listen(0)


def _remembered(workspace: Workspace | None) -> tuple[str, int]:
    """The name and port of the last time, or a new name and 0."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        known = json.loads(read_regular(_file(workspace), 1000)) if workspace else {}
        name, port = str(known["name"]), int(known["port"])
        if re.fullmatch(r"practice-[0-9a-f]{8}\.localhost", name) and 1024 <= port < 65536:
            return name, port
    return f"practice-{secrets.token_hex(4)}.localhost", 0


def _file(workspace: Workspace) -> Path:
    return workspace.private / "room" / "address.json"
