"""Sends a second answer to its first question while the next one is asked.

error: sent an invalid answer
"""

import sys

frame = sys._getframe()
while "channel" not in frame.f_locals:
    frame = frame.f_back
channel, token = frame.f_locals["channel"], frame.f_locals["token"]

import threading
import time

from grader.worker.codec import encode


def late():
    time.sleep(0.2)
    channel.send_bytes(encode({"token": token, "answer": {}}))


threading.Thread(target=late, daemon=True).start()


def kl_divergence(mu, log_var):
    time.sleep(1)
    return mu.sum()
