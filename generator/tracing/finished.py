"""What a finished file prints, read from the file itself, wherever it is and whatever its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from generator.limits import DEFAULT_LIMITS, MEGABYTE, Limits
from generator.problems import Problem, ProblemsFound, Where
from generator.proof.trouble import UnreadableError
from generator.tracing.model import STATEMENT, Finished, Printing

_PDF: Final = b"%PDF-"
_ZIP: Final = b"PK"
_PAGE: Final = b"<!doctype html"
_END: Final = b"%%EOF"


def refused(code: str, file: str, **values: object) -> ProblemsFound:
    """A refusal of a file, as a problem with its words."""
    told = {name: str(value) for name, value in values.items()}
    return ProblemsFound([Problem(code, Where(file), told)])


def content_of(path: Path, shown: str, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """The bytes of a file that may be anything. Raises ``ProblemsFound``."""
    try:
        if not path.is_file():
            raise refused("trace-file-missing", shown)
        size = path.stat().st_size
        if size > limits.word_file:
            told = {"size": size // MEGABYTE, "limit": limits.word_file // MEGABYTE}
            raise refused("trace-file-large", shown, **told)
        return path.read_bytes()
    except OSError as error:
        raise refused("trace-file-unreadable", shown, reason=error.strerror or "?") from error


def original_of(content: bytes) -> bytes:
    """A file without what was added behind its end, as programs do that write into a PDF."""
    if not content.startswith(_PDF):
        return content
    end = content.find(_END)
    if end < 0:
        return content
    end += len(_END)
    while content[end : end + 1] in (b"\n", b"\r"):
        end += 1
    return content[:end]


def read_finished(path: Path, content: bytes, shown: str) -> Finished | None:
    """What a file prints; None of a Word file without a record of it.

    Raises ``ProblemsFound`` for a file that this program has not made, or that another has
    written anew.
    """
    if content.startswith(_PDF):
        return _pdf(content, shown)
    if content.startswith(_ZIP):
        return _word(path, shown)
    if content[:200].lstrip(b"\xef\xbb\xbf").lower().startswith(_PAGE):
        return _page(content, shown)
    raise refused("trace-file-foreign", shown)


# ---------------------------------------------------------------- PDF


def _pdf(content: bytes, shown: str) -> Finished:
    from generator.proof.pdf_text import read_pdf
    from generator.tracing.pages import printings_of

    whole = original_of(content)
    try:
        read = read_pdf(whole)
    except UnreadableError as error:
        raise refused("trace-pdf-unreadable", shown) from error
    names = sorted(name for name in read.files if name.startswith("facts"))
    told = [data for name in names if (data := _json(read.files[name])) is not None]
    if not told:
        raise refused("trace-file-foreign", shown)
    facts = {str(one["id"]): MappingProxyType(one) for data in told for one in data["facts"]}
    printings = tuple(one for data in told for one in printings_of(data, read.run))
    about = {str(name): str(value) for name, value in told[0]["document"].items()}
    added = len(whole) < len(content)
    return Finished("pdf", about, facts, printings, len(read.pages), added)


def _json(content: bytes) -> dict[str, Any] | None:
    """The facts in a PDF; None when they are not what this program writes."""
    import json

    try:
        found = json.loads(content)
    except ValueError:
        return None
    sound = (
        isinstance(found, dict)
        and found.get("format") == 1
        and isinstance(found.get("document"), dict)
        and isinstance(found.get("facts"), list)
        and all(isinstance(one, dict) and "id" in one for one in found["facts"])
    )
    return found if sound else None


# ---------------------------------------------------------------- Word


def _word(path: Path, shown: str) -> Finished | None:
    from generator.returned.reading import read_back

    try:
        returned = read_back(path, shown)
    except ProblemsFound as found:
        if any(problem.code == "word-record-missing" for problem in found.problems):
            return None
        raise
    record = returned.record
    edited = {
        (change.facts[0], change.before): change.after
        for change in returned.changes
        if change.kind == "value" and change.facts
    }
    about = {name.replace("-", "_"): value for name, value in record.about.items()}
    about["language"] = about.pop("lang", "")
    printings = tuple(dict.fromkeys(_of_record(record, edited)))
    count = len(returned.changes) + len(returned.tracked)
    return Finished("docx", about, record.facts, printings, edited=count)


def _of_record(record: Any, edited: Mapping[tuple[str, str], str]) -> Iterator[Printing]:
    from generator.document.facts import type_of
    from generator.document.tree import Value
    from generator.returned.compare import seen

    for text in (*record.body, *record.notes):
        spots = [(spot.start, -spot.end, True, spot) for spot in text.statements]
        spots += [(spot.start, -spot.end, False, spot) for spot in text.values]
        for _, _, is_statement, spot in sorted(spots, key=lambda one: one[:3]):
            said = text.text[spot.start : spot.end]
            if is_statement:
                yield Printing(spot.name, STATEMENT, "", said)
                continue
            value = record.values[int(spot.name) - 1]
            now = edited.get((value.fact, seen(value.printed)), "")
            kind = type_of(Value(value.printed, value.fact, value.exact))
            yield Printing(value.fact, kind, value.exact, value.printed, now=now)


# ---------------------------------------------------------------- page


def _page(content: bytes, shown: str) -> Finished:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(content.partition(b"\n")[2], parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise refused("trace-file-foreign", shown) from error
    named = {str(one.get("name")): str(one.get("content", "")) for one in root.iter("meta")}
    if not named.get("briefing.data-hash"):
        raise refused("trace-file-foreign", shown)
    about = {
        "number": named.get("dcterms.identifier", ""),
        "edition": named.get("briefing.edition", ""),
        "language": str(root.get("lang", "")),
        "title": str(root.findtext("head/title") or ""),
        "marking": named.get("briefing.marking", ""),
        "issued": named.get("dcterms.issued", ""),
        "as_of": named.get("dcterms.valid", ""),
        "known_on": named.get("briefing.known-on", ""),
    }
    printings = tuple(dict.fromkeys(_of_page(root)))
    facts: dict[str, Mapping[str, Any]] = {one.fact: {} for one in printings}
    return Finished("html", about, facts, printings)


def _of_page(root: Any) -> Iterator[Printing]:
    from generator.document.facts import type_of
    from generator.document.tree import Value

    for element in root.iter("data", "time", "span", "bdi"):
        fact = element.get("data-fact")
        if not fact:
            continue
        said = "".join(element.itertext())
        if element.tag in ("data", "time"):
            exact = str(element.get("value") or element.get("datetime") or "")
            kind = "date" if element.tag == "time" else type_of(Value(said, fact, exact))
            yield Printing(fact, kind, exact, said)
        elif "as-of" not in str(element.get("class", "")).split():
            yield Printing(fact, STATEMENT, "", said)
