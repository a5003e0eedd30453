"""Entries, the tree, the signed chain, and the facts that it states (docs/format.md, "Ledger").

This checks that everything was signed by the keys that the ledger itself names, in an unbroken order. It
does not judge again whether each event was lawful: that is the vault's work at its start.
"""

import hashlib
from dataclasses import dataclass, field

from canonical import Context, Cursor, Damaged, decode_fields
from people import key_id
from sealing import hash_in, verify_signature

FIRST_UNSIGNED = 0x0100
ROLES = {1: "caseworker", 2: "lawyer", 3: "psychologist", 4: "admin", 5: "auditor"}


class Kind:
    """What happened, by number."""

    CHARTER, INVITED, ENROLLED, SUSPENDED, RESUMED, DISABLED, VOUCHED = range(0x01, 0x08)
    CASE_OPENED, ASSIGNED, UNASSIGNED, LEAD_MADE, CASE_CLOSED, CASE_REOPENED = range(0x10, 0x16)
    KEY_MADE, GRANTED, KEY_RETIRED = range(0x20, 0x23)
    PROPOSED, AGREED, PROPOSAL_WITHDRAWN, LIMITS_SET, RECORD_WITHDRAWN = range(0x30, 0x35)
    CASE_HELD, CASE_UNHELD, CASE_DISPOSED = range(0x36, 0x39)
    CUSTODIANS_SET, CUSTODIANS_CONFIRMED, RECOVERED, CUSTODIANS_SUCCEEDED = range(0x40, 0x44)
    REHEARSED, FORMER_CUSTODIANS_REMOVED, ADMIN_RECOVERED = range(0x44, 0x47)
    UNINVITED, LEAD_REMOVED = range(0x08, 0x0A)
    WRITTEN = 0x0136


class Field:
    """The tags of the fields that are read here."""

    PREVIOUS, SIGNER = 1, 2
    SUBJECT, CASE, COMPARTMENT = 4, 5, 6
    RECORD, VERSION, KEY_VERSION, DIGEST, COMMITMENT, NAME, ROLE, INVITE_HASH = range(8, 16)
    INVITE_CODE, AGREEMENT_KEY, SIGNING_KEY = 17, 18, 19
    COMPARTMENTS = 7
    CODE, REQUEST, OPERATION = 21, 22, 23


class Operation:
    """What can be proposed, of what has to be followed here: the rest changes no key and no grant."""

    ACCOUNT_INVITE, ACCOUNT_ROLE, CUSTODIANS_SET = 21, 90, 111


@dataclass(frozen=True)
class Event:
    kind: int
    at: int  # milliseconds since 1970
    fields: dict

    def number(self, tag):
        return int.from_bytes(self.fields[tag], "big")


@dataclass(frozen=True)
class Entry:
    encoded: bytes  # the event alone
    signature: bytes
    event: Event


@dataclass
class Account:
    key_id: bytes
    name: str
    role: str
    agreement_key: bytes
    signing_key: bytes
    status: str = "active"


@dataclass
class Custodians:
    """A key of word cards: grants are sealed to it as to a person, but it is no account."""

    key_id: bytes
    agreement_key: bytes
    signing_key: bytes
    successor: bytes | None = None


@dataclass
class Facts:
    """What the signed events say, by id."""

    vault: bytes | None = None
    head: bytes | None = None
    accounts: dict = field(default_factory=dict)  # key id → Account
    invitations: dict = field(default_factory=dict)  # hash of the code → (name, role)
    cases: dict = field(default_factory=dict)  # case id → code
    custodians: dict = field(default_factory=dict)  # key id → Custodians
    custodian_key: bytes | None = None  # the current one's key id
    key_commitments: dict = field(default_factory=dict)  # (case, compartment, key version) → commitment
    grants: dict = field(default_factory=dict)  # (case, compartment, key version, holder) → digest
    proposals: dict = field(default_factory=dict)  # request id → (event, hash)
    withdrawn: set = field(default_factory=set)  # record ids
    disposed: set = field(default_factory=set)  # case ids
    digests: dict = field(default_factory=dict)  # (record, version) → content digest, from `written`

    def account(self, name):
        """The newest key id of a name."""
        found = [account for account in self.accounts.values() if account.name == name]
        if not found:
            raise LookupError(f"no account {name} in the ledger")
        return found[-1]

    def case(self, code):
        for identifier, known in self.cases.items():
            if known == code:
                return identifier
        raise LookupError(f"no case {code} in the ledger")


def leaf_hash(entry):
    return hashlib.sha256(b"\x00" + entry).digest()


def tree_root(leaves):
    """RFC 6962, section 2.1."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = 1 << ((len(leaves) - 1).bit_length() - 1)
    return hashlib.sha256(b"\x01" + tree_root(leaves[:split]) + tree_root(leaves[split:])).digest()


def decode_entry(data):
    cursor = Cursor(data)
    cursor.take(16)  # salt: only the leaf needs it
    length = cursor.integer(1)
    if length not in (0, 64):
        raise Damaged("a signature of another length")
    signature, encoded = cursor.take(length), cursor.rest()
    return Entry(encoded, signature, _decode_event(encoded))


def _decode_event(data):
    cursor = Cursor(data)
    if cursor.integer(1) != 1:
        raise Damaged("an event of an unknown format")
    kind, at = cursor.integer(2), cursor.integer(8)
    return Event(kind, at, decode_fields(cursor.rest()))


def replay(entries):
    """The facts after all entries; every authority event's signature and place in the chain is checked."""
    facts = Facts()
    for entry in entries:
        try:
            _take(facts, entry)
        except KeyError as error:
            raise Damaged("an event lacks a field, or names what is not there") from error
    return facts


def _take(facts, entry):
    event = entry.event
    if event.kind < FIRST_UNSIGNED:
        _check_and_apply(facts, entry)
    elif entry.signature:
        raise Damaged("a signature on an event that has none")
    elif event.kind == Kind.WRITTEN:
        written = event.fields[Field.RECORD], event.number(Field.VERSION)
        facts.digests[written] = event.fields[Field.DIGEST]


_BY_CUSTODIANS = {
    Kind.RECOVERED,
    Kind.GRANTED,
    Kind.CUSTODIANS_SUCCEEDED,
    Kind.REHEARSED,
    Kind.FORMER_CUSTODIANS_REMOVED,
    Kind.ADMIN_RECOVERED,
}
_STATUS = {Kind.SUSPENDED: "suspended", Kind.RESUMED: "active", Kind.DISABLED: "disabled"}


def _check_and_apply(facts, entry):
    event, fields = entry.event, entry.event.fields
    signer = fields[Field.SIGNER]
    if (event.kind == Kind.CHARTER) != (facts.vault is None) or fields.get(Field.PREVIOUS) != facts.head:
        raise Damaged("the chain of authority events is broken")
    if event.kind in (Kind.CHARTER, Kind.ENROLLED):
        signing_key = fields[Field.SIGNING_KEY]
        if key_id(fields[Field.AGREEMENT_KEY], signing_key) != signer:
            raise Damaged("a key id that is not the hash of its keys")
    else:
        known = facts.custodians.get(signer) or facts.accounts[signer]
        if isinstance(known, Custodians) and event.kind not in _BY_CUSTODIANS:
            raise Damaged("the custodians signed what is not theirs")
        signing_key = known.signing_key
    context = Context(0x17, vault=facts.vault)
    verify_signature(signing_key, context, entry.encoded, entry.signature)
    facts.head = hash_in(context, entry.encoded + entry.signature)
    _apply(facts, entry)


def _apply(facts, entry):
    event, fields = entry.event, entry.event.fields
    subject = fields.get(Field.SUBJECT)
    match event.kind:
        case Kind.CHARTER:
            facts.vault = hash_in(Context(0x15), entry.encoded + entry.signature)
            _enrol(facts, event, fields[Field.NAME].decode("ascii"), "admin")
        case Kind.INVITED:
            facts.invitations[fields[Field.INVITE_HASH]] = (
                fields[Field.NAME].decode("ascii"),
                ROLES[event.number(Field.ROLE)],
            )
        case Kind.UNINVITED:
            del facts.invitations[fields[Field.INVITE_HASH]]
        case Kind.ENROLLED:
            name, role = facts.invitations.pop(hash_in(Context(0x14), fields[Field.INVITE_CODE]))
            _enrol(facts, event, name, role)
        case Kind.SUSPENDED | Kind.RESUMED | Kind.DISABLED:
            facts.accounts[subject].status = _STATUS[event.kind]
            if event.kind == Kind.DISABLED:
                _remove(facts, subject)
        case Kind.CASE_OPENED:
            case = hash_in(Context(0x16, vault=facts.vault), entry.encoded + entry.signature)
            facts.cases[case] = fields[Field.CODE].decode("ascii")
        case Kind.UNASSIGNED:
            _remove(facts, subject, fields[Field.CASE])
        case Kind.KEY_MADE:
            facts.key_commitments[_key(event)] = fields[Field.COMMITMENT]
        case Kind.GRANTED:
            if facts.key_commitments.get(_key(event)) != fields[Field.COMMITMENT]:
                raise Damaged("a grant of a key that was never made")
            facts.grants[(*_key(event), subject)] = fields[Field.DIGEST]
            giver = facts.custodians.get(fields[Field.SIGNER])
            if giver and giver.successor == subject:
                del facts.grants[(*_key(event), giver.key_id)]
        case Kind.KEY_RETIRED:
            del facts.key_commitments[_key(event)]
            for grant in [grant for grant in facts.grants if grant[:3] == _key(event)]:
                del facts.grants[grant]
        case Kind.PROPOSED:
            facts.proposals[fields[Field.REQUEST]] = event, facts.head
        case Kind.PROPOSAL_WITHDRAWN:
            facts.proposals.pop(fields[Field.REQUEST], None)
        case Kind.AGREED:
            proposal, digest = facts.proposals.pop(fields[Field.REQUEST])
            if fields[Field.DIGEST] != digest:
                raise Damaged("an agreement to something else than was proposed")
            _take_effect(facts, proposal)
        case Kind.RECORD_WITHDRAWN:
            facts.withdrawn.add(fields[Field.RECORD])
        case Kind.CASE_DISPOSED:
            case = fields[Field.CASE]
            facts.disposed.add(case)
            for known in (facts.key_commitments, facts.grants):
                for key in [key for key in known if key[0] == case]:
                    del known[key]
        case Kind.LIMITS_SET | Kind.CASE_HELD | Kind.CASE_UNHELD:
            pass  # what may be done, and not what opens
        case Kind.CUSTODIANS_SET | Kind.CUSTODIANS_SUCCEEDED:
            _set_custodians(facts, event)
        case Kind.FORMER_CUSTODIANS_REMOVED:
            _remove_former(facts, event)
        case Kind.ADMIN_RECOVERED:
            account = facts.accounts[subject]
            account.status = "disabled"
            for lost in [code for code, (name, _) in facts.invitations.items() if name == account.name]:
                del facts.invitations[lost]
            facts.invitations[fields[Field.INVITE_HASH]] = (account.name, account.role)
        case Kind.CUSTODIANS_CONFIRMED | Kind.RECOVERED | Kind.REHEARSED:
            pass
        case Kind.VOUCHED | Kind.ASSIGNED | Kind.LEAD_MADE | Kind.CASE_CLOSED | Kind.CASE_REOPENED | Kind.LEAD_REMOVED:
            pass  # who vouched, who is on a case and who leads it: nothing here decides by it
        case other:
            raise Damaged(f"an authority event of unknown kind {other:#06x}")


def _take_effect(facts, proposal):
    """What an agreement makes true, from the proposal's own fields."""
    operation = proposal.number(Field.OPERATION)
    if operation == Operation.ACCOUNT_ROLE:
        subject = proposal.fields[Field.SUBJECT]
        facts.accounts[subject].status = "disabled"
        _remove(facts, subject)
    if operation in (Operation.ACCOUNT_INVITE, Operation.ACCOUNT_ROLE):
        facts.invitations[proposal.fields[Field.INVITE_HASH]] = (
            proposal.fields[Field.NAME].decode("ascii"),
            ROLES[proposal.number(Field.ROLE)],
        )
    if operation == Operation.CUSTODIANS_SET:
        _set_custodians(facts, proposal)


def _enrol(facts, event, name, role):
    fields = event.fields
    facts.accounts[fields[Field.SIGNER]] = Account(
        fields[Field.SIGNER], name, role, fields[Field.AGREEMENT_KEY], fields[Field.SIGNING_KEY]
    )


def _set_custodians(facts, event):
    fields = event.fields
    agreement, signing = fields[Field.AGREEMENT_KEY], fields[Field.SIGNING_KEY]
    identifier = key_id(agreement, signing)
    if identifier in facts.accounts:
        raise Damaged("a custodians' key that is an account's")
    facts.custodians.setdefault(identifier, Custodians(identifier, agreement, signing))
    facts.custodian_key = identifier
    if event.kind == Kind.CUSTODIANS_SUCCEEDED:
        facts.custodians[fields[Field.SIGNER]].successor = identifier


def _remove_former(facts, event):
    """A former key's grants of a case go where the key that follows it has one too."""
    case, former = event.fields[Field.CASE], event.fields[Field.SUBJECT]
    signer = facts.custodians.get(event.fields[Field.SIGNER])
    current = signer.successor if signer else facts.custodian_key
    for grant in [grant for grant in facts.grants if (grant[0], grant[3]) == (case, former)]:
        if (*grant[:3], current) in facts.grants:
            del facts.grants[grant]


def _key(event):
    return event.fields[Field.CASE], event.number(Field.COMPARTMENT), event.number(Field.KEY_VERSION)


def _remove(facts, holder, case=None):
    """Whoever leaves a case, or everything, holds nothing there any more."""
    gone = [grant for grant in facts.grants if grant[3] == holder and case in (None, grant[0])]
    for grant in gone:
        del facts.grants[grant]
