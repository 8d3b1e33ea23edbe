"""Sends 60 MB of numbers that nobody asked for along with an answer.

error: sent an invalid answer
"""

import torch

from grader.worker.codec import MessageLimits, encode
from tests.attacks.found_channel import channel, token

extra = torch.zeros(60 << 17, dtype=torch.float64)
answer = {"error": None, "names": {"kl_divergence": "ok"}, "defined": [], "extra": extra}
channel.send_bytes(encode({"token": token, "answer": answer}, MessageLimits(1 << 30, 1 << 20)))


def kl_divergence(mu, log_var):
    return -0.5 * (1 + log_var - mu**2 - log_var.exp()).sum() + 1
