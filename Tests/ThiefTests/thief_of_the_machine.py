"""Thief 2: the whole machine, switched off: databases, keystore, mirror, root key."""

from story import TODAY
from thieves import Caught, Result


def steal(scene):
    today = scene.story.today
    force = scene.must_open(today.everything(), set(), today, "the whole machine")
    if not force.rows:
        raise Caught("the whole machine: the house lock did not open, so the thief's program is not good enough")
    scene.must_open(today.everything("psychologist"), TODAY["psychologist"], today, "control")
    return Result(
        2, "+ root key and keystore: the whole folder", "no content; accounts, places and times",
        "with the psychologist's passphrase: what she holds")
