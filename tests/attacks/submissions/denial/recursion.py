"""Calls itself without end, with no limit on it but the machine's.

error:
"""

import sys

sys.setrecursionlimit(10**9)


def deeper(depth):
    return deeper(depth + 1) + 1 if depth < 20_000 else 1 / 0


def kl_divergence(mu, log_var):
    return deeper(0)
