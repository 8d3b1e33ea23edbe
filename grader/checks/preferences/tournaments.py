"""Tournaments whose players get scores."""

from collections.abc import Sequence

import numpy as np

from grader.probe.case import Inputs
from grader.probe.strategies import torch_array


def tournament(wins: Sequence[Sequence[float]]) -> Inputs:
    """How often the player of the row beat that of the column."""
    return {"wins": torch_array(wins)}


def drawn(seed: int, players: int, spread: float, games: int) -> Inputs:
    """Games between all players, whose scores are so far apart, each decided by its sigmoid.

    Each player also beats the next one once, and the last beats the first, so that every one is
    reachable from every other.
    """
    rng = np.random.default_rng(seed)
    scores = np.linspace(-spread, spread, players)
    beats = 1 / (1 + np.exp(scores - scores[:, None]))
    wins = np.zeros((players, players))
    for i in range(players):
        for j in range(i):
            played = rng.integers(0, games + 1)
            wins[i, j] = rng.binomial(played, beats[i, j])
            wins[j, i] = played - wins[i, j]
        wins[i, (i + 1) % players] += 1
    return tournament(wins.tolist())


# The scores are about 0.55; 3.5; 0.8; 6.0; 5.6; 2.8; and, of twenty players, 3.
TWO = tournament([[0, 3], [1, 0]])
LOPSIDED = tournament([[0, 1000], [1, 0]])
CIRCLE = tournament([[0, 2, 0], [0, 0, 1], [3, 0, 0]])
LADDER = tournament(
    [
        [0, 20, 0, 0, 0],
        [1, 0, 20, 0, 0],
        [0, 1, 0, 20, 0],
        [0, 0, 1, 0, 20],
        [0, 0, 0, 1, 0],
    ]
)
"""Players who met only their neighbors."""

CHAIN = tournament([[(j == i + 1) * 200 + (j == i - 1) * 90 for j in range(15)] for i in range(15)])
"""Many players who met only their neighbors; their scores are as far apart as 11."""

UNEQUAL = tournament([[0, 90, 4, 1], [30, 0, 1, 2], [1, 3, 0, 40], [0, 1, 25, 0]])
"""Players who met some opponents often and others hardly."""

CHATBOTS = tournament(
    [
        [0, 14, 21, 30, 17, 41],
        [10, 0, 16, 25, 9, 30],
        [9, 12, 0, 18, 11, 27],
        [6, 9, 14, 0, 6, 19],
        [8, 8, 10, 13, 0, 22],
        [3, 5, 6, 10, 4, 0],
    ]
)
"""A small tournament of six chatbots, of which two were shown to a person at a time."""
