"""Digests of what views hold: equal values have equal ones in every process."""

import hashlib
from collections.abc import Iterable

import msgspec
from markupsafe import Markup


def digest(value: object) -> str:
    """Of everything in a view or a part of one."""
    return hashlib.sha256(_ENCODER.encode(value)).hexdigest()[:24]


def joined(digests: Iterable[str]) -> str:
    """Of many digests or other words, in their order."""
    return hashlib.blake2b("\0".join(digests).encode(), digest_size=12).hexdigest()


def _plain(value: object) -> str:
    if isinstance(value, Markup):
        return str(value)
    raise TypeError(f"a view holds a {type(value).__name__}")


_ENCODER = msgspec.msgpack.Encoder(enc_hook=_plain)
