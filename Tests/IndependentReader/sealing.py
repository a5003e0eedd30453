"""The three uses of a context, sealing to a person and the chunks of a document (docs/format.md)."""

import hashlib
import hmac

from nacl import bindings
from nacl.exceptions import CryptoError

from canonical import SUITE, Damaged, u8, unpad

TO_PERSON_SUITE = 0x02
OVERHEAD = 73
CHUNK = 65_536
CHUNK_TAG = 16


def blake2b_256(data, key=b""):
    return hashlib.blake2b(data, digest_size=32, key=key).digest()


def derive(key, context):
    return blake2b_256(context.encoded(), key=key)


def hash_in(context, data):
    return blake2b_256(context.encoded() + data)


def key_and_commitment(key, context):
    both = hashlib.blake2b(context.encoded(), digest_size=64, key=key).digest()
    return both[:32], both[32:]


def open_sealed(key, context, sealed, padded=False):
    """The plaintext of `suite ‖ commitment ‖ nonce ‖ ciphertext ‖ tag`."""
    if len(sealed) < OVERHEAD or sealed[0] != SUITE:
        raise Damaged("not a sealed value")
    encryption_key, commitment = key_and_commitment(key, context)
    if not hmac.compare_digest(commitment, sealed[1:33]):
        raise Damaged("does not open")
    try:
        plaintext = bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(
            sealed[57:], sealed[:33], sealed[33:57], encryption_key
        )
    except CryptoError as error:
        raise Damaged("does not open") from error
    return unpad(plaintext) if padded else plaintext


def open_from_person(secret, context, sealed):
    """What was sealed to the public half of `secret`."""
    if len(sealed) < 33 + OVERHEAD or sealed[0] != TO_PERSON_SUITE:
        raise Damaged("not sealed to a person")
    ephemeral, inside = sealed[1:33], sealed[33:]
    public = bindings.crypto_scalarmult_base(secret)
    try:
        shared = bindings.crypto_scalarmult(secret, ephemeral)
    except CryptoError as error:
        raise Damaged("a zero shared secret") from error
    if shared == bytes(32):
        raise Damaged("a zero shared secret")
    return open_sealed(blake2b_256(ephemeral + public, key=shared), context, inside)


def verify_signature(public, context, data, signature):
    try:
        bindings.crypto_sign_open(signature + context.encoded() + data, public)
    except CryptoError as error:
        raise Damaged("a signature does not fit") from error


def open_chunk(stream_key, index, is_last, seal):
    nonce = index.to_bytes(11, "big") + u8(1 if is_last else 0)
    try:
        return bindings.crypto_aead_chacha20poly1305_ietf_decrypt(seal, None, nonce, stream_key)
    except CryptoError as error:
        raise Damaged(f"chunk {index} does not open") from error
