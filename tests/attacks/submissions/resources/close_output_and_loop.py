"""Closes its output, so that it cannot say where it is, and loops.

timeout: Your code did not return within
"""

import os
import time


def kl_divergence(mu, log_var):
    os.close(1)
    os.close(2)
    until = time.monotonic() + 60
    while time.monotonic() < until:
        pass
