"""Announces a message of negative length.

error: sent an invalid answer
"""

import os
import time

from tests.attacks.found_channel import channel

os.write(channel.fileno(), b"\xff\xff\xff\xff" + bytes(8) + b"0123456789")
time.sleep(60)
