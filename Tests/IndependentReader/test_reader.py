"""Known answers for what the reader is built from. Run: python3 -m unittest, in this folder."""

import hashlib
import unittest

from nacl import bindings

import canonical
import keystore
import ledger
import people
import sealing
from canonical import Context, Damaged


def seal(key, context, plaintext):
    """The other half of `open_sealed`, for these tests alone."""
    encryption_key, commitment = sealing.key_and_commitment(key, context)
    head, nonce = b"\x01" + commitment, bytes(range(24))
    seal = bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(plaintext, head, nonce, encryption_key)
    return head + nonce + seal


class CanonicalTests(unittest.TestCase):
    def test_a_context_has_all_eight_fields_in_order(self):
        self.assertEqual(Context(0x13).encoded().hex(), "0113" + "00" * 8)
        context = Context(0x10, vault=b"v" * 32, compartment=3, version=7, other=b"")
        self.assertEqual(
            context.encoded().hex(),
            "0110"
            + "0100000020" + "76" * 32
            + "00"
            + "010000000103"
            + "00"
            + "01000000080000000000000007"
            + "00"
            + "00"
            + "0100000000",
        )

    def test_a_context_refuses_a_field_of_another_length(self):
        with self.assertRaises(ValueError):
            Context(0x0E, vault=b"short").encoded()

    def test_padme_is_as_in_the_paper(self):
        answers = {0: 0, 1: 1, 2: 2, 3: 3, 8: 8, 9: 10, 10: 10, 65: 72, 100: 104, 1000: 1024, 1025: 1088}
        self.assertEqual({length: canonical.padme(length) for length in answers}, answers)
        for length in range(2, 5000):
            self.assertLessEqual((canonical.padme(length) - length) / length, 0.12)

    def test_padding_comes_off_and_only_the_right_amount(self):
        for length in (0, 1, 7, 8, 9, 100, 1000):
            data = b"\x80" * length
            padded = canonical.pad(data)
            self.assertEqual(len(padded), canonical.padme(length + 1))
            self.assertEqual(canonical.unpad(padded), data)
        for wrong in (b"", b"\x00", b"a", canonical.pad(b"a" * 9) + b"\x00"):
            with self.assertRaises(Damaged):
                canonical.unpad(wrong)

    def test_a_field_list_has_one_encoding(self):
        fields = {1: b"", 2: b"ab", 200: b"c"}
        encoded = canonical.encode_fields(fields)
        self.assertEqual(encoded.hex(), "0100000000" + "02000000026162" + "c80000000163")
        self.assertEqual(canonical.decode_fields(encoded), fields)
        twice, falling = "0100000000" * 2, "0200000000" + "0100000000"
        for wrong in (twice, falling, "01000000", "0100000002ff", "01"):
            with self.assertRaises(Damaged):
                canonical.decode_fields(bytes.fromhex(wrong))

    def test_a_mistyped_key_is_noticed(self):
        text = canonical.encode_text("sandyk-root-", bytes(range(32)))
        self.assertRegex(text, "^sandyk-root-[a-z2-7]{58}$")
        self.assertEqual(canonical.decode_text("sandyk-root-", text), bytes(range(32)))
        other = text[:-1] + ("a" if text[-1] != "a" else "b")
        for wrong in (other, text.upper(), text + "=", text.replace("root", "token"), text[:-3]):
            with self.assertRaises(Damaged):
                canonical.decode_text("sandyk-root-", wrong)


class SealingTests(unittest.TestCase):
    def test_blake2b_is_that_of_rfc_7693(self):
        self.assertEqual(
            hashlib.blake2b(b"abc").hexdigest()[:64],
            "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1",
        )

    def test_xchacha20_poly1305_is_that_of_the_draft(self):
        # draft-irtf-cfrg-xchacha-03, appendix A.3.1
        plaintext = (
            b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the "
            b"future, sunscreen would be it."
        )
        sealed = bindings.crypto_aead_xchacha20poly1305_ietf_encrypt(
            plaintext,
            bytes.fromhex("50515253c0c1c2c3c4c5c6c7"),
            bytes.fromhex("404142434445464748494a4b4c4d4e4f5051525354555657"),
            bytes.fromhex("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f"),
        )
        self.assertEqual(sealed[:16].hex(), "bd6d179d3e83d43b9576579493c0e939")
        self.assertEqual(sealed[-16:].hex(), "c0875924c1c7987947deafd8780acf49")

    def test_a_sealed_value_opens_in_its_place_only(self):
        key, here = b"k" * 32, Context(0x09, vault=b"v" * 32, record=b"r" * 16, version=1)
        sealed = seal(key, here, b"text")
        self.assertEqual(len(sealed), len(b"text") + sealing.OVERHEAD)
        self.assertEqual(sealing.open_sealed(key, here, sealed), b"text")
        there = Context(0x09, vault=b"v" * 32, record=b"r" * 16, version=2)
        for wrong_key, context in ((key, there), (b"K" * 32, here)):
            with self.assertRaises(Damaged):
                sealing.open_sealed(wrong_key, context, sealed)
        for position in range(len(sealed)):
            flipped = bytearray(sealed)
            flipped[position] ^= 1
            with self.assertRaises(Damaged):
                sealing.open_sealed(key, here, bytes(flipped))

    def test_x25519_is_that_of_rfc_7748(self):
        scalar = bytes.fromhex("a546e36bf0527c9d3b16154b82465edd62144c0ac1fc5a18506a2244ba449ac4")
        point = bytes.fromhex("e6db6867583030db3594c1a424b15f7c726624ec26b3353b10a903a6d0ab1c4c")
        self.assertEqual(
            bindings.crypto_scalarmult(scalar, point).hex(),
            "c3da55379de9c6908e94ea4df28d084f32eccf03491c71f754b4075577a28552",
        )

    def test_what_is_sealed_to_a_person_opens_for_that_person_only(self):
        context = Context(0x04, vault=b"v" * 32, key_version=1)
        public = bindings.crypto_scalarmult_base(b"s" * 32)
        ephemeral = bindings.crypto_scalarmult_base(b"e" * 32)
        shared = bindings.crypto_scalarmult(b"e" * 32, public)
        key = sealing.blake2b_256(ephemeral + public, key=shared)
        sealed = b"\x02" + ephemeral + seal(key, context, b"c" * 32)
        self.assertEqual(len(sealed), keystore.SEALED_TO_SLOT)
        self.assertEqual(sealing.open_from_person(b"s" * 32, context, sealed), b"c" * 32)
        zero_point = sealed[:1] + bytes(32) + sealed[33:]
        for secret, value in ((b"t" * 32, sealed), (b"s" * 32, zero_point), (b"s" * 32, sealed[1:])):
            with self.assertRaises(Damaged):
                sealing.open_from_person(secret, context, value)

    def test_a_keystore_of_either_format_opens_and_one_that_contradicts_itself_does_not(self):
        vault, root, case = b"v" * 32, b"r" * 32, b"c" * 32
        publics = {1: bindings.crypto_scalarmult_base(sealing.derive(root, Context(0x12, other=b"\x01"))), 3: b"p" * 32}

        def made(form, slots, inner_slots, metas):
            head = b"SANDYKKS" + bytes([form]) + vault + (7).to_bytes(8, "big") + bytes([len(slots)])
            for kind, parameters in slots:
                context = Context(0x02, vault=vault, version=7, other=bytes([kind]))
                shared = bindings.crypto_scalarmult(b"e" * 32, publics[kind])
                ephemeral = bindings.crypto_scalarmult_base(b"e" * 32)
                key = sealing.blake2b_256(ephemeral + publics[kind], key=shared)
                head += bytes([kind]) + (bytes([len(parameters)]) + parameters if form == 2 else b"")
                head += b"\x02" + ephemeral + seal(key, context, b"f" * 32)
            payload = bytes([form]) + (bytes([len(metas)]) if form == 2 else b"") + b"".join(metas)
            payload += b"i" * 32 + b"d" * 32 + b"s" * 32 + bytes([len(inner_slots)])
            for kind, parameters in inner_slots:
                payload += bytes([kind]) + publics[kind]
                payload += bytes([len(parameters)]) + parameters if form == 2 else b""
            payload += (1).to_bytes(4, "big") + case + (2).to_bytes(8, "big") + b"h" * 32 + bytes(8)
            sealed = seal(b"f" * 32, Context(0x01, vault=vault, version=7), canonical.pad(payload))
            return head + sealed

        old, new = b"m" * 32, b"n" * 32
        passphrase = (3, b"s" * 16 + bytes(8))
        first = keystore.open_keystore(made(1, [(1, b"")], [(1, b"")], [old]), root)
        both = keystore.open_keystore(made(2, [passphrase, (1, b"")], [passphrase, (1, b"")], [new, old]), root)
        self.assertEqual((first.meta_keys, both.meta_keys), ((old,), (new, old)))
        self.assertEqual(both.house_keys, {(case, 2): b"h" * 32})
        for key in (old, new):
            pin = bytes(8) + b"t" * 32 + bytes(8)
            sealed = seal(key, Context(0x03, vault=vault), pin)
            self.assertEqual(keystore.open_pin(sealed, both).root, b"t" * 32)
        other = (3, b"t" * 16 + bytes(8))
        for wrong in (
            made(2, [other, (1, b"")], [passphrase, (1, b"")], [new]),
            made(2, [(1, b"")], [(1, b"")], []),
            made(2, [(3, b""), (1, b"")], [(3, b""), (1, b"")], [new]),
            made(3, [(1, b"")], [(1, b"")], [new]),
        ):
            with self.assertRaises(Damaged):
                keystore.open_keystore(wrong, root)

    def test_a_chunk_opens_at_its_place_only(self):
        nonce = (5).to_bytes(11, "big") + b"\x01"
        chunk = bindings.crypto_aead_chacha20poly1305_ietf_encrypt(b"end", None, nonce, b"k" * 32)
        self.assertEqual(sealing.open_chunk(b"k" * 32, 5, True, chunk), b"end")
        for index, is_last in ((5, False), (4, True)):
            with self.assertRaises(Damaged):
                sealing.open_chunk(b"k" * 32, index, is_last, chunk)


class PeopleTests(unittest.TestCase):
    def test_a_passphrase_is_the_same_however_it_was_typed(self):
        composed, decomposed = "\u0439\u0451\u043b\u043a\u0430 1", "\u0438\u0306\u0435\u0308\u043b\u043a\u0430\u00a01"
        self.assertEqual(people.opaque_string(composed), people.opaque_string(decomposed))
        self.assertEqual(people.opaque_string(composed), composed.encode("utf-8"))

    def test_an_empty_passphrase_and_control_characters_are_refused(self):
        for wrong in ("", "a\tb", "a\n", "a\x7f"):
            with self.assertRaises(ValueError):
                people.opaque_string(wrong)

    def test_an_unlock_key_depends_on_each_part(self):
        salt, cost = b"s" * 16, canonical.u32(1) + canonical.u32(8192)
        keys = {
            people.unlock_key("one", salt, cost),
            people.unlock_key("two", salt, cost),
            people.unlock_key("one", b"S" * 16, cost),
            people.unlock_key("one", salt, canonical.u32(2) + canonical.u32(8192)),
            people.unlock_key("one", salt, cost, device_key=b"d" * 32),
        }
        self.assertEqual(len(keys), 5)


class LedgerTests(unittest.TestCase):
    def test_the_root_is_that_of_rfc_6962(self):
        # The inputs and roots that the Certificate Transparency projects test with.
        inputs = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", bytes(range(0x60, 0x70)).hex()]
        leaves = [ledger.leaf_hash(bytes.fromhex(text)) for text in inputs]
        roots = {
            0: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            2: "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            3: "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
        }
        for size, root in roots.items():
            self.assertEqual(ledger.tree_root(leaves[:size]).hex(), root)

    def charter(self):
        public, signing_secret = bindings.crypto_sign_seed_keypair(b"i" * 32)
        agreement = bindings.crypto_scalarmult_base(b"a" * 32)
        field = ledger.Field
        fields = {
            field.SIGNER: people.key_id(agreement, public),
            field.NAME: b"admin",
            field.AGREEMENT_KEY: agreement,
            field.SIGNING_KEY: public,
        }
        event = b"\x01" + canonical.u16(ledger.Kind.CHARTER) + canonical.u64(0) + canonical.encode_fields(fields)
        signed = Context(0x17).encoded() + event
        signature = bindings.crypto_sign(signed, signing_secret)[:64]
        return b"0" * 16 + b"\x40" + signature + event

    def test_a_charter_names_the_vault_and_its_first_admin(self):
        entry = ledger.decode_entry(self.charter())
        facts = ledger.replay([entry])
        self.assertEqual(facts.account("admin").role, "admin")
        self.assertEqual(facts.vault, sealing.hash_in(Context(0x15), entry.encoded + entry.signature))

    def custodians(self, kind, seed, signer, previous, vault, **more):
        """`custodians-set` or `custodians-succeeded` for a key made of a seed, signed by another seed's."""
        field = ledger.Field
        public, _ = bindings.crypto_sign_seed_keypair(seed)
        agreement = bindings.crypto_scalarmult_base(seed)
        signer_public, signer_secret = bindings.crypto_sign_seed_keypair(signer[0])
        fields = {
            field.PREVIOUS: previous,
            field.SIGNER: people.key_id(bindings.crypto_scalarmult_base(signer[1]), signer_public),
            field.AGREEMENT_KEY: agreement,
            field.SIGNING_KEY: public,
        }
        event = b"\x01" + canonical.u16(kind) + canonical.u64(0) + canonical.encode_fields(fields)
        signature = bindings.crypto_sign(Context(0x17, vault=vault).encoded() + event, signer_secret)[:64]
        return ledger.decode_entry(b"0" * 16 + b"\x40" + signature + event)

    def test_custodians_hand_over_by_their_own_signature_and_sign_nothing_else(self):
        charter = ledger.decode_entry(self.charter())
        facts = ledger.replay([charter])
        kind, admin, first, second = ledger.Kind, (b"i" * 32, b"a" * 32), b"1" * 32, b"2" * 32
        chosen = self.custodians(kind.CUSTODIANS_SET, first, admin, facts.head, facts.vault)
        head = ledger.replay([charter, chosen]).head
        followed = self.custodians(kind.CUSTODIANS_SUCCEEDED, second, (first, first), head, facts.vault)
        facts = ledger.replay([charter, chosen, followed])
        self.assertEqual(len(facts.custodians), 2)
        old, new = facts.custodians.values()
        self.assertEqual((old.successor, facts.custodian_key), (new.key_id, new.key_id))
        forged = self.custodians(kind.CUSTODIANS_SUCCEEDED, second, (second, second), head, facts.vault)
        unlawful = self.custodians(kind.CUSTODIANS_SET, second, (first, first), head, facts.vault)
        for wrong in (forged, unlawful):
            with self.assertRaises(Damaged):
                ledger.replay([charter, chosen, wrong])

    def test_a_changed_charter_and_a_second_one_are_refused(self):
        changed = bytearray(self.charter())
        changed[20] ^= 1
        entry = ledger.decode_entry(self.charter())
        for wrong in ([ledger.decode_entry(bytes(changed))], [entry, entry]):
            with self.assertRaises(Damaged):
                ledger.replay(wrong)


class DecisionTests(unittest.TestCase):
    """What takes two people has its effect at the second one's agreement, from the proposal's own fields."""

    def apply(self, facts, kind, **fields):
        tags = {getattr(ledger.Field, name.upper()): value for name, value in fields.items()}
        ledger._apply(facts, ledger.Entry(b"", b"", ledger.Event(kind, 0, tags)))

    def facts(self):
        facts = ledger.Facts(vault=b"v" * 32, head=b"h" * 32)
        facts.accounts[b"s" * 32] = ledger.Account(b"s" * 32, "bakyt", "lawyer", b"", b"")
        facts.grants[b"c" * 32, 1, 1, b"s" * 32] = b"digest"
        facts.key_commitments[b"c" * 32, 1, 1] = b"commitment"
        return facts

    def propose_role(self, facts):
        self.apply(
            facts,
            ledger.Kind.PROPOSED,
            request=b"r" * 16,
            operation=(90).to_bytes(2, "big"),
            subject=b"s" * 32,
            name=b"bakyt",
            role=b"\x04",
            invite_hash=b"i" * 32,
        )

    def test_a_proposal_alone_changes_nothing(self):
        facts = self.facts()
        self.propose_role(facts)
        self.assertEqual((facts.accounts[b"s" * 32].status, facts.invitations), ("active", {}))
        self.assertEqual(len(facts.grants), 1)

    def test_an_agreement_makes_the_proposal_true(self):
        facts = self.facts()
        self.propose_role(facts)
        self.apply(facts, ledger.Kind.AGREED, request=b"r" * 16, digest=b"h" * 32)
        self.assertEqual(facts.accounts[b"s" * 32].status, "disabled")
        self.assertEqual(facts.invitations, {b"i" * 32: ("bakyt", "admin")})
        self.assertEqual(facts.grants, {})

    def test_an_agreement_to_something_else_is_damage(self):
        facts = self.facts()
        self.propose_role(facts)
        with self.assertRaises(Damaged):
            self.apply(facts, ledger.Kind.AGREED, request=b"r" * 16, digest=b"x" * 32)

    def test_a_disposed_case_has_no_grants_and_no_keys(self):
        facts = self.facts()
        self.apply(facts, ledger.Kind.CASE_DISPOSED, case=b"c" * 32)
        self.assertEqual((facts.grants, facts.key_commitments), ({}, {}))


if __name__ == "__main__":
    unittest.main()
