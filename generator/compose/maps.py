"""The locator map of a brief: the drawing with its words, its disclaimer and its credit.

A map takes a position on boundaries, so it is made only where the order or the house asks
for one and names the set of boundaries. The disclaimer cannot be had without the map nor
the map without the disclaimer; the officer is told what the set draws of disputed places.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from generator.compose.composer import Composer
from generator.compose.names import area_name, capital_of, house_words
from generator.document.tree import Block, Figure, Inline, Paragraph, Text
from generator.document.walk import plain
from generator.house.families import LATIN, by_code
from generator.house.shipped import label_files
from generator.localisation.locale import script_of
from generator.localisation.marks import N_
from generator.localisation.names import territory
from generator.problems import Severity, Where

if TYPE_CHECKING:
    from generator.maps.labels import Lettered
    from generator.maps.locator import Locator
    from generator.maps.sets import Boundaries
    from generator.maps.sphere import Place

ROLE: Final = "map"
_APART: Final = " (no id)"
_TALL: Final = 1.15  # letters of some scripts are small for their size
_TOLD: Final = 8  # missing letters
_NOT_DRAWN: Final = "(no polygon)"
_DISCLAIMER: Final = N_(
    "The boundaries and names shown on this map imply no official endorsement or acceptance."
)


def locator_map(composer: Composer, identifier: str) -> tuple[Block, ...]:
    """The map, its disclaimer and its credit line; nothing where none is asked for."""
    options = composer.house.map
    if not options.show:
        return ()
    if len(composer.selection.request.countries) > 1:
        _tell(composer, "map-several", areas=", ".join(composer.selection.request.countries))
        return ()
    if not options.boundaries:
        _tell(composer, "map-no-boundaries", Severity.ERROR)
        return ()
    from generator.maps.drawing import Colours, draw
    from generator.maps.locator import locate
    from generator.maps.sets import boundaries

    area = composer.selection.request.area
    some = boundaries(options.boundaries)
    frame = options.frame
    view = (frame[0], frame[1], frame[2], frame[3]) if len(frame) == 4 else options.view
    located = locate(options.boundaries, area, view)
    if located is None or not (located.subject or located.marks):
        code = "map-not-drawn" if located is None else "map-elsewhere"
        _tell(composer, code, area=area, boundaries=options.boundaries)
        return ()
    _tell_of(composer, some, located)
    box = located.frame.box
    names = _names(composer, located)
    figure = Figure(
        caption=composer.message("Locator map: {area}", area=area_name(composer, area)),
        svg=draw(located, Colours.of(composer.house.colours), names.labels, names.dot),
        width=box.width,
        height=box.height,
        alt=_alternative(composer, located, names),
        id=identifier,
        role=ROLE,
    )
    return figure, *_below(composer, some)


# ---------------------------------------------------------------- names


def _names(composer: Composer, located: Locator) -> Lettered:
    """The names that stand on the map, in the document's language and script."""
    from generator.drawing.letters import Typeface
    from generator.maps.labels import Lettered, Lettering, Names, lettered

    chosen = composer.house.map.names
    if chosen == "none":
        return Lettered()
    script = by_code(script_of(composer.localiser.locale)) or LATIN
    lettering = Lettering(
        Typeface(label_files(composer.house, script), composer.tag),
        composer.direction,
        _TALL if script.slot == "complex" else 1.0,
    )
    area = composer.selection.request.area
    own = area_name(composer, area) if _may(composer, area) else ""
    others = {}
    if chosen == "neighbours":
        others = {
            code: area_name(composer, code) for code, _ in located.land if _may(composer, code)
        }
    found = lettered(located, Names(own, others, _capital(composer)), lettering)
    if found.missing:
        letters = " ".join((*found.missing[:_TOLD], *("…",) * (len(found.missing) > _TOLD)))
        _tell(composer, "map-letter-missing", letters=letters, language=composer.tag)
    return found


def _may(composer: Composer, area: str) -> bool:
    """Whether a country may be named: one whose name is contested only in the house's words."""
    known = composer.base.areas.get(area)
    decided = composer.language in composer.house.areas.get(area, {})
    return known is not None and (decided or not known.contested)


def _capital(composer: Composer) -> tuple[str, Place] | None:
    """The capital's name in the document's language and its place, where both are known."""
    from generator.maps.sets import capital_of as place_of_capital

    area = composer.selection.request.area
    known = composer.base.areas.get(area)
    if known is None or not _may(composer, area):
        return None
    decided = composer.language in composer.house.capitals.get(area, {})
    if known.contested_capital and not decided:
        return None
    names, shipped = capital_of(composer, known), known.capital
    name = names.get(composer.language)
    if name != shipped.get(composer.language) and names.get("en") == shipped.get("en"):
        return None  # another place, maybe, and no English name by which it is found
    if name == area_name(composer, area):
        return None
    at = place_of_capital(area, names.get("en", ""))
    return (house_words(composer, name), at) if name and at else None


# ---------------------------------------------------------------- words


def _alternative(composer: Composer, located: Locator, names: Lettered) -> str:
    """What the map shows, for those who cannot see it."""
    from generator.maps.sets import region_of

    area = composer.selection.request.area
    region = _region(composer, region_of(area))
    name = area_name(composer, area)
    if region:
        parts = [composer.message("Map showing {area} ({region}).", area=name, region=region)]
    else:
        parts = [composer.message("Map showing {area}.", area=name)]
    if located.marks:
        parts.append(composer.message("A ring marks the place, which is too small to be seen."))
    if names.dot is not None and (capital := _capital(composer)) is not None:
        parts.append(composer.message("A dot marks the capital, {city}.", city=capital[0]))
    if names.named:
        listed = composer.localiser.list([area_name(composer, one) for one in names.named])
        parts.append(composer.message("Other countries named on it: {names}.", names=listed))
    return " ".join(plain(part) for part in parts)


def _region(composer: Composer, code: str) -> str:
    """The name of a region of the world, or "" where the language has none."""
    name = territory(composer.localiser.locale.data, code) if code else ""
    return "" if name == code else name


def _below(composer: Composer, some: Boundaries) -> Iterator[Paragraph]:
    """The disclaimer and the credit line, in one paragraph of small print each."""
    options = composer.house.map
    own = _own(composer, options.disclaimer, "disclaimer")
    yield Paragraph(own or composer.message(_DISCLAIMER), "note")
    credit = _own(composer, options.attribution, "attribution")
    yield Paragraph(credit or composer.message("Boundaries: {set}.", set=some.name.title), "note")


def _own(composer: Composer, texts: Mapping[str, str], words: str) -> tuple[Inline, ...]:
    """The house's own words in the document's language; nothing where it has none."""
    found = composer.localiser.fixed(texts)
    if found:
        return (Text(composer.localiser.punctuate(found)),)
    if texts:
        language = composer.language
        _tell(composer, "map-words-usual", words=words, language=language)
    return ()


# ---------------------------------------------------------------- what the officer is told


def _tell_of(composer: Composer, some: Boundaries, located: Locator) -> None:
    area = composer.selection.request.area
    values = {"area": area, "boundaries": some.name.name, "view": some.name.view}
    if located.disputed:
        shown = [f"{one.place}: {_drawn(one.drawn_in)}" for one in located.disputed]
        _tell(composer, "map-disputed", **values, places="; ".join(shown))
    else:
        _tell(composer, "map-position", Severity.NOTICE, **values)
    if not located.drawn:
        _tell(composer, "map-ring-only", **values)
    elif located.outside:
        count = str(located.outside)
        _tell(composer, "map-parts-outside", Severity.NOTICE, count=count, **values)


def _drawn(region: str) -> str:
    """What a set does with a disputed place, in an officer's words."""
    if region == _NOT_DRAWN:
        return "not drawn"
    if region.endswith(_APART):
        return f"drawn apart, as {region.removesuffix(_APART)}"
    return f"drawn as part of {region}"


def _tell(
    composer: Composer, code: str, severity: Severity = Severity.WARNING, /, **values: str
) -> None:
    where = Where(record=composer.brief.number)
    composer.findings.add(code, where, severity=severity, **values)
