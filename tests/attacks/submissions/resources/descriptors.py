"""Opens descriptors until it cannot, and keeps them.

error: Your code raised OSError
"""

import os

held = []


def kl_divergence(mu, log_var):
    for _ in range(100_000):
        held.append(os.open("/dev/null", os.O_RDONLY))
