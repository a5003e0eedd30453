"""Which points are tried, and in which order."""

import itertools
import random


def of(sweep):
    """An end before each change, and one in the middle of each write; elsewhere the two are the same."""
    for number, kind in enumerate(sweep.kinds, 1):
        yield number, False
        if kind == "w":
            yield number, True


def said(text):
    """Those that somebody named, as in 17,18t."""
    for word in text.split(","):
        yield int(word.rstrip("t")), word.endswith("t")


def in_turn(sweeps, seed):
    """All points, each once: by chance within an operation, the operations in turn. Whenever that is cut off, every
    operation had as many tries as any other that has them."""
    shuffled = []
    for sweep in sweeps:
        own = list(of(sweep))
        random.Random(f"{seed} {sweep.operation.name}").shuffle(own)
        shuffled.append([(sweep, *point) for point in own])
    return [point for turn in itertools.zip_longest(*shuffled) for point in turn if point]
