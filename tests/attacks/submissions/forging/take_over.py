"""Answers the protocol itself, with wrong numbers, in place of the driver.

fail: vae/kl is not right yet.
"""

import numpy as np

from grader.probe.values import Array
from grader.worker.codec import REQUEST, decode, encode
from tests.attacks.found_channel import channel


def send(answer):
    channel.send_bytes(encode({"token": token, "answer": answer}))


send({"error": None, "names": {"kl_divergence": "ok"}, "defined": ["kl_divergence"]})
while True:
    request = decode(channel.recv_bytes(REQUEST.length), REQUEST)
    token = request["token"]
    for case in request["cases"]:
        value = Array(np.asarray(1.0), "torch", "float64")
        send({"got": {"value": value, "after": case, "gradient": case}, "used": []})
