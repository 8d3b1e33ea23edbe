"""Loops in the call.

timeout: It was at line 1
"""

import time


def kl_divergence(mu, log_var):
    until = time.monotonic() + 60
    while time.monotonic() < until:
        pass
