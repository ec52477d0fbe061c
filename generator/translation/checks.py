"""What a translation must keep of its original: slots, numbers, terms; and what none may hold.

Errors refuse the unit, warnings are for the person who imports.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final, NamedTuple

from generator.facts import codes, slots
from generator.facts.numberwords import NUMBER_WORDS
from generator.facts.refused import RefusedError
from generator.facts.text import clean_text
from generator.facts.textchecks import literals
from generator.limits import DEFAULT_LIMITS, Limits
from generator.localisation.locale import Locale, UnknownLocale
from generator.localisation.plurals import exact_categories
from generator.problems import Severity
from generator.translation.model import Unit
from generator.translation.notes import Glossary
from generator.translation.units import plural_categories, primary

_WORD: Final = re.compile(r"[^\W\d_]+")
_CODE: Final = re.compile(r"(?<![\w/-])\w*\d\w*(?:[-/]\w*\d\w*)+(?![\w/-])")
_EDTF: Final = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")
_SAME: Final = 3
"""A translation of at least so many words that is its original word for word looks forgotten."""

_UNSPACED: Final = frozenset({"zh", "ja", "ko", "th", "lo", "km", "my", "yue"})
"""Languages that write numbers without a blank before the next word."""

_MYRIADS: Final = frozenset({"zh", "ja", "ko", "yue", "hi", "bn", "ur", "ne", "mr", "te"})
"""Languages that count large numbers in other steps than thousands."""

SCRIPTS: Final[Mapping[str, tuple[str, ...]]] = {
    "ar": ("ARABIC",),
    "fa": ("ARABIC",),
    "ur": ("ARABIC",),
    "ps": ("ARABIC",),
    "ckb": ("ARABIC",),
    "he": ("HEBREW",),
    "ru": ("CYRILLIC",),
    "uk": ("CYRILLIC",),
    "bg": ("CYRILLIC",),
    "el": ("GREEK",),
    "zh": ("CJK",),
    "ja": ("CJK", "HIRAGANA", "KATAKANA"),
    "ko": ("HANGUL",),
    "hi": ("DEVANAGARI",),
    "bn": ("BENGALI",),
    "th": ("THAI",),
    "hy": ("ARMENIAN",),
    "ka": ("GEORGIAN",),
    "am": ("ETHIOPIC",),
}
"""Beginnings of the names of the letters that a text in a language must hold."""


class Found(NamedTuple):
    """One thing that is wrong with a text. values fill the wording."""

    code: str
    values: Mapping[str, object]
    severity: Severity = Severity.ERROR


class Checked(NamedTuple):
    """A text fit to be kept, and what was found."""

    text: str
    found: tuple[Found, ...]


def checked(unit: Unit, text: str, glossary: Glossary, limits: Limits = DEFAULT_LIMITS) -> Checked:
    """Check what came back for a unit. text is in NFC, without blanks the original lacks."""
    try:
        cleaned = clean_text(text, limits)
    except RefusedError as error:
        return Checked(text, (Found(error.code, error.values),))
    found = [*_taken_out(cleaned.remarks)]
    words = _trimmed(cleaned.text, unit.source)
    if words != cleaned.text:
        found.append(Found("translate-blanks", {}, Severity.WARNING))
    found += [
        *_slots(unit, words),
        *_numbers(unit, words),
        *_documents(unit, words),
        *_terms(unit, words, glossary),
        *_length(unit, words),
        *_language(unit, words),
    ]
    return Checked(words, tuple(found))


def _taken_out(remarks: tuple[tuple[str, dict[str, str]], ...]) -> Iterator[Found]:
    for code, values in remarks:
        if code == "text-taken-out":
            yield Found("translate-characters", values)
        elif code == "text-mojibake":
            yield Found("translate-mojibake", {})
        elif code != "text-line-separator":
            yield Found(code, values, Severity.WARNING)


def _trimmed(text: str, original: str) -> str:
    """Without blanks at the ends that the original has not: tools put them there."""
    if original == original.lstrip():
        text = text.lstrip()
    return text.rstrip() if original == original.rstrip() else text


# ---------------------------------------------------------------- slots and numbers


def _slots(unit: Unit, text: str) -> Iterator[Found]:
    wanted, given = _counted(unit, unit.source), _counted(unit, text)
    lacking = wanted - given
    if lacking and not given - wanted and _may_drop(unit, lacking):
        return
    near = [word for word in slots.braced(text, unit.names) if codes.near(word, unit.names)]
    strange = [word for word in near if word not in slots.braced(unit.source, unit.names)]
    if wanted != given or strange:
        told = [f"{{{name}}}" for name in (*slots.used(text, unit.names), *strange)]
        values = {"wanted": ", ".join(unit.slots) or "–", "given": ", ".join(told) or "–"}
        yield Found("translate-slots", values)


def _counted(unit: Unit, text: str) -> Counter[str]:
    """How often a text uses each slot; a period may be written as its two ends, or whole."""
    found = Counter(slots.used(text, unit.names))
    if "period" in unit.filled:
        whole = found.pop("period", 0)
        found += Counter({"from": whole, "to": whole})
    return found


def _may_drop(unit: Unit, lacking: Counter[str]) -> bool:
    """A form that stands for one number alone, such as a dual, may leave the number out."""
    if set(lacking) != {unit.counter} or unit.key.form == "other":
        return False
    try:
        return unit.key.form in exact_categories(Locale.parse(unit.language))
    except UnknownLocale:
        return False


def _numbers(unit: Unit, text: str) -> Iterator[Found]:
    before, after = _said(unit.source, unit.original), _said(text, unit.language)
    if {primary(unit.original), primary(unit.language)} & _MYRIADS:
        before, after = before.significant(), after.significant()
    implied = {Decimal(1), Decimal(2)} if "two" in plural_categories(unit.language) else set()
    lost = before.certain - after.all - implied
    new = after.certain - before.all
    if lost or new:
        yield Found(
            "translate-numbers",
            {"lost": _listed(lost) or "–", "new": _listed(new) or "–"},
        )


class _Said(NamedTuple):
    """Numbers of a text. certain: in digits, but for numbers of months; all: words as well."""

    certain: set[Decimal]
    all: set[Decimal]

    def significant(self) -> _Said:
        """The digits alone: 1.2 million is 120 times ten thousand."""
        return _Said(set(map(_digits, self.certain)), set(map(_digits, self.all)))


def _said(text: str, language: str) -> _Said:
    """The numbers that a text says, whatever its digits."""
    plain = "".join(_ascii(char) for char in text)
    if primary(language) in _UNSPACED:
        plain = "".join(" " if c.isalpha() and not c.isascii() else c for c in plain)
    certain: set[Decimal] = set()
    perhaps: set[Decimal] = set()
    for literal in literals(plain, language):
        date = _EDTF.fullmatch(literal)
        if date is None:
            certain.add(Decimal(literal))
            continue
        year, month, day = date.groups()
        certain |= {Decimal(part) for part in (year, day) if part}
        perhaps.add(Decimal(month))
    words = NUMBER_WORDS.get(primary(language), {})
    perhaps |= {Decimal(words[w]) for w in _WORD.findall(plain.casefold()) if w in words}
    return _Said(certain, certain | perhaps)


def _digits(number: Decimal) -> Decimal:
    """The digits of a number without zeros at its ends."""
    _, digits, _ = number.normalize().as_tuple()
    return Decimal((0, digits, 0))


def _ascii(char: str) -> str:
    """A decimal digit of any script as 0–9."""
    if char.isascii() or unicodedata.category(char) != "Nd":
        return char
    return str(unicodedata.decimal(char))


def _listed(numbers: set[Decimal]) -> str:
    return ", ".join(format(number, "f") for number in sorted(numbers))


def _documents(unit: Unit, text: str) -> Iterator[Found]:
    """Numbers of documents and the like, such as 441-00155."""
    before, after = _codes(unit.source), _codes(text)
    if before - after:
        values = {"codes": ", ".join(sorted(before - after))}
        yield Found("translate-codes", values, Severity.WARNING)


def _codes(text: str) -> set[str]:
    return set(_CODE.findall("".join(_ascii(char) for char in text)))


# ---------------------------------------------------------------- words


def _terms(unit: Unit, text: str, glossary: Glossary) -> Iterator[Found]:
    said = text.casefold()
    for form, targets in glossary.within(unit.source).items():
        if not any(_stands(target.casefold(), said) for target in targets):
            values = {"term": form, "wanted": " / ".join(targets)}
            yield Found("translate-term", values, Severity.WARNING)


def _stands(term: str, said: str) -> bool:
    """Whether a term stands in a text, inflected or in part, as running text names things."""
    if term in said:
        return True
    words = [word for word in _WORD.findall(term) if len(word) > 2] or [term]
    there = sum(_stem(word) in said for word in words)
    return 2 * there >= len(words) and there > 0


def _stem(word: str) -> str:
    """The first two thirds of a word, without the Arabic article: what inflection leaves."""
    bare = word.removeprefix("ال") if len(word) > 4 else word
    return bare[: max(3, len(bare) * 2 // 3)]


def _length(unit: Unit, text: str) -> Iterator[Found]:
    if len(text) > unit.room:
        values = {"length": len(text), "limit": unit.room}
        yield Found("translate-long", values, Severity.WARNING)


def _language(unit: Unit, text: str) -> Iterator[Found]:
    """Letters of the language, and other words than the original's."""
    bare = "".join(part for kind, part in slots.split(text, unit.names) if kind == "text")
    letters = [char for char in bare if char.isalpha()]
    scripts = SCRIPTS.get(primary(unit.language))
    if scripts and letters and not any(_name(char).startswith(scripts) for char in letters):
        yield Found("translate-script", {}, Severity.WARNING)
    if text == unit.source and len(_WORD.findall(bare)) >= _SAME:
        yield Found("translate-same", {}, Severity.WARNING)


def _name(char: str) -> str:
    return unicodedata.name(char, "")
