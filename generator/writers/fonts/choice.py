"""Which fonts a document needs beside the shipped ones, and what no font has."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from fontTools import unicodedata as scripts

from generator.document.tree import Document, Inline, Link, Span, Value
from generator.document.walk import inlines, lines, plain
from generator.house import HouseStyle
from generator.house.families import Script, by_code, how_to_bring
from generator.localisation.figures import figures
from generator.problems import Problem, Where
from generator.writers.fonts.faces import FontFile, UnreadableFont, read, shipped_characters
from generator.writers.scripts import script_of

_UNSEEN: Final = frozenset({"Cc", "Cf", "Zl", "Zp"})
_SELECTORS: Final = frozenset((*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0), 0x034F))


@dataclass(frozen=True, slots=True)
class FontChoice:
    """Files to be made visible for a document, and the problems of doing without others."""

    files: tuple[str, ...]
    problems: tuple[Problem, ...]


def choose(document: Document, house: HouseStyle) -> FontChoice:
    """The fonts for ``document``; looks at every character before anything is laid out."""
    needed = _characters(document)
    shipped = shipped_characters()
    missing = {letter for letter in needed if not _covered(letter, shipped)}
    own = script_of(document.lang)
    if not missing and own.shipped:
        return FontChoice((), ())
    there, problems = _readable(house.font_files)
    chosen: list[FontFile] = []
    for script in _scripts(own, missing, document):
        found = of_script(script, house.fonts, there)
        chosen += (file for file in found if file not in chosen)
    for file in there:
        bare = [one for one in missing if not any(_covered(one, f.characters) for f in chosen)]
        if file not in chosen and any(_covered(letter, file.characters) for letter in bare):
            chosen.append(file)
    has = shipped.union(*(file.characters for file in chosen))
    missing = {letter for letter in missing if not _covered(letter, has)}
    problems += [
        Problem("font-not-embeddable", _where(document), {"file": _name(file.path)})
        for file in chosen
        if not file.embeddable
    ]
    problems += _told(document, own, missing)
    return FontChoice(tuple(sorted(file.path for file in chosen)), tuple(problems))


def _name(path: str) -> str:
    return path.replace("\\", "/").rsplit("/", 1)[-1]


def _readable(paths: Iterable[str]) -> tuple[list[FontFile], list[Problem]]:
    found, problems = [], []
    for path in paths:
        try:
            found.append(read(path))
        except UnreadableFont as error:
            values = {"file": _name(path), "reason": str(error)[:120]}
            problems.append(Problem("font-unreadable", Where(file=f"fonts/{_name(path)}"), values))
    return found, problems


def _scripts(own: Script, missing: Iterable[str], document: Document) -> Iterator[Script]:
    """The scripts that need a font which is not shipped: the document's own first."""
    seen = {own.use}
    if not own.shipped:
        yield own
    spoken = {span.lang for span in inlines(document) if isinstance(span, Span) and span.lang}
    for found in (*(script_of(lang) for lang in sorted(spoken)), *_of_letters(missing, own)):
        if found.use not in seen and not found.shipped:
            seen.add(found.use)
            yield found


def _of_letters(letters: Iterable[str], own: Script) -> Iterator[Script]:
    for letter in sorted(letters):
        found = _script(letter)
        if found is not None and (found.slot != "east-asian" or own.slot != "east-asian"):
            yield found


@cache
def _script(letter: str) -> Script | None:
    return by_code(scripts.script(letter))


def of_script(
    script: Script, named_fonts: Mapping[str, str], there: Iterable[FontFile]
) -> list[FontFile]:
    """The files of the families that the house names, else of the first usual one there is."""
    files = list(there)
    uses = (script.use, f"{script.use}-heading")
    named = [named_fonts[use] for use in uses if use in named_fonts]
    if named:
        return [file for file in files if file.families.intersection(named)]
    for family in script.families:
        if found := [file for file in files if family in file.families]:
            return found
    return []


def _covered(letter: str, characters: frozenset[int]) -> bool:
    """Whether the engine finds a glyph: of the letter, or of the parts it is made of."""
    if ord(letter) in characters:
        return True
    parts = unicodedata.normalize("NFD", letter)
    return len(parts) > 1 and all(ord(part) in characters for part in parts)


def _characters(document: Document) -> set[str]:
    """Every character that pages show."""
    texts = [plain(children) for _, children in lines(document)]
    labels = document.labels
    texts += (labels.contents, labels.notes, labels.table, labels.figure)
    texts.append(figures(document.furniture.digits))
    texts += (note.label for note in document.notes)
    found = set(unicodedata.normalize("NFC", "".join(texts)))
    return {
        letter
        for letter in found
        if letter > "\x7f"
        and unicodedata.category(letter) not in _UNSEEN
        and ord(letter) not in _SELECTORS
    }


# ---------------------------------------------------------------- what is missing, in words


def _where(document: Document, place: str = "") -> Where:
    number = document.properties.number or "document"
    return Where(record=f"{number} ({document.lang})", field=place or None)


def _told(document: Document, own: Script, missing: set[str]) -> Iterator[Problem]:
    """One problem for a script the document is written in, else one for each character."""
    if not own.shipped and any(_serves(own, letter) for letter in missing):
        letters = sorted(one for one in missing if _serves(own, one) or _shared(one))
        values = {
            "script": own.title,
            "count": str(len(letters)),
            "letters": " ".join(letters[:8]),
            "remedy": how_to_bring(own),
        }
        yield Problem("font-missing", _where(document), values)
        missing = missing.difference(letters)
    for letter in sorted(missing):
        yield glyph_missing(document, letter)


def _serves(script: Script, letter: str) -> bool:
    found = _script(letter)
    return found is not None and (
        found.use == script.use or (found.slot == script.slot == "east-asian")
    )


def _shared(letter: str) -> bool:
    """True for marks and digits that belong to several scripts; their font is the text's."""
    return scripts.script(letter) in ("Zyyy", "Zinh")


def glyph_missing(document: Document, letter: str) -> Problem:
    """The problem of one character that no font of the document has."""
    place, near, fact = _first(document, letter)
    script = _script(letter)
    bring = how_to_bring(script) if script is not None and not script.shipped else ""
    values = {
        "character": f"U+{ord(letter):04X}",
        "letter": letter,
        "name": unicodedata.name(letter, "unnamed"),
        "near": near,
        "from": f"the fact {fact}" if fact else "an order, a template, a house style or a message",
        "remedy": f"Write it otherwise, or bring a font that has it. {bring}".rstrip(),
    }
    return Problem("glyph-missing", _where(document, place), values)


def _first(document: Document, letter: str) -> tuple[str, str, str]:
    """Where a character stands first: the place, the words around it, the fact."""
    for place, children in lines(document):
        text = unicodedata.normalize("NFC", plain(children))
        at = text.find(letter)
        if at >= 0:
            return place, text[max(0, at - 12) : at + 13], _fact(children, letter)
    return "", letter, ""


def _fact(children: Iterable[Inline], letter: str, outer: str = "") -> str:
    """The fact whose value or statement holds the character, nearest first."""
    for child in children:
        match child:
            case Value(text=text, fact=fact) if letter in unicodedata.normalize("NFC", text):
                return fact
            case Span(children=inner, fact=fact) if letter in _composed(inner):
                return _fact(inner, letter, fact or outer)
            case Link(children=inner) if letter in _composed(inner):
                return _fact(inner, letter, outer)
    return outer


def _composed(children: Iterable[Inline]) -> str:
    return unicodedata.normalize("NFC", plain(children))
