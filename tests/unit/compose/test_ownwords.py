"""Words that a template brings itself: read, looked up first, and checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.compose.check import check_template
from generator.compose.model import Template
from generator.compose.template import read_template
from generator.compose.wordsfile import read_words
from generator.facts import parcel
from generator.localisation import Localiser
from generator.localisation.ownwords import OwnWords
from generator.problems import Findings

TOML = """
languages = ["en", "fr", "ar"]

[title]
en = "{area}: note"
fr = "{area} : note"
ar = "{area}: مذكرة"

[needs.posts]
kinds = ["post"]
"""

WORDS = """\
[[words]]
en = "What we want"
fr = "Ce que nous voulons"
ar = "ما نريده"

[[words]]
en = { one = "{n} visit", other = "{n} visits" }
fr = { one = "{n} visite", many = "{n} de visites", other = "{n} visites" }

[words.ar]
zero = "لا زيارات"
one = "زيارة واحدة"
two = "زيارتان"
few = "{n} زيارات"
many = "{n} زيارة"
other = "{n} زيارة"

[[words]]
context = "a line"
en = "Sources"
fr = "Sources de la fiche"
"""

BRIEF = """\
<section id="want"><h2>{{ t("What we want") }}</h2>
<p>{{ tn("{n} visit", "{n} visits", facts.posts|length) }}</p>
<p>{{ tp("a line", "Sources") }}</p></section>
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "templates" / "note"
    made.mkdir(parents=True)
    (made / "template.toml").write_text(TOML, "utf-8")
    (made / "words.toml").write_text(WORDS, "utf-8")
    (made / "brief.j2").write_text(BRIEF, "utf-8")
    return made


def words(folder: Path, text: str | None = None) -> tuple[OwnWords, list[str]]:
    if text is not None:
        (folder / "words.toml").write_text(text, "utf-8")
    findings = Findings()
    found = read_words(folder / "words.toml", "templates/note/words.toml", findings)
    return found, [f"{p.where}: {p.what}" for p in findings]


def template(folder: Path) -> Template:
    findings = Findings()
    read = read_template(folder, findings)
    assert read is not None, [p.what for p in findings]
    return read


def test_own_words_are_looked_up_by_message_form_and_context(folder: Path) -> None:
    own, problems = words(folder)
    assert problems == []
    french, arabic = Localiser("fr-CA"), Localiser("ar-IQ")
    for each in (french, arabic):
        each.learn(own)
    assert french.message("What we want") == "Ce que nous voulons"
    assert arabic.message("What we want") == "ما نريده"
    assert [arabic.plural("{n} visit", "{n} visits", n) for n in (0, 2)] == [
        "لا زيارات",
        "زيارتان",
    ]
    assert "زيارات" in arabic.plural("{n} visit", "{n} visits", 5)
    assert french.pgettext("a line", "Sources") == "Sources de la fiche"
    # Other messages, and the same words without the context, are the catalogues'.
    assert french.message("Chronology") == "Chronologie"
    assert french.message("Sources") != "Sources de la fiche"


def test_own_words_win_over_the_catalogues(folder: Path) -> None:
    own, _ = words(folder, '[[words]]\nen = "Chronology"\nfr = "Dates à retenir"\n')
    french = Localiser("fr-CA")
    french.learn(own)
    assert french.message("Chronology") == "Dates à retenir"


def test_a_country_s_own_wording_comes_before_its_language_s(folder: Path) -> None:
    own, problems = words(
        folder, '[[words]]\nen = "Weekend"\nfr = "Week-end"\nfr-CA = "Fin de semaine"\n'
    )
    assert problems == []
    found = {}
    for tag in ("fr-CA", "fr-FR"):
        localiser = Localiser(tag)
        localiser.learn(own)
        found[tag] = localiser.message("Weekend")
    assert found == {"fr-CA": "Fin de semaine", "fr-FR": "Week-end"}


def test_own_words_survive_the_way_to_a_worker(folder: Path) -> None:
    own = template(folder).own_words
    assert parcel.unpack(parcel.pack(own)) == own


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            '[[words]]\nen = "What we want"\nfr = "{area} veut"\n',
            "line 3, note, field words[1].fr: The words in fr have the blanks {area},"
            " the English ones none.",
        ),
        (
            '[[words]]\nen = { one = "{n} visit", other = "{n} visits" }\n'
            'ar = { one = "زيارة", other = "{n} زيارة" }\n',
            "line 3, note, field words[1].ar: In ar this message needs the plural forms"
            " that are missing here: zero, two, few, many.",
        ),
        (
            '[[words]]\nen = { one = "{n} visit", other = "{n} visits" }\nfr = "visites"\n',
            "line 3, note, field words[1].fr: In fr this message needs the plural forms"
            " that are missing here: one, many, other.",
        ),
        (
            '[[words]]\nen = "A visit"\nfr = { one = "une", many = "x", other = "y" }\n',
            "line 3, note, field words[1].fr: The English words have one form,"
            " those in fr several.",
        ),
        (
            '[[words]]\nen = "One"\nfr = "Un"\n[[words]]\nen = "One"\nfr = "Une"\n',
            "line 5, note, field words[2].en: The words “One” stand here twice.",
        ),
        ('[[words]]\nfr = "Un"\n', "line 1, note, field words[1].en: words[1].en is missing."),
        (
            '[[words]]\nen = "One"\nfrench = "Un"\n',
            "line 3, note, field words[1].french: There is no field “words[1].french” here.",
        ),
    ],
)
def test_what_is_wrong_with_own_words_is_told_with_its_line(
    folder: Path, text: str, told: str
) -> None:
    _, problems = words(folder, text)
    assert len(problems) == 1
    assert problems[0].startswith(f"templates/note/words.toml, {told}"), problems


def test_messages_without_a_translation_are_told_for_the_languages_of_the_template(
    folder: Path,
) -> None:
    (folder / "brief.j2").write_text('<p>{{ t("What we wnat") }}</p>', "utf-8")
    told = [(str(p.where), p.what) for p in check_template(template(folder))]
    assert told == [
        (
            "templates/note/brief.j2, line 1",
            "The words “What we wnat” have no translation in: fr, ar.",
        ),
        (
            "templates/note/words.toml",
            "No file of the template prints the words “What we want”. Did you mean “What we wnat”?",
        ),
        ("templates/note/words.toml", "No file of the template prints the words “{n} visit”."),
        ("templates/note/words.toml", "No file of the template prints the words “Sources”."),
    ]


def test_a_template_whose_words_are_all_there_has_nothing_told(folder: Path) -> None:
    assert [p.what for p in check_template(template(folder))] == [
        "The words “Sources” have no translation in: ar."
    ]


def test_titles_are_needed_for_the_languages_of_the_template(folder: Path) -> None:
    text = TOML.replace('["en", "fr", "ar"]', '["en", "fr", "xq", "fr_CA"]')
    (folder / "template.toml").write_text(text, "utf-8")
    findings = Findings()
    read_template(folder, findings)
    assert [p.what for p in findings] == [
        "“xq” is no language for which documents can be made.",
        "“fr_CA” is no language for which documents can be made. Did you mean “fr-CA”?",
    ]
    (folder / "template.toml").write_text(TOML.replace('"en", "fr", "ar"', '"en", "es"'), "utf-8")
    findings = Findings()
    assert read_template(folder, findings) is None
    assert [p.what for p in findings] == ["The template has no title in “es”."]
