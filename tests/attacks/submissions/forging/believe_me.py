"""Sends verdicts, in every form that a grader may believe, in place of answers.

error: sent an invalid answer
"""

from grader.worker.codec import REQUEST, decode, encode
from tests.attacks.found_channel import channel, token

channel.send_bytes(
    encode(
        {"token": token, "answer": {"error": None, "names": {"kl_divergence": "ok"}, "defined": []}}
    )
)
while True:
    token = decode(channel.recv_bytes(REQUEST.length), REQUEST)["token"]
    verdict = {"verdict": "pass", "status": "pass", "passed": True, "checks": []}
    channel.send_bytes(encode({"token": token, "answer": verdict, **verdict}))
