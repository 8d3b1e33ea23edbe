"""Sends a pickle that would run a function in whoever loads it.

error: sent an invalid answer
"""

import pickle

from tests.attacks.found_channel import channel


class Trap:
    def __reduce__(self):
        return (print, ("unpickled",))


channel.send_bytes(pickle.dumps(Trap()))


def kl_divergence(mu, log_var):
    return -0.5 * (1 + log_var - mu**2 - log_var.exp()).sum() + 1
