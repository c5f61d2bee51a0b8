"""Digests that recognise a value without keeping it."""

import hashlib
import hmac


def keyed_digest(value: str, *, key: str, purpose: str) -> str:
    """Return the same 64 characters for the same value; without the key, nobody finds it back.

    ``purpose`` separates the uses of one key: a digest made for one says nothing to another.
    """
    derived = hmac.digest(key.encode(), f"mentorat {purpose}".encode(), hashlib.sha256)
    return hmac.new(derived, value.encode(), hashlib.sha256).hexdigest()
