"""Thief 5: everybody's passphrases in turn, and the databases, without root key and keystore."""

from loot import Loot
from story import EVERYBODY, TODAY
from thieves import Caught, Result


def steal(scene):
    today = scene.story.today
    for person in EVERYBODY:
        loot = Loot(today.data, passphrases=(today.passphrase(person),))
        force = scene.must_open(loot, set(), today, f"{person} without the server's keys")
        if force.opened:
            raise Caught(f"{person} without the server's keys: {len(force.opened)} values opened")
    scene.must_open(today.everything("caseworker"), TODAY["caseworker"], today, "control")
    return Result(
        5, "one person's passphrase and the databases", "nothing",
        "with root key and keystore: what the caseworker holds")
