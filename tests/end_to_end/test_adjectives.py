"""A template with adjectives of countries, built by the command in every format."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.end_to_end.command import briefing
from tests.end_to_end.reading import pdf_text, word_text
from tests.end_to_end.workspaces import Workspace

TEMPLATE = """\
<section id="note">
  <h2>{{ brief.area|adjective }}, {{ brief.area|adjective(plural=true, fr="feminine plural",
    ar="feminine definite") }}</h2>
  <p>{{ "MKD"|adjective }}.</p>
  <ul>{% for f in facts.all %}<li>{{ f|statement }}</li>{% endfor %}</ul>
</section>
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = Workspace(tmp_path)
    made.facts({"news": "All is calm."}, area="KEN")
    made.template("plain", TEMPLATE)
    made.order("kenya", languages='["en", "fr", "ar"]', formats='["html", "pdf", "docx"]')
    return made


def test_every_format_has_the_forms_of_its_language(workspace: Workspace) -> None:
    said = briefing(workspace.root, "build", "kenya")
    for name, language in (("English", "en"), ("French", "fr"), ("Arabic", "ar")):
        assert f"There is no adjective of MKD in {name}" in said.words, language
    forms = {
        "en": ("Kenyan, Kenyan", "of North Macedonia."),
        "fr": ("kényan, kényanes", "de la Macédoine du Nord."),
        "ar": ("الكينية", "مقدونيا الشمالية."),
    }
    edition = workspace.edition("kenya")
    for language, wanted in forms.items():
        (page,) = edition.glob(f"*{language}*.html")
        (paper,) = edition.glob(f"*{language}*.pdf")
        (word,) = edition.glob(f"*{language}*.docx")
        for text in (page.read_text("utf-8"), pdf_text(paper), word_text(word)):
            for words in wanted:
                assert words in text, language


def test_a_wrong_gender_is_refused_with_its_place(workspace: Workspace) -> None:
    workspace.template("plain", TEMPLATE.replace('ar="feminine', 'ar="femenine'))
    said = briefing(workspace.root, "build", "kenya", status=1)
    assert "templates/plain/brief.j2, line 2" in said.words
    assert "“femenine” is not a choice of ar. Did you mean “feminine”?" in said.words
    assert "Use one of: masculine, feminine, singular, plural, definite." in said.words
    assert workspace.editions("kenya") == []
