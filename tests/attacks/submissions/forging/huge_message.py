"""Sends a message of 60 MB that is one number after the other.

error: sent an invalid answer
"""

from tests.attacks.found_channel import channel

text = b"[" + b"0," * (30 << 20) + b"0]"
channel.send_bytes(len(text).to_bytes(8, "little") + text + bytes(16))


def kl_divergence(mu, log_var):
    return -0.5 * (1 + log_var - mu**2 - log_var.exp()).sum() + 1
