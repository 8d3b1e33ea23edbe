"""Sleeps.

timeout: Your code did not return within
"""

import time


def kl_divergence(mu, log_var):
    time.sleep(60)
