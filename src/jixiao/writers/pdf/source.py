"""The mark on the attached definition of a PDF: a hash of the pages that were made from it.

The file specification (ISO 32000-1, 7.11.3) of the attachment carries the hash in an entry of its
own. Where the hash no longer fits, somebody has edited a page: visible text wins.
"""

from collections.abc import Iterable, Sequence
from hashlib import sha256
from typing import Any

PAGES_KEY = "JixiaoPages"


def content_digest(contents: bytes) -> bytes:
    """Return the SHA-256 of a page's content stream, decoded."""
    return sha256(contents).digest()


def pages_hash(digests: Iterable[bytes]) -> str:
    """Return the SHA-256, in hexadecimal, of the digests of all pages in their order."""
    return sha256(b"".join(digests)).hexdigest()


def seal(specification: Any, digests: Sequence[bytes]) -> None:
    """Write the hash of all pages into the file specification (pydyf) of an attachment."""
    specification[PAGES_KEY] = f"<{pages_hash(digests)}>"
