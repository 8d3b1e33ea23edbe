"""Right, with a thread that would go on printing for a while after the call.

pass: vae/kl passes
"""

import threading
import time


def go_on():
    until = time.monotonic() + 20
    while time.monotonic() < until:
        print("still here", flush=True)
        time.sleep(0.01)


threading.Thread(target=go_on).start()


def kl_divergence(mu, log_var):
    return -0.5 * (1 + log_var - mu**2 - log_var.exp()).sum()
