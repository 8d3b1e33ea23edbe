"""Asks for a terabyte.

error: Your code raised MemoryError
"""


def kl_divergence(mu, log_var):
    return bytearray(1 << 40)
