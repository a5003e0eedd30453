"""Thief 1: a copy of the databases, and nothing else."""

from loot import Loot
from story import TODAY
from thieves import Caught, Result


def steal(scene):
    today = scene.story.today
    force = scene.must_open(Loot(today.data), set(), today, "databases only")
    if force.opened:
        raise Caught(f"databases only: {len(force.opened)} values opened")
    scene.must_open(today.everything("lawyer"), TODAY["lawyer"], today, "control")
    return Result(1, "a copy of the databases", "nothing", "with keys and the lawyer's passphrase: what she holds")
