"""The project's own frozen vectors, opened by this reader: what one wrote, the other must read.

The keys and inputs are counted up, as the vectors' own test makes them.
"""

import json
import pathlib
import unittest

from nacl import bindings

import canonical
import ledger
import keystore
import people
import sealing
from canonical import Context, u8, u32

VECTORS = pathlib.Path(__file__).parent.parent / "VaultCryptoTests" / "Vectors"
VAULT, CASE, RECORD, LEGAL = b"\xa1" * 32, b"\xb2" * 32, b"\xc3" * 16, 3


def vectors(name):
    cases = json.loads((VECTORS / f"{name}.json").read_text(encoding="utf-8"))
    assert cases, name
    return cases


def rising(first):
    return bytes(range(first, first + 32))


def pattern(count):
    return bytes(((index * 31 + (index >> 8)) + 7) % 256 for index in range(count))


class FrozenVectorTests(unittest.TestCase):
    def check(self, vector, **computed):
        for name, value in computed.items():
            self.assertEqual(value.hex(), vector[name], name)

    def test_sealed_values(self):
        context = Context(0x08, vault=VAULT, case=CASE, compartment=LEGAL, record=RECORD, version=3)
        for vector in vectors("sealed"):
            plaintext = bytes.fromhex(vector["plaintext"])
            sealed, padded = bytes.fromhex(vector["sealed"]), bytes.fromhex(vector["padded"])
            self.assertEqual(sealing.open_sealed(rising(0x10), context, sealed), plaintext)
            self.assertEqual(sealing.open_sealed(rising(0x10), context, padded, padded=True), plaintext)
            self.check(
                vector,
                context=context.encoded(),
                derived=sealing.derive(rising(0x10), context),
                hash=sealing.hash_in(context, plaintext),
            )

    def test_a_key_sealed_to_a_keystore_slot(self):
        secret = sealing.derive(rising(0x20), Context(0x12, other=u8(1)))
        context = Context(0x02, vault=VAULT, version=4, other=u8(1))
        for vector in vectors("person"):
            sealed = bytes.fromhex(vector["sealed"])
            self.check(
                vector,
                context=context.encoded(),
                recipient=bindings.crypto_scalarmult_base(secret),
                key=sealing.open_from_person(secret, context, sealed),
            )

    def test_attachment_streams(self):
        place = {"vault": VAULT, "case": CASE, "compartment": LEGAL, "record": RECORD, "version": 3}
        for vector in vectors("stream"):
            context = Context(0x0A, **place, other=bytes.fromhex(vector["salt"]))
            key, commitment = sealing.key_and_commitment(rising(0x40), context)
            self.check(vector, commitment=commitment)
            seals, size = bytes.fromhex(vector["seals"]), sealing.CHUNK + sealing.CHUNK_TAG
            chunks = [seals[start : start + size] for start in range(0, len(seals), size)]
            self.assertEqual(str(len(chunks)), vector["chunks"])
            plaintext = b"".join(
                sealing.open_chunk(key, index, index == len(chunks) - 1, chunk)
                for index, chunk in enumerate(chunks)
            )
            length = int(vector["length"])
            self.assertEqual(plaintext[:length], pattern(length))
            self.assertEqual(plaintext[length:], bytes(canonical.padme(max(1, length)) - length))

    def test_passphrases_in_either_encoding(self):
        for vector in vectors("unlock"):
            composed = "".join(chr(int(scalar, 16)) for scalar in vector["scalars"].split())
            decomposed = composed.replace("\u0439", "\u0438\u0306").replace("\u0451", "\u0435\u0308")
            salt, cost = bytes.fromhex(vector["salt"]), bytes.fromhex(vector["cost"])
            for text in (composed, decomposed):
                self.check(
                    vector,
                    unlock=people.unlock_key(text, salt, cost),
                    withDevice=people.unlock_key(text, salt, cost, device_key=rising(0x50)),
                )

    def test_slot_passphrases(self):
        for vector in vectors("slot"):
            salt, cost = bytes.fromhex(vector["salt"]), bytes.fromhex(vector["cost"])
            secret = keystore.passphrase_secret(vector["passphrase"], int(vector["kind"]), salt, cost)
            self.check(vector, secret=secret, publicKey=bindings.crypto_scalarmult_base(secret))

    def test_meta_key_commitments(self):
        for vector in vectors("metakey"):
            commitment = sealing.derive(bytes.fromhex(vector["key"]), Context(0x20, vault=VAULT))
            self.check(vector, commitment=commitment)

    def test_account_keys(self):
        salt, cost = pattern(16), u32(3) + u32(262_144)
        for vector in vectors("account"):
            keys = people.open_personal_keys(
                bytes.fromhex(vector["sealed"]),
                keystore.Keystore(
                    VAULT, 1, (rising(0x70), rising(0x02)), b"", {}, frozenset(), frozenset()
                ),
                rising(0x01),
                bytes.fromhex(vector["keyID"]),
                salt,
                cost,
            )
            signing, _ = bindings.crypto_sign_seed_keypair(keys.signing_seed)
            agreement = bindings.crypto_scalarmult_base(keys.agreement_secret)
            self.check(vector, agreement=agreement, signing=signing)
            signature = bytes.fromhex(vector["signature"])
            sealing.verify_signature(signing, Context(0x17, vault=VAULT), b"\x01\x02\x03", signature)

    def test_text_forms(self):
        for vector in vectors("text"):
            key = bytes.fromhex(vector["key"])
            for name in ("root", "token"):
                prefix = f"sandyk-{name}-"
                self.assertEqual(canonical.decode_text(prefix, vector[name]), key)
                self.assertEqual(canonical.encode_text(prefix, key), vector[name])
            self.check(vector, inviteHash=sealing.hash_in(Context(0x14), key[:10]))

    def test_padding_and_tree(self):
        for vector in vectors("padding"):
            self.assertEqual(canonical.padme(int(vector["length"])), int(vector["padme"]))
        for vector in vectors("merkle"):
            leaves = [ledger.leaf_hash(pattern(index)) for index in range(int(vector["size"]))]
            self.check(vector, root=ledger.tree_root(leaves))


if __name__ == "__main__":
    unittest.main()
