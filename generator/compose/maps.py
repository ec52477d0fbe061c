"""The locator map of a brief: the drawing with its words, its disclaimer and its credit.

A map takes a position on boundaries, so it is made only where the order or the house asks
for one and names the set of boundaries. The disclaimer cannot be had without the map nor
the map without the disclaimer; the officer is told what the set draws of disputed places.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from generator.compose.composer import Composer
from generator.compose.names import area_name
from generator.document.tree import Block, Figure, Inline, Paragraph, Text
from generator.document.walk import plain
from generator.localisation.marks import N_
from generator.localisation.names import territory
from generator.problems import Severity, Where

if TYPE_CHECKING:
    from generator.maps.locator import Locator
    from generator.maps.sets import Boundaries

ROLE: Final = "map"
_APART: Final = " (no id)"
_NOT_DRAWN: Final = "(no polygon)"
_DISCLAIMER: Final = N_(
    "The boundaries and names shown on this map imply no official endorsement or acceptance."
)


def locator_map(composer: Composer, identifier: str) -> tuple[Block, ...]:
    """The map, its disclaimer and its credit line; nothing where none is asked for."""
    options = composer.house.map
    if not options.show:
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
    figure = Figure(
        caption=composer.message("Locator map: {area}", area=area_name(composer, area)),
        svg=draw(located, Colours.of(composer.house.colours)),
        width=box.width,
        height=box.height,
        alt=_alternative(composer, located, ()),
        id=identifier,
        role=ROLE,
    )
    return figure, *_below(composer, some)


# ---------------------------------------------------------------- words


def _alternative(composer: Composer, located: Locator, named: tuple[str, ...]) -> str:
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
    if named:
        listed = composer.localiser.list([area_name(composer, one) for one in named])
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
