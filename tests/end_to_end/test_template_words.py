"""A template's own words on their way to the translator and back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.translation.wordfacts import words_id
from tests.end_to_end.command import briefing
from tests.end_to_end.workspaces import Workspace
from tests.unit.translation.room import translate

TEMPLATE = """\
<section id="one"><h2>{{ t("What we want from {area}", area=brief.area|name) }}</h2>
  <p>{{ tn("{n} visit", "{n} visits", 3) }}</p>
  <p>{{ tp("a line", "Only in the template") }}</p>
  <p>{{ t("Chronology") }}</p>
</section>
"""
WORDS = """\
# Kept by the desk.
[[words]]
en = "What we want from {area}"
ar = "ما نريده من {area}"   # said by the minister

[[words]]
en = { one = "{n} visit", other = "{n} visits" }
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = Workspace(tmp_path)
    made.template("note", TEMPLATE)
    made.write("templates/note/words.toml", WORDS)
    made.order("kenya", template='"note"', languages='["en", "fr-CA"]', formats='["html"]')
    return made


def export(workspace: Workspace, form: str = "xliff2", *more: str) -> Path:
    path = workspace.root / ("out.po" if form == "po" else "out.xlf")
    path.unlink(missing_ok=True)
    said = ("translate", "export", "--to", "fr", "--output", path, "--format", form, *more)
    briefing(workspace.root, *said)
    return path


WANT = "What we want from {area}"
HERE = ("Only in the template", "a line")


def unit(text: str, context: str | None = None, form: str = "other") -> str:
    """The id of the unit for a form of words of the template."""
    return f"template--note.{words_id('note', (text, context))}.text.{form}"


def standing(workspace: Workspace, language: str = "fr") -> dict[str, int]:
    said = briefing(workspace.root, "translate", "status", "--to", language, "--json")
    counts = said.json["languages"][language]["sources"]["template--note"]
    return {state: n for state, n in counts.items() if n}


def bring_back(workspace: Workspace, state: str = "reviewed") -> None:
    """All words of the template, translated and taken back."""
    path = export(workspace)
    texts = {
        unit(WANT): "Ce que nous voulons de {area}",
        unit(*HERE): "Seulement dans le modèle",
        unit("{n} visit", form="one"): "{n} visite",
        unit("{n} visit", form="many"): "{n} de visites",
        unit("{n} visit"): "{n} visites",
    }
    translate(path, texts)
    briefing(workspace.root, "translate", "import", path, "--state", state)


def test_words_go_out_come_back_and_print(workspace: Workspace) -> None:
    assert standing(workspace) == {"missing": 3}
    told = briefing(workspace.root, "template", "check", "note", status=1).words
    assert "The words “What we want from {area}” have no translation in: fr." in told
    assert "The words “Only in the template” have no translation in: fr, ar." in told
    assert "Own words in fr: 3 missing. Own words in ar: 1 reviewed, 2 missing." in told
    sent = export(workspace).read_text("utf-8")
    assert "template note, in templates/note/brief.j2, line 3, meant as “a line”" in sent
    assert "{n} stands for the number." in sent
    bring_back(workspace)
    assert standing(workspace) == {"reviewed": 3}
    assert standing(workspace, "ar") == {"reviewed": 1, "missing": 2}
    words = (workspace.root / "templates/note/words.toml").read_text("utf-8")
    assert words.startswith("# Kept by the desk.\n")
    assert "# said by the minister" in words
    briefing(workspace.root, "build", "kenya")
    page = next(workspace.edition("kenya").glob("*_fr-CA.html")).read_text("utf-8")
    for printed in ("Ce que nous voulons de", "3 visites", "Seulement dans le modèle"):
        assert printed in page.replace("\u00a0", " "), printed
    assert (
        "have no translation in: fr"
        not in briefing(workspace.root, "template", "check", "note", status=1).words
    )


@pytest.mark.parametrize("form", ["xliff1", "po"])
def test_words_go_out_in_every_format(workspace: Workspace, form: str) -> None:
    path = export(workspace, form)
    translate(path, {unit(*HERE): "Seulement ici"})
    done = briefing(workspace.root, "translate", "import", path, "--state", "reviewed")
    assert "1 accepted" in done.words
    assert 'fr = "Seulement ici"' in (workspace.root / "templates/note/words.toml").read_text()


def test_a_draft_is_told_until_it_is_reviewed(workspace: Workspace) -> None:
    bring_back(workspace, "draft")
    assert standing(workspace) == {"draft": 3}
    told = briefing(workspace.root, "template", "check", "note", status=1).words
    said = (
        "The words “What we want from {area}” print in a translation that nobody has reviewed: fr."
    )
    assert said in told
    assert said in briefing(workspace.root, "build", "kenya").words
    bring_back(workspace)
    assert standing(workspace) == {"reviewed": 3}
    assert "state" not in (workspace.root / "templates/note/words.toml").read_text("utf-8")


def test_changed_english_words_make_their_translation_stale(workspace: Workspace) -> None:
    bring_back(workspace)
    sent = export(workspace)
    for name in ("words.toml", "brief.j2"):
        path = workspace.root / "templates/note" / name
        path.write_text(path.read_text("utf-8").replace("we want", "we ask"), "utf-8")
    assert standing(workspace) == {"reviewed": 2, "stale": 1}
    told = briefing(workspace.root, "template", "check", "note", status=1).words
    assert (
        "The words “What we ask from {area}” have been changed since they were translated" in told
    )
    # What is still with the bureau is about words that are no more.
    translate(sent, {unit(WANT): "Ce que nous désirons de {area}"})
    done = briefing(workspace.root, "translate", "import", sent, "--json", status=1)
    codes = {p["code"] for unit in json.loads(done.out)["units"] for p in unit["problems"]}
    assert codes == {"translate-words-gone"}
    path = export(workspace, "xliff2", "--only", "changed")
    assert "Ce que nous voulons de" in path.read_text("utf-8")
    translate(path, {unit("What we ask from {area}"): "Ce que nous demandons de {area}"})
    briefing(workspace.root, "translate", "import", path, "--state", "reviewed")
    assert standing(workspace) == {"reviewed": 3}


def test_words_with_other_blanks_are_refused(workspace: Workspace) -> None:
    path = export(workspace)
    translate(path, {unit(WANT): "Ce que nous voulons de {pays}"})
    before = (workspace.root / "templates/note/words.toml").read_bytes()
    done = briefing(workspace.root, "translate", "import", path, status=1)
    assert "The original has the slots {area}; the translation has –." in done.words
    assert (workspace.root / "templates/note/words.toml").read_bytes() == before


def test_a_language_the_template_is_not_made_for_is_told(workspace: Workspace) -> None:
    workspace.write(
        "sources/page/source.toml",
        (workspace.root / "sources/page/source.toml")
        .read_text("utf-8")
        .replace('languages = ["en"]', 'languages = ["en", "de"]'),
    )
    workspace.facts({"one": "All is calm."})
    path = workspace.root / "de.xlf"
    said = briefing(workspace.root, "translate", "export", "--to", "de", "--output", path)
    assert "This template is not made for documents in “de”" in said.words
    assert "templates/note/template.toml" in said.words


def test_words_of_one_order_are_those_of_its_template(workspace: Workspace) -> None:
    said = briefing(workspace.root, "translate", "status", "--order", "uganda", "--json").json
    assert "template--note" not in said["languages"]["en"]["sources"]
    said = briefing(workspace.root, "translate", "status", "--order", "kenya", "--json").json
    assert said["languages"]["fr-CA"]["sources"]["template--note"]["missing"] == 3


def test_an_import_of_words_that_was_cut_off_is_finished(workspace: Workspace) -> None:
    from generator.build.workspace import Workspace as Place
    from generator.editions import atomic
    from generator.translation import commit

    target = workspace.root / "templates/note/words.toml"
    staged = atomic.stage_file(target, b'[[words]]\nen = "One"\n')
    place = Place(workspace.root)
    place.state.mkdir(exist_ok=True)
    name = target.relative_to(workspace.root).as_posix()
    step = commit._Step(
        name,
        staged.relative_to(workspace.root).as_posix(),
        commit._hash(target.read_bytes()),
        commit._hash(staged.read_bytes()),
    )
    (place.state / commit.JOURNAL).write_bytes(commit._journal([step]))
    said = briefing(workspace.root, "list")
    assert name in said.words
    assert target.read_bytes() == b'[[words]]\nen = "One"\n'


TITLE = ("{area}: all that is known", "the title of a document")
ABOUT = ("All that is on record.", "what a document says of itself")


def test_title_and_description_in_a_new_language_come_from_the_translator(
    workspace: Workspace,
) -> None:
    toml = workspace.root / "templates/note/template.toml"
    more = f'languages = ["en", "fr", "ar", "de"]\ndescription.en = "{ABOUT[0]}"\ntitle.en'
    toml.write_text(toml.read_text("utf-8").replace("title.en", more), "utf-8")
    workspace.order("kenya", template='"note"', languages='["de"]', formats='["html"]')
    assert "[template-title-language]" in briefing(workspace.root, "build", "kenya", status=1).words
    path = workspace.root / "de.xlf"
    briefing(workspace.root, "translate", "export", "--to", "de", "--output", path)
    assert "template note, in templates/note/template.toml" in path.read_text("utf-8")
    texts = {unit(*TITLE): "{area}: was bekannt ist", unit(*ABOUT): "Alles Bekannte."}
    translate(path, texts)
    briefing(workspace.root, "translate", "import", path, "--state", "draft")
    assert standing(workspace, "de")["draft"] == 2
    said = briefing(workspace.root, "build", "kenya").words
    assert f"The words “{TITLE[0]}” print in a translation that nobody has reviewed: de." in said
    page = next(workspace.edition("kenya").glob("*_de.html")).read_text("utf-8")
    assert ": was bekannt ist</title>" in page
    assert 'content="Alles Bekannte."' in page
    checked = briefing(workspace.root, "template", "check", "note", status=1).words
    assert "[template-words-unused]" not in checked


def test_a_title_that_is_there_in_every_language_is_not_sent(workspace: Workspace) -> None:
    assert TITLE[0] not in export(workspace).read_text("utf-8")
