"""New workspaces and new orders."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path

import pytest

from generator.build.orders.order import read_order
from generator.build.setup import LANGUAGES, init_workspace, new_order
from generator.build.workspace import Workspace, packaged_root
from generator.problems import Findings, ProblemsFound
from tests.end_to_end.command import ROOT
from tests.end_to_end.workspaces import Workspace as Work
from tests.unit.editions.test_atomic import names

TODAY = dt.date(2025, 1, 15)


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("new") / "briefs"
    init_workspace(folder)
    return folder


def shipped_orders() -> list[str]:
    return sorted(path.name for path in (ROOT / "briefings").glob("*.toml"))


def refusal(run: pytest.ExceptionInfo[ProblemsFound]) -> str:
    (problem,) = run.value.problems
    assert problem.what
    return problem.code


def test_a_new_workspace_has_all_that_a_build_needs(fresh: Path) -> None:
    assert names(fresh) == [".gitignore", "README.md", "briefings", "sources", "templates"]
    assert names(fresh / "briefings") == ["iraq-country-brief.toml"]
    assert (fresh / "templates/house/canada/house.toml").is_file()
    workspace = Workspace.find(fresh / "sources")
    assert workspace.root == fresh
    findings = Findings()
    order = read_order(fresh / "briefings/iraq-country-brief.toml", findings)
    assert list(findings) == []
    assert order is not None
    assert workspace.template_folder(order.template) is not None
    assert workspace.house_folder(order.house) == fresh / "templates/house/canada"


def test_with_examples_it_has_an_order_for_every_template_and_all_of_them_are_sound(
    tmp_path: Path,
) -> None:
    init_workspace(tmp_path / "all", examples=True)
    workspace = Workspace.find(tmp_path / "all")
    orders = [read_order(path, Findings()) for path in workspace.order_files()]
    made = {order.template for order in orders if order and not order.pack}
    assert made == set(workspace.template_names())
    assert any(order and order.pack for order in orders)
    assert names(tmp_path / "all" / "briefings") == shipped_orders()


def test_the_wheel_carries_every_order() -> None:
    build = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]
    carried = build["targets"]["wheel"]["force-include"]
    orders = {f"briefings/{name}" for name in shipped_orders()}
    assert {name for name in carried if name.startswith("briefings/")} == orders
    assert all(carried[name] == f"generator/packaged/{name}" for name in orders)


def test_templates_stay_with_the_program_and_a_folder_of_the_same_name_goes_first(
    fresh: Path, tmp_path: Path
) -> None:
    packaged = Workspace(fresh).template_folder("country-brief")
    assert packaged == packaged_root() / "templates" / "country-brief"
    own = Workspace(tmp_path)
    (tmp_path / "templates/country-brief").mkdir(parents=True)
    (tmp_path / "templates/country-brief/template.toml").write_text("")
    assert own.template_folder("country-brief") == tmp_path / "templates/country-brief"


def test_sources_come_over_byte_for_byte(fresh: Path) -> None:
    packaged = packaged_root() / "sources"
    copied = {p.relative_to(fresh / "sources") for p in (fresh / "sources").rglob("*")}
    assert copied
    for path in copied:
        if (packaged / path).is_file():
            assert (fresh / "sources" / path).read_bytes() == (packaged / path).read_bytes()


def test_a_folder_that_holds_anything_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(ProblemsFound) as refused:
        init_workspace(tmp_path)
    assert refusal(refused) == "workspace-exists"
    assert names(tmp_path) == ["letter.txt"]


def test_a_file_or_a_link_is_no_place_for_a_workspace(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    for name in ("file", "link"):
        with pytest.raises(ProblemsFound) as refused:
            init_workspace(tmp_path / name)
        assert refusal(refused) == "workspace-not-a-folder"
    with pytest.raises(ProblemsFound) as refused:
        init_workspace(tmp_path / "file" / "below")
    assert refusal(refused) == "output-not-a-folder"


def test_a_new_order_is_sound_and_says_today(fresh: Path) -> None:
    path = new_order(Workspace(fresh), "SYR", today=TODAY)
    assert path == fresh / "briefings/syr-country-brief.toml"
    findings = Findings()
    order = read_order(path, findings)
    assert list(findings) == []
    assert order is not None
    assert (order.subject, order.as_of, order.number) == ("SYR", None, "SYR-CTY-2025-0001")


def test_a_number_that_is_taken_is_not_given_again(fresh: Path) -> None:
    (fresh / "briefings/other.toml").write_text(
        'template = "country-brief"\nsubject = "JOR"\nlanguages = ["en-CA"]\n'
        'number = "JOR-CTY-2025-0001"\n'
    )
    order = read_order(new_order(Workspace(fresh), "JOR", today=TODAY), Findings())
    assert order is not None
    assert order.number == "JOR-CTY-2025-0002"


def test_an_order_that_is_there_is_never_touched(fresh: Path) -> None:
    path = new_order(Workspace(fresh), "LBN", today=TODAY)
    path.write_text("mine")
    with pytest.raises(ProblemsFound) as refused:
        new_order(Workspace(fresh), "LBN", today=TODAY)
    assert refusal(refused) == "order-exists"
    assert path.read_text() == "mine"


@pytest.mark.parametrize("area", ["XXX", "../x", "", "ІRQ", "Iraqi", "CON", "Korea", "the"])
def test_a_code_that_no_source_knows_is_refused(fresh: Path, area: str) -> None:
    before = names(fresh / "briefings")
    with pytest.raises(ProblemsFound) as refused:
        new_order(Workspace(fresh), area, today=TODAY)
    assert refusal(refused) == "area-unknown"
    assert names(fresh / "briefings") == before


def test_a_new_order_is_as_most_orders_there_are(tmp_path: Path) -> None:
    init_workspace(tmp_path / "briefs")
    workspace = Workspace(tmp_path / "briefs")
    for number, (area, tags) in enumerate(
        (("JOR", '"en-GB", "fr-FR"'), ("LBN", '"en-GB", "fr-FR"'), ("EGY", '"ar-EG"'))
    ):
        (workspace.briefings / f"{area.lower()}.toml").write_text(
            f'template = "country-brief"\nsubject = "{area}"\nlanguages = [{tags}]\n'
            f'number = "{area}-CTY-2025-000{number}"\nhouse = "un"\n'
        )
    made = read_order(new_order(workspace, "SYR", today=TODAY), Findings())
    assert made is not None
    assert (made.house, made.languages) == ("un", ("en-GB", "fr-FR"))
    made = read_order(new_order(workspace, "KAZ", today=TODAY, house="canada"), Findings())
    assert made is not None
    assert (made.house, made.languages) == ("canada", LANGUAGES)


def test_small_letters_are_taken_and_languages_are_checked(fresh: Path) -> None:
    path = new_order(Workspace(fresh), "kaz", today=TODAY, languages=("ar-IQ", "en-CA"))
    text = path.read_text("utf-8")
    assert 'subject = "KAZ"' in text
    assert 'languages = ["ar-IQ", "en-CA"]' in text
    with pytest.raises(ProblemsFound) as refused:
        new_order(Workspace(fresh), "PAK", today=TODAY, languages=("xx-YY",))
    assert refusal(refused) == "order-language-unknown"
    assert not list((fresh / "briefings").glob("pak*"))


def test_the_right_code_is_suggested(fresh: Path) -> None:
    with pytest.raises(ProblemsFound) as refused:
        new_order(Workspace(fresh), "IRK", today=TODAY)
    assert "Did you mean “IRQ”?" in refused.value.problems[0].what


@pytest.mark.parametrize(
    ("typed", "code"), [("EU", "EUE"), ("xkx", "XKX"), ("hk", "HKG"), ("ATA", "ATA")]
)
def test_territories_and_the_union_have_orders_also_by_their_short_codes(
    fresh: Path, typed: str, code: str
) -> None:
    path = new_order(Workspace(fresh), typed, today=TODAY)
    assert path.name == f"{code.lower()}-country-brief.toml"
    order = read_order(path, Findings())
    assert order is not None
    assert (order.subject, order.number) == (code, f"{code}-CTY-2025-0001")


def test_an_unknown_code_is_told_with_the_areas_near_to_it(fresh: Path) -> None:
    with pytest.raises(ProblemsFound) as refused:
        new_order(Workspace(fresh), "Vaticann", today=TODAY)
    (problem,) = refused.value.problems
    assert problem.what == (
        "No one country has the code or the name “Vaticann”. Did you mean “VAT”?"
    )
    assert problem.remedy == (
        "Use its name, or the three letters of ISO 3166-1, such as IRQ; near to it are "
        "VAT (Vatican City). Every country and territory has a code, "
        "Kosovo (XKX) and the European Union (EUE) among them."
    )
    with pytest.raises(ProblemsFound) as refused:
        new_order(Workspace(fresh), "QQQ", today=TODAY)
    assert refused.value.problems[0].remedy.startswith(
        "Use its name, or the three letters of ISO 3166-1, such as IRQ. Every country"
    )


def test_templates_and_house_styles_must_exist(fresh: Path) -> None:
    with pytest.raises(ProblemsFound) as refused:
        new_order(Workspace(fresh), "KAZ", today=TODAY, template="country-breif", house="../x")
    assert [p.code for p in refused.value.problems] == [
        "order-template-unknown",
        "order-house-unknown",
    ]


REGION = """\
entry = "brief.j2"
countries = "several"
code = "REG"
[title]
en = "The region: {area}"
fr = "La région : {area}"
ar = "المنطقة: {area}"
[needs.why]
each = true
"""


@pytest.fixture
def region(fresh: Path) -> Workspace:
    folder = fresh / "templates" / "region"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "template.toml").write_text(REGION, "utf-8")
    (folder / "brief.j2").write_text("")
    return Workspace(fresh)


def test_an_order_about_several_countries(region: Workspace) -> None:
    path = new_order(region, "irq", "JOR", today=TODAY, template="region")
    assert path.name == "irq-jor-region.toml"
    findings = Findings()
    order = read_order(path, findings)
    assert list(findings) == []
    assert order is not None
    assert (order.areas, order.number) == (("IRQ", "JOR"), "REG-2025-0001")
    assert "# [group]" in path.read_text("utf-8")


def test_many_countries_make_no_endless_name(region: Workspace) -> None:
    many = ("IRQ", "JOR", "SYR", "LBN", "KAZ", "PAK", "AFG")
    path = new_order(region, *many, today=TODAY, template="region")
    assert path.name == "irq-and-6-more-region.toml"


def test_every_wrong_country_of_several_is_told(region: Workspace) -> None:
    with pytest.raises(ProblemsFound) as refused:
        new_order(region, "IRK", "JOR", "JOR", "XXX", today=TODAY, template="region")
    assert [p.code for p in refused.value.problems] == [
        "area-unknown",
        "order-twice",
        "area-unknown",
    ]
    assert "Did you mean “IRQ”?" in refused.value.problems[0].what


@pytest.mark.parametrize(
    ("areas", "template", "what", "remedy"),
    [
        (
            ("IRQ", "JOR"),
            "country-brief",
            "The template “country-brief” is for one country, and the order names 2.",
            "Write an order for each country, or choose a template for several: ",
        ),
        (
            ("JOR",),
            "region",
            "The template “region” is for several countries, and the order names one.",
            'Write them as subjects = ["JOR", "IRQ"], or choose a template for one country: ',
        ),
    ],
)
def test_a_template_says_for_how_many_countries_it_is(
    region: Workspace, areas: tuple[str, ...], template: str, what: str, remedy: str
) -> None:
    with pytest.raises(ProblemsFound) as refused:
        new_order(region, *areas, today=TODAY, template=template)
    (problem,) = refused.value.problems
    assert problem.what == what
    assert problem.remedy.startswith(remedy)
    fitting = problem.remedy.removeprefix(remedy)
    assert ("region" in fitting, "country-brief" in fitting) == (len(areas) > 1, len(areas) == 1)


def test_a_place_without_a_workspace_is_said(tmp_path: Path) -> None:
    with pytest.raises(ProblemsFound) as refused:
        Workspace.find(tmp_path)
    assert refusal(refused) == "workspace-not-found"


def test_what_a_template_leaves_to_the_order_stands_there_to_be_filled_in(tmp_path: Path) -> None:
    work = Work(tmp_path / "work")
    work.template(
        "plain",
        "<p>{{ facts.all|length|number }}</p>",
        '\n[needs.parts]\nitem = "parts"\n\n[slots.aim]\nneeded = true\n'
        'description = { en = "What we want.", fr = "F.", ar = "A." }\n',
    )
    path = new_order(Workspace(work.root), "KEN", today=TODAY, template="plain")
    text = path.read_text("utf-8")
    assert '\n# item = "…" ' in text
    assert "# What we want. It must be given; Markdown, one text a language:\n# [text.aim]" in text
    findings = Findings()
    assert read_order(path, findings) is not None
    assert list(findings) == []
