"""Values that jump are held with both numbers; what differs in dress only stays as it was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.facts.inuse import (
    Held,
    InUse,
    read_held,
    read_kept,
    written_held,
    written_kept,
)
from generator.facts.model import Quantity
from generator.facts.observations import Locator, Observation
from generator.facts.refreshfile import Threshold
from generator.problems import Findings
from generator.refresh.holding import decide
from generator.refresh.judging import read_state
from generator.refresh.jumps import jump, jump_between
from generator.refresh.report import Outcome
from generator.refresh.run import source_of
from tests.loopback import Reply, serving
from tests.unit.refresh.conftest import SOURCE, Place, codes
from tests.unit.refresh.test_compare import TABLE

REFRESH = """
[refresh]
enabled = true
allow_loopback = true
pace_seconds = 0
content_type = "text/csv"
{more}
[[refresh.requests]]
address = "{address}/{{indicator}}.csv"
file = "{{indicator}}.csv"
each.indicator = ["RATE"]
"""
INDICATORS = "code,unit,decimals,name_en\nRATE,percent,1,Rate\n"


class Bank(Place):
    """A service that gives one table, which a test changes."""

    values: dict[str, str]

    def give(self, **values: str) -> None:
        """Let the table hold a value for each area, all of 2024."""
        rows = "".join(f"{area},2024,{value}\n" for area, value in values.items())
        content = f"code,year,value\n{rows}".encode()
        self.server.answering = lambda asked: Reply(content, media="text/csv")

    def used(self) -> dict[str, str]:
        """The values in use, as a build reads them."""
        return {area: format(value, "f") for area, (value, _) in self._read().items()}

    def told(self) -> list[str]:
        """What reading says."""
        return [problem.code for problem in self.findings]

    def _read(self) -> dict[str, tuple[Decimal, str]]:
        source = source_of(self.root, "bank", Findings())
        assert source is not None
        reading = read_state(source, None)
        self.findings = reading.findings
        return {
            fact.countries[0]: (fact.quantity.value or Decimal(0), fact.file)
            for fact in reading.facts.values()
            if fact.quantity is not None
        }

    def places(self) -> dict[str, str]:
        """In which file each value stands."""
        return {area: file.rpartition("received/")[2] for area, (_, file) in self._read().items()}

    def versions(self) -> dict[str, str]:
        """The version of every fact."""
        source = source_of(self.root, "bank", Findings())
        assert source is not None
        return {f.countries[0]: f.version for f in read_state(source, None).facts.values()}

    def decide(self, **decisions: str) -> list[str]:
        """Let an editor decide on areas."""
        source = source_of(self.root, "bank", Findings())
        assert source is not None
        named = {f"wb-rate-{area.lower()}-2024": word for area, word in decisions.items()}
        findings = Findings()
        decide(source, named, "A. Editor", "checked", dt.date(2026, 11, 29), findings)
        return [problem.code for problem in findings]


@pytest.fixture
def bank(tmp_path: Path) -> Iterator[Bank]:
    with serving(lambda asked: Reply()) as server:
        found = Bank(tmp_path, server)
        found.set_up(refresh=REFRESH, source=SOURCE + TABLE)
        (found.folder / "indicators.csv").write_text(INDICATORS, "utf-8")
        found.give(IRQ="4.5", LBN="100", SYR="7")
        assert found.refresh().outcome is Outcome.NEW
        yield found


def test_a_change_that_may_be_is_used(bank: Bank) -> None:
    bank.give(IRQ="4.6", LBN="300", SYR="7")
    report = bank.refresh()
    assert report.changes["changed value"] == 2
    assert report.held == ()
    assert bank.used() == {"IRQ": "4.6", "LBN": "300", "SYR": "7"}
    assert not (bank.folder / "held.toml").exists()


def test_a_jump_is_held_with_both_values_and_the_old_one_stays(bank: Bank) -> None:
    bank.give(IRQ="-4.5", LBN="1000", SYR="7.1")
    report = bank.refresh()
    assert report.outcome is Outcome.NEW
    assert codes(report) == ["jump-sign", "jump-factor"]
    assert report.problems[1].what == ("wb-rate-lbn-2024 jumps: 100 is in use, 1000 was received.")
    assert report.held == ("wb-rate-irq-2024", "wb-rate-lbn-2024")
    assert report.changes["changed value"] == 1
    assert bank.used() == {"IRQ": "4.5", "LBN": "100", "SYR": "7.1"}
    assert bank.told() == ["value-held", "value-held"]
    text = (bank.folder / "held.toml").read_text("utf-8")
    assert 'fact = "wb-rate-lbn-2024"\nwhy = "factor"\nin_use = "100"\nreceived = "1000"' in text


def test_what_stays_in_use_keeps_its_place_in_the_older_state(bank: Bank) -> None:
    bank.give(IRQ="-4.5", LBN="100", SYR="7")
    bank.refresh()
    assert bank.places() == {
        "IRQ": "20261129T120100Z/RATE.csv",
        "LBN": "20261129T120200Z/RATE.csv",
        "SYR": "20261129T120200Z/RATE.csv",
    }


def test_an_accepted_value_is_used_from_then_on(bank: Bank) -> None:
    bank.give(IRQ="-4.5", LBN="100", SYR="7")
    bank.refresh()
    assert bank.decide(IRQ="accepted") == []
    assert bank.used()["IRQ"] == "-4.5"
    assert bank.told() == []
    bank.give(IRQ="-4.5", LBN="100", SYR="8")
    report = bank.refresh()
    assert report.held == ()
    assert bank.used()["IRQ"] == "-4.5"
    assert 'by = "A. Editor"' in (bank.folder / "held.toml").read_text("utf-8")


def test_a_refused_value_is_not_asked_about_again_but_another_one_is(bank: Bank) -> None:
    bank.give(IRQ="-4.5", LBN="100", SYR="7")
    bank.refresh()
    bank.decide(IRQ="refused")
    bank.give(IRQ="-4.5", LBN="101", SYR="7")
    report = bank.refresh()
    assert codes(report) == []
    assert bank.used() == {"IRQ": "4.5", "LBN": "101", "SYR": "7"}
    assert bank.told() == ["value-refused"]
    bank.give(IRQ="-4.7", LBN="101", SYR="7")
    assert codes(bank.refresh()) == ["jump-sign"]
    assert bank.used()["IRQ"] == "4.5"


def test_an_open_entry_goes_when_the_provider_goes_back(bank: Bank) -> None:
    bank.give(IRQ="45", LBN="100", SYR="7")
    bank.refresh()
    assert (bank.folder / "held.toml").exists()
    bank.give(IRQ="4.4", LBN="100", SYR="7")
    bank.refresh()
    assert bank.used()["IRQ"] == "4.4"
    assert not (bank.folder / "held.toml").exists()


def test_a_held_value_stays_held_while_other_data_come(bank: Bank) -> None:
    bank.give(IRQ="45", LBN="100", SYR="7")
    bank.refresh()
    bank.give(IRQ="45", LBN="101", SYR="7")
    report = bank.refresh()
    assert report.held == ("wb-rate-irq-2024",)
    assert bank.used() == {"IRQ": "4.5", "LBN": "101", "SYR": "7"}


def test_thresholds_of_an_indicator_hold(bank: Bank) -> None:
    more = "hold.indicators.RATE = { factor = 2, sign = false, least = 5 }"
    bank.set_up(more, refresh=REFRESH, source=SOURCE + TABLE)
    bank.give(IRQ="-4.5", LBN="250", SYR="8")
    report = bank.refresh()
    assert report.held == ("wb-rate-lbn-2024",)
    assert bank.used()["IRQ"] == "-4.5"


def test_digits_that_carry_nothing_change_no_version(bank: Bank) -> None:
    bank.give(IRQ="4.35835351089586", LBN="100", SYR="7")
    bank.refresh()
    before = bank.versions()
    bank.give(IRQ="4.35835351089595", LBN="100.0", SYR="7")
    report = bank.refresh()
    assert report.outcome is Outcome.NEW
    assert report.changes["markup only"] == 2
    assert bank.versions() == before
    assert bank.used() == {"IRQ": "4.35835351089586", "LBN": "100", "SYR": "7"}
    bank.give(IRQ="4.35835351089591", LBN="100.00", SYR="8")
    bank.refresh()
    after = bank.versions()
    assert {area for area in after if after[area] != before[area]} == {"SYR"}


def test_deciding_on_what_is_not_held_decides_nothing(bank: Bank) -> None:
    bank.give(IRQ="45", LBN="1000", SYR="7")
    bank.refresh()
    text = (bank.folder / "held.toml").read_bytes()
    assert bank.decide(IRQ="accepted", LBM="accepted") == ["refresh-held-unknown-near"]
    assert (bank.folder / "held.toml").read_bytes() == text


def test_a_table_that_is_not_sound_is_refused_with_file_and_line(bank: Bank) -> None:
    bank.give(IRQ="4.6", LBN="n/a", SYR="7")
    report = bank.refresh()
    assert report.outcome is Outcome.FAILED
    assert "drift-retyped" in codes(report)
    bad = [p for p in report.problems if p.where.file and p.where.file.endswith("RATE.csv")]
    assert bad[0].where.file == "sources/bank/received/.refused/RATE.csv"
    assert bad[0].where.line == 3
    assert bank.used() == {"IRQ": "4.5", "LBN": "100", "SYR": "7"}


def test_many_facts_less_are_not_taken(bank: Bank) -> None:
    bank.give(IRQ="4.5", LBN="100")
    report = bank.refresh()
    assert codes(report) == ["refresh-fewer", "refresh-refused"]
    assert report.problems[0].what.startswith("There were 3 facts, and what came gives 2;")
    assert bank.refresh(despite=frozenset({"fewer"})).outcome is Outcome.NEW
    bank.give()
    report = bank.refresh(despite=frozenset({"fewer"}))
    assert report.outcome is Outcome.FAILED


# ---------------------------------------------------------------- rules and files

VALUES = st.decimals(-(10**6), 10**6, allow_nan=False, places=16)


def percent(value: Decimal) -> Quantity:
    return Quantity(value=value, unit="percent")


@given(VALUES, VALUES)
def test_a_jump_there_is_a_jump_back(one: Decimal, other: Decimal) -> None:
    there = jump(percent(one), percent(other), Threshold())
    assert there == jump(percent(other), percent(one), Threshold())
    assert (there == "sign") == (one * other < 0)


def test_a_new_unit_is_a_jump_whatever_the_number() -> None:
    dollars = Quantity(value=Decimal(5), unit="currency", currency="USD", price_base="current")
    constant = Quantity(value=Decimal(5), unit="currency", currency="USD", price_base="2015")
    assert jump(dollars, constant, Threshold(factor=None, sign=False)) == "unit"


TEXTS = st.text(
    alphabet=st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn")), min_size=1, max_size=40
).map(lambda text: text.strip() or "x")


@given(TEXTS, TEXTS, VALUES, VALUES)
def test_what_is_written_down_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, by: str, reason: str, old: Decimal, new: Decimal
) -> None:
    from unicodedata import normalize

    folder = tmp_path_factory.mktemp("held")
    in_use = InUse(value=old, unit="percent", file="sources/a/b.csv", line=3, cell="value")
    by, reason = normalize("NFC", by), normalize("NFC", reason)
    day = dt.date(2026, 11, 29)
    entry = Held("wb-x-irq-2024", "sign", in_use, new, "", "2026", "accepted", by, day, reason)
    (folder / "held.toml").write_bytes(written_held([entry]))
    findings = Findings()
    found = read_held(folder, "sources/a", findings)
    if not list(findings):  # characters that no text may hold are told and taken out
        assert found == {entry.fact: entry}


def test_a_list_of_what_stays_is_read_again_and_a_damaged_one_is_told(tmp_path: Path) -> None:
    kept = {
        "a": InUse(value=Decimal("1.50"), file="f.csv", line=2, cell="value"),
        "b": InUse(text="“words”\n", file="f.json", cell="/a/b"),
        "c": InUse(minimum=Decimal(1), maximum=Decimal("1E+3")),
    }
    (tmp_path / "kept.json").write_bytes(written_kept(kept))
    findings = Findings()
    assert read_kept(tmp_path, "sources/a", findings) == kept
    assert written_kept(kept) == written_kept(dict(reversed(kept.items())))
    (tmp_path / "kept.json").write_bytes(b'{"a": {"value": "x"}}')
    assert read_kept(tmp_path, "sources/a", findings) == {}
    assert [problem.code for problem in findings] == ["kept-damaged"]


def test_words_that_stay_take_the_place_of_new_ones() -> None:
    seen = Observation("IRQ", "X", None, Locator(4), text="<b>new</b> words")
    assert InUse(text="new words").instead_of(seen).text == "new words"
    assert InUse(text="new words").instead_of(seen).locator == Locator(4)


# ---------------------------------------------------------------- periods that are new


def years(bank: Bank, **values: str) -> None:
    """Let the table hold values of Jordan by year: ``y2024="100"``."""
    rows = "".join(f"JOR,{year.removeprefix('y')},{value}\n" for year, value in values.items())
    content = f"code,year,value\n{rows}".encode()
    bank.server.answering = lambda asked: Reply(content, media="text/csv")


def by_year(bank: Bank) -> dict[str, str]:
    """The values in use, by year."""
    source = source_of(bank.root, "bank", Findings())
    assert source is not None
    reading = read_state(source, None)
    bank.findings = reading.findings
    return {
        str(fact.as_of): format(fact.quantity.value or 0, "f")
        for fact in reading.facts.values()
        if fact.quantity is not None
    }


@pytest.fixture
def people(bank: Bank) -> Bank:
    """The same service with a stock, which does not turn or multiply in a year."""
    text = "code,unit,decimals,name_en\nRATE,persons,0,People\n"
    (bank.folder / "indicators.csv").write_text(text, "utf-8")
    years(bank, y2023="4100000", y2024="4200000")
    assert bank.refresh(despite=frozenset({"fewer"})).outcome is Outcome.NEW
    return bank


def test_a_new_period_that_jumps_is_held_and_is_not_printed(people: Bank) -> None:
    years(people, y2023="4100000", y2024="4200000", y2025="43000000")
    report = people.refresh()
    assert report.outcome is Outcome.NEW
    assert codes(report) == ["jump-period-factor"]
    assert report.problems[0].what == (
        "wb-rate-jor-2025 is new and jumps: 4200000 was the value of the period before "
        "(wb-rate-jor-2024), 43000000 was received."
    )
    assert report.held == ("wb-rate-jor-2025",)
    assert report.changes["added"] == 0
    assert by_year(people) == {"2023": "4100000", "2024": "4200000"}
    (told,) = people.findings
    assert told.code == "period-held"
    assert told.what == (
        "wb-rate-jor-2025 is under review and is not printed: 43000000 was received, 4200000 was "
        "the value of the period before (wb-rate-jor-2024)."
    )
    text = (people.folder / "held.toml").read_text("utf-8")
    assert 'received = "43000000"' in text
    assert 'before = "wb-rate-jor-2024"' in text


def test_a_sign_that_turns_with_a_new_period_is_held(people: Bank) -> None:
    years(people, y2023="4100000", y2024="4200000", y2025="-4300000")
    assert codes(people.refresh()) == ["jump-period-sign"]


def test_what_an_editor_says_of_a_new_period_holds(people: Bank) -> None:
    source = source_of(people.root, "bank", Findings())
    assert source is not None
    for word, used in (("refused", None), ("accepted", "43000000")):
        years(people, y2023="4100000", y2024="4200000", y2025="43000000")
        people.refresh()
        decide(source, {"wb-rate-jor-2025": word}, "A", "seen", dt.date(2026, 11, 29), Findings())
        years(people, y2023="4100001", y2024="4200000", y2025="43000000")
        assert codes(people.refresh()) == []
        assert by_year(people).get("2025") == used
        assert people.told() == ([] if used else ["period-refused"])


def test_a_new_period_is_used_once_the_provider_has_mended_it(people: Bank) -> None:
    years(people, y2024="4200000", y2025="43000000")
    people.refresh(despite=frozenset({"fewer"}))
    years(people, y2024="4200000", y2025="4300000")
    assert codes(people.refresh()) == []
    assert by_year(people)["2025"] == "4300000"
    assert not (people.folder / "held.toml").exists()


def test_one_wrong_period_does_not_vouch_for_the_next(people: Bank) -> None:
    years(people, y2024="4200000", y2025="43000000", y2026="44000000")
    assert people.refresh(despite=frozenset({"fewer"})).held == (
        "wb-rate-jor-2025",
        "wb-rate-jor-2026",
    )


@pytest.mark.parametrize(
    ("unit", "jumps", "old", "new", "held"),
    [
        ("percent", "", "1.2", "-14.0", False),  # a rate turns and multiplies
        ("percent", "sign", "1.2", "-14.0", True),
        ("percent", "sign", "1.2", "14.0", False),
        ("percent", "factor", "1.2", "14.0", True),
        ("persons", "none", "4200", "-43000", False),
        ("persons", "", "4200", "41000", False),
        ("persons", "", "5", "60", False),  # of one digit nobody knows the factor
        ("persons", "", "50", "600", True),
    ],
)
def test_the_indicator_says_what_is_not_to_be_believed(
    bank: Bank, unit: str, jumps: str, old: str, new: str, held: bool
) -> None:
    text = f"code,unit,decimals,jumps,name_en\nRATE,{unit},1,{jumps},Rate\n"
    (bank.folder / "indicators.csv").write_text(text, "utf-8")
    years(bank, y2024=old)
    bank.refresh(despite=frozenset({"fewer"}))
    years(bank, y2024=old, y2025=new)
    assert bool(bank.refresh().held) is held


def test_a_period_far_back_is_none_before_and_a_source_can_say_no(people: Bank) -> None:
    years(people, y2024="4200000", y2029="43000000")
    assert people.refresh(despite=frozenset({"fewer"})).held == ()
    people.set_up(refresh=REFRESH.replace("{more}", "hold.periods = false"), source=SOURCE + TABLE)
    years(people, y2024="4200000", y2029="43000000", y2030="430000000")
    assert people.refresh().held == ()


def test_a_word_that_says_nothing_about_jumps_is_told(bank: Bank) -> None:
    text = "code,unit,decimals,jumps,name_en\nRATE,percent,1,factr,Rate\n"
    (bank.folder / "indicators.csv").write_text(text, "utf-8")
    source = source_of(bank.root, "bank", Findings())
    assert source is not None
    (told,) = [p for p in read_state(source, None).findings.errors if p.code == "choice-near"]
    assert told.where.field == "jumps"


@given(
    st.decimals(min_value=10, max_value=10**9, places=1),
    st.decimals(min_value=10, max_value=10**9, places=1),
)
def test_a_jump_between_periods_is_the_same_in_both_directions(one: Decimal, two: Decimal) -> None:
    words = ("sign", "factor")
    a, b = Quantity(one, "persons"), Quantity(two, "persons")
    assert jump_between(a, b, Threshold(), words) == jump_between(b, a, Threshold(), words)
    assert jump_between(a, b, Threshold(), ()) == ""


# ---------------------------------------------------------------- corrections of a source


def test_a_source_that_was_mended_is_told_as_soon_as_it_comes(bank: Bank) -> None:
    corrections = bank.folder / "corrections"
    corrections.mkdir()
    (corrections / "rate.toml").write_text(
        '[[correction]]\narea = "IRQ"\nindicator = "RATE"\nperiod = "2024"\nreceived = "4.5"\n'
        'corrected = "5.4"\nreason = "Two digits were exchanged."\nby = "A. Editor"\n'
        'on = 2026-11-20\nevidence = "The yearbook"\n',
        "utf-8",
    )
    bank.give(IRQ="4.5", LBN="101", SYR="7")
    assert codes(bank.refresh()) == []  # still wrong: nothing to tell
    for value, code in (("5.4", "correction-mended"), ("5.5", "correction-changed")):
        bank.give(IRQ=value, LBN="101", SYR="7")
        report = bank.refresh()
        assert (report.outcome, codes(report)) == (Outcome.NEW, [code])
        assert report.changes["changed value"] == 1  # the provider's own change is told as one
        assert report.problems[0].where.file == "sources/bank/corrections/rate.toml"
