"""Begins a message of a thousand bytes, sends ten, and waits.

timeout: While importing your file: Your code did not return within
"""

import os
import time

from tests.attacks.found_channel import channel

os.write(channel.fileno(), (1000).to_bytes(4, "big") + b"0123456789")
time.sleep(60)
