"""How a judge's process starts: it imports what it and its workers need, once for both.

The process that workers are forked from is a copy of this one as it is then, so nothing is read
before that: no request, no answer, and nothing of the user's environment.
"""

import json
import signal
import sys
from pathlib import Path

from grader.confine.scratch import lodge
from grader.worker.forkserver import fork_server


def main() -> None:
    """Be the process that `grader.remote.link` starts, with its arguments."""
    imports, *folders = json.loads(sys.argv[2])
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # ctrl-C reaches the user, who ends this
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, [signal.SIGINT])
    lodge(*map(Path, folders))
    fork_server(imports)
    from grader.remote.process import serve

    serve()
