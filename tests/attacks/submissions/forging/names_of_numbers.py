"""Says of the names in it that they are a number.

error: sent an invalid answer
"""

from grader.worker.codec import encode
from tests.attacks.found_channel import channel, token

channel.send_bytes(
    encode({"token": token, "answer": {"error": None, "names": {"kl_divergence": 5}, "defined": 7}})
)
