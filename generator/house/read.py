"""Reads a house style: ``house.toml`` and ``style.css`` of one folder, checked before use.

Everything wrong is noted with its line; a house style with one mistake is not used, since
half a marking scheme or a colour nobody can read would go out on every page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal, cast

from generator.facts.codes import AREA, ID, near, shortened
from generator.facts.readers.decode import read_text
from generator.facts.readers.toml_file import read_toml
from generator.facts.readers.tree import Scalar, Table
from generator.facts.schema import Fields, Place
from generator.house.colours import HEX, READ_AS_TEXT, TEXT_CONTRAST, contrast
from generator.house.families import SCRIPTS, SHIPPED, by_use
from generator.house.letterhead.model import STYLE_NAMES, Letterhead
from generator.house.manners import DATINGS, DIGITS, HYPHENATED
from generator.house.model import HouseStyle
from generator.house.producers import read_producers
from generator.house.readgate import gate_of
from generator.house.readpictures import chart_options, flag_options, map_options
from generator.house.rows import table_rows
from generator.house.schemes import WHITE, read_marking
from generator.house.stylesheet import check_css
from generator.house.word import AS_USUAL, CHOICES, SWITCHES, WordOptions, with_choices
from generator.house.wordings import languages, wordings
from generator.limits import DEFAULT_LIMITS, Limits
from generator.problems import Findings, Where

COLOURS: Final = ("text", "muted", "accent", "rule", "box", "warning")
FONTS: Final = ("latin", "latin-heading", "arabic", "arabic-heading")
WORD_FONTS: Final = ("word-latin", "word-arabic")
MORE_FONTS: Final = tuple(
    use for script in SCRIPTS for use in (script.use, f"{script.use}-heading") if use not in FONTS
)
MORE_WORD_FONTS: Final = (
    "word-latin-heading",
    *(f"word-{script.use}" for script in SCRIPTS if f"word-{script.use}" not in WORD_FONTS),
)
TAG: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z")
FAMILY: Final = re.compile(r"\w[\w .+-]{0,60}\Z")


def read_house(
    folder: Path, findings: Findings, limits: Limits = DEFAULT_LIMITS
) -> HouseStyle | None:
    """The house style in ``folder``; None, with every reason in ``findings``, when unsound."""
    shown = "/".join(folder.parts[-3:])
    table = read_toml(folder / "house.toml", findings, limits, name=f"{shown}/house.toml")
    if table is None:
        return None
    before = len(findings.errors)
    house = _house(table, folder, Place(f"{shown}/house.toml", findings, limits))
    css = read_text(folder / "style.css", f"{shown}/style.css", findings, limits.template_file)
    if css is not None:
        names = (*COLOURS, *(f"font-{use}" for use in (*FONTS, *MORE_FONTS)))
        for finding in check_css(css, names):
            where = Where(f"{shown}/style.css", finding.line)
            findings.add(finding.code, where, found=finding.found)
    letterhead, twin = _letterheads(folder, shown, findings)
    if css is None or house is None or len(findings.errors) > before:
        return None
    return replace(house, style_css=css, letterhead=letterhead, letterhead_rtl=twin)


def _letterheads(
    folder: Path, shown: str, findings: Findings
) -> tuple[Letterhead | None, Letterhead | None]:
    """The Word files of a house; what reads them is loaded only for a house that has some."""
    if not any(folder.glob("reference*.*")):
        return None, None
    from generator.house.letterhead.read import read_letterheads

    return read_letterheads(folder, shown, findings)


def _house(table: Table, folder: Path, place: Place) -> HouseStyle | None:
    fields = Fields(table, place)
    house = HouseStyle(
        name=folder.name,
        title=wordings(fields, "title"),
        organisation=wordings(fields, "organisation"),
        paper=cast(
            Literal["letter", "a4"],
            fields.word("paper", ("letter", "a4"), required=True) or "a4",
        ),
        marking=read_marking(fields, folder),
        digits=_digits(fields),
        calendars=_choices(fields, "calendars", DATINGS),
        months=_choices(fields, "months", ("default", "levant", "gulf", "dual")),
        spelling=_tags(fields, "spelling"),
        terms=_names(fields, "terms"),
        areas=_names(fields, "areas", AREA),
        capitals=_names(fields, "capitals", AREA, none=True),
        currency=cast(Literal["name", "code"], fields.word("currency", ("name", "code")) or "name"),
        colours=_colours(fields),
        fonts=_fonts(fields),
        bodies=fields.codes("bodies", ID, "id"),
        masthead=cast(
            Literal["none", "symbol"], fields.word("masthead", ("none", "symbol")) or "none"
        ),
        hyphenation=_hyphenation(fields),
        fallback=cast(
            Literal["show", "omit", "refuse"],
            fields.word("fallback", ("show", "omit", "refuse")) or "show",
        ),
        stale_translation=_doubtful(fields, "stale_translation"),
        draft_translation=_doubtful(fields, "draft_translation") or "mark",
        machine_translation=_doubtful(fields, "machine_translation") or "mark",
        table_rows=table_rows(fields),
        word=_word(fields),
        letterhead_styles=_letterhead_styles(fields),
        map=map_options(fields, languages),
        charts=chart_options(fields),
        producers=read_producers(fields),
        naming=fields.code("naming", ID, "id") or "",
        gate=gate_of(fields),
        flag=flag_options(fields),
    )
    return house if fields.finish() else None


def _letterhead_styles(fields: Fields) -> Mapping[str, str]:
    """The letterhead's names of our styles, where the two differ."""
    inner = fields.table_of("letterhead")
    table = None if inner is None else inner.table_of("styles")
    if inner is None or table is None:
        return MappingProxyType({})
    found = {}
    for name in table.table.entries:
        if name.casefold() in STYLE_NAMES:
            found[name.casefold()] = table.text(name)
        else:
            table.asked[name] = None
            meant = near(name, sorted(STYLE_NAMES))
            hint = f" Did you mean “{meant}”?" if meant else ""
            table.refuse("house-style-unknown", name, table.table.keys[name], value=name, hint=hint)
    sound = table.finish() and inner.finish()
    fields.sound = sound and fields.sound
    return MappingProxyType({name: theirs for name, theirs in found.items() if theirs})


def _word(fields: Fields) -> WordOptions:
    inner = fields.table_of("word")
    if inner is None:
        return AS_USUAL
    chosen: dict[str, str | bool] = {}
    for name, words in CHOICES.items():
        if (word := inner.word(name, words)) is not None:
            chosen[name] = word
    for name in SWITCHES:
        chosen[name] = inner.boolean(name)
    fields.sound = inner.finish() and fields.sound
    return with_choices(AS_USUAL, chosen)


def _doubtful(fields: Fields, name: str) -> Literal["mark", "show", "omit", "refuse"] | None:
    return cast(
        Literal["mark", "show", "omit", "refuse"] | None,
        fields.word(name, ("mark", "show", "omit", "refuse")),
    )


def _hyphenation(fields: Fields) -> tuple[str, ...]:
    """The languages whose words are divided; each must have a dictionary."""
    found = fields.codes("hyphenation", TAG, "language")
    for number, language in enumerate(found):
        if language not in HYPHENATED:
            fields.refuse(
                "house-hyphenation",
                "hyphenation",
                value=shortened(language),
                number=number + 1,
                known=", ".join(sorted(HYPHENATED)),
            )
    return found


def _locales(fields: Fields, name: str) -> tuple[str, ...]:
    """The languages and locales that a table of choices speaks of."""
    node = fields.table.entries.get(name)
    keys = node.entries if isinstance(node, Table) else ()
    return tuple(key for key in keys if TAG.match(key))


def _digits(fields: Fields) -> Mapping[str, str]:
    inner = fields.table_of("digits")
    if inner is None:
        return MappingProxyType({})
    found = {key: inner.text(key) for key in _locales(fields, "digits")}
    for key, system in found.items():
        if system is not None and system not in DIGITS:
            meant = near(system, sorted(DIGITS))
            hint = f" Did you mean “{meant}”?" if meant else ""
            inner.refuse(
                "digits-unknown", key, value=shortened(system), field=f"digits.{key}", hint=hint
            )
    fields.sound = inner.finish() and fields.sound
    return MappingProxyType({key: system for key, system in found.items() if system})


def _choices(fields: Fields, name: str, words: tuple[str, ...]) -> Mapping[str, str]:
    inner = fields.table_of(name)
    if inner is None:
        return MappingProxyType({})
    found = {key: inner.word(key, words) for key in _locales(fields, name)}
    fields.sound = inner.finish() and fields.sound
    return MappingProxyType({key: word for key, word in found.items() if word})


def _tags(fields: Fields, name: str) -> Mapping[str, str]:
    inner = fields.table_of(name)
    if inner is None:
        return MappingProxyType({})
    found = {key: inner.code(key, TAG, "language") for key in languages(fields, name)}
    fields.sound = inner.finish() and fields.sound
    return MappingProxyType({key: tag for key, tag in found.items() if tag})


def _names(
    fields: Fields, name: str, form: re.Pattern[str] = ID, *, none: bool = False
) -> Mapping[str, Mapping[str, str]]:
    """Chosen names by id or code, then by language.

    none  whether the word "none" may stand in place of names: there are none by language then.
    """
    inner = fields.table_of(name)
    if inner is None:
        return MappingProxyType({})
    found: dict[str, Mapping[str, str]] = {}
    for key in inner.table.entries:
        if none and isinstance(inner.table.entries[key], Scalar) and form.fullmatch(key):
            if inner.word(key, ("none",)):
                found[key] = MappingProxyType({})
        elif form.fullmatch(key):
            found[key] = wordings(inner, key)
        else:
            inner.asked[key] = None
            inner.refuse("house-name-key", key, inner.table.keys[key], value=shortened(key))
    fields.sound = inner.finish() and fields.sound
    return MappingProxyType(found)


def _colours(fields: Fields) -> Mapping[str, str]:
    inner = fields.table_of("colours", required=True)
    if inner is None:
        return MappingProxyType({})
    found = {}
    for use in COLOURS:
        text = inner.text(use, required=True)
        if text is not None and HEX.match(text):
            found[use] = text.lower()
        elif text is not None:
            inner.refuse("house-colour-form", use, value=text[:20])
    for use in READ_AS_TEXT:
        for behind in (WHITE, found.get("box", WHITE)):
            if use in found and (value := contrast(found[use], behind)) < TEXT_CONTRAST:
                inner.refuse(
                    "house-contrast", use, colour=found[use], behind=behind, contrast=value
                )
    fields.sound = inner.finish() and fields.sound
    return MappingProxyType(found)


def _more_font(fields: Fields, use: str) -> str | None:
    """A family for another script: a shipped one where there is one, else any name."""
    if by_use(use.removesuffix("-heading")).shipped:
        return fields.word(use, SHIPPED)
    family = fields.text(use)
    if family is not None and not FAMILY.match(family):
        fields.refuse("house-font-form", use, value=shortened(family))
        return None
    return family


def _fonts(fields: Fields) -> Mapping[str, str]:
    inner = fields.table_of("fonts", required=True)
    if inner is None:
        return MappingProxyType({})
    found = {use: inner.word(use, SHIPPED, required=True) for use in FONTS}
    found.update({use: inner.text(use, required=True) for use in WORD_FONTS})
    found.update({use: _more_font(inner, use) for use in MORE_FONTS})
    found.update({use: inner.text(use) for use in MORE_WORD_FONTS})
    fields.sound = inner.finish() and fields.sound
    return MappingProxyType({use: family for use, family in found.items() if family})
