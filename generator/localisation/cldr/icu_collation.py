"""Collation weights and ordinal rules, read from ICU 77 (CLDR 47) at extraction time.

The weights of the characters that names are written with, in the root order and as each
language changes them; Chinese characters as one ordered string a language.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any, Final

try:
    import icu  # type: ignore[import-not-found]
except ImportError:  # the extraction says so; nothing at run time needs it
    icu = None

_SCRIPT_CODES: Final = (
    "Latn Grek Cyrl Geor Armn Hebr Arab Syrc Thaa Ethi Deva Beng Guru Gujr Orya Taml Telu Knda "
    "Mlym Sinh Thai Laoo Tibt Mymr Khmr Mong Hang Hira Kana Bopo Tfng Cher Cans Vaii Adlm Nkoo "
    "Olck"
)
_SCRIPTS: Final = frozenset(_SCRIPT_CODES.split())
_HAN: Final = range(0x4E00, 0xA000)
_HANGUL: Final = range(0xAC00, 0xD7A4)
_PREPOSED: Final = (
    ([chr(c) for c in range(0xE40, 0xE45)], [chr(c) for c in range(0xE01, 0xE2F)]),
    ([chr(c) for c in range(0xEC0, 0xEC5)], [chr(c) for c in range(0xE81, 0xEAF)]),
)
_ORDINAL_SETS: Final = (
    "%digits-ordinal",
    "%digits-ordinal-masculine",
    "%digits-ordinal-feminine",
    "%digits-ordinal-neuter",
)


def collation() -> Iterator[tuple[str, dict[str, Any]]]:
    """The root's weights, under "und", then what each language changes."""
    root = icu.Collator.createInstance(icu.Locale("root"))
    letters = list(_letters())
    weights = {text: _weights(root, text) for text in letters}
    for before, after in _PREPOSED:
        weights.update({a + b: _weights(root, a + b) for a, b in product(before, after)})
    yield "und", {"weights": weights, "scripts": _ranges(weights)}
    for name in sorted(icu.Collator.getAvailableLocales()):
        collator = icu.Collator.createInstance(icu.Locale(name))
        table = _tailored(collator, weights)
        if table:
            yield name.replace("_", "-"), table


def _tailored(collator: Any, root: dict[str, str]) -> dict[str, Any]:
    rules = collator.getRules()
    tailored = [str(text) for text in collator.getTailoredSet(icu.UnicodeSet())]
    han = [text for text in tailored if len(text) == 1 and ord(text) in _HAN]
    own = {
        unicodedata.normalize("NFC", text): _weights(collator, text)
        for text in tailored
        if _wanted(text)
    }
    reorder = re.search(r"\[reorder ([^\]]*)\]", rules)
    table = {
        "weights": {text: value for text, value in own.items() if root.get(text) != value},
        "han": "".join(sorted(han, key=collator.getSortKey)) if len(han) > 1000 else "",
        "reorder": reorder[1].split() if reorder else [],
        "backwards": "[backwards 2]" in rules,
        "upper_first": "[caseFirst upper]" in rules,
        "shifted": "[alternate shifted]" in rules,
    }
    return {key: value for key, value in table.items() if value}


def _wanted(text: str) -> bool:
    return len(text) <= 4 and all(
        ord(c) not in _HAN
        and ord(c) not in _HANGUL
        and ord(c) < 0xD800
        and not 0x3400 <= ord(c) < 0x4E00
        for c in text
    )


def _letters() -> Iterator[str]:
    for point in range(0x20, 0x10000):
        character = chr(point)
        if (
            point in _HAN
            or point in _HANGUL
            or 0x3400 <= point < 0x4E00
            or 0xD800 <= point < 0xFB00
        ):
            continue
        if unicodedata.category(character)[0] in "LMNPSZ" and (
            point < 0x2100 or icu.Script.getScript(character).getShortName() in _SCRIPTS
        ):
            yield character


def _weights(collator: Any, text: str) -> str:
    """Collation elements, eight hexadecimal digits each."""
    return "".join(
        f"{element & 0xFFFFFFFF:08x}" for element in collator.createCollationElementIterator(text)
    )


def _ranges(weights: dict[str, str]) -> dict[str, list[int]]:
    """Lowest and highest first weight of each script."""
    found: dict[str, list[int]] = {}
    lowest = int(weights["a"][:4], 16)  # letters below are modifiers, kept with the symbols
    for text, value in weights.items():
        name = icu.Script.getScript(text[0]).getShortName()
        first = int(value[:4], 16) if value else 0
        if first >= lowest and unicodedata.category(text[0])[0] == "L" and name in _SCRIPTS:
            low, high = found.get(name, [first, first])
            found[name] = [min(low, first), max(high, first)]
    return found


def ordinals() -> Iterator[tuple[str, dict[str, Any]]]:
    """Rule sets for ordinal numbers in figures, by locale."""
    for name in sorted(icu.Locale.getAvailableLocales()):
        rules = icu.RuleBasedNumberFormat(icu.URBNFRuleSetTag.ORDINAL, icu.Locale(name)).getRules()
        yield name.replace("_", "-"), dict(_rule_sets(rules))


def _rule_sets(rules: str) -> Iterable[tuple[str, dict[str, str]]]:
    tables: dict[str, dict[str, str]] = {}
    current = ""
    for line in rules.splitlines():
        if line.startswith("%"):
            current = line.rstrip(":")
            tables[current] = {}
        elif ":" in line:
            base, _, text = line.partition(": ")
            if base.isdigit():
                tables[current][base] = text.rstrip().removesuffix(";")
    needed, waiting = set(), [name for name in _ORDINAL_SETS if name in tables]
    while waiting:
        name = waiting.pop()
        if name not in needed:
            needed.add(name)
            waiting += [
                n
                for text in tables[name].values()
                for n in re.findall(r"[=>](%%?[a-z-]+)[=>]", text)
            ]
    return [(name, tables[name]) for name in sorted(needed)]
