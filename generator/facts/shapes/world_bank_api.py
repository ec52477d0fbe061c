"""Replies of the World Bank API, version 2: one file for each page, packed (.gz) or not.

A reply is a list of two: what the page is, and its rows. A fault comes with status 200 as a
list of one. Groups of economies are no countries and are passed over; a row without a value
is missing. All pages of an answer must be there, of one date, with all rows they promise.
"""

from __future__ import annotations

import gzip
import io
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

from generator.facts.areacodes import is_iso3
from generator.facts.dates import parse_edtf
from generator.facts.grid import STATUS_TAGS
from generator.facts.numbers import PLAIN
from generator.facts.observations import Locator, Observation
from generator.facts.readers.json_values import Written, json_values, span_of
from generator.facts.refused import RefusedError
from generator.facts.schema import Fields
from generator.facts.tablefile import TableFile
from generator.limits import MEGABYTE

_GZIP: Final = b"\x1f\x8b"
_NEEDED: Final = ("indicator", "country", "countryiso3code", "date", "value")
_QUARTER: Final = re.compile(r"([0-9]{4})Q([1-4])")
_MONTH: Final = re.compile(r"([0-9]{4})M([0-9]{2})")
_MOST_PAGES: Final = 100_000


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says of itself and of its answer, and whose rows it holds."""

    number: int
    pages: int
    total: int
    rows: int
    updated: str
    indicators: frozenset[str]


def layout(fields: Fields) -> None:
    """The shape has no settings of its own: the replies say what they are."""


def observations(file: TableFile) -> Iterator[Observation]:
    """One observation for each row of a country that has a value."""
    try:
        head, rows = _reply(file)
        page = file.summary = _page(head, rows)
        file.updated = parse_edtf(page.updated) if page.updated else None
    except RefusedError as error:
        file.refuse(error.code, None, **error.values)
        return
    file.records = len(rows)
    for number, row in enumerate(rows):
        found = _observation(file, row, f"/1/{number}")
        if found is not None:
            yield found


def locate(file: TableFile, line: int, cell: str) -> Locator | None:
    """The bytes of a value; none where the reply is packed."""
    try:
        text = _text(file)
    except RefusedError:
        return None
    span = span_of(text, cell)
    if span is None:
        return None
    if file.content.startswith(_GZIP):
        return Locator(line, cell)
    return Locator(line, cell, *file.bytes_of(text, *span))


def together(files: Sequence[TableFile]) -> None:
    """See that every answer has all its pages, of one date, with as many rows as it says."""
    answers: dict[tuple[frozenset[str], int], list[TableFile]] = {}
    for file in files:
        page = file.summary
        if isinstance(page, Page):
            answers.setdefault((page.indicators, page.pages), []).append(file)
    for (_, pages), parts in answers.items():
        _whole(parts, pages)


def _whole(parts: Sequence[TableFile], pages: int) -> None:
    found = [(part.summary, part) for part in parts if isinstance(part.summary, Page)]
    numbers = {page.number for page, _ in found}
    missing = [number for number in range(1, pages + 1) if number not in numbers]
    first = found[0][1]
    wrong: list[tuple[str, dict[str, object]]] = []
    if missing:
        named = ", ".join(str(number) for number in missing[:20])
        wrong.append(("wb-pages-missing", {"missing": named, "pages": pages}))
    rows, total = sum(page.rows for page, _ in found), found[0][0].total
    if not missing and len(found) == pages and rows != total:
        if pages == 1:  # the one page is whole, or it would be no JSON
            first.warn("wb-total", None, None, total=total, found=rows)
        else:
            wrong.append(("wb-total", {"total": total, "found": rows}))
    if len(found) > len(numbers):
        wrong.append(("wb-page-twice", {"pages": pages}))
    if len({page.updated for page, _ in found}) > 1:
        dates = ", ".join(sorted({page.updated for page, _ in found}))
        wrong.append(("wb-dates", {"dates": dates}))
    for code, values in wrong:
        first.incomplete_for(code, **values)
        for _, part in found:
            part.incomplete = True


def _text(file: TableFile) -> str:
    content = file.content
    if content.startswith(_GZIP):
        content = _unpacked(content, file.place.limits.facts_file)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        byte = f"0x{content[error.start]:02X}"
        raise RefusedError("not-utf8", encoding="UTF-8", byte=byte) from error


def _unpacked(content: bytes, limit: int) -> bytes:
    """The content of a packed reply, never more than may be read."""
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as packed:
            found = packed.read(limit + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise RefusedError("gzip-damaged", reason=str(error)) from error
    if len(found) > limit:
        raise RefusedError("gzip-large", limit=limit // MEGABYTE)
    return found


def _reply(file: TableFile) -> tuple[dict[str, Any], list[Any]]:
    """The two halves of a reply. Raises ``RefusedError`` for faults and for anything else."""
    reply = json_values(_text(file))
    if isinstance(reply, list) and len(reply) == 1 and isinstance(reply[0], dict):
        raise RefusedError("wb-fault", said=_said(reply[0]))
    if not isinstance(reply, list) or len(reply) != 2 or not isinstance(reply[0], dict):
        raise RefusedError("wb-form")
    head, rows = reply
    if rows is None:
        raise RefusedError("wb-no-data")
    if not isinstance(rows, list):
        raise RefusedError("wb-form")
    return head, rows


def _said(fault: dict[str, Any]) -> str:
    messages = fault.get("message")
    if not isinstance(messages, list):
        return "?"
    parts = [m for m in messages if isinstance(m, dict)]
    said = "; ".join(f"{m.get('key', '')}: {m.get('value', '')}" for m in parts)
    return " ".join(said.split())[:200]


def _page(head: dict[str, Any], rows: list[Any]) -> Page:
    indicators = frozenset(_id(row, "indicator") for row in rows)
    return Page(
        number=_count(head, "page"),
        pages=_count(head, "pages"),
        total=_count(head, "total"),
        rows=len(rows),
        updated=str(head.get("lastupdated") or ""),
        indicators=indicators,
    )


def _count(head: dict[str, Any], name: str) -> int:
    """A whole number of the head, which is at times a text. Raises ``RefusedError``."""
    text = head.get(name)
    if not isinstance(text, str) or not text.isascii() or not text.isdigit() or len(text) > 9:
        raise RefusedError("wb-head", field=name, value=str(text)[:60])
    if name == "pages" and int(text) > _MOST_PAGES:
        raise RefusedError("wb-head", field=name, value=text)
    return int(text)


def _id(row: Any, name: str) -> str:
    inner = row.get(name) if isinstance(row, dict) else None
    found = inner.get("id") if isinstance(inner, dict) else None
    return found if isinstance(found, str) else ""


def _observation(file: TableFile, row: Any, pointer: str) -> Observation | None:
    """The observation of a row; None for a group, a missing value, or a bad row, which is told."""
    lacking = [n for n in _NEEDED if not isinstance(row, dict) or n not in row]
    if lacking:
        file.bad_row("wb-field", None, pointer, "", field=lacking[0])
        return None
    code = str(row["countryiso3code"] or "")
    passed = _is_group(code, _id(row, "country")) or code in file.setup.leave_out
    if passed or row["value"] is None:
        return None
    cell, area = f"{pointer}/countryiso3code", ""
    try:
        area = _area(file, code)
        if not file.wanted(area):
            return None
        cell = f"{pointer}/date"
        period = file.period(_period(str(row["date"])))
        cell = f"{pointer}/value"
        if not isinstance(row["value"], Written):
            raise RefusedError("number-form", value=str(row["value"])[:60])
        value = file.number(row["value"], PLAIN)
    except RefusedError as error:
        file.bad_row(error.code, None, cell, area, **error.values)
        return None
    status = str(row.get("obs_status") or "")
    return Observation(
        area=area,
        indicator=file.setup.indicator or _id(row, "indicator"),
        period=period,
        locator=Locator(0, cell),
        value=value,
        status=STATUS_TAGS.get(status),
    )


def _period(text: str) -> str:
    """A period as EDTF: ``2024Q3`` is 2024-35, and ``2024M05`` is 2024-05."""
    quarter = _QUARTER.fullmatch(text)
    if quarter:
        return f"{quarter.group(1)}-{32 + int(quarter.group(2))}"
    month = _MONTH.fullmatch(text)
    return f"{month.group(1)}-{month.group(2)}" if month else text


def _area(file: TableFile, code: str) -> str:
    found = file.area(code)
    if found is None or not is_iso3(found):
        raise RefusedError("area-code-unknown", value=code, system="iso3")
    return found


def _is_group(code: str, short: str) -> bool:
    groups = _groups()
    return code in groups or (not code and short in groups)


@cache
def _groups() -> frozenset[str]:
    """Codes of groups, long and short."""
    folder = resources.files("generator.facts") / "data"
    lines = (folder / "world-bank-groups.csv").read_text("utf-8").splitlines()[1:]
    return frozenset(code for line in lines for code in line.split(",")[:2])
