"""Answers with an exception at line infinity.

error: sent an invalid answer
"""

import sys

frame = sys._getframe()
while "channel" not in frame.f_locals:
    frame = frame.f_back
channel, token = frame.f_locals["channel"], frame.f_locals["token"]

import json

from grader.worker.codec import REQUEST, decode, encode


def send(tree, token):
    text = json.dumps({"dict": [["token", {"value": token}], ["answer", tree]]}).encode()
    channel.send_bytes(len(text).to_bytes(8, "little") + text + (2).to_bytes(8, "little") + b"{}")


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
