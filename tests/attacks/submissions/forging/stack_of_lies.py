"""Prints what the interpreter prints of a stuck process, at a line of five thousand digits, and loops.

timeout: Your code did not return within
"""

import os
import signal
import time


def kl_divergence(mu, log_var):
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1])
    lie = "Stack (most recent call first):\n" + f'  File "{__file__}", line {"9" * 5000} in f\n'
    until = time.monotonic() + 60
    while time.monotonic() < until:
        os.write(2, lie.encode())
        time.sleep(0.01)
