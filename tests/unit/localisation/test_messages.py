"""Messages: plural by the number as shown, placeholders filled, nothing else interpreted."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from generator.facts.model import Quantity
from generator.localisation import Localiser, catalogues
from generator.localisation.catalogues import LANGUAGES, check, compile_all, extracted, update
from generator.localisation.locale import Locale
from generator.localisation.messages import filled
from generator.localisation.nouns import MANY, NOUNS
from generator.localisation.plurals import categories, exact_categories, gettext_header
from generator.problems import Findings, wording

NB = "\u00a0"


def test_numbers_and_dates_in_messages_are_localised() -> None:
    arabic = Localiser("ar-IQ")
    assert arabic.message("more than {quantity}", quantity=1234) == "أكثر من ١٬٢٣٤"
    text = arabic.message("more than {quantity}", quantity=Quantity(Decimal(3), "years"))
    assert text == f"أكثر من ٣{NB}سنوات"
    assert Localiser("fr-CA").message("{date} (uncertain)", date=dt.date(2024, 1, 1)) == (
        f"1er{NB}janvier 2024 (date incertaine)"
    )


def test_an_unknown_message_is_given_in_english() -> None:
    french = Localiser("fr-CA")
    assert french.message("No such message {x}", x="y") == "No such message y"
    assert french.plural("{n} thing", "{n} things", 1) == f"1{NB}thing"
    assert french.plural("{n} thing", "{n} things", 5) == f"5{NB}things"


def test_a_language_without_catalogue_speaks_english() -> None:
    assert Localiser("ko").message("about {quantity}", quantity=5) == "about 5"


def test_context_tells_the_same_words_apart() -> None:
    french = Localiser("fr-CA")
    assert french.pgettext("a day", "from {date}", date="X") == "à partir du X"
    assert french.pgettext("a year", "from {date}", date="X") == "à partir de X"


def test_only_placeholders_are_filled() -> None:
    assert filled("{a} {b.__class__} {0} {{a}} %s", {"a": "1"}) == "1 {b.__class__} {0} {1} %s"
    with pytest.raises(KeyError):
        filled("{a}", {})


def test_a_value_that_looks_like_a_placeholder_is_text() -> None:
    assert filled("{a} and {b}", {"a": "{b}", "b": "2"}) == "{b} and 2"


def test_every_counted_noun_has_all_forms_in_every_catalogue() -> None:
    for folder in ("en", "fr", "ar"):
        with (LANGUAGES / folder / "messages.po").open("rb") as stream:
            catalogue = read_po(stream)
        needed = len(categories(Locale.parse(folder)))
        for one, other in NOUNS.values():
            message = catalogue.get((one, other))
            assert message is not None
            forms = list(message.string or ())
            assert len(forms) == needed
            assert all(forms), (folder, one)
        for context, things in MANY.values():
            message = catalogue.get(things, context)
            assert message is not None
            assert message.string, (folder, things)


def test_the_compiled_catalogues_are_current() -> None:
    findings = Findings()
    check(findings)
    assert not [p for p in findings if p.code == "catalogue-not-compiled"]


def test_plural_headers_are_plain_gettext() -> None:
    import gettext

    for tag in ("en", "fr", "ar", "ru", "he", "pl", "es", "zh"):
        locale = Locale.parse(tag)
        expression = gettext_header(locale).partition("plural=")[2].rstrip(";")
        choose = gettext.c2py(expression)
        known = categories(locale)
        assert {choose(n) for n in range(2000)} <= set(range(len(known)))


def test_only_categories_of_one_number_may_leave_it_out() -> None:
    assert exact_categories(Locale.parse("ar")) == {"zero", "one", "two"}
    assert "one" not in exact_categories(Locale.parse("fr"))
    assert "one" not in exact_categories(Locale.parse("ru"))


# --- the translator's desk ----------------------------------------------------------------


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A small project with one module, one template and catalogues in three languages."""
    (tmp_path / "generator").mkdir()
    (tmp_path / "generator" / "code.py").write_text(
        "from marks import N_, NN_, NP_\n"
        'A = N_("Good day")\nB = NN_("{n} cat", "{n} cats")\nC = NP_("verb", "Book")\n',
        "utf-8",
    )
    (tmp_path / "templates" / "note").mkdir(parents=True)
    (tmp_path / "templates" / "note" / "note.j2").write_text(
        '{{ t("Source: {name}", name=x) }} {{ tn("{n} dog", "{n} dogs", 3) }} '
        '{{ tp("noun", "Book") }}',
        "utf-8",
    )
    for language in ("en", "fr", "ar"):
        (tmp_path / "languages" / language).mkdir(parents=True)
    update(tmp_path / "languages", tmp_path)
    compile_all(tmp_path / "languages")
    return tmp_path


def problems(desk: Path) -> list[str]:
    findings = Findings()
    check(findings, desk / "languages", desk)
    for problem in findings:
        assert wording(problem.code)
        assert "?" not in problem.what + problem.remedy
    return [f"{p.code} {p.where.file}" for p in findings]


def translate(desk: Path, language: str, old: str, new: str) -> None:
    path = desk / "languages" / language / "messages.po"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_messages_are_found_in_code_and_templates(desk: Path) -> None:
    found = {
        (m.id if isinstance(m.id, str) else m.id[0], m.context) for m in extracted(desk) if m.id
    }
    assert found == {
        ("Good day", None),
        ("{n} cat", None),
        ("Book", "verb"),
        ("Book", "noun"),
        ("Source: {name}", None),
        ("{n} dog", None),
    }


def test_the_source_language_translates_itself(desk: Path) -> None:
    assert not [p for p in problems(desk) if "en/" in p]


def test_untranslated_messages_are_found(desk: Path) -> None:
    assert problems(desk).count("catalogue-incomplete fr/messages.po") == 6


def test_wrong_placeholders_are_found(desk: Path) -> None:
    translate(
        desk,
        "fr",
        'msgid "Source: {name}"\nmsgstr ""',
        'msgid "Source: {name}"\nmsgstr "Source : {nom}"',
    )
    assert "catalogue-placeholders fr/messages.po" in problems(desk)


def test_a_dual_may_leave_the_number_out_but_a_plural_may_not(desk: Path) -> None:
    forms = ["{n} قطة", "قطة واحدة", "قطتان", "{n} قطط", "{n} قطة", "{n} قطة"]
    entry = 'msgid_plural "{n} cats"\n'
    empty = entry + "".join(f'msgstr[{n}] ""\n' for n in range(6))
    good = entry + "".join(f'msgstr[{n}] "{form}"\n' for n, form in enumerate(forms))
    translate(desk, "ar", empty, good)
    assert "catalogue-placeholders ar/messages.po" not in problems(desk)
    translate(desk, "ar", 'msgstr[3] "{n} قطط"', 'msgstr[3] "قطط"')
    assert "catalogue-placeholders ar/messages.po" in problems(desk)


def test_a_missing_plural_form_is_found(desk: Path) -> None:
    translate(
        desk,
        "fr",
        'msgid_plural "{n} cats"\nmsgstr[0] ""\nmsgstr[1] ""\nmsgstr[2] ""\n',
        'msgid_plural "{n} cats"\nmsgstr[0] "{n} chat"\nmsgstr[1] "{n} chats"\n',
    )
    assert "catalogue-plural-forms fr/messages.po" in problems(desk)


def test_a_direction_override_is_found(desk: Path) -> None:
    translate(desk, "ar", 'msgid "Good day"\nmsgstr ""', 'msgid "Good day"\nmsgstr "\u202eمرحبا"')
    assert "catalogue-direction-override ar/messages.po" in problems(desk)


def test_a_changed_catalogue_that_is_not_compiled_is_found(desk: Path) -> None:
    translate(desk, "fr", 'msgid "Good day"\nmsgstr ""', 'msgid "Good day"\nmsgstr "Bonjour"')
    assert "catalogue-not-compiled fr/messages.po" in problems(desk)
    compile_all(desk / "languages")
    assert "catalogue-not-compiled fr/messages.po" not in problems(desk)


def test_an_unreadable_catalogue_is_found(desk: Path) -> None:
    (desk / "languages" / "fr" / "messages.po").write_bytes(b'msgid "a"\nmsgstr[\n\xff')
    assert "catalogue-unreadable fr/messages.po" in problems(desk)


def test_an_update_keeps_translations_and_remembers_what_fell_out(desk: Path) -> None:
    translate(desk, "fr", 'msgid "Good day"\nmsgstr ""', 'msgid "Good day"\nmsgstr "Bonjour"')
    code = desk / "generator" / "code.py"
    before = code.read_text("utf-8")
    code.write_text("", "utf-8")
    update(desk / "languages", desk)
    text = (desk / "languages" / "fr" / "messages.po").read_text("utf-8")
    assert '#~ msgstr "Bonjour"' in text
    code.write_text(before, "utf-8")
    update(desk / "languages", desk)
    text = (desk / "languages" / "fr" / "messages.po").read_text("utf-8")
    assert '\nmsgid "Good day"\nmsgstr "Bonjour"\n' in text


def test_updating_twice_changes_nothing(desk: Path) -> None:
    folder = desk / "languages"
    before = {path: path.read_bytes() for path in sorted(folder.rglob("messages.*"))}
    update(folder, desk)
    compile_all(folder)
    assert {path: path.read_bytes() for path in sorted(folder.rglob("messages.*"))} == before


def test_the_command_says_what_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    assert catalogues.main(["extract"]) == 0
    assert "msgid" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        catalogues.main(["burn"])
