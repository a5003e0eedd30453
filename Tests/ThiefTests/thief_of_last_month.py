"""Thief 6: last month's databases with today's root key and keystore, first alone, then with all passphrases."""

from loot import Loot
from story import EVERYBODY, LAST_MONTH, QUIET
from thieves import Result


def steal(scene):
    then, today = scene.story.last_month, scene.story.today
    everybody = tuple(then.passphrase(person) for person in EVERYBODY)
    scene.must_open(Loot(then.data, today.keystore, today.root_key), set(), then, "last month's databases")
    held = set().union(*LAST_MONTH.values())
    not_rotated = {place for place in held if place[0] == QUIET}
    loot = Loot(then.data, today.keystore, today.root_key, everybody)
    scene.must_open(loot, not_rotated, then, "last month's databases and all passphrases")
    scene.must_open(Loot(then.data, then.keystore, today.root_key, everybody), held, then, "control")
    return Result(
        6, "last month's databases + today's root key and keystore",
        "nothing; with everybody's passphrases too, only the case that was neither rotated nor disposed of",
        "with last month's keystore and these passphrases: every record of then")
