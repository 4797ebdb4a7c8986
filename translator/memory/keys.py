"""What a translation is filed under."""

from __future__ import annotations

from hashlib import blake2b

from translator.result import Signature

# Names the hash and what goes into it; another recipe needs another tag.
TAG = b"b2-1:"
_SIZE = 20  # bytes of the hash; two of 2**60 sentences meet with a chance of 2**-41


def key_of(source: str, signature: str) -> bytes:
    """The key of a source text under a signature: a tag, then a hash of both."""
    hashed = blake2b(digest_size=_SIZE, person=b"translator-tm")
    for text in (signature, source):
        data = text.encode("utf-8", "surrogatepass")
        hashed.update(len(data).to_bytes(8, "big"))  # so that no two pairs run together alike
        hashed.update(data)
    return TAG + hashed.digest()


def imported(direction: str) -> Signature:
    """Of translations that came from a file: they are a person's, whatever the model."""
    return Signature("imported", "-", "-", "-", "-", direction)
