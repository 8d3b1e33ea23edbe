"""Loops while it is imported.

timeout: While importing your file: Your code did not return within
"""

import time

until = time.monotonic() + 60
while time.monotonic() < until:
    pass


def kl_divergence(mu, log_var):
    return -0.5 * (1 + log_var - mu**2 - log_var.exp()).sum() + 1
