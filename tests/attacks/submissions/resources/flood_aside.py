"""Right, while a thread prints without end.

pass: vae/kl passes
"""

import os
import threading
import time


def flood():
    until = time.monotonic() + 30
    while time.monotonic() < until:
        os.write(2, b"spam\n" * 10_000)


threading.Thread(target=flood, daemon=True).start()


def kl_divergence(mu, log_var):
    return -0.5 * (1 + log_var - mu**2 - log_var.exp()).sum()
