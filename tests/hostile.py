"""Damage done to files at random, the same for the same seed: what every reader must survive."""

from random import Random

_SEEDS, _SEEDS_DEEP = 50, 1_000
_MOST_CHANGES = 8


def flipped(data: bytes, seed: int) -> bytes:
    """Return a copy in which one to eight bytes have another value."""
    random = Random(seed)
    damaged = bytearray(data)
    for _ in range(random.randint(1, _MOST_CHANGES) if data else 0):
        damaged[random.randrange(len(damaged))] ^= random.randint(1, 255)
    return bytes(damaged)


def seeds(deep: bool) -> range:
    """Return the seeds of a run: 50, or 1 000 with ``--deep``."""
    return range(_SEEDS_DEEP if deep else _SEEDS)
