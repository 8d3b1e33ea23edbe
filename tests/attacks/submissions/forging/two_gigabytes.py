"""Announces a message of two gigabytes.

error: sent an invalid answer
"""

import os
import time

from tests.attacks.found_channel import channel

os.write(channel.fileno(), (2**31 - 1).to_bytes(4, "big") + b"0123456789")
time.sleep(60)
