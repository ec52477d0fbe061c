"""Text into XML: escaping, namespaces, and the characters no Word file may carry."""

from __future__ import annotations

import re

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACES = f'xmlns:w="{W}" xmlns:r="{R}"'

# Characters that XML 1.0 forbids, and those that change or hide the text around them:
# controls, lone surrogates, non-characters, embeddings, overrides and isolates, and a byte
# order mark. Marks (LRM, RLM, ALM), joiners and soft hyphens are ordinary writing and stay.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff\U000e0000-\U000e007f]"
)


def escape(text: str) -> str:
    """``text`` as XML character data."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def quoted(text: str) -> str:
    """``text`` as an attribute value with its quotes.

    Line ends become spaces.

    >>> quoted('a "b" & c')
    '"a &quot;b&quot; &amp; c"'
    """
    flat = text.replace("\n", " ").replace("\t", " ").replace("&", "&amp;")
    whole = flat.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return f'"{whole}"'
