"""Prints without end.

timeout: Your code did not return within
"""

import os
import time


def kl_divergence(mu, log_var):
    until = time.monotonic() + 60
    while time.monotonic() < until:
        os.write(1, b"spam " * 10_000)
