"""Three publications of the World Bank, received page by page and read as a build reads them."""

from __future__ import annotations

from decimal import Decimal

from generator.problems import Findings
from generator.refresh.judging import read_state
from generator.refresh.report import Outcome
from generator.refresh.run import source_of
from tests.loopback import PAGES, REFRESH, Asked, Reply, page, pages_of
from tests.unit.refresh.conftest import SOURCE, Place, codes

TABLE = """
[[tables]]
files = "received/latest/*.json"
shape = "world-bank-api"
document = "data"
id_prefix = "wb"
decimals = 18
"""
INDICATORS = """\
code,unit,currency,price_base,decimals,name_en
FP.CPI.TOTL.ZG,percent,,,1,Inflation
NY.GDP.MKTP.CD,currency,USD,current,0,GDP
"""
EXPECTED = (223, 223, 253)
CHANGES = (
    {"added": 0, "removed": 0, "changed value": 0, "markup only": 0, "same": 223},
    {"added": 30, "removed": 0, "changed value": 69, "markup only": 13, "same": 139},
)


def begin(place: Place, more: str = "") -> None:
    place.set_up(more, refresh=REFRESH, source=SOURCE + TABLE)
    (place.folder / "indicators.csv").write_text(INDICATORS, "utf-8")


def value(place: Place, fact: str) -> Decimal | None:
    source = source_of(place.root, "bank", Findings())
    assert source is not None
    found = read_state(source, None).facts[fact].quantity
    assert found is not None
    return found.value


def test_three_publications_one_after_the_other(place: Place) -> None:
    begin(place)
    first = place.refresh()
    assert first.outcome is Outcome.NEW, codes(first)
    assert first.counts["facts"] == EXPECTED[0]
    for number, date in enumerate(("2026-04-01", "2026-07-01"), 1):
        place.server.answering = pages_of(date)
        report = place.refresh()
        assert report.outcome is Outcome.NEW, codes(report)
        assert report.counts["facts"] == EXPECTED[number]
        expected = {**CHANGES[number - 1], "changed date only": 0, "wording": 0}
        assert dict(report.changes) == expected
    # inflation of Iraq in 2024: −12.3 % until April, 2.6 % in July
    assert report.held == ("wb-fp-cpi-totl-zg-irq-2024", "wb-fp-cpi-totl-zg-tha-2022")
    assert value(place, "wb-fp-cpi-totl-zg-irq-2024") == Decimal("-12.2969837587007")
    assert value(place, "wb-fp-cpi-totl-zg-dza-2025") == Decimal("1.41835151429016")
    # in use since the first publication: what came later differs in noise only
    assert value(place, "wb-fp-cpi-totl-zg-irq-2023") == Decimal("4.35835351089586")


def test_a_fault_and_an_answer_without_data_leave_what_is_in_use(place: Place) -> None:
    begin(place)
    place.refresh()
    before = place.state
    for file in ("invalid-indicator.json", "no-data.json"):
        content = (PAGES / file).read_bytes()

        def answer(asked: Asked, content: bytes = content) -> Reply:
            return Reply(content)

        place.server.answering = answer
        assert place.refresh().outcome is Outcome.FAILED
    assert place.state == before


def test_a_value_of_text_is_refused_with_its_file(place: Place) -> None:
    begin(place)
    place.refresh()
    bad = b'"value":"about four"'
    place.server.answering = lambda asked: Reply(
        page("2026-07-01", asked.indicator, asked.page).replace(b'"value":1.41835151429016', bad, 1)
    )
    report = place.refresh(despite=frozenset({"drift"}))
    assert report.outcome is Outcome.FAILED
    files = {problem.where.file for problem in report.problems}
    assert "sources/bank/received/.refused/FP.CPI.TOTL.ZG-1.json" in files
