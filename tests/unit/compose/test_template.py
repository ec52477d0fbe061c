"""Reading a template's folder and checking it without facts."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.compose.check import check_template
from generator.compose.model import Template
from generator.compose.template import read_template
from generator.facts.model import Kind
from generator.problems import Findings

TOML = """
[title]
en = "{area}: note"
fr = "{area} : note"
ar = "{area}: مذكرة"

[budget]
pages_min = 2
pages_max = 4
words = 900

[needs.posts]
kinds = ["post"]
limit = 3
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "templates" / "note"
    made.mkdir(parents=True)
    (made / "template.toml").write_text(TOML, "utf-8")
    (made / "brief.j2").write_text("<p>{{ facts.posts|length|number }}</p>", "utf-8")
    return made


def read(folder: Path) -> tuple[Template | None, list[str]]:
    findings = Findings()
    template = read_template(folder, findings)
    return template, [f"{p.where}: {p.what}" for p in findings]


def test_a_template_has_its_titles_needs_budget_and_entry(folder: Path) -> None:
    template, problems = read(folder)
    assert problems == []
    assert template is not None
    assert template.name == "note"
    assert template.title["fr"] == "{area} : note"
    assert [(need.name, need.kinds, need.limit) for need in template.needs] == [
        ("posts", (Kind.POST,), 3)
    ]
    assert (template.pages, template.words) == ((2, 4), 900)
    assert template.entry == "note/brief.j2"
    assert template.audience == "background"


def test_its_fingerprint_changes_with_any_file_it_can_use(folder: Path) -> None:
    def digest() -> str:
        template, _ = read(folder)
        assert template is not None
        return template.digest

    before = digest()
    assert digest() == before
    (folder / "notes.md").write_text("not read", "utf-8")
    assert digest() == before
    shared = folder.parent / "shared"
    shared.mkdir()
    (shared / "part.j2").write_text("<p>x</p>", "utf-8")
    with_shared = digest()
    assert with_shared != before
    (folder / "brief.j2").write_text("<p>y</p>", "utf-8")
    assert digest() != with_shared


def test_files_that_the_folder_s_parent_lacks_come_from_behind_it(
    folder: Path, tmp_path: Path
) -> None:
    behind = tmp_path / "packaged" / "templates"
    (behind / "shared").mkdir(parents=True)
    (behind / "shared" / "part.j2").write_text("<p>5</p>", "utf-8")
    (folder / "brief.j2").write_text("{% include 'shared/part.j2' %}", "utf-8")
    template = read_template(folder, Findings(), behind=[behind])
    assert template is not None
    assert check_template(template) == ()
    alone, _ = read(folder)
    assert alone is not None
    assert [p.code for p in check_template(alone)] == ["template-not-found"]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            'ar = "{area}: مذكرة"',
            "",
            "templates/note/template.toml, line 2, note, field title: The template has no title "
            "in “ar”.",
        ),
        ("[title]", "[titel]", "There is no field “titel” here; did you mean “title”?"),
        ("limit = 3", "limt = 3", "needs.posts.limt"),
        ('kinds = ["post"]', 'kinds = ["pots"]', "pots"),
        ("words = 900", 'words = "many"', "budget.words"),
        ("[budget]", "[budget", "template.toml, line 7"),
        (
            "[title]",
            "table_rows = 301\n[title]",
            "table_rows is 301; from 1 to 300 rows of a table can be printed.",
        ),
    ],
)
def test_mistakes_in_template_toml_name_their_line(
    folder: Path, old: str, new: str, words: str
) -> None:
    (folder / "template.toml").write_text(TOML.replace(old, new), "utf-8")
    template, problems = read(folder)
    assert template is None
    assert any(words in problem for problem in problems), problems


def test_a_folder_without_template_toml_says_what_to_add(folder: Path) -> None:
    (folder / "template.toml").unlink()
    template, problems = read(folder)
    assert template is None
    assert problems == ["templates/note/template.toml: The folder has no template.toml."]


def test_an_entry_that_is_not_there_is_named(folder: Path) -> None:
    (folder / "brief.j2").rename(folder / "other.j2")
    template, problems = read(folder)
    assert template is None
    assert problems[0].endswith("There is no file “brief.j2” in the template's folder.")


def test_a_need_that_is_not_stated_is_found_without_any_facts(folder: Path) -> None:
    (folder / "brief.j2").write_text("\n<p>{{ facts.psots|length|number }}</p>", "utf-8")
    template, _ = read(folder)
    assert template is not None
    (problem,) = check_template(template)
    assert str(problem.where) == "templates/note/brief.j2, line 2"
    assert problem.what == ("There is nothing called “psots” among: posts. Did you mean “posts”?")


def test_mistakes_of_all_files_of_a_template_are_told_together(folder: Path) -> None:
    shared = folder.parent / "shared"
    shared.mkdir()
    (shared / "one.j2").write_text("<b>x</b>", "utf-8")
    (shared / "two.j2").write_text("{{ nothing }}", "utf-8")
    includes = "{% include 'shared/one.j2' %}\n{% include 'shared/two.j2' %}"
    (folder / "brief.j2").write_text(includes, "utf-8")
    template, _ = read(folder)
    assert template is not None
    assert [str(p.where) for p in check_template(template)] == [
        "templates/shared/one.j2, line 1",
        "templates/shared/two.j2, line 1",
    ]


def test_every_template_of_the_project_is_sound(root: Path) -> None:
    for path in sorted((root / "templates").glob("*/template.toml")):
        findings = Findings()
        template = read_template(path.parent, findings)
        assert template is not None, [p.what for p in findings]
        assert check_template(template) == ()
