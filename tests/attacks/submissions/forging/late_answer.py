"""Sends a second answer to its first question while the next one is asked.

error: sent an invalid answer
"""

import threading
import time

from grader.worker.codec import encode
from tests.attacks.found_channel import channel, token


def late():
    time.sleep(0.2)
    channel.send_bytes(encode({"token": token, "answer": {}}))


threading.Thread(target=late, daemon=True).start()


def kl_divergence(mu, log_var):
    time.sleep(1)
    return mu.sum()
