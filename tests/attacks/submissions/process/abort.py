"""Aborts.

error: Your code ended its process with signal SIGABRT
"""

import os


def kl_divergence(mu, log_var):
    os.abort()
