"""[refresh] in source.toml: every mistake with its field and its words."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from generator.facts.refreshfile import RefreshSetup, Threshold
from generator.problems import Findings
from generator.refresh.run import source_of
from tests.unit.refresh.conftest import SOURCE

REQUEST = """
[[refresh.requests]]
address = "https://data.example.org/{area}?page={page}"
file = "{area}-{page}.json"
each.area = ["IRQ", "SYR"]
paging = { pages = "pages", rows = "items" }
"""


def read(root: Path, text: str) -> tuple[RefreshSetup | None, list[tuple[str, str | None]]]:
    folder = root / "sources" / "bank"
    folder.mkdir(parents=True)
    (folder / "source.toml").write_text(SOURCE + text, "utf-8")
    findings = Findings()
    source = source_of(root, "bank", findings)
    told = [(problem.code, problem.where.field) for problem in findings]
    return (source.refresh if source else None), told


def test_what_is_not_said_is_careful(tmp_path: Path) -> None:
    setup, told = read(tmp_path, "[refresh]" + REQUEST)
    assert told == []
    assert setup is not None
    assert not setup.enabled
    assert not setup.loopback
    assert setup.hosts == {"data.example.org"}
    assert setup.bounds.total == 30
    assert setup.bounds.size == 50 * 1024 * 1024
    assert setup.threshold("X") == Threshold(Decimal(10), sign=True, least=Decimal(0))


def test_thresholds_are_set_by_indicator(tmp_path: Path) -> None:
    text = (
        '[refresh]\nhold = { factor = 5, least = 0.5, indicators = { "A.B" = { sign = false }, '
        "C = { factor = 0 } } }" + REQUEST
    )
    setup, told = read(tmp_path, text)
    assert told == []
    assert setup is not None
    assert setup.threshold("A.B") == Threshold(Decimal(5), sign=False, least=Decimal("0.5"))
    assert setup.threshold("C").factor is None
    assert setup.threshold("D").factor == 5


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("https://data", "http://data", ("refresh-address", "refresh.requests.address")),
        ("https://data", "https://u:p@data", ("refresh-address", "refresh.requests.address")),
        ("data.example.org", "{area}.example.org", ("refresh-address", "refresh.requests.address")),
        ("{area}?", "{are}?", ("refresh-placeholder", "refresh.requests.address")),
        ("?page={page}", "", ("refresh-placeholder-unused", "refresh.requests.address")),
        ("{area}-{page}", "{area}", ("refresh-placeholder-unused", "refresh.requests.file")),
        ("{area}-{page}.json", "../{area}-{page}", ("refresh-file", "refresh.requests.file")),
        ('"IRQ"', '"I RQ"', ("code-placeholder", "refresh.requests.each.area")),
        ('rows = "items"', 'row = "items"', ("field-unknown-near", "refresh.requests.paging.row")),
        ("[refresh]", "[refresh]\nenable = true", ("field-unknown-near", "refresh.enable")),
        (
            "[refresh]",
            '[refresh]\nallow_hosts = ["https://a"]',
            ("code-host", "refresh.allow_hosts"),
        ),
        ("[refresh]", '[refresh]\ncontent_type = "json"', ("code-media", "refresh.content_type")),
        ("[refresh]", "[refresh]\nhold.factor = 0.5", ("refresh-factor", "refresh.hold.factor")),
        ("[refresh]", '[refresh]\nevery = "6 ours"', ("refresh-every", "refresh.every")),
        ("[refresh]", '[refresh]\nevery = "1 minute"', ("refresh-every", "refresh.every")),
    ],
)
def test_mistakes_are_told(tmp_path: Path, old: str, new: str, expected: tuple[str, str]) -> None:
    setup, told = read(tmp_path, ("[refresh]" + REQUEST).replace(old, new, 1))
    assert setup is None
    assert expected in told
