"""SLIP-0039 against its reference implementation.

`combine N K`: reads what `sandyk custodians deal --scripted` printed from standard input; every choice of K cards
has to give one secret, and that the public half that was printed, computed here from docs/format.md alone.
`deal`: prints sets of cards with their secrets, for the Swift test that combines them.
"""

import base64
import hashlib
import itertools
import json
import random
import secrets
import sys

import shamir_mnemonic as reference
from nacl import bindings

PREFIX = "sandyk-custodians-"


def derive(secret, kind):
    """derive(secret, context): suite, type, and eight absent fields."""
    return hashlib.blake2b(bytes([0x01, kind]) + bytes(8), key=secret, digest_size=32).digest()


def public_text(secret):
    agreement = bindings.crypto_scalarmult_base(derive(secret, 0x19))
    signing, _ = bindings.crypto_sign_seed_keypair(derive(secret, 0x1A))
    keys = agreement + signing
    check = hashlib.blake2b(PREFIX.encode() + keys, digest_size=32).digest()[:4]
    return PREFIX + base64.b32encode(keys + check).decode().rstrip("=").lower()


def combine(count, needed):
    deal = json.load(sys.stdin)
    assert (len(deal["cards"]), deal["needed"]) == (count, needed)
    choices = list(itertools.combinations(deal["cards"], needed))
    chosen = random.sample(choices, min(len(choices), 40))
    found = {reference.combine_mnemonics(cards) for cards in chosen}
    assert len(found) == 1, "the cards give several secrets"
    [secret] = found
    assert len(secret) == 32 and public_text(secret) == deal["publicKeys"], "another public half"
    for cards in itertools.islice(itertools.combinations(deal["cards"], needed - 1), 5):
        try:
            reference.combine_mnemonics(cards)
        except reference.MnemonicError:
            continue
        raise AssertionError("one card fewer opened too")
    print(f"{needed} of {count}: {len(chosen)} choices give the secret of the public half")


def deal():
    cases = []

    def add(group_threshold, groups, length=32, passphrase=b"", extendable=True, exponent=0):
        secret = secrets.token_bytes(length)
        dealt = reference.generate_mnemonics(group_threshold, groups, secret, passphrase, extendable, exponent)
        cards = []
        for (needed, _), group in random.sample(list(zip(groups, dealt)), group_threshold):
            cards += random.sample(group, needed)
        random.shuffle(cards)
        cases.append({"cards": cards, "passphrase": passphrase.decode(), "secret": secret.hex()})

    for needed, count in [(1, 1), (2, 2), (2, 3), (3, 5), (5, 8), (16, 16)]:
        add(1, [(needed, count)])
    for length in (16, 18, 24, 64):
        add(1, [(2, 3)], length)
    for extendable in (True, False):
        add(1, [(2, 3)], passphrase=b"Kerege, 3 uuk", extendable=extendable, exponent=1)
        add(2, [(1, 1), (2, 3), (3, 5)], extendable=extendable)
    json.dump(cases, sys.stdout)


if __name__ == "__main__":
    if sys.argv[1] == "combine":
        combine(int(sys.argv[2]), int(sys.argv[3]))
    else:
        deal()
