"""Answers that it is imported, and never reads a question.

timeout: Your code did not return within
"""

import time

from grader.worker.codec import encode
from tests.attacks.found_channel import channel, token

answer = {"error": None, "names": {"kl_divergence": "ok"}, "defined": []}
channel.send_bytes(encode({"token": token, "answer": answer}))
time.sleep(60)
