"""Takes nearly as long for each call as it may, and so too long in all.

timeout: All calls of your code together took over
"""

import time


def kl_divergence(mu, log_var):
    time.sleep(0.4)
    return -0.5 * (1 + log_var - mu**2 - log_var.exp()).sum()
