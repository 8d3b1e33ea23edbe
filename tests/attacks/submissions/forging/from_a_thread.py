"""Writes to the channel from a thread, over the answers that are sent.

error:
"""

import os
import threading
import time

from tests.attacks.found_channel import channel


def scribble():
    until = time.monotonic() + 20
    while time.monotonic() < until:
        os.write(channel.fileno(), b"x")


threading.Thread(target=scribble, daemon=True).start()


def kl_divergence(mu, log_var):
    return -0.5 * (1 + log_var - mu**2 - log_var.exp()).sum() + 1
