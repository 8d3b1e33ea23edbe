"""Imports every module of the standard library that it finds, and is wrong.

fail:
"""

import contextlib
import importlib
import io
import sys

for name in sorted(sys.stdlib_module_names):
    if name in ("antigravity", "this", "idlelib", "turtle", "tkinter", "turtledemo", "lib2to3"):
        continue
    with contextlib.suppress(Exception), contextlib.redirect_stdout(io.StringIO()):
        importlib.import_module(name)


def kl_divergence(mu, log_var):
    return -0.5 * (1 + log_var - mu**2 - log_var.exp()).sum() + 1
