"""The styles of a letterhead, repaired: each defect that Word would stumble over is mended."""

from __future__ import annotations

from typing import Final

from generator.house.letterhead.model import Opened
from generator.house.letterhead.xml import (
    LEVEL_ORDER,
    P_ORDER,
    R_ORDER,
    STYLE_ORDER,
    Element,
    W,
    children,
    drop,
    everywhere,
    in_order,
    made,
    val,
    w,
)

TYPES: Final = ("paragraph", "character", "table", "numbering")
_SIDES: Final = {"start": "left", "end": "right"}
_SMALLEST, _LARGEST = 2, 3276  # half-points that Word takes as the size of letters
_CHANGES: Final = (
    "pPrChange", "rPrChange", "tblPrChange", "trPrChange", "tcPrChange", "sectPrChange",
    "numberingChange", "tblPrExChange", "tblGridChange",
)  # fmt: skip


def repair(root: Element, part: str, opened: Opened) -> None:
    """Mend the styles in place and note what was mended."""
    for change in everywhere(root, *_CHANGES, "rsid"):
        drop(change)
    _one_of_each(root, part, opened)
    known = {style.get(w("styleId")): style for style in root.iterfind(w("style"))}
    for style in known.values():
        _references(style, known, part, opened)
    _loops(known, part, opened)
    plain_properties(root, part, opened)
    if complex_twins(root):
        opened.remark("letterhead-one-script", part)


def _one_of_each(root: Element, part: str, opened: Opened) -> None:
    ids: set[str] = set()
    names: set[tuple[str, str]] = set()
    for style in root.findall(w("style")):
        id, kind = val(style, "styleId"), val(style, "type") or "paragraph"
        name = " ".join(val(style.find(w("name"))).split())
        if not id or not name or kind not in TYPES:
            opened.remark("letterhead-style-unnamed", part, id or name)
            drop(style)
        elif id in ids or (kind, name.casefold()) in names:
            opened.remark("letterhead-style-twice", part, name)
            drop(style)
        else:
            ids.add(id)
            names.add((kind, name.casefold()))


def _references(style: Element, known: dict[str, Element], part: str, opened: Opened) -> None:
    for reference in ("basedOn", "next", "link"):
        found = style.find(w(reference))
        if found is None:
            continue
        other = known.get(val(found))
        kind = val(style, "type")
        wrong = other is None or (reference == "basedOn" and val(other, "type") != kind)
        if wrong:
            opened.remark("letterhead-style-lost", part, val(style.find(w("name"))))
            drop(found)


def _loops(known: dict[str, Element], part: str, opened: Opened) -> None:
    """A style that is based on itself through others stands alone."""
    for id, style in known.items():
        seen, at = {id}, style
        while (based := at.find(w("basedOn"))) is not None:
            if val(based) in seen:
                opened.remark("letterhead-style-loop", part, val(style.find(w("name"))))
                drop(based)
                break
            seen.add(val(based))
            at = known[val(based)]


def plain_properties(root: Element, part: str, opened: Opened) -> None:
    """Sides, sizes and orders that every reader of Word files takes."""
    for jc in everywhere(root, "jc", "lvlJc"):
        if val(jc) in _SIDES:
            # "left" is the start of a paragraph of either direction; older readers know no other.
            jc.set(w("val"), _SIDES[val(jc)])
            opened.remark("letterhead-side", part)
    for size in everywhere(root, "sz", "szCs"):
        if size.getparent().tag == w("rPr") and not _size(val(size)):
            opened.remark("letterhead-size", part, val(size))
            drop(size)
    orders = {"rPr": R_ORDER, "pPr": P_ORDER, "lvl": LEVEL_ORDER, "style": STYLE_ORDER}
    for name, order in orders.items():
        for element in everywhere(root, name):
            _sorted(element, order)


def _size(value: str) -> bool:
    return value.isascii() and value.isdigit() and _SMALLEST <= int(value) <= _LARGEST


def _sorted(parent: Element, order: tuple[str, ...]) -> None:
    """Children in the order of the schema; those of other namespaces stay behind them."""
    rank = {w(name): place for place, name in enumerate(order)}
    there = list(parent)
    wanted = sorted(there, key=lambda child: rank.get(child.tag, len(rank)))
    if wanted != there:
        parent[:] = wanted


def complex_twins(root: Element, larger: int = 2) -> int:
    """Weight, slant and size for complex scripts wherever a run or style sets them for Latin.

    Word keeps the two apart: without its twin, a size has no effect on Arabic letters. Gives
    how many were added.
    """
    added = 0
    for run in root.iter(w("rPr")):
        for name, twin in (("b", "bCs"), ("i", "iCs"), ("sz", "szCs")):
            found = run.find(w(name))
            if found is None or run.find(w(twin)) is not None:
                continue
            value = val(found)
            if name == "sz":
                value = str(int(value) + larger)
            in_order(run, made(twin, **({"val": value} if value else {})), R_ORDER)
            added += 1
    return added


def named(root: Element) -> dict[tuple[str, str], Element]:
    """Every style by its type and name without regard to capitals; other names come last."""
    found: dict[tuple[str, str], Element] = {}
    others: list[tuple[tuple[str, str], Element]] = []
    for style in root.iterfind(w("style")):
        kind = val(style, "type") or "paragraph"
        found.setdefault((kind, _folded(val(style.find(w("name"))))), style)
        aliases = val(style.find(w("aliases")))
        others += [((kind, _folded(alias)), style) for alias in aliases.split(",") if alias.strip()]
    for key, style in others:
        found.setdefault(key, style)
    return found


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def chain(style: Element, known: dict[str, Element]) -> list[Element]:
    """A style and those it is based on, the nearest first."""
    found = [style]
    while (based := found[-1].find(w("basedOn"))) is not None and val(based) in known:
        found.append(known[val(based)])
    return found


def by_id(root: Element) -> dict[str, Element]:
    """Every style by its id."""
    return {
        val(style, "styleId"): style for style in children(root) if style.tag == f"{{{W}}}style"
    }
