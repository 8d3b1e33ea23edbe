"""Sends arrays whose table claims a terabyte.

error: sent an invalid answer
"""

import json

from tests.attacks.found_channel import channel, token

text = json.dumps(
    {
        "dict": [
            ["token", {"value": token}],
            ["answer", {"array": ["0", "torch", "float32", "cpu", [1 << 38]]}],
        ]
    }
).encode()
table = json.dumps(
    {"0": {"dtype": "F32", "shape": [1 << 38], "data_offsets": [0, 1 << 40]}}
).encode()
channel.send_bytes(
    len(text).to_bytes(8, "little") + text + len(table).to_bytes(8, "little") + table + bytes(8)
)


def kl_divergence(mu, log_var):
    return -0.5 * (1 + log_var - mu**2 - log_var.exp()).sum() + 1
