"""Wrong once in ten calls.

fail: vae/kl is not right yet.
"""

calls = []


def kl_divergence(mu, log_var):
    calls.append(1)
    return -0.5 * (1 + log_var - mu**2 - log_var.exp()).sum() + (len(calls) % 10 == 0)
