"""The letterhead's lists behind ours: those its styles use, and its marks where they are sound."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from generator.house.letterhead.xml import Element, children, drop, everywhere, val, w
from generator.writers.docx.letterhead.styles import FIRST_LIST, rename

LEVELS: Final = 3  # of a list of the letterhead that serves ours as deep as briefs go
_FIRST_KIND: Final = 1_000


@dataclass(frozen=True, slots=True)
class Lists:
    """The letterhead's definitions as text, and which of them our lists take.

    bullets, numbers  id of a definition for our own lists, or "" where none is sound.
    """

    kinds: tuple[Element, ...] = ()
    instances: tuple[Element, ...] = ()
    bullets: str = ""
    numbers: str = ""


def lists_of(numbering: Element | None, styles: Element, ids: Mapping[str, str]) -> Lists:
    """The lists of a letterhead whose styles have been merged with ours."""
    if numbering is None:
        return Lists()
    root = copy.deepcopy(numbering)
    rename(root, ids)
    known = {val(style, "styleId") for style in styles.iterfind(w("style"))}
    for name in ("pStyle", "styleLink", "numStyleLink"):
        for reference in everywhere(root, name):
            if val(reference) not in known:
                drop(reference)
    kinds, instances = [], []
    for element in list(children(root)):
        if element.tag == w("abstractNum"):
            element.set(w("abstractNumId"), _shifted(val(element, "abstractNumId"), _FIRST_KIND))
            kinds.append(element)
        elif element.tag == w("num"):
            kind = element.find(w("abstractNumId"))
            element.set(w("numId"), _shifted(val(element, "numId"), FIRST_LIST))
            kind.set(w("val"), _shifted(val(kind), _FIRST_KIND))
            instances.append(element)
    bullets = _sound(styles, "ListBullet", kinds, instances, bullets=True)
    numbers = _sound(styles, "ListNumber", kinds, instances, bullets=False)
    return Lists(tuple(kinds), tuple(instances), bullets, numbers)


def no_lost_lists(styles: Element, lists: Lists) -> None:
    """A style that asks for a list which the letterhead has not asks for none."""
    known = {val(each, "numId") for each in lists.instances}
    for properties in everywhere(styles, "numPr"):
        number = properties.find(w("numId"))
        if number is not None and val(number) not in known | {"0"}:
            drop(properties)


def _shifted(number: str, by: int) -> str:
    return str(int(number) + by) if number.isdigit() else str(by)


def _sound(
    styles: Element, style: str, kinds: list[Element], instances: list[Element], *, bullets: bool
) -> str:
    """The definition behind a list style, when it has a mark of the right sort for each level."""
    wanted = next((s for s in styles.iterfind(w("style")) if val(s, "styleId") == style), None)
    number = None if wanted is None else wanted.find(f"{w('pPr')}/{w('numPr')}/{w('numId')}")
    by_number = {val(each, "numId"): each for each in instances}
    instance = by_number.get(val(number))
    if instance is None or instance.find(w("lvlOverride")) is not None:
        return ""
    id = val(instance.find(w("abstractNumId")))
    kind = next((each for each in kinds if val(each, "abstractNumId") == id), None)
    levels = [] if kind is None else kind.findall(w("lvl"))[:LEVELS]
    marks = [val(level.find(w("numFmt"))) == "bullet" for level in levels]
    texts = [val(level.find(w("lvlText"))).strip() for level in levels]
    sound = len(levels) == LEVELS and all(mark is bullets for mark in marks) and all(texts)
    return id if sound else ""
