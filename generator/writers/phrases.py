"""Which letters run which way, and phrases of one direction inside text of the other.

Both kinds of writers cut text by these patterns: the pages (HTML, PDF) isolate each
phrase, the Word file gives it a run of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

LRM: Final = "\u200e"
RLM: Final = "\u200f"

_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_LTR = (
    "A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02b8\u0370-\u058a\u0900-\u1fff"
    "\u2c00-\u2dff\u3005-\u3007\u3031-\ud7ff\uf900-\ufb06\uff21-\uff3a\uff41-\uffdc"
    "\U00010000-\U000107ff\U00011000-\U0001e7ff\U00020000-\U0003ffff"
)
_INNER = f"{_LTR}0-9\u0300-\u036f{LRM}"

RTL_LETTER: Final = re.compile(f"[{_RTL}]")
LTR_LETTER: Final = re.compile(f"[{_LTR}]")
STARTS_WITH_LETTER: Final = re.compile(f"[^0-9{_LTR}{_RTL}]*[{_LTR}]")
# A Latin phrase or number inside right-to-left text, with the signs, units and inner
# punctuation that belong to it.
LTR_PHRASE: Final = re.compile(
    f"{LRM}*(?:(?<![^\\s(])[.#@])?(?:(?<![{_RTL}])[+\\-\u2212\u00b1~<>])?[$€£¥]?[{_LTR}0-9]"
    f"(?:[{_INNER}.,:/@&_%$€£¥?=#~\\-\u2010-\u2015\u2212+'’ \u00a0\u202f]*[{_INNER}%+])?{LRM}*"
)
# What no such phrase begins with is passed over first: most of Arabic text.
_LTR_START: Final = re.compile(
    "[^ \u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
    ",:;/()!?\"'%\u00a0\u00ab\u00bb\u2010-\u201f\u2026\u202f]"
)
# A right-to-left phrase inside left-to-right text: from its first to its last letter or
# mark, with the digits, spaces and punctuation between them, but no Latin letter.
RTL_PHRASE: Final = re.compile(f"[{RLM}]?[{_RTL}](?:[^{_LTR}]*[{_RTL}{RLM}])?")


_WESTERN: Final = "!-~\u00a1-\u024f\u0370-\u052f\u1e00-\u1fff"
LATIN_WORDS: Final = re.compile(
    f"[{_WESTERN}]*[0-9A-Za-z\u00c0-\u024f\u0370-\u052f\u1e00-\u1fff]"
    f"(?:[{_WESTERN} \u00a0\u202f\u2009\u2010-\u2015\u2060]*[{_WESTERN}])?"
)
# What stands between words that are written without spaces.
IDEOGRAPHIC: Final = (
    "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\ua000-\ua4cf\uac00-\ud7ff"
    "\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
)


def ltr_phrases(text: str) -> list[tuple[int, int]]:
    """Where each ``LTR_PHRASE`` of ``text`` starts and ends, as ``finditer`` would find them.

    >>> ltr_phrases("رقم 441-00155 (GDP)")
    [(4, 13), (15, 18)]
    """
    found = []
    at = 0
    while start := _LTR_START.search(text, at):
        phrase = LTR_PHRASE.match(text, start.start())
        at = start.end()
        if phrase is not None:
            at = phrase.end()
            found.append((phrase.start(), at))
    return found


def latin_words(text: str) -> Iterator[tuple[str, bool]]:
    """Cut East Asian ``text``; True stands with Latin words and figures, signs included.

    >>> list(latin_words("在2016年 (GDP)"))
    [('在', False), ('2016', True), ('年 ', False), ('(GDP)', True)]
    """
    end = 0
    for found in LATIN_WORDS.finditer(text):
        if found.start() > end:
            yield text[end : found.start()], False
        yield found[0], True
        end = found.end()
    if end < len(text):
        yield text[end:], False


def isolated(text: str) -> Iterator[tuple[str, bool]]:
    """Cut right-to-left ``text``; True stands with what must be laid out left to right.

    A number of digits alone needs no help.

    >>> list(isolated("رقم 441-00155"))
    [('رقم ', False), ('441-00155', True)]
    """
    end = 0
    for first, last in ltr_phrases(text):
        if text[first:last].isdigit():
            continue
        if first > end:
            yield text[end:first], False
        yield text[first:last], True
        end = last
    if end < len(text):
        yield text[end:], False


def marked(text: str) -> str:
    """Right-to-left ``text`` with marks around its left-to-right phrases, for attributes."""
    return "".join(
        f"{LRM}{piece.strip(LRM)}{LRM}" if ltr else piece for piece, ltr in isolated(text)
    )
