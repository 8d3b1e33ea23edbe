"""Reads where nothing is.

error: Your code ended its process with signal SIGSEGV, a crash in compiled code
"""

import ctypes


def kl_divergence(mu, log_var):
    ctypes.string_at(0)
