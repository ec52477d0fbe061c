"""Outside addresses that a document may lead to."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote, urlsplit

SCHEMES: Final = frozenset({"http", "https", "mailto"})
_UNSAFE: Final = re.compile(r"[^\w!#$%&'()*+,\-./:;=?@\[\]~]")


def safe_address(href: str) -> str:
    """``href`` as an address that Word may open, or "" when it is none.

    >>> safe_address("https://example.org/a b")
    'https://example.org/a%20b'
    >>> safe_address("javascript:alert(1)")
    ''
    """
    try:
        parts = urlsplit(href.strip())
        parts.port  # noqa: B018 - reading it checks it
    except ValueError:
        return ""
    if parts.scheme not in SCHEMES or not (parts.netloc or parts.path):
        return ""
    if parts.scheme != "mailto" and not parts.hostname:
        return ""
    return _UNSAFE.sub(lambda found: quote(found[0]), href.strip())
