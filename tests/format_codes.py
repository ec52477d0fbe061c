"""Reads a number format code as Word does, so that tests can say what an axis will show.

Only what our charts use is known: sections, conditions, words in quotes, digits, decimals,
commas that divide by a thousand, and what says whose digits they are.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

_PART = re.compile(r'"([^"]*)"|\[\$-([0-9A-F]+)\]|\[=(-?[\d.]+)\]|([#0.,]+)')
_SHAPES = {1: "0123456789", 2: "٠١٢٣٤٥٦٧٨٩", 3: "۰۱۲۳۴۵۶۷۸۹"}


def shown(code: str, exact: str) -> str:
    """What ``code`` makes of a number, with a point before decimals and no groups."""
    number = Decimal(exact)
    if code == "General":
        return exact
    sections = _sections(code)
    for section in sections:
        found = re.search(r"\[=(-?[\d.]+)\]", section)
        if found and Decimal(found[1]) == number:
            return _section(section, abs(number))
    plain = [section for section in sections if "[=" not in section]
    if len(plain) == 1:
        return ("-" if number < 0 else "") + _section(plain[0], abs(number))
    place = 0 if number > 0 else 1 if number < 0 else min(2, len(plain) - 1)
    return _section(plain[place if number or len(plain) > 2 else 0], abs(number))


def _sections(code: str) -> list[str]:
    return re.findall(r'((?:"[^"]*"|[^;"])+)', code)


def _section(section: str, number: Decimal) -> str:
    parts = _PART.findall(section)
    assert "".join(m[0] for m in _PART.finditer(section)) == section, section
    shape = next((int(lcid, 16) >> 24 for _, lcid, _, _ in parts if lcid), 0)
    digits = "".join(mask for *_, mask in parts)
    _, _, tail = digits.rstrip(",").partition(".")
    commas = len(digits) - len(digits.rstrip(","))
    scaled = (number / Decimal(1000) ** commas).quantize(
        Decimal(1).scaleb(-len(tail)), ROUND_HALF_UP
    )
    text, _, decimals = f"{scaled:f}".partition(".")
    masks = [mask for *_, mask in parts if mask]
    if len(masks) == 2:  # words between two digits: as many digits stand behind them
        behind = masks[1].rstrip(",").count("0")
        text = text.rjust(behind + 1, "0")
        pieces = [text[:-behind], text[-behind:]]
    else:
        pieces = [text + (f".{decimals}" if decimals else "")]
    said = "".join(words if not mask else pieces.pop(0) for words, _, _, mask in parts)
    return said.translate({ord(str(n)): char for n, char in enumerate(_SHAPES.get(shape, ""))})
