"""Fields of a Word file and its table of contents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from tests.rules.finding import Finding
from tests.rules.word_file import Element, WordFile, paragraphs, q, run_text, runs, text_of, val

_UNSEEN: Final = re.compile("[\u200e\u200f\u061c\u2066-\u2069\u00ad]")
_SIGNS: Final = {q("tab"): " ", q("br"): " ", q("noBreakHyphen"): "\u2011"}
_TARGETED: Final = frozenset({"PAGEREF", "REF", "NOTEREF"})


@dataclass(slots=True)
class _Field:
    """A field that is open: its instruction, whether its result has begun."""

    words: str = ""
    result: bool = False


def fields(file: WordFile) -> Iterator[Finding]:
    """Every field has a begin, an instruction, a stored result and an end."""
    names = {
        val(mark, "name")
        for root in file.stories.values()
        for mark in root.iter(q("bookmarkStart"))
    }
    for part, root in file.stories.items():
        stack: list[_Field] = []
        for element in root.iter(q("fldChar"), q("instrText"), q("fldSimple")):
            kind = val(element, "fldCharType")
            if element.tag == q("fldSimple"):
                yield from _whole(part, _Field(val(element, "instr") or "", True), names)
            elif element.tag == q("instrText"):
                if stack:
                    stack[-1].words += element.text or ""
                else:
                    yield Finding("field-pair", part, "an instruction outside of a field")
            elif kind == "begin":
                stack.append(_Field())
            elif not stack:
                yield Finding("field-pair", part, f"{kind} without a begin")
            elif kind == "separate":
                stack[-1].result = True
            else:
                yield from _whole(part, stack.pop(), names)
        for left in stack:
            yield Finding("field-pair", part, f"{left.words.strip()[:40]} has no end")


def _whole(part: str, done: _Field, names: set[str | None]) -> Iterator[Finding]:
    words = done.words.split()
    if not words:
        yield Finding("field-empty", part, "a field without an instruction")
    elif not done.result:
        yield Finding("field-empty", part, f"{words[0]} has no stored result")
    elif words[0] in _TARGETED and (len(words) < 2 or words[1] not in names):
        yield Finding("field-target", part, f"{' '.join(words[:2])} leads nowhere")


@dataclass(slots=True)
class _Contents:
    """A table of contents: the levels it asks for and the entries it shows."""

    levels: tuple[int, int]
    entries: list[str] = field(default_factory=list)


def contents(file: WordFile) -> Iterator[Finding]:
    """A table of contents shows the headings of its levels, in order, and no others."""
    shown = _contents(file)
    if shown is None:
        return
    low, high = shown.levels
    headings = [
        _plain(_without_calls(p))
        for p in paragraphs(file.body)
        if low <= file.cascade.heading_level(p) <= high and text_of(p).strip()
    ]
    if shown.entries != headings:
        wrong = [
            one
            for one in (*headings, *shown.entries)
            if one not in shown.entries or one not in headings
        ]
        yield Finding("contents-differ", file.main, f"{wrong[:3]}")


def _contents(file: WordFile) -> _Contents | None:
    found: _Contents | None = None
    depth = 0
    for paragraph in paragraphs(file.body):
        for code in paragraph.iter(q("instrText")):
            if found is None and (code.text or "").split()[:1] == ["TOC"]:
                asked = re.search(r'\\o\s+"(\d)-(\d)"', code.text or "")
                found = _Contents((int(asked[1]), int(asked[2])) if asked else (1, 3))
        if found is None:
            continue
        text, depth = _entry(paragraph, depth)
        if text:
            found.entries.append(text)
        if depth <= 0:
            break
    return found


def _entry(paragraph: Element, depth: int) -> tuple[str, int]:
    """The words of an entry without its page, and how deep in fields its end is."""
    words = []
    for run in runs(paragraph):
        for child in run:
            if child.tag == q("fldChar"):
                depth += {"begin": 1, "end": -1}.get(val(child, "fldCharType") or "", 0)
            elif depth == 1:
                words.append(_SIGNS.get(child.tag, child.text or "" if child.tag == q("t") else ""))
    return _plain("".join(words)), depth


def _without_calls(heading: Element) -> str:
    """The text of a heading without the numbers of notes that are called in it once more."""
    return "".join(run_text(run) for run in runs(heading) if not _is_call(run))


def _is_call(run: Element) -> bool:
    style = run.find(f"{q('rPr')}/{q('rStyle')}")
    return style is not None and val(style) in ("FootnoteReference", "EndnoteReference")


def _plain(text: str) -> str:
    return " ".join(_UNSEEN.sub("", text).split())


RULES: Final = (fields, contents)
