"""Thief 3: the whole machine and one person's passphrase, for each person in turn."""

from story import EVERYBODY, TODAY
from thieves import Result, in_words


def steal(scene):
    today, found = scene.story.today, []
    for person in EVERYBODY:
        scene.must_open(today.everything(person), TODAY[person], today, f"{person}'s passphrase")
        found.append(f"{person}: {in_words(TODAY[person])}")
    everything = set().union(*TODAY.values())
    scene.must_open(today.everything(*EVERYBODY), everything, today, "control")
    return Result(
        3, "+ one person's passphrase", "exactly what that person holds (" + "; ".join(found) + ")",
        "with everybody's passphrases: every record")
