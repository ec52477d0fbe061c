"""A brief about several countries: what it is called, and what templates see of each."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.compose.check import check_template
from generator.compose.template import read_template
from generator.document.tree import Figure
from generator.document.walk import blocks, plain
from generator.facts.model import Kind
from generator.house.pictures import with_map
from generator.problems import Findings
from generator.selection.model import Need
from tests.unit.compose.stage import Stage, amount, chosen, fact
from tests.unit.compose.test_filters import printed
from tests.unit.compose.test_template import TOML

NAMES = {
    "en-CA": "Iraq and Lebanon",
    "fr-CA": "Irak et Liban",
    "ar-IQ": "العراق ولبنان",
}


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    made = Stage(tmp_path / "templates", areas=("IRQ", "LBN"))
    iraq, lebanon = fact("In Iraq."), fact("In Lebanon.", countries=("LBN",))
    both = fact("In both.", countries=("LBN", "IRQ"))
    made.needs = {"some": chosen(iraq, lebanon, both), "each": chosen(iraq, both, lebanon)}
    made.by_area = {"each": {"IRQ": chosen(iraq, both), "LBN": chosen(lebanon)}}
    return made


@pytest.mark.parametrize(("language", "names"), NAMES.items())
def test_the_title_lists_the_countries(stage: Stage, language: str, names: str) -> None:
    document = stage.document("<p>{{ subject_name() }}</p>", language)
    assert plain(document.title).startswith(names)
    assert plain(document.blocks[0].children) == names  # type: ignore[union-attr]


def test_the_order_says_what_they_are_called_together(stage: Stage) -> None:
    group = {"en": "Iraq and its neighbour", "fr": "L'Irak et son voisin"}
    stage.brief = replace(stage.brief, group=group)
    told = {tag: plain(stage.document("<p>1</p>", tag).title) for tag in NAMES}
    assert told["en-CA"] == "Iraq and its neighbour: country brief"
    assert told["fr-CA"].startswith("L’Irak et son voisin")
    assert told["ar-IQ"].startswith(NAMES["ar-IQ"])  # the order has no Arabic name for them


def test_the_keywords_name_every_country(stage: Stage) -> None:
    keywords = stage.document("<p>1</p>").properties.keywords
    assert keywords == ("Iraq", "Lebanon", "IRQ", "LBN", "test")


def test_one_country_is_called_by_its_name(tmp_path: Path) -> None:
    assert printed(Stage(tmp_path / "templates"), "subject_name()", "fr-CA") == "Irak"


def test_a_template_goes_over_the_countries_and_their_facts(stage: Stage) -> None:
    loop = (
        "{% for code in brief.areas %}<p>{{ code|name }}</p>"
        "<p>{% for f in facts_of(code).each %}{{ f|statement }} {% endfor %}</p>"
        "<p>{% for f in facts_of(code).some %}{{ f|statement }} {% endfor %}</p>{% endfor %}"
    )
    document = stage.document(loop)
    assert [plain(block.children).strip() for block in document.blocks] == [  # type: ignore[union-attr]
        "Iraq",
        "In Iraq. In both.",
        "In Iraq. In both.",
        "Lebanon",
        "In Lebanon.",
        "In Lebanon. In both.",
    ]


@pytest.mark.parametrize(
    ("expression", "what"),
    [
        ("facts_of('SYR').some", "“SYR” is not a choice of facts_of."),
        ("facts_of('LBM').some", "“LBM” is not a choice of facts_of."),
        (
            "facts_of('LBN').soem",
            "There is nothing called “soem” among: each, some. Did you mean “some”?",
        ),
        ("facts_of(facts.some).some", "“facts_of” cannot be used on a list."),
    ],
)
def test_mistakes_of_an_author_are_told(stage: Stage, expression: str, what: str) -> None:
    (problem,) = stage.problems(f"<p>{{{{ {expression}|length|number }}}}</p>")
    assert problem.what.startswith(what)
    assert str(problem.where).endswith("test/brief.j2, line 1")


def test_series_of_one_indicator_are_kept_apart_by_country(stage: Stage) -> None:
    values = {
        f"{area}-{year}": fact(
            {},
            id=f"{area}-{year}",
            kind=Kind.FIGURE,
            countries=(area,),
            indicator="SP.POP.TOTL",
            name={"en": "Population"},
            quantity=amount(number, "persons"),
        )
        for area, year, number in (
            ("LBN", "2023", "5"),
            ("IRQ", "2023", "45"),
            ("LBN", "2022", "4"),
            ("IRQ", "2022", "44"),
        )
    }
    stage.needs = {"some": chosen(*values.values())}
    words = "{{ s.area }} {{ s.newest|number }} {{ s.previous|number }} "
    loop = f"<p>{{% for s in facts.some|by_indicator %}}{words}{{% endfor %}}</p>"
    assert plain(stage.document(loop).blocks[0].children) == "LBN 5 4 IRQ 45 44"  # type: ignore[union-attr]


def test_a_map_of_one_country_does_not_stand_for_several(stage: Stage) -> None:
    options = with_map(stage.house.map, {"show": True, "boundaries": "natural-earth"})
    stage.house = replace(stage.house, map=options)
    page = "<section><h2>{{ subject_name() }}</h2>{{ locator_map() }}<p>1</p></section>"
    made = stage.composed(page)
    assert not [block for block in blocks(made.document) if isinstance(block, Figure)]
    (told,) = (p.what for p in made.problems if p.code == "map-several")
    assert told.startswith("The brief is about several countries (IRQ, LBN)")


def test_a_row_of_a_comparison_has_a_cell_for_every_country(stage: Stage) -> None:
    facts = [
        fact(
            {},
            id=f"{code}-{area}".lower(),
            kind=Kind.FIGURE,
            countries=(area,),
            indicator=code,
            name={"en": code},
            quantity=amount(number, "persons"),
        )
        for code, area, number in (
            ("PEOPLE", "LBN", "5"),
            ("SEATS", "IRQ", "329"),
            ("PEOPLE", "IRQ", "45"),
        )
    ]
    stage.needs = {"some": chosen(*facts)}
    cell = "{% if f is none %}–{% else %}{{ f|number }}{% endif %}"
    rows = "{% for row in facts.some|compared(brief.areas) %}{{ row.first|name }} "
    loop = f"<p>{rows}{{% for f in row.cells %}}{cell} {{% endfor %}}{{% endfor %}}</p>"
    assert plain(stage.document(loop).blocks[0].children) == "PEOPLE 45 5 SEATS 329 –"  # type: ignore[union-attr]


@pytest.mark.parametrize(("size", "lengths"), [(1, "1 1"), (2, "2"), (5, "2")])
def test_countries_are_divided_among_tables(stage: Stage, size: int, lengths: str) -> None:
    each = f"{{% for some in brief.areas|in_groups({size}) %}}"
    loop = f"<p>{each}{{{{ some|length|number }}}} {{% endfor %}}</p>"
    assert plain(stage.document(loop).blocks[0].children) == lengths  # type: ignore[union-attr]


def test_a_group_holds_at_least_one_country(stage: Stage) -> None:
    (problem,) = stage.problems("<p>{{ (brief.areas|in_groups(0))|length|number }}</p>")
    assert problem.what.startswith("“in_groups” cannot be used on")


def test_needs_of_one_country_are_checked_without_facts(tmp_path: Path) -> None:
    folder = tmp_path / "templates" / "region"
    folder.mkdir(parents=True)
    (folder / "template.toml").write_text(f'countries = "several"\ncode = "REG"\n{TOML}', "utf-8")
    text = "{% for code in brief.areas %}\n{{ facts_of(code).psots|length|number }}{% endfor %}"
    (folder / "brief.j2").write_text(text, "utf-8")
    template = read_template(folder, Findings())
    assert template is not None
    assert (template.countries, template.code) == ("several", "REG")
    (problem,) = check_template(template)
    assert problem.where.line == 2
    assert "Did you mean “posts”?" in problem.what


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ('countries = "sevral"', "did you mean “several”?"),
        ('countries = ["IRQ"]', "countries"),
        ('code = "reg"', "two to six capital letters"),
    ],
)
def test_wrong_fields_of_a_template_are_refused(tmp_path: Path, line: str, what: str) -> None:
    folder = tmp_path / "templates" / "region"
    folder.mkdir(parents=True)
    (folder / "template.toml").write_text(f"{line}\n{TOML}", "utf-8")
    (folder / "brief.j2").write_text("", "utf-8")
    findings = Findings()
    assert read_template(folder, findings) is None
    (problem,) = findings.errors
    assert what.casefold() in f"{problem.what} {problem.remedy}".casefold()
    assert problem.where.line == 1


def test_a_template_without_the_field_is_for_one_country(tmp_path: Path) -> None:
    folder = tmp_path / "templates" / "note"
    folder.mkdir(parents=True)
    (folder / "template.toml").write_text(TOML, "utf-8")
    (folder / "brief.j2").write_text("", "utf-8")
    template = read_template(folder, Findings())
    assert template is not None
    assert template.countries == "one"
    assert template.needs[0] == Need("posts", kinds=(Kind.POST,), limit=3)
