# ruff: noqa: E501 (an order is read in one piece)
"""Order of properties, ids and references inside a Word file, and what Word calls damage."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

from lxml import etree

from tests.rules.finding import Finding, near
from tests.rules.word_file import (
    MC,
    WP,
    Element,
    R,
    WordFile,
    is_on,
    local,
    paragraphs,
    q,
    run_text,
    text_of,
    val,
)

ORDERS: Final = {
    name: {child: place for place, child in enumerate(children.split())}
    for name, children in {
        "rPr": "ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline "
        "shadow emboss imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs "
        "highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath "
        "rPrChange",
        "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers "
        "pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE "
        "autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents "
        "suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr "
        "sectPr pPrChange",
        "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc "
        "tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription "
        "tblPrChange",
        "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText "
        "vAlign hideMark headers cellIns cellDel cellMerge tcPrChange",
        "sectPr": "footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols "
        "formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings "
        "sectPrChange",
        "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
        "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden "
        "unhideWhenUsed qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr "
        "tcPr tblStylePr",
    }.items()
}  # fmt: skip
"""The children of Word's own schema in their order, by the name of their parent."""
REPEATED: Final = frozenset({"headerReference", "footerReference", "tblStylePr"})
ENDING: Final = ("tc", "footnote", "endnote", "comment", "hdr", "ftr", "txbxContent")
_BESIDE: Final = frozenset({"bookmarkStart", "bookmarkEnd", "permStart", "permEnd"})


def order(file: WordFile) -> Iterator[Finding]:
    """Properties stand in the order of Word's schema, each once."""
    parts = {**file.stories, "numbering": file.part("numbering"), "styles": file.part("styles")}
    for name, root in parts.items():
        for parent in root.iter(*(q(tag) for tag in ORDERS)):
            known = ORDERS[local(parent)]
            children = [local(child) for child in parent.iterchildren(etree.Element)]
            once = [
                c for before, c in pairwise([None, *children]) if c != before or c not in REPEATED
            ]
            places = [known[child] for child in once if child in known]
            if places != sorted(set(places)):
                yield Finding("order", name, f"{local(parent)}: {' '.join(children)}")
            for child in children:
                if child not in known and child not in REPEATED:
                    yield Finding("order", name, f"{local(parent)} holds {child}")
    for jc in file.part("numbering").iter(q("lvlJc")):
        if val(jc) not in ("left", "center", "right"):
            yield Finding("list-side", "numbering", f"lvlJc is {val(jc)}")


def endings(file: WordFile) -> Iterator[Finding]:
    """Cells, notes, headers and boxes end with a paragraph; tables do not touch or hold tables."""
    for name, root in file.stories.items():
        for holder in root.iter(*(q(tag) for tag in ENDING)):
            kids = [k for k in holder.iterchildren(etree.Element) if local(k) not in _BESIDE]
            kids = [kid for kid in kids if not local(kid).endswith("Pr")]
            if not kids or local(kids[-1]) not in ("p", "sdt", "customXml"):
                yield Finding("end-paragraph", name, f"a {local(holder)} without a last paragraph")
        for table in root.iter(q("tbl")):
            following = table.getnext()
            holder = local(table.getparent()) in ("body", "tc", "hdr", "ftr")
            if holder and (following is None or following.tag == q("tbl")):
                yield Finding("table-end", name, "no paragraph after a table")
            if next(table.iterancestors(q("tbl")), None) is not None:
                yield Finding("table-nested", name, "a table in a table")


def bookmarks(file: WordFile) -> Iterator[Finding]:
    """Starts and ends are paired; ids and names are one each; names are Word's."""
    ids: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for name, root in file.stories.items():
        starts = Counter(str(val(mark, "id")) for mark in root.iter(q("bookmarkStart")))
        ends = Counter(str(val(mark, "id")) for mark in root.iter(q("bookmarkEnd")))
        if starts != ends:
            yield Finding("bookmark-pair", name, f"{sorted(starts - ends)} {sorted(ends - starts)}")
        ids.update(starts)
        names.update(str(val(mark, "name")) for mark in root.iter(q("bookmarkStart")))
    for what, counts in (("id", ids), ("name", names)):
        for key, count in counts.items():
            if count > 1:
                yield Finding("bookmark-twice", file.main, f"{what} {key} {count} times")
    for key in names:
        if len(key) > 40 or not re.fullmatch(r"[^\W\d]\w*", key):
            yield Finding("bookmark-name", file.main, repr(key))


def notes(file: WordFile) -> Iterator[Finding]:
    """Every note is called once, in order, has mark and text, and the separators are there."""
    for kind in ("footnote", "endnote"):
        calls = [val(call, "id") for call in file.body.iter(q(f"{kind}Reference"))]
        called = Counter(calls)
        root = file.part(f"{kind}s")
        have = {val(note, "id"): note for note in root.iter(q(kind))}
        own = {id: n for id, n in have.items() if val(n, "type") in (None, "normal")}
        for id, count in called.items():
            if id not in own:
                yield Finding("note-lost", file.main, f"{kind} {id} is not there")
            elif count > 1:
                yield Finding("note-twice", file.main, f"{kind} {id} is called {count} times")
        for id, note in own.items():
            if id not in called:
                yield Finding("note-uncalled", kind, f"{id} is called nowhere")
            if not "".join(map(text_of, paragraphs(note))).strip():
                yield Finding("note-empty", kind, f"{id} says nothing")
            if next(note.iter(q(f"{kind}Ref")), None) is None:
                yield Finding("note-mark", kind, f"{id} has no mark")
        if [id for id in own if id in called] != [id for id in dict.fromkeys(calls) if id in own]:
            yield Finding("note-order", kind, "the notes stand in another order than their calls")
        separators = {val(note, "type") for note in have.values()} - {None, "normal"}
        if called and not separators >= {"separator", "continuationSeparator"}:
            yield Finding("note-separator", kind, "the separators are missing")


def comments(file: WordFile) -> Iterator[Finding]:
    """Every comment that is referred to is there."""
    have = {val(comment, "id") for comment in file.part("comments").iter(q("comment"))}
    tags = ("commentReference", "commentRangeStart", "commentRangeEnd")
    for mark in file.body.iter(*map(q, tags)):
        if val(mark, "id") not in have:
            yield Finding("comment-lost", file.main, f"comment {val(mark, 'id')}")


def styles(file: WordFile) -> Iterator[Finding]:
    """Styles and lists that are named are there and of their kind."""
    known = file.cascade.by_id
    kinds = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}
    root = file.part("styles")
    parts = {**file.stories, "styles": root}
    for name, story in parts.items():
        for tag, kind in kinds.items():
            for use in story.iter(q(tag)):
                style = known.get(val(use) or "")
                if style is None or val(style, "type") != kind:
                    yield Finding("style-lost", name, f"{val(use)} is no {kind} style")
    for use in root.iter(q("basedOn"), q("next"), q("link")):
        if val(use) not in known:
            yield Finding("style-lost", "styles", f"{local(use)} {val(use)}")
    yield from _lists(file, parts)


def _lists(file: WordFile, parts: dict[str, Element]) -> Iterator[Finding]:
    numbering = file.part("numbering")
    defined = {val(each, "abstractNumId") for each in numbering.iter(q("abstractNum"))}
    numbers = {val(each, "numId") for each in numbering.iter(q("num"))}
    for number in numbering.iter(q("num")):
        if val(number.find(q("abstractNumId"))) not in defined:
            yield Finding("list-lost", "numbering", f"{val(number, 'numId')} is not defined")
    for name, root in parts.items():
        for use in root.iter(q("numId")):
            if val(use) not in numbers and val(use) != "0":
                yield Finding("list-lost", name, f"list {val(use)}")


def links(file: WordFile) -> Iterator[Finding]:
    """Links inside lead to a bookmark and have words."""
    names = {val(mark, "name") for mark in _all(file, "bookmarkStart")}
    for name, root in file.stories.items():
        for link in root.iter(q("hyperlink")):
            anchor = val(link, "anchor")
            if anchor is not None and anchor not in names:
                yield Finding("link-lost", name, f"to {anchor}")
            if anchor is None and link.get(q("id", R)) is None:
                yield Finding("link-lost", name, "leads nowhere")
            if not "".join(map(run_text, link.iter(q("r")))).strip():
                yield Finding("link-empty", name, f"to {anchor or 'a page'} has no words")


def ids(file: WordFile) -> Iterator[Finding]:
    """Ids of drawings and of content controls are one each."""
    drawings = Counter(e.get("id") for e in _shown(file, q("docPr", WP)))
    controls = Counter(val(e.find(q("id"))) for e in _all(file, "sdtPr"))
    for what, counts in (("drawing", drawings), ("control", controls)):
        for id, count in counts.items():
            if count > 1 and id is not None:
                yield Finding(f"{what}-twice", file.main, f"id {id} {count} times")


def _all(file: WordFile, tag: str) -> Iterable[Element]:
    return (element for root in file.stories.values() for element in root.iter(q(tag)))


def _shown(file: WordFile, tag: str) -> Iterator[Element]:
    for root in file.stories.values():
        for element in root.iter(tag):
            if next(element.iterancestors(q("Fallback", MC)), None) is None:
                yield element


def binding(file: WordFile) -> Iterator[Finding]:
    """A content control that is bound shows what its data part has."""
    parts = {}
    for name in file.related(file.main, "customXml"):
        for about in file.related(name, "customXmlProps"):
            id = next((v for k, v in file.xml[about].attrib.items() if k.endswith("itemID")), "")
            parts[id.upper()] = file.xml[name]
    for control in _all(file, "sdt"):
        bound = control.find(f"{q('sdtPr')}/{q('dataBinding')}")
        if bound is None:
            continue
        path, part = val(bound, "xpath") or "", parts.get((val(bound, "storeItemID") or "").upper())
        if part is None:
            if "core-properties" not in (val(bound, "prefixMappings") or ""):
                yield Finding("control-lost", file.main, f"{path}: no such data part")
            continue
        spaces = dict(re.findall(r"xmlns:(\w+)=['\"]([^'\"]+)", val(bound, "prefixMappings") or ""))
        there = part.getroottree().xpath(path, namespaces=spaces)
        data = (
            "".join(there[0].itertext()) if there and not isinstance(there[0], str) else there[:1]
        )
        content = control.find(q("sdtContent"))
        shown = "".join(map(run_text, content.iter(q("r"))))
        if not there or _plain(shown) != _plain("".join(data)):
            yield Finding("control-differs", file.main, f"{path}: {shown!r}, data {data!r}")


def _plain(text: str) -> str:
    return re.sub("[\u200e\u200f\u061c\u2066-\u2069]", "", text).strip()


def asking(file: WordFile) -> Iterator[Finding]:
    """The file never makes Word ask its reader whether to bring fields up to date."""
    if is_on(file.part("settings").find(q("updateFields"))):
        yield Finding("field-asks", "settings", "updateFields is on")
    for field in _all(file, "fldChar"):
        if val(field, "dirty") in ("1", "true", "on"):
            yield Finding("field-asks", file.main, f"a field is dirty{near('')}")


RULES: Final = (
    order, endings, bookmarks, notes, comments, styles, links, ids, binding, asking,
)  # fmt: skip
