"""Brings every page of every request of one source, or says why not."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from generator.editions.atomic import read_regular
from generator.facts.refreshfile import RefreshSetup
from generator.refresh.asking import Asker
from generator.refresh.fetch import Answer
from generator.refresh.pages import Page, PagesChangedError, check_whole, read_page
from generator.refresh.partial import Partial, stamp
from generator.refresh.plan import Series, series_of
from generator.refresh.records import FileRecord, StateRecord, is_as_received
from generator.refresh.trouble import FetchError

_ROUNDS: Final = 3


class SeriesError(Exception):
    """A request that failed, with the address and page where it did."""

    def __init__(self, error: FetchError, series: Series, page: int) -> None:
        super().__init__(error.code)
        self.error = error
        self.series = series
        self.page = page


@dataclass(slots=True)
class Count:
    """What was asked, and how it was answered."""

    asked: int = 0
    unchanged: int = 0
    resumed: int = 0
    sent: int = 0


@dataclass(slots=True)
class Collector:
    """Brings the answers of one source into its ``Partial``.

    last    the state in use with its record, for what the service says has not changed.
    """

    setup: RefreshSetup
    asker: Asker
    partial: Partial
    last: tuple[Path, StateRecord] | None
    count: Count = field(default_factory=Count)
    _number: int = 0

    def collect(self) -> tuple[FileRecord, ...]:
        """The record of every file, in order. Raises ``SeriesError`` at the first failure."""
        everything = list(series_of(self.setup))
        files: list[FileRecord] = []
        for number, series in enumerate(everything, 1):
            self.asker.around.told(f"[{number}/{len(everything)}] {series.file(1)}")
            files.extend(self._series(series))
        return tuple(files)

    def _series(self, series: Series) -> Iterator[FileRecord]:
        """All pages of one request, asked for anew when they changed in between."""
        names: list[str] = []
        for number in range(_ROUNDS):
            names = []
            # What changed under way is asked for whole: old and new pages are no state.
            conditional = number == 0
            try:
                pages = list(self._pages(series, names, conditional=conditional))
                self._check(pages, series)
                break
            except PagesChangedError as error:
                self.asker.around.told("the data changed while they were received; once more")
                self.partial.forget(names)
                if number == _ROUNDS - 1:
                    failure = FetchError("refresh-changing", limit=_ROUNDS)
                    raise SeriesError(failure, series, 1) from error
        for name in names:
            yield self.partial.files[name]

    def _check(self, pages: list[Page], series: Series) -> None:
        try:
            check_whole(pages)
        except FetchError as error:
            raise SeriesError(error, series, len(pages)) from error

    def _pages(self, series: Series, names: list[str], *, conditional: bool) -> Iterator[Page]:
        number, last = 1, 1
        first: Page | None = None
        while number <= last:
            names.append(series.file(number))
            page = self._page(series, number, conditional=conditional)
            if first is None:
                first, last = page, page.pages
                if last > self.setup.bounds.pages:
                    limit = self.setup.bounds.pages
                    failure = FetchError("refresh-pages", found=last, limit=limit)
                    raise SeriesError(failure, series, number)
            elif (page.same, page.pages) != (first.same, first.pages):
                raise PagesChangedError
            yield page
            number += 1

    def _page(self, series: Series, number: int, *, conditional: bool) -> Page:
        asked, file = series.address(number), series.file(number)
        try:
            here = self.partial.content(file, asked)
            if here is not None:
                self.count.resumed += 1
                return read_page(here, series, number)
            content = self._ask(series, number, conditional=conditional)
            return read_page(content, series, number)
        except FetchError as error:
            raise SeriesError(error, series, number) from error

    def _ask(self, series: Series, number: int, *, conditional: bool) -> bytes:
        asked, file = series.address(number), series.file(number)
        known = self._known(file, asked) if conditional else None

        def check(answer: Answer) -> None:
            if answer.status == 200:
                read_page(answer.content, series, number)

        answer = self.asker.get(asked, _validators(known), check)
        self.count.asked += 1
        self.count.sent += answer.sent
        content = answer.content
        if answer.status == 304 and known is not None and self.last is not None:
            self.count.unchanged += 1
            content = read_regular(self.last[0] / file)
        now = stamp(self.asker.around.now())
        self.partial.keep(_record(file, asked, answer, content, known, now), content)
        return content

    def _known(self, file: str, asked: str) -> FileRecord | None:
        """The record of a file in use that is whole and came from the same address."""
        if self.last is None:
            return None
        state, record = self.last
        for one in record.files:
            if one.file == file and one.asked == asked:
                return one if is_as_received(state / file, one) else None
        return None


def _validators(known: FileRecord | None) -> Mapping[str, str]:
    found = {}
    if known is not None and known.etag:
        found["If-None-Match"] = known.etag
    if known is not None and known.last_modified:
        found["If-Modified-Since"] = known.last_modified
    return found


def _record(
    file: str, asked: str, answer: Answer, content: bytes, known: FileRecord | None, now: str
) -> FileRecord:
    headers = answer.headers
    before = known if answer.status == 304 else None
    return FileRecord(
        file=file,
        asked=asked,
        answered=answer.address,
        received=now,
        status=answer.status,
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        sent=answer.sent,
        etag=headers.get("etag", before.etag if before else ""),
        last_modified=headers.get("last-modified", before.last_modified if before else ""),
        content_type=headers.get("content-type", before.content_type if before else ""),
        content_encoding=headers.get("content-encoding", ""),
    )
