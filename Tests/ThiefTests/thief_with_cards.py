"""Thief 8: the whole machine and the custodians' cards: one too few, and as many as are needed.

The reference implementation of SLIP-0039 reads the cards, not Sandyk.
"""

import dataclasses

from shamir_mnemonic import combine_mnemonics
from shamir_mnemonic.share import Share
from story import TODAY
from thieves import Result


def steal(scene):
    today, cards = scene.story.today, scene.story.cards
    server = today.everything()
    for card in cards:
        # All that one card says, as if it were the secret itself.
        one = dataclasses.replace(server, custodian_secrets=(Share.from_mnemonic(card).value,))
        scene.must_open(one, set(), today, "one card of two")
    everything = set().union(*TODAY.values())
    for pair in (cards[:2], cards[1:]):
        both = dataclasses.replace(server, custodian_secrets=(combine_mnemonics(list(pair), b""),))
        scene.must_open(both, everything, today, "two cards")
    return Result(
        8, "all of the server + one custodian's card of the two that are needed", "nothing",
        "with two cards: every record")
