"""Says that it could not be confined.

error: sent an invalid answer
"""

from grader.worker.codec import encode
from tests.attacks.found_channel import channel, token

answer = {"error": None, "names": {}, "defined": [], "device": "cpu", "isolation": "off"}
channel.send_bytes(encode({"token": token, "answer": {**answer, "refused": "No isolation."}}))
