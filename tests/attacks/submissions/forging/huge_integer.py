"""Returns an integer of a thousand digits.

fail: The result is
"""


def kl_divergence(mu, log_var):
    return 10**1000
