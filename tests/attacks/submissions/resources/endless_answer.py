"""Returns a tensor of 2**40 numbers that take no memory until they are copied.

fail: too large to read
"""


def kl_divergence(mu, log_var):
    return mu.sum().expand(1 << 20, 1 << 20)
