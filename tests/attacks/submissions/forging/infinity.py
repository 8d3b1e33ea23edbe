"""Returns infinity.

fail: The result is infinite
"""


def kl_divergence(mu, log_var):
    return -0.5 * (1 + log_var - mu**2 - log_var.exp()).sum() + float("inf")
