"""Thief 7: last month's everything and a passphrase of then. This one succeeds: no rotation takes it back."""

from story import EVERYBODY, LAST_MONTH, TODAY
from thieves import Result, in_words


def steal(scene):
    then, today = scene.story.last_month, scene.story.today
    for person in EVERYBODY:
        scene.must_open(then.everything(person), LAST_MONTH[person], then, f"{person}, last month")
    scene.must_open(today.everything("caseworker2"), TODAY["caseworker2"], today, "control")
    return Result(
        7, "last month's everything + a passphrase of then", "what that person could open then: "
        f"caseworker2, since taken off, {in_words(LAST_MONTH['caseworker2'])}",
        "caseworker2's passphrase on today's files: nothing")
