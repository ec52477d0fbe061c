"""Text at the edge: what may stand in a fact, and what is taken out with a warning.

One function, ``clean_text``, sees every text that comes in. It gives NFC; it refuses lone
surrogates and texts beyond the limits; it takes out characters that no reader can see but
that change how a page is laid out (control characters, embeddings and overrides, tags,
annotation marks), and says which; Arabic letters in the shapes of old printing systems become
letters, for no search finds a shape and no font joins it. Marks that writing needs stay: LRM,
RLM, ALM, joiners, soft hyphen, no-break spaces.
"""

from __future__ import annotations

import re
import unicodedata

from generator.facts.refused import RefusedError
from generator.limits import DEFAULT_LIMITS, Limits
from generator.records import dataclass

_BREAKS = re.compile("\r\n?|[\u0085\u2028\u2029]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_TAKEN_OUT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\u202a-\u202e\u2066-\u2069"
    "\ue000-\uf8ff\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff]"
)
_TAKEN_OUT_ASTRAL = re.compile(  # apart, because it is slow and such characters are rare
    "[\U000e0000-\U000e007f\U000f0000-\U0010ffff"
    + "".join(chr((plane << 16) + low) for plane in range(1, 15) for low in (0xFFFE, 0xFFFF))
    + "]"
)
_SHAPES = re.compile("[\ufb50-\ufd3d\ufd40-\ufdfb\ufe70-\ufefc]")
_COMBINING = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
_MOJIBAKE = re.compile(
    "[ÃÂ][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
    "|â[\u0080-\u009f]"
    "|â€[\u0080-\u00ff\u0152\u0153\u02dc\u2018-\u2022\u2026\u2030\u2039\u203a\u2122]"
    "|(?:[ØÙ][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u0192\u02c6\u02dc\u2013-\u203a\u2122]){2}"
    "|\ufffd"
)
# Letters that stand alone and signs of print: Latin, Cyrillic, Hebrew, Arabic, Chinese.
_ORDINARY = re.compile(
    "[\t\n -~\u00a0-\u024f\u0400-\u045f\u05d0-\u05ea\u05f3\u05f4\u060c-\u064a\u0660-\u0669"
    "\u0679-\u06d3\u2010-\u2027\u202f\u3001\u3002\u4e00-\u9fff\uff08\uff09\uff0c\uff1a\uff1b]*"
)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text fit to be kept, and what was done to it or looks wrong with it.

    remarks  (code, values) of warnings, each with a wording.
    """

    text: str
    remarks: tuple[tuple[str, dict[str, str]], ...] = ()


def clean_text(text: str, limits: Limits = DEFAULT_LIMITS) -> Cleaned:
    """Give ``text`` in NFC without what may not be in it, with remarks on what was changed.

    >>> clean_text("Co\u0302te\u202e").text
    'Côte'

    Raises ``RefusedError`` for a lone surrogate and for texts over the limits.
    """
    if len(text) > limits.text_characters:
        raise RefusedError("text-long", length=len(text), limit=limits.text_characters)
    if _SURROGATE.search(text):
        raise RefusedError("text-surrogate", code_point=_name(_SURROGATE.findall(text)[0]))
    remarks: list[tuple[str, dict[str, str]]] = []
    if _MOJIBAKE.search(text):
        remarks.append(("text-mojibake", {"sample": _around(text, _MOJIBAKE)}))
    if "\r" in text:
        text = _BREAKS.sub("\n", text)
    if not _ORDINARY.fullmatch(text):
        text = _mended(text, limits, remarks)
    _check_lengths(text, limits)
    return Cleaned(text, tuple(remarks))


def is_plain(text: str) -> bool:
    """True for a short text of ordinary letters: ``clean_text`` would give it unchanged."""
    return (
        len(text) < 200
        and _ORDINARY.fullmatch(text) is not None
        and _MOJIBAKE.search(text) is None
        and unicodedata.is_normalized("NFC", text)
    )


def code_points(text: str) -> str:
    """The characters of ``text`` as U+ numbers with names, for messages."""
    return ", ".join(_name(char) for char in dict.fromkeys(text))


def same_key(key: str) -> str:
    """The form in which two keys are compared: NFC, no blanks at the ends."""
    return unicodedata.normalize("NFC", key).strip()


def _mended(text: str, limits: Limits, remarks: list[tuple[str, dict[str, str]]]) -> str:
    if _BREAKS.search(text):
        text = _BREAKS.sub("\n", text)
        remarks.append(("text-line-separator", {}))
    taken = _TAKEN_OUT.findall(text)
    if max(text, default="") > "\uffff":
        taken += _TAKEN_OUT_ASTRAL.findall(text)
    if taken:
        text = _TAKEN_OUT_ASTRAL.sub("", _TAKEN_OUT.sub("", text))
        found = list(dict.fromkeys(taken))
        remarks.append(("text-taken-out", {"characters": code_points("".join(found))}))
    shapes = _SHAPES.findall(text)
    if shapes:
        text = _SHAPES.sub(lambda found: _letters(found[0]), text)
        found = list(dict.fromkeys(shapes))
        remarks.append(("text-shapes", {"characters": code_points("".join(found[:5]))}))
    text = unicodedata.normalize("NFC", text)
    longest = max((len(run) for run in _COMBINING.findall(text)), default=0)
    if longest > limits.combining_marks_refused:
        raise RefusedError("text-combining", found=longest, limit=limits.combining_marks_refused)
    if longest > limits.combining_marks:
        values = {"found": str(longest), "limit": str(limits.combining_marks)}
        remarks.append(("text-combining-many", values))
    return text


def _letters(shape: str) -> str:
    """The ordinary letters of a shape of old printing systems; a lone mark stays alone.

    >>> _letters("\ufefb"), _letters("\ufe70") == "\u064b"
    ('لا', True)
    """
    letters = unicodedata.normalize("NFKC", shape).lstrip(" ")
    # The tail of a letter that stands before it is no letter, and has none to stand for it.
    return "" if letters == shape >= "\ufe70" else letters


def _check_lengths(text: str, limits: Limits) -> None:
    breaks = text.count("\n")
    if breaks > limits.line_breaks:
        raise RefusedError("text-breaks", found=breaks, limit=limits.line_breaks)
    if len(text) > limits.word_characters:
        longest = max(map(len, text.split()), default=0)
        if longest > limits.word_characters:
            raise RefusedError("text-word", found=longest, limit=limits.word_characters)


def _around(text: str, pattern: re.Pattern[str]) -> str:
    found = pattern.search(text)
    at = found.start() if found else 0
    near = text[max(0, at - 10) : at + 14]
    return "".join(char if char.isprintable() else "\ufffd" for char in near)


def _name(char: str) -> str:
    name = unicodedata.name(char, "")
    number = f"U+{ord(char):04X}"
    return f"{number} {name}" if name else number


def lost_quote(text: str) -> bool:
    """Whether a text written without quotes ends with a quote that nothing opens.

    An apostrophe counts only behind the end of a sentence: “the forces'” is sound.

    >>> lost_quote('Canada spoke."'), lost_quote('He said "no"'), lost_quote("the forces'")
    (True, False, False)
    """
    if text.endswith('"'):
        return text.count('"') % 2 == 1
    return text.endswith((".'", "!'", "?'")) and " '" not in text and not text.startswith("'")
