"""Asks for memory, without touching it, until there is none.

error: Your code raised
"""

import numpy as np

held = []


def kl_divergence(mu, log_var):
    for _ in range(512):
        held.append(np.empty(1 << 26, dtype=np.uint8))
