"""A stopped machine's files are written to, the real daemon is started on them, and everybody comes to work again.

Each way in is tried on a copy of its own. It fails by the daemon's not starting; or the daemon starts and nothing
opens that must not, neither to the thief at the daemon nor to the thief's keys in the files after everybody has
worked, and everybody still reads what they could read.
"""

import dataclasses
import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import keystore
from house import Refused
from own_cards import own_custodians
from story import EVERYBODY, FIRST, TODAY
from thieves import Caught, logins_of
from vaultdb import Vault

# Why a start has to be refused: the forgery itself was seen.
FOUND_OUT = ("sandykd: the ledger is damaged at event", "sandykd: table", "sandykd: the keystore")
# (who, what kind, where it lies) of what is written after the theft.
LATER = (
    ("caseworker", "intake", "casework"),
    ("lawyer", "statement", "legal"),
    ("psychologist", "session-note", "psychosocial"),
)
LATER_TEXT = "after the theft"


def lawful(way):
    """Marks a way in which nothing is against the rules: the daemon has to start."""
    way.is_lawful = True
    return way


def without(*people):
    """Marks a way after which these people cannot log in: what is in the files may be spoilt, only not opened."""

    def mark(way):
        way.without = people
        return way

    return mark


def together_with(*people):
    """Marks a way after which these, who came later than the story, have to be able to log in too."""

    def mark(way):
        way.together_with = people
        return way

    return mark


def spoils(way):
    """Marks a way that is known to spoil something, though it opens no content: it says so itself, or somebody cannot
    go on. It should not be. Without the mark such a way fails the run; once mended it needs none."""
    way.is_spoiling = True
    return way


class Spoilt(Exception):
    """Somebody has lost something."""


@dataclasses.dataclass
class Tally:
    """How ways ended. Whatever starts opens nothing."""

    stopped: int = 0
    harmless: int = 0
    spoilt: int = 0

    def __add__(self, other):
        return Tally(self.stopped + other.stopped, self.harmless + other.harmless, self.spoilt + other.spoilt)

    @property
    def tried(self):
        return self.stopped + self.harmless + self.spoilt

    def in_words(self, nothing):
        words = f"{self.tried} ways tried, {self.stopped} stop the start, {self.harmless} start and open {nothing}"
        return words + (f", {self.spoilt} open {nothing} but spoil something" if self.spoilt else "")


@dataclasses.dataclass(frozen=True)
class Burglar:
    """Whom the thief can be, as (name of the passphrase's file, name at the login), and what these may open."""

    logins: tuple
    may_open: frozenset = frozenset()

    def present(self, house):
        """Those of them whom this house knows."""
        return [login for login in self.logins if (house.folder / "passphrases" / login[0]).exists()]


def break_in(scene, burglar, prepared, ways):
    tally = Tally()
    for way in ways:
        house = prepared.copy(prepared.folder.parent / way.__name__)
        places = dict(scene.story.places)
        try:
            is_taken = way(scene, house)
            if house.start() is None:
                _was_found_out(house, way)
                tally.stopped += 1
                _say_if_mended(way)
                continue
            if _is_spoilt(scene, house, way, places, is_taken):
                tally.spoilt += 1
            else:
                tally.harmless += 1
                _say_if_mended(way)
            _nothing_at_the_daemon(scene, burglar, house, way, places)
        finally:
            house.stop()
        _nothing_in_the_files(scene, burglar, house, way, places)
    return tally


def _is_spoilt(scene, house, way, places, is_taken):
    """Whether the way itself says so, or somebody has lost something; `places` then has the new notes too."""
    try:
        if is_taken:
            raise Spoilt("the thief has what should be gone")
        _work_again(house, way, places)
        _everything_is_there(scene, house, way)
    except Spoilt as spoilt:
        if not hasattr(way, "is_spoiling"):
            raise Caught(f"{way.__name__}: {spoilt}") from spoilt
        return True
    return False


def _say_if_mended(way):
    if hasattr(way, "is_spoiling"):
        print(f"{way.__name__} spoils nothing any more: its mark can go", file=sys.stderr)


def _was_found_out(house, way):
    if hasattr(way, "is_lawful"):
        raise Caught(f"{way.__name__}: lawful, and yet the daemon does not start")
    if not house.last_words().startswith(FOUND_OUT):
        raise Caught(f"{way.__name__}: the daemon stopped for another reason: {house.last_words()}")


def _here(way, people):
    return [person for person in people if person not in getattr(way, "without", ())]


def _work_again(house, way, places):
    """Everybody comes back and writes, and whatever waits in sessions is done."""
    try:
        house.login(*_here(way, EVERYBODY), *getattr(way, "together_with", ()))
    except Refused as refusal:
        raise Spoilt(f"somebody cannot log in: {refusal}") from refusal
    for person, kind, compartment in LATER:
        if person in _here(way, EVERYBODY):
            words = "note", "write", FIRST, "--kind", kind, "--title", "later", "--json"
            try:
                printed = house.run(person, *words, text=LATER_TEXT)
            except Refused as refusal:
                raise Spoilt(f"{person} cannot write: {refusal}") from refusal
            places[bytes.fromhex(json.loads(printed)["id"])] = (FIRST, compartment)
    time.sleep(1)


def _everything_is_there(scene, house, way):
    """Every note, to everybody who may read it."""

    def read(person, record):
        try:
            text = house.run(person, "note", "read", record.hex())
        except Refused as refusal:
            raise Spoilt(f"gone for {person}: {refusal}") from refusal
        if scene.story.texts[record].decode() not in text:
            raise Caught(f"{way.__name__}: {person} reads another text in {record.hex()}")

    _all_at_once(read, [
        (person, record) for person in _here(way, EVERYBODY)
        for record in scene.story.of(TODAY[person], scene.story.today) & set(scene.story.texts)
    ])


def _nothing_at_the_daemon(scene, burglar, house, way, places):
    documents = set(scene.story.places) - set(scene.story.texts)
    for file, name in burglar.present(house):
        try:
            house.run(file, "login", name, "--passphrase-file", house.folder / "passphrases" / file)
        except Refused:
            continue
        tries = []
        for record in [record for record, place in places.items() if place not in burglar.may_open]:
            tries.append((house, way, file, "note", "read", record.hex()))
            if record in documents:
                tries.append((house, way, file, "doc", "get", record.hex(), "-o", "-"))
        _all_at_once(_is_refused, tries)


def _all_at_once(do, lists):
    """The command line is slow to start, and there are many commands."""
    with ThreadPoolExecutor(4) as pool:
        for _ in pool.map(lambda arguments: do(*arguments), lists):
            pass


def _is_refused(house, way, person, *words):
    try:
        house.run(person, *words)
    except Refused:
        return
    raise Caught(f"{way.__name__}: the daemon took from {person}: {' '.join(words)}")


def _nothing_in_the_files(scene, burglar, house, way, places):
    loot = house.everything(*(file for file, _ in burglar.present(house)))
    own = own_custodians(house)
    if own is not None:
        loot = dataclasses.replace(loot, custodian_secrets=(own.secret,))
    opened = {record for record, _ in scene.force(loot, hints_of(scene, house)).records}
    against = [record for record in opened if places.get(record) not in burglar.may_open]
    if against:
        raise Caught(f"{way.__name__}: {len(against)} records opened in the files")


def hints_of(scene, house):
    """As scene's, with who came later, and keys as many as may have been made since."""
    opened = keystore.open_keystore(house.keystore.read_bytes(), keystore.read_root_key(house.root_key))
    own = own_custodians(house)
    return dataclasses.replace(
        scene.hints,
        logins=logins_of(Vault(house.data, opened)),
        key_versions=tuple(range(1, 4 + max(scene.hints.key_versions))),
        epochs=tuple(range(1, 4 + max(scene.hints.epochs))),
        custodians=(*scene.hints.custodians, *((own.key_id,) if own else ())))
