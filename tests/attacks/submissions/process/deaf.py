"""Blocks every signal and loops.

timeout: Your code did not return within
"""

import signal
import time


def kl_divergence(mu, log_var):
    signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    until = time.monotonic() + 60
    while time.monotonic() < until:
        pass
