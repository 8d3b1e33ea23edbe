"""Returns a text of 300 KB.

fail: is of type str
"""


def kl_divergence(mu, log_var):
    return "x" * 300_000
