"""Checks of what a fact's texts say against its fields, in every language.

Numbers and dates print from fields. A text may hold a copy for people; here each copy is
compared: with the fields, and between the languages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from generator.facts import codes, slots
from generator.facts.model import EdtfDate, Fact, LocalText, Precision, Qualifier
from generator.facts.numberwords import MONTHS, NUMBER_WORDS, POINTING, UNNAMED
from generator.facts.sourcefile import SourceFile
from generator.problems import Findings, Severity, Where

_DIGITS: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_ANY_DIGIT: Final = re.compile(r"\d")
_CODE: Final = re.compile(
    r"\{+[^{}]*\}+"  # braces that are no slots
    r"|\w*\d\w*(?:[-/]\w*\d\w*)+"  # 441-00155, 71/130
    r"|[A-Z]\w*-\d{1,3}(?!\d)"  # Mi-17
    r"|[^\W\d_]+\d\w*|\d+[^\W\d_]+"  # G7, 7th
)
_YEARS: Final = re.compile(r"(?<!\w)([12]\d{3})\s?[-–/]\s?([12]\d{3})(?!\w)")
_NUMBER: Final = re.compile(
    r"(?<![\w.,])\d{1,3}(?:[ ,\u00a0\u202f\u2009٬]\d{3})+(?:[.,]\d+)?(?!\w)"
    r"|(?<![\w.,])\d+(?:[.,٫]\d+)?(?!\w)"
)
_SCALES: Final = tuple(Decimal(10) ** power for power in (0, 3, 6, 9, 12))
_BEGINNING: Final = re.compile(r"\W*([^\W\d_]+)(?:\W+([^\W\d_]+))?")
_WORD: Final = re.compile(r"[^\W\d_]+")


def check_text(fact: Fact, source: SourceFile | None, findings: Findings) -> None:
    """Check all wordings of one fact."""
    if not fact.text:
        return
    if source is not None:
        _languages(fact, source, findings)
    numbers: dict[str, frozenset[str]] = {}
    for language, text in fact.text.items():
        where = Where(fact.file, fact.line, record=fact.id, field=f"text.{language}")
        for wording in _wordings(text):
            _slots(fact, wording, where, findings)
            _numbers(fact, wording, language, where, findings)
            _unnamed(wording, language, where, findings)
        main = text.forms["other"]
        _value_said(fact, main, language, where, findings)
        _pointing(main, language, where, findings)
        numbers[language] = frozenset(literals(main, language))
    _same_everywhere(fact, numbers, findings)


def _wordings(text: LocalText) -> Iterator[str]:
    yield from text.forms.values()
    yield from (text.past or {}).values()


def _languages(fact: Fact, source: SourceFile, findings: Findings) -> None:
    missing = [language for language in source.languages if language not in fact.text]
    if missing:
        where = Where(fact.file, fact.line, record=fact.id, field="text")
        findings.add("text-missing", where, severity=Severity.NOTICE, languages=", ".join(missing))


def _slots(fact: Fact, wording: str, where: Where, findings: Findings) -> None:
    if "{" not in wording:
        return
    filled = slots.filled_by(fact)
    for slot in slots.used(wording):
        if slot not in filled:
            findings.add("slot-empty", where, slot=slot)
    for word in slots.braced(wording):
        near = codes.near(word, slots.SLOTS)
        if near:  # the brief would print the braces: it is refused
            findings.add("slot-misspelt", where, word=word, suggestion=near)
        else:
            known = ", ".join(f"{{{slot}}}" for slot in slots.SLOTS)
            findings.add("slot-unknown", where, severity=Severity.WARNING, word=word, known=known)


def _numbers(fact: Fact, wording: str, language: str, where: Where, findings: Findings) -> None:
    """Numerals in the text that no field of the fact holds."""
    if not _ANY_DIGIT.search(wording):
        return
    allowed, days = _allowed(fact)
    for literal in literals(wording, language):
        if literal in allowed or _covered(literal, days):
            continue
        code = "text-number-loose" if not allowed and not days else "text-number-differs"
        findings.add(code, where, severity=Severity.WARNING, number=literal)


def literals(wording: str, language: str) -> Iterator[str]:
    """Numbers, years and dates that stand in the text itself, in one canonical form."""
    if not _ANY_DIGIT.search(wording):
        return
    plain = " ".join(part for sort, part in slots.split(wording) if sort == "text")
    plain = plain.translate(_DIGITS)
    for span in _YEARS.finditer(plain):
        yield from span.groups()
    plain = _YEARS.sub(" ", plain)
    plain, dates = _dates(plain, language)
    yield from dates
    for hit in _NUMBER.finditer(_CODE.sub(" ", plain)):
        text = re.sub(r"[ ,\u00a0\u202f\u2009٬](?=\d{3}(?!\d))", "", hit.group())
        yield format(Decimal(text.replace(",", ".").replace("٫", ".")).normalize(), "f")


def _dates(plain: str, language: str) -> tuple[str, list[str]]:
    """Months with their year ("June 2016", "20 janvier 2022") as EDTF, taken out of the text."""
    months = MONTHS.get(language.split("-", 1)[0], {})
    if not months or not re.search(r"[12]\d{3}", plain):
        return plain, []
    names = "|".join(sorted(map(re.escape, months), key=len, reverse=True))
    pattern = re.compile(
        rf"(?:(?<!\d)(\d{{1,2}})\s)?(?<!\w)({names})(?:/\w+)?\s([12]\d{{3}})(?!\d)", re.IGNORECASE
    )
    found = []
    for hit in pattern.finditer(plain):
        day, month, year = hit.groups()
        number = months[month.casefold()]
        text = f"{year}-{number:02}"
        found.append(f"{text}-{int(day):02}" if day else text)
    return pattern.sub(" ", plain), found


def _allowed(fact: Fact) -> tuple[frozenset[str], tuple[EdtfDate, ...]]:
    """Numbers and dates that the fields hold; amounts also in thousands, millions, ..."""
    numbers: set[str] = set()
    quantity = fact.quantity
    if quantity is not None:
        for value in (quantity.value, quantity.minimum, quantity.maximum):
            if value is not None:
                numbers |= {format((value / scale).normalize(), "f") for scale in _SCALES}
    spans = (fact.moment.period, fact.validity.period)
    ends = (end for span in spans if span for end in (span.start, span.end))
    dates = tuple(date for date in (fact.moment.date, *ends) if date is not None)
    return frozenset(numbers), dates


def _covered(literal: str, dates: tuple[EdtfDate, ...]) -> bool:
    """Whether a date or year in the text agrees with a field: one lies within the other."""
    for date in dates:
        if literal == date.text[: len(literal)] or date.text.rstrip("?~%") == literal[:7]:
            return True
        if date.precision is Precision.YEAR and literal[:4] == date.text[:4] and "-" in literal:
            return True
    return False


def _value_said(fact: Fact, wording: str, language: str, where: Where, findings: Findings) -> None:
    """The number must stand in the sentence: as a slot, in digits or in words."""
    quantity = fact.quantity
    if quantity is None or quantity.value is None:
        return
    if quantity.qualifier is Qualifier.ORDER_OF_MAGNITUDE or quantity.unit == "world_rank":
        return
    if "value" in slots.used(wording):
        return
    if any(literals(wording, language)):
        return  # compared with the fields already
    words = NUMBER_WORDS.get(language.split("-", 1)[0])
    if words is None:
        return
    said = {words[word] for word in _WORD.findall(wording.casefold()) if word in words}
    if quantity.value not in said:
        findings.add("text-value-absent", where, severity=Severity.WARNING, value=quantity.value)


def _pointing(wording: str, language: str, where: Where, findings: Findings) -> None:
    """A statement must be readable alone: it may not begin with "they" or "this"."""
    begins = _BEGINNING.match(wording)
    if begins is None:
        return
    first, second = begins.group(1).casefold(), begins.group(2)
    words = POINTING.get(language.split("-", 1)[0], frozenset())
    if first in words and second not in ("s", "y"):  # “il s'est …” and “il y a” point nowhere
        findings.add("text-pointing", where, severity=Severity.WARNING, word=first)


def _unnamed(wording: str, language: str, where: Where, findings: Findings) -> None:
    """ "The article", "during the visit": the reader has only the brief and asks which one."""
    pattern = UNNAMED.get(language.split("-", 1)[0])
    found = pattern.search(wording) if pattern else None
    if found is not None:
        findings.add("text-unnamed", where, severity=Severity.WARNING, word=found.group())


def _same_everywhere(fact: Fact, numbers: dict[str, frozenset[str]], findings: Findings) -> None:
    """Languages that give a number in digits must give the same ones."""
    if len(set(numbers.values())) < 2:
        return
    given = {language: found for language, found in numbers.items() if found}
    if len(given) < 2 or len(set(given.values())) < 2:
        return
    where = Where(fact.file, fact.line, record=fact.id, field="text")
    told = "; ".join(f"{language}: {', '.join(sorted(f))}" for language, f in given.items())
    findings.add("text-numbers-disagree", where, numbers=told)
