"""Serving on a socket until ctrl-C, which ends it at once."""

import signal
import socket
from contextlib import suppress

import uvicorn

from grader.room.guard import Guard


class _Server(uvicorn.Server):
    """Ends at once, whatever is still connected."""

    def handle_exit(self, sig: int, frame: object) -> None:
        self.should_exit = self.force_exit = True


def run(guarded: Guard, listening: socket.socket) -> None:
    """Serve until ctrl-C or another signal that ends it."""
    config = uvicorn.Config(
        guarded,
        proxy_headers=False,
        server_header=False,
        date_header=False,
        log_level="critical",
        access_log=False,
        lifespan="on",
        timeout_graceful_shutdown=1,
    )
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with suppress(KeyboardInterrupt):
        _Server(config).run(sockets=[listening])
