"""A shell with one job: when that is stopped it says so, and goes on with it at the next line."""

import os
import signal
import sys

signal.signal(signal.SIGTTOU, signal.SIG_IGN)
request = os.fork()
if not request:
    os.setpgid(0, 0)
    os.tcsetpgrp(0, os.getpgrp())
    signal.signal(signal.SIGTTOU, signal.SIG_DFL)
    os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
while True:
    _, status = os.waitpid(request, os.WUNTRACED)
    if not os.WIFSTOPPED(status):
        sys.exit(os.waitstatus_to_exitcode(status))
    os.tcsetpgrp(0, os.getpgrp())
    print("It is stopped.", flush=True)
    sys.stdin.readline()
    os.tcsetpgrp(0, request)
    os.killpg(request, signal.SIGCONT)
