"""Bytes with one meaning: integers, contexts, field lists, padding, text forms (docs/format.md)."""

import base64
import hashlib
from dataclasses import dataclass

SUITE = 0x01


class Damaged(Exception):
    """What was read is not what the format says, or does not open."""


def u8(value):
    return value.to_bytes(1, "big")


def u16(value):
    return value.to_bytes(2, "big")


def u32(value):
    return value.to_bytes(4, "big")


def u64(value):
    return value.to_bytes(8, "big")


class Cursor:
    """Reads bytes from the front and insists on the end."""

    def __init__(self, data):
        self._data, self._at = bytes(data), 0

    def take(self, count):
        if count > len(self._data) - self._at:
            raise Damaged("cut off")
        self._at += count
        return self._data[self._at - count : self._at]

    def integer(self, count):
        return int.from_bytes(self.take(count), "big")

    def rest(self):
        return self.take(len(self._data) - self._at)

    def done(self):
        return self._at == len(self._data)

    def end(self):
        if not self.done():
            raise Damaged("bytes left over")


# Lengths of the context's fields; `other` has none of its own.
_FIELDS = {
    "vault": 32,
    "case": 32,
    "compartment": 1,
    "record": 16,
    "version": 8,
    "key_version": 8,
    "person": 32,
    "other": None,
}


@dataclass(frozen=True)
class Context:
    """Where a key is used. `version` and `key_version` are integers, `compartment` too; the rest are bytes."""

    type: int
    vault: bytes | None = None
    case: bytes | None = None
    compartment: int | None = None
    record: bytes | None = None
    version: int | None = None
    key_version: int | None = None
    person: bytes | None = None
    other: bytes | None = None

    def encoded(self):
        parts = [u8(SUITE), u8(self.type)]
        for name, length in _FIELDS.items():
            value = getattr(self, name)
            if value is None:
                parts.append(b"\x00")
                continue
            if isinstance(value, int):
                value = value.to_bytes(length, "big")
            if length is not None and len(value) != length:
                raise ValueError(f"{name} has {len(value)} bytes, not {length}")
            parts += [b"\x01", u32(len(value)), value]
        return b"".join(parts)


def decode_fields(data):
    """tag → bytes of a field list: tags rising, each at most once, nothing after the last."""
    fields, cursor, previous = {}, Cursor(data), -1
    while not cursor.done():
        tag = cursor.integer(1)
        if tag <= previous:
            raise Damaged("tags do not rise")
        fields[tag] = cursor.take(cursor.integer(4))
        previous = tag
    return fields


def encode_fields(fields):
    return b"".join(u8(tag) + u32(len(fields[tag])) + fields[tag] for tag in sorted(fields))


def padme(length):
    if length < 2:
        return length
    exponent = length.bit_length() - 1
    bits = exponent.bit_length()
    multiple = 1 << max(0, exponent - bits)
    return -(-length // multiple) * multiple


def pad(data):
    return data + b"\x80" + bytes(padme(len(data) + 1) - len(data) - 1)


def unpad(padded):
    data = padded.rstrip(b"\x00")
    if not data.endswith(b"\x80") or padme(len(data)) != len(padded):
        raise Damaged("padding is not as it must be")
    return data[:-1]


def decode_text(prefix, text):
    """The bytes of `prefix ‖ base32(bytes ‖ check)`."""
    if not text.startswith(prefix):
        raise Damaged(f"does not begin with {prefix}")
    letters = text[len(prefix) :]
    try:
        whole = base64.b32decode(letters.upper() + "=" * (-len(letters) % 8))
    except ValueError as error:
        raise Damaged("not base32") from error
    data, check = whole[:-4], whole[-4:]
    if _check(prefix, data) != check or encode_text(prefix, data) != text:
        raise Damaged("mistyped: the check does not fit")
    return data


def encode_text(prefix, data):
    letters = base64.b32encode(data + _check(prefix, data)).decode("ascii")
    return prefix + letters.rstrip("=").lower()


def _check(prefix, data):
    return hashlib.blake2b(prefix.encode("ascii") + data, digest_size=32).digest()[:4]
