"""HTML of the Factbook as plain text: tags off, entities resolved, blanks made one."""

from __future__ import annotations

import html
import re
from typing import Final

_UNSEEN: Final = re.compile(
    r"<(script|style|template|iframe|object)\b[^>]*>.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL
)
_COMMENT: Final = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_BREAK: Final = re.compile(r"<\s*/?\s*(?:br|p|div|li|ul|ol|tr|h[1-6])\b[^>]*>", re.IGNORECASE)
_TAG: Final = re.compile(r"</?[A-Za-z][^<>]*>")
_CONTROL: Final = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_BLANKS: Final = re.compile(r"[^\S\n]+")
_LINES: Final = re.compile(r" ?(?:\n ?)+")


def plain_text(text: str) -> str:
    r"""The words of a text with markup; what stood on lines of its own still does.

    >>> plain_text("<em>president:</em>\xa013 February 2022<br><br>6 May 2025")
    'president: 13 February 2022\n6 May 2025'
    >>> plain_text("C&ocirc;te &lt;b&gt;")
    'Côte <b>'

    What a browser would not show (scripts, comments) is left out. Entities are resolved
    once and after the tags, so that text about tags stays text.
    """
    if "<" in text:
        text = _UNSEEN.sub(" ", text)
        text = _COMMENT.sub(" ", text)
        text = _BREAK.sub("\n", text)
        text = _TAG.sub("", text)
    if "&" in text:
        text = html.unescape(text)
    text = _CONTROL.sub("", text.replace("\t", " "))
    return _LINES.sub("\n", _BLANKS.sub(" ", text)).strip()
