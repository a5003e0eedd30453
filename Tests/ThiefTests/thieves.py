"""What every thief's file uses: what a loot opens, as places, and how that is judged."""

import base64
import json
from dataclasses import dataclass

from forcing import Force, Hints
from reader import Reader


class Caught(Exception):
    """A thief opened something else than what this page promises, or a control failed."""


@dataclass(frozen=True)
class Result:
    """One row of the table: `tried` loots opened `opened`; `control` says what the same code did with more."""

    number: int
    loot: str
    opened: str
    control: str


class Scene:
    """The story, and the ids that every thief is told."""

    def __init__(self, story, folder, hints=None):
        self.story, self.folder = story, folder
        self.hints = hints or _hints(story)

    def force(self, loot, hints=None):
        return Force(loot, hints or self.hints)

    def must_open(self, loot, places, house, what):
        """Exactly the records of these places, every version, with the text that was written."""
        force = self.force(loot)
        wanted = self.story.of(places, house)
        opened = {record for record, _ in force.records}
        if opened != wanted:
            extra = sorted({self.story.places.get(record, ("?", record.hex())) for record in opened - wanted})
            raise Caught(f"{what}: opened {extra} against the promise; did not open {len(wanted - opened)} records")
        for (record, version), parts in force.records.items():
            self._compare(record, version, parts, what)
        self._compare_documents(force, what)
        return force

    def _compare_documents(self, force, what):
        """Who opens a document's header opens its chunks, to the very bytes; nobody else opens any."""
        contents = force.documents()
        wanted = sum("name" in json.loads(parts["header"]) for parts in force.records.values())
        if len(contents) != wanted:
            raise Caught(f"{what}: {len(contents)} documents opened, not {wanted}")
        for place, parts in force.records.items():
            header = json.loads(parts["header"])
            if "contentHash" in header and contents.get(place) != base64.b64decode(header["contentHash"]):
                raise Caught(f"{what}: document {place[0].hex()} did not open to its bytes")

    def _compare(self, record, version, parts, what):
        json.loads(parts["header"])
        text = self.story.texts.get(record)
        if text is not None and parts["body"] != text:
            raise Caught(f"{what}: record {record.hex()} version {version} opened to another text")


def _hints(story):
    now = Reader(story.today.data, story.today.keystore, story.today.root_key)
    then = Reader(story.last_month.data, story.last_month.keystore, story.last_month.root_key)
    grants = set(now.facts.grants) | set(then.facts.grants)
    epochs = {epoch for reader in (now, then) for _, epoch in reader.keystore.house_keys}
    return Hints(
        tuple(now.facts.cases),
        tuple(range(1, 1 + max(version for _, _, version, _ in grants))),
        tuple(range(1, 1 + max(epochs))),
        logins_of(now.vault),
        tuple({*now.facts.custodians, *then.facts.custodians}),
    )


def logins_of(vault):
    """Salt and cost of every account: the daemon gives them to anybody who asks."""
    rows = [vault.account(key_id) for key_id in vault.account_ids()]
    return tuple(sorted({(row.salt, row.cost) for row in rows}))


def in_words(places):
    """How many compartments, of how many cases."""
    if not places:
        return "nothing"
    cases = len({case for case, _ in places})
    return f"{len(places)} compartments of {cases} {'case' if cases == 1 else 'cases'}"
