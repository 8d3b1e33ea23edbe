"""Answers with an exception at line infinity.

error: sent an invalid answer
"""

import json

from grader.worker.codec import REQUEST, decode, encode
from tests.attacks.found_channel import channel, token


def send(tree, token):
    text = json.dumps({"dict": [["token", {"value": token}], ["answer", tree]]}).encode()
    channel.send_bytes(len(text).to_bytes(8, "little") + text)


channel.send_bytes(
    encode(
        {"token": token, "answer": {"error": None, "names": {"kl_divergence": "ok"}, "defined": []}}
    )
)
token = decode(channel.recv_bytes(REQUEST.length), REQUEST)["token"]

send(
    {"dict": [["got", {"raised": ["E", "", [float("inf")], None, False]}], ["used", {"list": []}]]},
    token,
)
