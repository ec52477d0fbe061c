"""The highest marking that a recipient or a channel may have, in the scheme of an edition."""

from __future__ import annotations

from collections.abc import Mapping

from generator.house.marking import MarkingScheme
from generator.house.model import HouseStyle


def ceiling_of(stated: Mapping[str, str], house: HouseStyle, *, usual: bool) -> str | None:
    """The ceiling in the scheme of a house.

    stated  levels by house style, or by "" for every house.
    usual   where nothing is stated, the lowest level holds; else there is no ceiling.
    """
    level = stated.get(house.name) or stated.get("")
    if level is None and (usual or stated):
        return house.marking.levels[0].name  # a table without this house opens nothing
    return level


def above(marking: str, ceiling: str, scheme: MarkingScheme) -> bool:
    """Whether a marking stands above a ceiling; one that the scheme does not know does."""
    rank, top = scheme.rank(marking), scheme.rank(ceiling)
    return rank is None or top is None or rank > top


def banner(
    scheme: MarkingScheme, marking: str, handling: tuple[Mapping[str, str], ...], language: str
) -> str:
    """The marking as the scheme has it printed, with what the order adds; "" where it has none.

    language  primary tag of the reader's language.
    """
    added = [words for texts in handling if (words := _handling(scheme, marking, texts, language))]
    if not added and not scheme.is_printed(marking):
        return ""
    level = scheme.level(marking)
    label = _worded(level.label, language, level.name) if scheme.translated else level.name
    return scheme.separator.join((label, *added))


def _handling(scheme: MarkingScheme, marking: str, texts: Mapping[str, str], language: str) -> str:
    listed = {caveat.name: caveat for caveat in scheme.caveats}
    caveat = listed.get(texts.get("", ""))
    if caveat is None:
        return texts.get("") or _worded(texts, language, "")
    if caveat.least and (scheme.rank(marking) or 0) < (scheme.rank(caveat.least) or 0):
        return ""
    return _worded(caveat.label, language, caveat.name) if scheme.translated else caveat.name


def _worded(texts: Mapping[str, str], language: str, otherwise: str) -> str:
    return texts.get(language) or texts.get("en") or next(iter(texts.values()), otherwise)
