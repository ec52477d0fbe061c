"""Lists of shares and of names: every item is understood wholly, or the list stays text."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.facts.factbook.amounts import QUALIFYING
from generator.facts.factbook.fields import Form, field_table
from generator.facts.factbook.leaf import State, read_leaf
from generator.facts.factbook.lists import Named
from generator.facts.factbook.reasons import NotUnderstoodError, Reason
from generator.facts.factbook.shares import area_of, read_shares, read_words, slug
from generator.facts.model import Qualifier
from generator.facts.sources import read_sources
from generator.problems import Findings
from tests.unit.facts.factbook.test_shipped_edition import entity

ROOT = Path(__file__).parents[4]
LISTS = (Form.SHARES, Form.PARTNERS, Form.WORDS, Form.BORDERS)


def said(named: Named) -> str:
    """An item in one line: what it is a part of, name, number, what is remarked, date."""
    amount = named.amount
    number = str(amount.value)
    if amount.value is None:
        number = f"{amount.minimum}..{amount.maximum}"
    how = "" if amount.qualifier is Qualifier.EXACT else f"{amount.qualifier.value} "
    within = f"{named.within}: " if named.within else ""
    remark = f" [{amount.remark}]" if amount.remark else ""
    year = f" {amount.as_of.text}" if amount.as_of else ""
    return f"{within}{named.name} {how}{number}{remark}{year}"


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("Italy 29%, USA 6% (2023)", ["Italy 29 2023", "USA 6 2023"]),
        ("Hindu 80.5%; other 12% (2011 est.)", ["Hindu 80.5 2011", "other 12 2011"]),
        ("Bahraini 47.4%, Asian 43.4% (2020 est)", ["Bahraini 47.4 2020", "Asian 43.4 2020"]),
        ("Senegal 3%, Gambia, The 1%", ["Senegal 3", "Gambia, The 1"]),
        ("Muslim 99%, other <0.3%", ["Muslim 99", "other up_to 0.3"]),
        ("Arab 99%, European less than 1%", ["Arab 99", "European up_to 1"]),
        ("Dari 77-80%, Pashto 40 - 48.5%", ["Dari 77..80", "Pashto 40..48.5"]),
        ("Hutu approximately 85%, Twa at least 1%", ["Hutu approximately 85", "Twa 1..None"]),
        (
            "Azeri 94.8%; less than 1%: Talish, Avar (2019 est.)",
            ["Azeri 94.8 2019", "Talish up_to 1 2019", "Avar up_to 1 2019"],
        ),
        (
            "Catholic 77.7%; less than 1 percent: Pentecostal, Jewish",
            ["Catholic 77.7", "Pentecostal up_to 1", "Jewish up_to 1"],
        ),
        (
            "Persian or Dari (official, lingua franca) 77%, other (includes Uzbek) 23%",
            ["Persian or Dari 77 [official, lingua franca]", "other 23 [includes Uzbek]"],
        ),
        (
            "Muslim 74.5% (official) (Sunni 63.3%, Shia 6.7%, other 4.4%), Hindu 6.2% (2020 est.)",
            [
                "Muslim 74.5 [official] 2020",
                "Muslim: Sunni 63.3 2020",
                "Muslim: Shia 6.7 2020",
                "Muslim: other 4.4 2020",
                "Hindu 6.2 2020",
            ],
        ),
        (  # the parts do not add up to the whole: shares of what?
            "Muslim 70% (Sunni 80%, Shia 20%), Christian 30%",
            ["Muslim 70 [Sunni 80%, Shia 20%]", "Christian 30"],
        ),
        (
            "Protestant 27% (Anglican 12% (high church), other 15%)",
            ["Protestant 27", "Protestant: Anglican 12 [high church]", "Protestant: other 15"],
        ),
        (
            "Maya 39%, other 61%; note: respondents could give two groups (2010 est.)",
            [
                "Maya 39 [respondents could give two groups (2010 est.)]",
                "other 61 [respondents could give two groups (2010 est.)]",
            ],
        ),
        ("Turk 70% (2015 est.), Kurd 19% (2016 est.)", ["Turk 70 2015", "Kurd 19 2016"]),
    ],
)
def test_notations_of_shares(text: str, items: list[str]) -> None:
    assert [said(one) for one in read_shares(text)] == items


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", Reason.EMPTY),
        ("Muslim 97.3%, other <0.1", Reason.UNIT_MISSING),
        ("Christian 93/1%, none 1%", Reason.NUMBER_FORM),
        ("Shona 80%, 13 minority languages", Reason.LIST_FORM),
        ("French (official), Fon 12%, Yoruba", Reason.LIST_FORM),
        ("Wallisian, Futunian 8.2%", Reason.LIST_FORM),
        ("Bissa 5.4%, Bobo 3.4%, Bissa 1.5%", Reason.LIST_FORM),
        ("Mestizo 62%, predominantly Indigenous 21%", Reason.WORDS),
        ("Basque (official 2%", Reason.BRACKETS),
        ("Basque 102%", Reason.SHARE),
        ("Basque 12% of households", Reason.BASE_OTHER),
        ("Sudanese Arab (approximately 70%), Fur", Reason.LIST_FORM),
        ("Han 12 km", Reason.UNIT_OTHER),
        ("Han 20-12%", Reason.RANGE_ORDER),
    ],
)
def test_what_is_not_wholly_understood_stays_text(text: str, reason: Reason) -> None:
    with pytest.raises(NotUnderstoodError) as caught:
        read_shares(text)
    assert caught.value.reason is reason


def test_shares_of_one_whole_are_not_more_than_it() -> None:
    assert len(read_shares("Italy 60%, France 40%", whole=True)) == 2
    with pytest.raises(NotUnderstoodError) as caught:
        read_shares("Italy 60%, France 42%", whole=True)
    assert caught.value.reason is Reason.SHARE


def test_mere_names_are_read_as_names_and_sentences_are_not() -> None:
    goods = read_words("gold, vehicle parts/accessories, cars (mostly used) (2023)")
    assert [(g.name, g.amount.value, g.amount.remark) for g in goods] == [
        ("gold", None, ""),
        ("vehicle parts/accessories", None, ""),
        ("cars", None, "mostly used"),
    ]
    assert {g.amount.as_of and g.amount.as_of.text for g in goods} == {"2023"}
    for text in ("no reliable data are available", "cars, 13 kinds of oil", "gold: see note", ""):
        with pytest.raises(NotUnderstoodError):
            read_words(text)


@pytest.mark.parametrize(
    ("name", "area"),
    [
        *(("USA", "USA"), ("UAE", "ARE"), ("S. Korea", "KOR"), ("Turkey", "TUR")),
        *(("Gambia, The", "GMB"), ("Cote d'Ivoire", "CIV"), ("Taiwan", "TWN"), ("UK", "GBR")),
        *(("Korea", None), ("other", None), ("Spain (Ceuta)", None), ("West Bank", None)),
    ],
)
def test_countries_are_known_by_the_names_of_lists_and_never_guessed(
    name: str, area: str | None
) -> None:
    assert area_of(name) == area


def test_two_parts_of_a_border_with_one_country_are_two_items() -> None:
    kind = next(k for k in field_table().kinds.values() if k.form is Form.BORDERS)
    state, values = read_leaf(
        "China (south) 46 km; China (southeast) 4,133 km; Norway 191 km", kind, ""
    )
    assert state is State.LISTED
    assert [(v.place, v.name, v.area) for v in values] == [
        (1, "China (south)", None),
        (2, "China (southeast)", None),
        (3, "Norway", "NOR"),
    ]
    assert len({value.variant for value in values}) == 3


NAMES = st.lists(
    st.text("abcdefghij", min_size=2, max_size=8)
    .map(str.capitalize)
    .filter(lambda n: n.casefold() not in QUALIFYING),
    min_size=1,
    max_size=8,
    unique_by=str.casefold,
)


@given(NAMES, st.data(), st.sampled_from([", ", "; "]), st.integers(1960, 2030))
def test_a_list_is_read_as_it_was_written(
    names: list[str], data: st.DataObject, sign: str, year: int
) -> None:
    shares = [
        Decimal(data.draw(st.integers(0, 1000))).scaleb(-1) if n else Decimal(1) for n in names
    ]
    text = sign.join(f"{n} {s}%" for n, s in zip(names, shares, strict=True)) + f" ({year} est.)"
    found = read_shares(text)
    assert [one.name for one in found] == names
    assert [one.amount.value for one in found] == shares
    assert {one.amount.as_of and one.amount.as_of.text for one in found} == {str(year)}


PIECES = st.lists(
    st.sampled_from(
        [
            *("Arab", "other", "less than", "5%", "12.5%", "1", "3-4%", "<0.1%", "(official)"),
            *(", ", "; ", " ", "(", ")", "%", "note: ", "2020", "(2020 est.)", "and", ": "),
            *("(Sunni 3%, Shia 2%)", "approximately", "1,000", ".", "-"),
        ]
    ),
    max_size=14,
)


@given(PIECES)
def test_nothing_is_in_a_list_that_is_not_in_its_text(pieces: list[str]) -> None:
    text = " ".join(pieces)
    for read in (read_shares, read_words):
        try:
            found = read(text)
        except NotUnderstoodError:
            continue
        bare = " ".join(re.sub(r"\([^()]*\)", " ", text).split())
        for one in found:
            assert " ".join(one.name.split()) in f"{bare} {' '.join(text.split())}"
            for number in (one.amount.value, one.amount.minimum, one.amount.maximum):
                assert number is None or str(number) in text
                assert number is None or 0 <= number <= 100
        assert len({slug(one) for one in found}) == len(found)


def test_all_partners_of_all_countries_are_understood_and_what_is_not_is_counted() -> None:
    kinds = field_table()
    counted: Counter[tuple[str, State]] = Counter()
    for path in sorted((ROOT / "sources/world-factbook-2026-01/data").glob("*.json")):
        for leaf in entity(path).leaves:
            kind = None if leaf.is_note else kinds.kind(leaf.path[:-1])
            if kind is None or kind.form not in LISTS:
                continue
            counted[kind.code, leaf.state] += 1
            assert (leaf.state is State.LISTED) == bool(leaf.values)
            assert [value.place for value in leaf.values] == [*range(1, len(leaf.values) + 1)]
            for value in leaf.values:
                words = iter(leaf.text.split())  # in this order
                assert all(any(part in word for word in words) for part in value.name.split())
                if kind.form is Form.PARTNERS:
                    assert value.area is not None
    for code in ("economy.exports.partners", "economy.imports.partners"):
        assert {state: counted[code, state] for state in State if counted[code, state]} == {
            State.LISTED: 125
        }
    for code in ("people.religions", "people.ethnic-groups", "people.languages"):
        assert counted[code, State.LISTED] > 3 * counted[code, State.NOT_UNDERSTOOD] - 20
    assert sum(count for (_, state), count in counted.items() if state is State.LISTED) == 990


def test_the_items_are_facts_with_share_period_origin_and_rank() -> None:
    findings = Findings()
    base = read_sources(ROOT, findings, areas=["FRA"])
    partners = sorted(
        (f for f in base.facts.values() if f.indicator == "economy.exports.partners"),
        key=lambda fact: fact.listed.place if fact.listed else 0,
    )
    told = [
        (f.listed.area, str(f.quantity.value), str(f.as_of), f.countries)
        for f in partners
        if f.listed and f.quantity
    ]
    assert told == [
        ("DEU", "11", "2023", ("FRA",)),
        ("ITA", "9", "2023", ("FRA",)),
        ("USA", "8", "2023", ("FRA",)),
        ("BEL", "8", "2023", ("FRA",)),
        ("ESP", "7", "2023", ("FRA",)),
    ]
    assert partners[0].id == "wfb-economy-exports-partners-fra-deu-2023"
    assert partners[0].cell == "/Economy/Exports - partners/text"
    goods = [f for f in base.facts.values() if f.indicator == "economy.exports.commodities"]
    assert {f.quantity for f in goods} == {None}
    assert {f.listed.name["en"] for f in goods if f.listed} >= {"aircraft", "cars"}
    faiths = [f for f in base.facts.values() if f.indicator == "people.religions"]
    assert {f.listed.area for f in faiths if f.listed} == {None}
