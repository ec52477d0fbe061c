"""The ranking of producers that an order states: read, joined with its house's, refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest

from generator.build.orders.order import Order, read_order
from generator.build.orders.producers import RankChoices, with_producers
from generator.house.producers import Producers
from generator.problems import Findings

ORDER = 'template = "country-brief"\nsubject = "FRA"\nlanguages = ["en-CA"]\n'
TABLE = """\
[producers]
rank = ["cia", "world-bank"]
stands = "first"
confirmed = "all"
[producers.indicators]
"SP.POP.TOTL" = ["undp-hdi"]
"""
HOUSE = Producers(("world-bank",), MappingProxyType({"HDI": ("undp-hdi",)}))


def read(folder: Path, more: str) -> tuple[Order | None, list[tuple[str, str]]]:
    path = folder / "fra.toml"
    path.write_text(ORDER + more, "utf-8")
    findings = Findings()
    order = read_order(path, findings)
    return order, [(problem.code, problem.where.field or "") for problem in findings]


def test_an_order_ranks_producers_as_a_house_does(tmp_path: Path) -> None:
    order, told = read(tmp_path, TABLE)
    assert told == []
    assert order is not None
    assert with_producers(HOUSE, order) == Producers(
        ("cia", "world-bank"),
        MappingProxyType({"SP.POP.TOTL": ("undp-hdi",)}),
        "first",
        "all",
    )


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (None, HOUSE),
        (RankChoices(), HOUSE),
        (RankChoices(stands="first"), replace(HOUSE, stands="first")),
        (
            RankChoices(indicators=MappingProxyType({"A": ("cia",)})),
            replace(HOUSE, indicators=MappingProxyType({"HDI": ("undp-hdi",), "A": ("cia",)})),
        ),
        (  # all of it anew: what the house wished for single indicators is behind
            RankChoices(rank=("cia",)),
            Producers(("cia",)),
        ),
    ],
)
def test_what_an_order_leaves_out_is_as_the_house_says(
    tmp_path: Path, chosen: RankChoices | None, expected: Producers
) -> None:
    order, _ = read(tmp_path, "")
    assert order is not None
    assert with_producers(HOUSE, replace(order, producers=chosen)) == expected


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ('[producers]\nrank = "cia"\n', ("order-field-shape", "producers.rank")),
        ('[producers]\nstands = "oldest"\n', ("order-choice", "producers.stands")),
        ('[producers]\nranks = ["cia"]\n', ("order-unknown-field", "producers.ranks")),
        ('producers = ["cia"]\n', ("order-field-shape", "producers")),
        (
            '[producers.indicators]\n"SP.POP.TOTL" = ["C I A"]\n',
            ("order-identifier", "producers.indicators.SP.POP.TOTL"),
        ),
    ],
)
def test_mistakes_are_named_with_their_field(
    tmp_path: Path, table: str, told: tuple[str, str]
) -> None:
    assert told in read(tmp_path, table)[1]
