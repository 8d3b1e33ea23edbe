"""Sleeps.

timeout: Your code did not come back within
"""

import time


def kl_divergence(mu, log_var):
    time.sleep(60)
