"""A worker has never held the known mistakes, of which some are nearly right."""

from importlib import import_module

from grader.probe.probe import known_mistakes_of
from grader.verdict import Status
from tests.attacks.victim import EXERCISE, Victim

SEARCH = """
import ctypes

halves = {halves!r}  # the beginning of a sentence, and the rest of it backwards

maps = open("/proc/self/maps").read().splitlines()
libc = ctypes.CDLL(None)
libc.memmem.restype = ctypes.c_void_p
libc.memmem.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_char_p, ctypes.c_size_t)
found = 0
for line in maps:
    place, rights, _, _, inode, *name = line.split(maxsplit=5)
    begin, end = (int(part, 16) for part in place.split("-"))
    if rights.startswith("rw") and (not name or name[0] == "[heap]") and end - begin < 1 << 28:
        for known, backwards in halves:
            start = begin
            while at := libc.memmem(start, end - start, known, len(known)):
                rest = ctypes.string_at(at + len(known), len(backwards))
                found += rest[::-1] == backwards
                start = at + 1


def kl_divergence(mu, log_var):
    right = -0.5 * (1 + log_var - mu**2 - log_var.exp()).sum()
    return right + found
"""


def searching(sentences: list[str]) -> bytes:
    """A submission that is right if it finds none of the sentences."""
    texts = [sentence.encode() for sentence in sentences]
    halves = [(text[:20], text[:19:-1]) for text in texts]
    return SEARCH.format(halves=halves).encode()


def test_no_memory_of_a_worker_holds_a_known_mistake(victim: Victim) -> None:
    """Neither in what it holds nor in what it has freed is the sentence of one."""
    mistakes = known_mistakes_of(import_module(EXERCISE.mistakes))
    one_line = [known.sentence for known in mistakes if known.sentence == known.write.__doc__]
    long = [sentence for sentence in one_line if len(sentence) > 60]
    assert len(long) > 2
    assert victim.grades(searching([long[0], long[-1]])).status is Status.PASS
