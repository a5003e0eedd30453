"""Thief 11: a member's passphrase, the whole machine, and she writes to the stopped machine's files.

The lawyer: where she is, she reads; nothing that she signs with her own key brings her further.
"""

import ways_of_a_member
import ways_of_an_admin
from burglary import Burglar, break_in
from forging import Forger
from story import QUIET, TODAY
from thieves import Caught, Result, in_words

LAWYER = Burglar((("lawyer", "lawyer"),), frozenset(TODAY["lawyer"]))
LET_IN = {(QUIET, "identity"), (QUIET, "casework")}


def steal(scene):
    folder = scene.folder / "a-members-pen"
    prepared = prepare(scene, folder / "prepared")
    tally = break_in(scene, LAWYER, prepared, ways_of_a_member.WAYS)
    _control_of_forging(scene, prepared.copy(folder / "control"))
    both = TODAY["lawyer"] | TODAY["psychologist"]
    scene.must_open(prepared.everything("lawyer", "psychologist"), both, scene.story.today, "control")
    return Result(
        11, "+ a member's passphrase (the lawyer's), and she writes to the stopped machine's files",
        f"what she holds ({in_words(TODAY['lawyer'])}): {tally.in_words('nothing more')}",
        "with the psychologist's passphrase too, the psychosocial notes; with the lead's, the same forging lets her "
        "into another case, and the daemon reads to her")


def prepare(scene, folder):
    """A copy of today's house; the thief has been at nothing in it yet."""
    folder.parent.mkdir()
    return scene.story.today.copy(folder)


def _control_of_forging(scene, house):
    """The same forging with the passphrase of the caseworker, who leads the other case."""
    forger = Forger(house, "lawyer", "caseworker")
    her = forger.keys["lawyer"].key_id
    ways_of_an_admin.let_in(forger, "caseworker", QUIET, her)
    ways_of_an_admin.make_lead(forger, "caseworker", QUIET, her)
    forger.close()
    try:
        if house.start() != "ready":
            raise Caught(f"control: the daemon does not start: {house.last_words()}")
        house.login("lawyer")
        for record in scene.story.of(LET_IN, scene.story.today) & set(scene.story.texts):
            if scene.story.texts[record].decode() not in house.run("lawyer", "note", "read", record.hex()):
                raise Caught("control: the daemon read another text to the lawyer")
    finally:
        house.stop()
