"""Begins a message of a thousand bytes, sends ten, and waits.

timeout: While importing your file: Your code did not return within
"""

import sys

frame = sys._getframe()
while "channel" not in frame.f_locals:
    frame = frame.f_back
channel, token = frame.f_locals["channel"], frame.f_locals["token"]

import os
import time

os.write(channel.fileno(), (1000).to_bytes(4, "big") + b"0123456789")
time.sleep(60)
