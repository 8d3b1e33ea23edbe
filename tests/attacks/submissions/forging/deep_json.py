"""Sends lists in lists, a hundred thousand deep.

error: sent an invalid answer
"""

from tests.attacks.found_channel import channel

text = b"[" * 100_000 + b"]" * 100_000
channel.send_bytes(len(text).to_bytes(8, "little") + text)


def kl_divergence(mu, log_var):
    return -0.5 * (1 + log_var - mu**2 - log_var.exp()).sum() + 1
