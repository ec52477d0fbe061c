"""The letterhead's styles with ours among them: each of ours by name, and those it lacks.

Our text names its styles by our ids ("Heading1"). A letterhead's style of the same name, in
whatever language its ids are, takes our id; what it lacks is added, in the house's colours
and in proportion to the letterhead's size of text.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from generator.house.letterhead.model import Opened
from generator.house.letterhead.stylesheet import by_id, chain, complex_twins, named
from generator.house.letterhead.xml import (
    P_ORDER,
    R_ORDER,
    STYLE_ORDER,
    Element,
    drop,
    everywhere,
    in_order,
    made,
    parsed,
    part_of,
    val,
    w,
)
from generator.writers.docx.letterhead.scripts import suit_scripts
from generator.writers.docx.looks import Looks
from generator.writers.docx.paragraph_styles import BODY_SIZE
from generator.writers.docx.styles import styles_part

OURS_ALWAYS = frozenset({"Marking", "Handling"})
"""How a marking looks is the scheme's, whatever style of its name a letterhead has."""
LINES = MappingProxyType({"Header": "BriefHeader", "Footer": "BriefFooter"})
"""Our own lines in headers and footers: with the tab stops of the page and no others."""
REFERRING = ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link", "styleLink", "numStyleLink")
_LINE_SIZES = MappingProxyType({"Header": 18, "Footer": 15})  # half-points
_IN_CELLS = frozenset({"TableText", "TableHead", "TableRowHead", "TableTopic", "SnapshotLabel"})
_LARGEST_IN_CELLS = 1.0
_SIDES = ("top", "left", "bottom", "right", "between", "bar")
FIRST_LIST = 10_000  # numbers of the letterhead's lists start behind ours


@dataclass(frozen=True, slots=True)
class Merged:
    """The styles of a document: the root, and our ids by those of the letterhead."""

    root: Element
    ids: Mapping[str, str]
    taken: frozenset[str] = frozenset()


def merged(opened: Opened, looks: Looks, names: Mapping[str, str], *, mirrored: bool) -> Merged:
    """The letterhead's styles with ours.

    names     the letterhead's name of a style by ours, where the house says that they differ.
    mirrored  the letterhead is written from left to right and the document is not.
    """
    ours = parsed(styles_part(looks).encode())
    theirs = made("styles") if opened.styles is None else copy.deepcopy(opened.styles)
    ids = _ids(ours, theirs, names)
    _names(ours, theirs, names)
    rename(theirs, ids)
    for style in theirs.iterfind(w("style")):
        style.set(w("styleId"), ids.get(val(style, "styleId"), val(style, "styleId")))
    _defaults(ours, theirs)
    _calm(theirs)
    taken = frozenset(by_id(theirs)) & frozenset(by_id(ours)) - OURS_ALWAYS
    _shift_lists(theirs)
    suit_scripts(theirs, looks, mirrored=mirrored)
    # "Left" means its opposite in a paragraph from right to left.
    start = "start" if looks.direction == "rtl" or looks.mixed else "left"
    _add(ours, theirs, start=start)
    if "TitleAlone" not in taken:
        _title_alone(theirs)
    _lines(theirs, looks, start=start)
    complex_twins(theirs)
    return Merged(theirs, MappingProxyType(ids), taken)


def rename(root: Element, ids: Mapping[str, str]) -> None:
    """Let every reference to a style of the letterhead use the new ids."""
    for reference in everywhere(root, *REFERRING):
        if val(reference) in ids:
            reference.set(w("val"), ids[val(reference)])


def found_names(ours: Element, theirs: Element, names: Mapping[str, str]) -> dict[str, Element]:
    """The letterhead's style for each of ours that it has, by our id."""
    index = named(theirs)
    defaults = {
        val(style, "type"): style
        for style in theirs.iterfind(w("style"))
        if val(style, "default") in {"1", "true", "on"}
    }
    found: dict[str, Element] = {}
    used: set[str] = set()
    for style in ours.iterfind(w("style")):
        kind, name = val(style, "type"), val(style.find(w("name")))
        asked = names.get(name.casefold(), name)
        theirs_style = index.get((kind, " ".join(asked.split()).casefold()))
        if val(style, "default") == "1":
            theirs_style = defaults.get(kind, theirs_style)
        if theirs_style is not None and val(theirs_style, "styleId") not in used:
            used.add(val(theirs_style, "styleId"))
            found[val(style, "styleId")] = theirs_style
    return found


def _ids(ours: Element, theirs: Element, names: Mapping[str, str]) -> dict[str, str]:
    """New ids of the letterhead's styles: ours where they are the same, else out of their way."""
    own = set(by_id(ours))
    found = {val(style, "styleId"): id for id, style in found_names(ours, theirs, names).items()}
    there = set(by_id(theirs))
    new = dict(found)
    for id in sorted(there - set(found)):
        if id in own:
            fresh = next(f"{id}{n}" for n in range(2, 999) if f"{id}{n}" not in own | there)
            new[id] = fresh
            there.add(fresh)
    return new


def _names(ours: Element, theirs: Element, names: Mapping[str, str]) -> None:
    """A built-in style keeps the name by which Word knows it; the letterhead's is an alias.

    Headings say their level, which Word's navigation and table of contents go by, and stay
    with what they head.
    """
    own = by_id(ours)
    for id, style in found_names(ours, theirs, names).items():
        name, canonical = style.find(w("name")), val(own[id].find(w("name")))
        aliases = [each.strip() for each in val(style.find(w("aliases"))).split(",")]
        if val(name).casefold() != canonical.casefold():
            aliases.append(val(name))
        aliases = [each for each in aliases if each and each.casefold() != canonical.casefold()]
        name.set(w("val"), canonical)
        if style.find(w("aliases")) is not None:
            drop(style.find(w("aliases")))
        if aliases:
            in_order(style, made("aliases", val=",".join(aliases)), STYLE_ORDER)
        style.attrib.pop(w("customStyle"), None)
        if val(own[id], "customStyle"):
            style.set(w("customStyle"), "1")
        for needed in ("outlineLvl", "keepNext"):
            found = own[id].find(f"{w('pPr')}/{w(needed)}")
            if found is not None:
                in_order(part_of(style, "pPr", STYLE_ORDER), copy.deepcopy(found), P_ORDER)


def _defaults(ours: Element, theirs: Element) -> None:
    """Defaults where the letterhead has none: what Word would take is another size and font."""
    if "Normal" not in by_id(theirs):
        theirs.append(copy.deepcopy(by_id(ours)["Normal"]))
    defaults, own = theirs.find(w("docDefaults")), ours.find(w("docDefaults"))
    if defaults is None:
        theirs.insert(0, copy.deepcopy(own))
        return
    runs = part_of(defaults, "rPrDefault", ("rPrDefault", "pPrDefault"))
    properties = part_of(runs, "rPr", ("rPr",))
    for name in ("rFonts", "sz"):
        if properties.find(w(name)) is None and (wanted := own.find(f".//{w(name)}")) is not None:
            in_order(properties, copy.deepcopy(wanted), R_ORDER)


def _calm(theirs: Element) -> None:
    """Where pages begin is the template's; and ordinary text is no heading.

    What begins a page in both columns of a bilingual file would tear them apart.
    """
    for element in everywhere(theirs, "pageBreakBefore"):
        drop(element)
    level = by_id(theirs)["Normal"].find(f"{w('pPr')}/{w('outlineLvl')}")
    if level is not None:
        drop(level)


def _shift_lists(theirs: Element) -> None:
    for number in theirs.iter(w("numId")):
        if val(number) not in {"", "0"}:
            number.set(w("val"), str(int(val(number)) + FIRST_LIST))


def _add(ours: Element, theirs: Element, *, start: str) -> None:
    """Our styles that the letterhead lacks, so that they sit well on its Normal."""
    there = by_id(theirs)
    used = {(val(s, "type"), val(s.find(w("name"))).casefold()) for s in there.values()}
    size = _size(there)
    indented = _indented(theirs, there)
    for style in ours.iterfind(w("style")):
        id, kind = val(style, "styleId"), val(style, "type")
        if id in there and id in OURS_ALWAYS:
            drop(there[id])
        elif id in there:
            continue
        added = copy.deepcopy(style)
        name = added.find(w("name"))
        if id not in OURS_ALWAYS and (kind, val(name).casefold()) in used:
            name.set(w("val"), f"{val(name)} (Brief)")
        _scale(added, size)
        if kind == "paragraph" and indented and val(added.find(w("basedOn"))) == "Normal":
            _straight(added, start)
        theirs.append(added)


def _title_alone(theirs: Element) -> None:
    """A title without a subtitle has under it what the letterhead has under the two."""
    known = by_id(theirs)
    block = part_of(known["TitleAlone"], "pPr", STYLE_ORDER)
    for name in ("pBdr", "spacing"):
        if (own := block.find(w(name))) is not None:
            drop(own)
    under = _of_chain(known["Subtitle"], known, "pBdr")
    closing = None if under is None else under.find(w("bottom"))
    if closing is not None:
        title = _of_chain(known["Title"], known, "pBdr")
        borders = made("pBdr") if title is None else copy.deepcopy(title)
        in_order(borders, copy.deepcopy(closing), _SIDES)
        in_order(block, borders, P_ORDER)
    room, titles = (_of_chain(known[id], known, "spacing") for id in ("Subtitle", "Title"))
    if room is not None and (after := val(room, "after")):
        spacing = made("spacing") if titles is None else copy.deepcopy(titles)
        spacing.set(w("after"), after)
        in_order(block, spacing, P_ORDER)


def _of_chain(style: Element, known: dict[str, Element], name: str) -> Element | None:
    """A paragraph property of a style, or of the nearest one it is based on that has it."""
    places = (each.find(f"{w('pPr')}/{w(name)}") for each in chain(style, known))
    return next((place for place in places if place is not None), None)


def proportion(root: Element) -> float:
    """The size of text of a letterhead's styles by ours."""
    return _size(by_id(root))


def _size(there: Mapping[str, Element]) -> float:
    """The letterhead's size of text by ours."""
    normal = there.get("Normal")
    found = None
    if normal is not None:
        found = normal.find(f"{w('rPr')}/{w('sz')}")
        if found is None:
            root = normal.getparent()
            found = root.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}/{w('sz')}")
    return min(max(int(val(found)) / BODY_SIZE, 0.7), 1.5) if found is not None else 1.0


def _scale(style: Element, by: float) -> None:
    if by == 1.0 or val(style, "styleId") in OURS_ALWAYS:
        return
    if val(style, "styleId") in _IN_CELLS:
        by = min(by, _LARGEST_IN_CELLS)  # columns are measured for our size
    for size in everywhere(style, "sz", "szCs"):
        size.set(w("val"), str(max(round(int(val(size)) * by), 8)))


def _indented(theirs: Element, there: Mapping[str, Element]) -> bool:
    """Whether the letterhead's ordinary text is indented or set in a block."""
    normal = there.get("Normal")
    places = [] if normal is None else [normal.find(w("pPr"))]
    places.append(theirs.find(f"{w('docDefaults')}/{w('pPrDefault')}/{w('pPr')}"))
    return any(
        each is not None and (each.find(w("ind")) is not None or each.find(w("jc")) is not None)
        for each in places
    )


def _straight(style: Element, start: str) -> None:
    """Without the first-line indent and the block setting that suit running text only."""
    properties = part_of(style, "pPr", STYLE_ORDER)
    indent = properties.find(w("ind"))
    if indent is None:
        in_order(properties, made("ind", left="0", right="0", firstLine="0"), P_ORDER)
    elif not val(indent, "hanging"):
        indent.set(w("firstLine"), "0")
    if properties.find(w("jc")) is None:
        in_order(properties, made("jc", val=start), P_ORDER)


def _lines(theirs: Element, looks: Looks, *, start: str) -> None:
    """Styles of our lines in headers and footers, with tab stops for this page's width."""
    known = by_id(theirs)
    places = {"Header": (("center", looks.width // 2), ("right", looks.width)),
              "Footer": (("right", looks.width),)}  # fmt: skip
    for based, id in LINES.items():
        style = made("style", type="paragraph", customStyle="1", styleId=id)
        style.append(made("name", val=f"Brief {based}"))
        style.append(made("basedOn", val=based))
        style.append(made("uiPriority", val="99"))
        properties = made("pPr")
        tabs = made("tabs")
        wanted = {str(at): kind for kind, at in places[based]}
        others = {
            val(tab, "pos") for each in chain(known[based], known) for tab in each.iter(w("tab"))
        }
        stops = {**dict.fromkeys(others - set(wanted) - {""}, "clear"), **wanted}
        for position in sorted(stops, key=int):
            tabs.append(made("tab", val=stops[position], pos=position))
        properties.append(tabs)
        properties.append(made("spacing", before="0", after="0", line="240", lineRule="auto"))
        properties.append(made("ind", left="0", right="0", firstLine="0"))
        properties.append(made("jc", val=start))
        style.append(properties)
        look = made("rPr")
        look.append(made("color", val=looks.muted))
        size = max(round(_LINE_SIZES[based] * _size(known)), 14)
        look.append(made("sz", val=str(size)))
        style.append(look)
        theirs.append(style)
    first = known.get("FooterFirst")
    if first is not None and first.find(w("basedOn")) is not None:
        first.find(w("basedOn")).set(w("val"), LINES["Footer"])
        for tabs in everywhere(first, "tabs"):
            drop(tabs)
