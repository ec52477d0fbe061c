"""Whether a page is what was asked for, and whether all pages are of one state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from generator.refresh.paths import at, one_at, parsed
from generator.refresh.plan import Series
from generator.refresh.trouble import FetchError


class PagesChangedError(Exception):
    """The data changed while their pages were received: they must be asked for anew."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says of itself and of the others. ``same`` reads alike on all of them."""

    number: int
    pages: int
    rows: int
    total: int | None
    same: str


def read_page(content: bytes, series: Series, number: int) -> Page:
    """The page, when it is sound; ``FetchError`` otherwise."""
    setup = series.setup
    if setup.paging is None and not setup.echo and setup.fault is None:
        return Page(number, 1, 1, None, "")
    value = parsed(content)
    _refuse_fault(value, series)
    _check_echo(value, series)
    if setup.paging is None:
        return Page(number, 1, 1, None, "")
    paging = setup.paging
    pages = _count(value, paging.pages)
    rows = one_at(value, paging.rows)
    if not isinstance(rows, list) or not rows:
        raise FetchError("refresh-no-rows", field=paging.rows)
    if paging.page is not None and _count(value, paging.page) != number:
        found = _count(value, paging.page)
        raise FetchError("refresh-other-page", asked=number, found=found)
    total = None if paging.total is None else _count(value, paging.total)
    same = "" if paging.same is None else str(one_at(value, paging.same))
    return Page(number, pages, len(rows), total, same)


def check_whole(pages: Sequence[Page]) -> None:
    """All pages are of one state, and hold as many rows as the service says."""
    first = pages[0]
    if any(
        (page.same, page.total, page.pages) != (first.same, first.total, first.pages)
        for page in pages
    ):
        raise PagesChangedError
    found = sum(page.rows for page in pages)
    if first.total is not None and found != first.total:
        raise FetchError("refresh-rows", told=first.total, found=found)


def _refuse_fault(value: Any, series: Series) -> None:
    if series.setup.fault is None:
        return
    told = at(value, series.setup.fault)
    if told:
        words = " ".join(str(told[0]).split())[:200]
        raise FetchError("refresh-fault", words=words)


def _check_echo(value: Any, series: Series) -> None:
    for name, path in series.setup.echo.items():
        asked = series.values.get(name, "")
        found = {str(one) for one in at(value, path)}
        strange = sorted(found - {asked, *asked.split(";")})
        if strange or not found:
            told = strange[0][:80] if strange else "nothing"
            raise FetchError("refresh-echo", field=path, asked=asked, found=told)


def _count(value: Any, path: str) -> int:
    """A whole number at a path; some services write it in quotes."""
    found = one_at(value, path)
    if isinstance(found, str) and found.isascii() and found.isdigit() and len(found) < 10:
        return int(found)
    if isinstance(found, int) and not isinstance(found, bool) and 0 <= found < 10**9:
        return found
    raise FetchError("refresh-count", field=path, found=str(found)[:80])
