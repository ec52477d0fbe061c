# ruff: noqa: E501 (a change is read on one line)
"""Ways to spoil a good PDF, each with the rule that must find it."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import pikepdf
from pikepdf import Array, Dictionary, Name

Pdf: TypeAlias = Any
Spoil: TypeAlias = Callable[[Pdf], object]


@dataclass(frozen=True, slots=True)
class Change:
    """One way to spoil an opened file in one language."""

    rule: str
    spoil: Spoil
    language: str = "ar"


def elements(pdf: Pdf, *roles: str) -> list[Any]:
    """The elements of some roles, in order."""
    return [each for each in _walk(pdf.Root.StructTreeRoot.K) if str(each.S)[1:] in roles]


def _walk(kids: Any) -> Iterator[Any]:
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid
            yield from _walk(kid.get("/K", Array()))


def areas(pdf: Pdf) -> list[Any]:
    """The link areas of all pages."""
    return [area for page in pdf.pages for area in page.get("/Annots", [])]


def _set(thing: Any, name: str, value: Any) -> object:
    thing[name] = value
    return thing


def _without(thing: Any, name: str) -> object:
    del thing[name]
    return thing


def _draw(pdf: Pdf, before: bytes, after: bytes = b"") -> None:
    """Add to the start and the end of what the first page draws."""
    page = pdf.pages[0]
    content = b"\n".join(part.read_bytes() for part in _streams(page))
    page.Contents = pdf.make_stream(before + b"\n" + content + b"\n" + after)


def _streams(page: Any) -> list[Any]:
    return list(page.Contents) if isinstance(page.Contents, Array) else [page.Contents]


def _swap(pdf: Pdf, old: bytes, new: bytes) -> None:
    page = pdf.pages[0]
    content = b"\n".join(part.read_bytes() for part in _streams(page))
    assert old in content
    page.Contents = pdf.make_stream(content.replace(old, new, 1))


def _first(pdf: Pdf) -> bytes:
    """The first number of marked content on the first page that has an element."""
    content = b"\n".join(part.read_bytes() for part in _streams(pdf.pages[0]))
    numbers = [
        n for each in elements(pdf, "Span") for n in each.get("/K", []) if isinstance(n, int)
    ]
    return next(mark for number in numbers if (mark := b"/MCID %d" % number) + b">" in content)


def _font(pdf: Pdf, key: str) -> Any:
    return next(t for t in pdf.objects if isinstance(t, Dictionary) and key in t)


def _claim(pdf: Pdf, name: str, value: str) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as found:
        found[name] = value


def _letters(pdf: Pdf, letters: bytes) -> None:
    table = _font(pdf, "/ToUnicode").ToUnicode
    text = table.read_bytes()
    start = text.index(b"beginbf")
    low = text.index(b"> <", start) + 3
    table.write(text[:low] + letters + text[text.index(b">", low) :])


def _reversed_words(pdf: Pdf) -> None:
    """A text that is copied backwards: all that an Arabic reader would get from such a file."""
    words = "مدينة دولة سياسة على متحدة"  # the first letter at the left
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    lines = [f"<{place:02x}> <{ord(c):04x}>" for place, c in enumerate(words, 1)]
    head = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n1 begincodespacerange\n<00> <ff>\nendcodespacerange\n"
    middle = f"{len(lines)} beginbfchar\n" + "\n".join(lines) + "\nendbfchar\nendcmap end end\n"
    font.ToUnicode = pdf.make_stream((head + middle).encode())
    for page in pdf.pages:
        page.Resources.Font["/Bad"] = font
        codes = "".join(f"{place:02x}" for place in range(1, len(words) + 1))
        page.Contents = pdf.make_stream(f"BT /Bad 12 Tf 100 400 Td <{codes}> Tj ET".encode())


def _head(pdf: Pdf) -> Any:
    return elements(pdf, "TH")[0]


def _long(pdf: Pdf) -> None:
    while len(pdf.pages) <= 3:
        pdf.pages.append(pdf.pages[0])
    if "/Outlines" in pdf.Root:
        del pdf.Root.Outlines


CHANGES: Final = (
    Change("language", lambda p: _set(p.Root, "/Lang", pikepdf.String("xx-1-"))),
    Change("language", lambda p: _set(elements(p, "P")[0], "/Lang", pikepdf.String("Arabic!"))),
    Change("title-shown", lambda p: _without(p.Root.ViewerPreferences, "/DisplayDocTitle")),
    Change("direction", lambda p: _without(p.Root.ViewerPreferences, "/Direction")),
    Change("direction", lambda p: _set(p.Root.ViewerPreferences, "/Direction", Name.R2L), "en"),
    Change("marked", lambda p: _set(p.Root.MarkInfo, "/Suspects", True)),
    Change("marked", lambda p: _without(p.Root, "/MarkInfo")),
    Change("bookmarks", _long),
    Change("page-labels", lambda p: _without(p.Root, "/PageLabels")),
    Change("script", lambda p: _set(p.Root, "/OpenAction", Dictionary(S=Name.JavaScript))),
    Change("metadata", lambda p: _without(p.Root, "/Metadata")),
    Change("title", lambda p: _set(p.docinfo, "/Title", pikepdf.String("other"))),
    Change("claim", lambda p: _claim(p, "pdfuaid:part", "2")),
    Change("claim", lambda p: _claim(p, "pdfaid:conformance", "B")),
    Change("dates", lambda p: _set(p.docinfo, "/ModDate", pikepdf.String("D:20300101000000Z"))),
    Change("attachment", lambda p: _set(p.Root, "/AF", Array([]))),
    Change("font-embedded", lambda p: _without(_font(p, "/FontFile2"), "/FontFile2")),
    Change("font-letters", lambda p: _without(_font(p, "/ToUnicode"), "/ToUnicode")),
    Change("font-letters", lambda p: _letters(p, b"")),
    Change("font-letters", lambda p: _letters(p, b"fffd")),
    # structure
    Change("tree-top", lambda p: _set(elements(p, "Document")[0], "/S", Name.Sect)),
    Change("role", lambda p: _set(elements(p, "P")[0], "/S", Name.Pharagraph)),
    Change("element-twice", lambda p: elements(p, "Document")[0].K.append(elements(p, "P")[0])),
    Change("content-page", lambda p: _set(_leaf(p), "/Pg", p.Root)),
    Change("content-twice", lambda p: _leaf(p).K.append(_leaf(p).K[0])),
    Change("nesting", lambda p: _set(elements(p, "TR")[0], "/S", Name.P)),
    Change("nesting", lambda p: _set(elements(p, "L")[0], "/S", Name.Sect)),
    Change("nesting", lambda p: _set(elements(p, "LBody")[0], "/S", Name.P)),
    Change("nesting", lambda p: _set(elements(p, "Table")[0], "/S", Name.Div)),
    Change("nesting", lambda p: _set(_leaf(p), "/S", Name.P)),
    Change("reading-order", lambda p: _reversed(elements(p, "Document")[0])),
    Change("heading-empty", lambda p: _set(elements(p, "H1")[0], "/K", Array([]))),
    Change("heading-level", lambda p: _set(elements(p, "H2")[0], "/S", Name.H4)),
    Change("heading-none", lambda p: [_set(e, "/S", Name.P) for e in elements(p, "H1", "H2", "H3", "H4")]),
    Change("figure-description", lambda p: _set(elements(p, "P")[0], "/S", Name.Figure)),
    Change("figure-empty", lambda p: _as_figure(p)),
    Change("table-empty", lambda p: _set(elements(p, "Table")[0], "/K", Array([]))),
    Change("table-width", lambda p: _pop(elements(p, "TR")[-1])),
    Change("table-heads", lambda p: [_set(e, "/S", Name.TD) for e in elements(p, "TH")]),
    Change("table-head-group", lambda p: [_set(e, "/S", Name.TBody) for e in elements(p, "THead")]),
    Change("table-head-empty", lambda p: _set(_head(p), "/K", Array([]))),
    Change("table-scope", lambda p: _without(_head(p), "/A")),
    Change("table-ids", lambda p: _set(_head(p), "/ID", pikepdf.String("unlisted"))),
    Change("tab-order", lambda p: [_without(page, "/Tabs") for page in p.pages if "/Tabs" in page]),
    Change("link-element", lambda p: _set(elements(p, "Link")[0], "/S", Name.Span)),
    Change("link-description", lambda p: _without(areas(p)[0], "/Contents")),
    Change("link-area", lambda p: _set(areas(p)[0], "/Rect", Array([10, 10, 10, 20]))),
    Change("link-address", lambda p: _address(p, "file:///etc")),
    Change("link-lost", lambda p: [_set(a, "/Dest", pikepdf.String("gone")) for a in areas(p) if "/Dest" in a]),
    Change("link-empty", lambda p: _set(elements(p, "Link")[0], "/K", Array([k for k in elements(p, "Link")[0].K if isinstance(k, Dictionary) and k.get("/Type") == "/OBJR"]))),
    # pages
    Change("content-open", lambda p: _draw(p, b"", b"/P BMC")),
    Change("content-open", lambda p: _draw(p, b"EMC")),
    Change("content-nested", lambda p: _draw(p, b"/Artifact BMC", b"EMC")),
    Change("content-bare", lambda p: _draw(p, b"0 0 9 9 re f")),
    Change("content-repeated", lambda p: _draw(p, b"/P <<" + _first(p) + b">> BDC EMC")),
    Change("content-lost", lambda p: _draw(p, b"/P <</MCID 9999>> BDC EMC")),
    Change("content-gone", lambda p: _swap(p, _first(p), b"/MCID 9999")),
    Change("parent-tree", lambda p: _set(p.pages[0], "/StructParents", 1)),
    Change("painting-order", lambda p: _turned_pages(p)),
    Change("text-edge", lambda p: _set(p.pages[0], "/MediaBox", Array([0, 0, 300, 300]))),
    Change("page-empty", lambda p: p.add_blank_page()),
    Change("left-over", lambda p: _letters(p, "{{ x }}".encode("utf-16-be").hex().encode())),
    Change("text-meaning", lambda p: _letters(p, b"e000")),
    Change("presentation", lambda p: _letters(p, b"fee1")),
    Change("text-backwards", _reversed_words),
)  # fmt: skip


def _leaf(pdf: Pdf) -> Any:
    """The first element below a paragraph that has content of a page."""
    for each in elements(pdf, "Span"):
        if any(isinstance(kid, int) for kid in each.get("/K", [])):
            parent = each.P
            if str(parent.S) == "/P":
                return each
    raise AssertionError("no such element")


def _reversed(element: Any) -> None:
    element.K = Array(list(reversed(list(element.K))))


def _as_figure(pdf: Pdf) -> None:
    one = elements(pdf, "P")[0]
    one.S, one.Alt, one.K = Name.Figure, pikepdf.String("A map"), Array([])


def _pop(row: Any) -> None:
    row.K = Array(list(row.K)[:-1])


def _address(pdf: Pdf, address: str) -> None:
    area = next(area for area in areas(pdf) if "/URI" in area.get("/A", Dictionary()))
    area.A.URI = pikepdf.String(address)


def _turned_pages(pdf: Pdf) -> None:
    """What is read last is painted first: the numbers of the first page count down."""
    top = elements(pdf, "Document")[0]
    for section in top.K:
        if isinstance(section.get("/K"), Array):
            _reversed(section)
    _reversed(top)


def spoilt(content: bytes, change: Change) -> bytes:
    """The file with the change made."""
    result = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        change.spoil(pdf)
        pdf.save(result, deterministic_id=True, fix_metadata_version=False)
    return result.getvalue()
