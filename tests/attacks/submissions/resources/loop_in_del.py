"""Loops where an object is thrown away.

timeout: Your code did not return within
"""

import time


class Heavy:
    def __del__(self):
        until = time.monotonic() + 60
        while time.monotonic() < until:
            pass


def kl_divergence(mu, log_var):
    Heavy()
    return -0.5 * (1 + log_var - mu**2 - log_var.exp()).sum()
