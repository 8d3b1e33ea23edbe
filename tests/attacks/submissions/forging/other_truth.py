"""Sends truth values that are neither true nor false.

error: sent an invalid answer
"""

import json

from tests.attacks.found_channel import channel, token

text = json.dumps(
    {
        "dict": [
            ["token", {"value": token}],
            ["answer", {"array": ["bool", "torch", "bool", "cpu", [4]]}],
        ]
    }
).encode()
channel.send_bytes(len(text).to_bytes(8, "little") + text + bytes(range(4)))


def kl_divergence(mu, log_var):
    return -0.5 * (1 + log_var - mu**2 - log_var.exp()).sum() + 1
