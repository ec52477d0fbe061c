from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from generator.facts import received
from generator.refresh.asking import Surroundings
from generator.refresh.report import SourceReport
from generator.refresh.run import Means, Options, refresh
from tests.loopback import REFRESH, Server, pages_of, serving

SOURCE = """\
title.en = "Data"
languages = ["en"]
licence = "CC BY 4.0"
marking = "UNCLASSIFIED"
producer_name.en = "World Bank"

[documents.data]
kind = "data_set"
title.en = "Data"
"""


@dataclass
class Place:
    """A workspace with one source, a clock that a test moves, and no waiting."""

    root: Path
    server: Server
    moment: dt.datetime = dt.datetime(2026, 11, 29, 12, 0, tzinfo=dt.UTC)
    waited: list[float] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    @property
    def folder(self) -> Path:
        """The folder of the source."""
        return self.root / "sources" / "bank"

    def set_up(self, more: str = "", refresh: str = REFRESH, source: str = SOURCE) -> None:
        """Write source.toml."""
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.root / "briefings").mkdir(exist_ok=True)
        text = source + refresh.format(address=self.server.address, more=more)
        (self.folder / "source.toml").write_text(text, "utf-8")

    def refresh(self, **options: object) -> SourceReport:
        """Refresh the one source, a minute after the last time."""
        self.moment += dt.timedelta(minutes=1)
        self.server.asked.clear()
        around = Surroundings(
            now=lambda: self.moment,
            sleep=self.waited.append,
            chance=lambda: 0.5,
            told=self.lines.append,
        )
        asked = Options(names=("bank",), **options)  # type: ignore[arg-type]
        (report,) = refresh(self.root, asked, Means(around))
        return report

    @property
    def state(self) -> Path | None:
        """The state in use."""
        return received.latest(self.folder)

    def files(self) -> dict[str, bytes]:
        """Everything of the state in use."""
        assert self.state is not None
        return {path.name: path.read_bytes() for path in sorted(self.state.iterdir())}


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """A source whose service answers with the recorded pages of the first date."""
    with serving(pages_of("2025-12-17")) as server:
        found = Place(tmp_path, server)
        found.set_up()
        yield found


def codes(report: SourceReport) -> list[str]:
    """Codes of everything a report tells."""
    return [problem.code for problem in report.problems]
