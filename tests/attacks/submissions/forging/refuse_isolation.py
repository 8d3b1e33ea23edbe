"""Says that it could not be confined.

error: sent an invalid answer
"""

import sys

frame = sys._getframe()
while "channel" not in frame.f_locals:
    frame = frame.f_back
channel, token = frame.f_locals["channel"], frame.f_locals["token"]

from grader.worker.codec import encode

answer = {"error": None, "names": {}, "defined": [], "device": "cpu", "isolation": "off"}
channel.send_bytes(encode({"token": token, "answer": {**answer, "refused": "No isolation."}}))
