"""Sends many answers to one question.

error: sent an invalid answer
"""

from grader.worker.codec import encode
from tests.attacks.found_channel import channel, token

answer = {"error": None, "names": {"kl_divergence": "ok"}, "defined": []}
for _ in range(50):
    channel.send_bytes(encode({"token": token, "answer": answer}))


def kl_divergence(mu, log_var):
    return -0.5 * (1 + log_var - mu**2 - log_var.exp()).sum() + 1
