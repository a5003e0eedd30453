"""A small vault whose root key is a passphrase: nothing on its machine opens the keystore.

The technician has one passphrase for the keystore's slot, the director another; the technician's is not the first
one, which was replaced. One case, led by the caseworker, with the psychologist on it.
"""

from house import House
from story import FIRST, Story, enrol, write_note

TECHNICIAN, DIRECTOR, REPLACED = "slot-technician", "slot-director", "slot-replaced"
PEOPLE = ("admin", "caseworker", "psychologist")
HELD = {
    "admin": set(),
    "caseworker": {(FIRST, "identity"), (FIRST, "casework")},
    "psychologist": {(FIRST, "identity"), (FIRST, "casework"), (FIRST, "psychosocial")},
}

_KEYS = """\
data-folder: {folder}/vault
socket: {folder}/run/sandykd.sock
root-key:
  passphrase: true
keystore: {folder}/keystore/keystore
mirror: {folder}/mirror/keystore
passphrase-passes: 3
passphrase-memory-mib: 64
"""


def tell(folder):
    """The house is stopped when this returns."""
    house = House(folder)
    for part in ("", "vault", "keystore", "mirror", "run", "passphrases"):
        (house.folder / part).mkdir(mode=0o700)
    (house.folder / "Keys").write_text(_KEYS.format(folder=house.folder))
    for name in ("admin", TECHNICIAN, DIRECTOR, REPLACED):
        house.choose_passphrase(name)
    story = Story(house, house, {}, {})
    try:
        _begin(house)
        words = enrol(house, "psychologist", "psychologist")
        enrol(house, "caseworker", "caseworker")
        house.login("caseworker", "psychologist")
        house.run("caseworker", "case", "new", FIRST)
        house.run("caseworker", "case", "assign", FIRST, "psychologist", "--key-words", words)
        for person, compartment, kind in (
            ("caseworker", "identity", "identity-sheet"),
            ("caseworker", "casework", "intake"),
            ("psychologist", "psychosocial", "session-note"),
        ):
            write_note(story, house, "Sealed", person, FIRST, compartment, kind)
        house.run("admin", "key", "rotate", FIRST)
    finally:
        house.stop()
    story.then = frozenset(story.places)
    return story


def _begin(house):
    """`init` with the first technician's passphrase, then another one, and the director's."""
    house.start()
    own, slot = house.folder / "passphrases/admin", house.folder / "passphrases" / REPLACED
    house.run("admin", "init", "--account", "admin", "--passphrase-file", own, "--root-passphrase-file", slot)
    house.login("admin")
    for name, file in (("technician", TECHNICIAN), ("director", DIRECTOR)):
        house.run("admin", "key", "slot", "set", name, "--passphrase-file", house.folder / "passphrases" / file)
