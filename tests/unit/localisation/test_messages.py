"""Messages: plural by the number as shown, placeholders filled, nothing else interpreted."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from generator.facts.model import Quantity
from generator.localisation import Localiser, catalogues
from generator.localisation.catalogues import LANGUAGES, check, compile_all, extracted, update
from generator.localisation.locale import Locale
from generator.localisation.messages import catalogue_tags, filled, has_catalogue
from generator.localisation.nouns import MANY, NOUNS
from generator.localisation.plurals import categories, exact_categories, gettext_header
from generator.problems import Findings, ProblemsFound, wording

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
    for folder in sorted(path.name for path in LANGUAGES.iterdir() if path.is_dir()):
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
    assert [f"{p.where}: {p.what}" for p in findings] == []


def test_the_languages_of_the_interface() -> None:
    there = {path.name for path in LANGUAGES.iterdir() if path.is_dir()}
    assert there >= {"ar", "de", "en", "es", "fa", "fr", "he", "pt", "ru", "tr", "ur", "zh"}


@pytest.mark.parametrize(
    ("tag", "speak"),
    [
        ("fr-CA", "fr"),
        ("zh-CN", "zh"),
        ("zh-SG", "zh"),
        ("zh-TW", None),
        ("zh-Hant-HK", None),
        ("es-MX", "es"),
        ("pt-PT", "pt"),
        ("prs", "fa"),
        ("ko", None),
    ],
)
def test_which_catalogue_speaks_for_a_locale(tag: str, speak: str | None) -> None:
    there = [one for one in catalogue_tags(Locale.parse(tag)) if (LANGUAGES / one).is_dir()]
    assert (there[0] if there else None) == speak
    assert has_catalogue(Locale.parse(tag)) == (speak is not None)


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


def told(desk: Path) -> list[str]:
    """What is wrong, as the command says it, without what is merely not translated yet."""
    findings = Findings()
    check(findings, desk / "languages", desk)
    quiet = ("catalogue-incomplete", "catalogue-not-compiled")
    return [f"{p.where}: {p.what} {p.remedy}" for p in findings if p.code not in quiet]


@pytest.fixture
def french(desk: Path) -> Path:
    """A French catalogue with one message translated and nothing wrong."""
    translate(desk, "fr", 'msgid "Good day"\nmsgstr ""', 'msgid "Good day"\nmsgstr "Bonjour"')
    assert told(desk) == []
    return desk / "languages" / "fr" / "messages.po"


def line_of(path: Path, message: str) -> int:
    return path.read_text("utf-8").split("\n").index(f'msgid "{message}"') + 1


def test_every_problem_of_a_catalogue_has_its_line_and_says_what_to_do(
    desk: Path, french: Path
) -> None:
    text = french.read_text("utf-8")
    text = text.replace('"Bonjour"', '"Bon\u2066jour"')
    text = text.replace(
        'msgid "Source: {name}"\nmsgstr ""', 'msgid "Source: {name}"\nmsgstr "{nom}"'
    )
    text = text.replace(
        'msgid_plural "{n} dogs"\nmsgstr[0] ""\nmsgstr[1] ""\nmsgstr[2] ""',
        'msgid_plural "{n} dogs"\nmsgstr[0] "{n} chien"\nmsgstr[1] ""\nmsgstr[2] "{n} chiens"',
    )
    french.write_text(text, "utf-8")
    assert told(desk) == [
        f"fr/messages.po, line {line_of(french, 'Good day')}: The translation of "
        "“Good day” (fr) holds an invisible character that turns the order of letters around. "
        "Remove the character; direction is set when the document is written.",
        f"fr/messages.po, line {line_of(french, 'Source: {name}')}: The translation "
        "“{nom}” of “Source: {name}” (fr) has the placeholders {nom}; the original has {name}. "
        "Use exactly the original's placeholders, untranslated, in braces.",
        f"fr/messages.po, line {line_of(french, '{n} dog')}: The message “{{n}} dog” "
        "has 2 plural forms; fr needs 3. Give one form for each plural category of the language.",
    ]


def test_a_message_that_stands_there_twice_is_refused(desk: Path, french: Path) -> None:
    first = line_of(french, "Good day")
    french.write_text(
        french.read_text("utf-8") + '\nmsgid ""\n"Good "\n"day"\nmsgstr "Salut"\n', "utf-8"
    )
    second = french.read_text("utf-8").count("\n") - 3
    expected = [
        f"fr/messages.po, line {second}: The message “Good day” stands here a second time; "
        f"the first is in line {first}. Keep one of the two translations."
    ]
    assert told(desk) == expected
    before = french.read_bytes()
    with pytest.raises(ProblemsFound):
        update(desk / "languages", desk)
    with pytest.raises(ProblemsFound):
        compile_all(desk / "languages")
    assert french.read_bytes() == before


def test_the_same_words_in_another_context_are_no_second_message(desk: Path, french: Path) -> None:
    text = french.read_text("utf-8")
    assert text.count('msgid "Book"') == 2
    assert told(desk) == []


@pytest.mark.parametrize(
    ("broken", "line"),
    [
        (b'msgid "Good day\nmsgstr "x"\n', 1),
        (b'msgid "Good day"\nmsgstr Bonjour\n', 2),
        (b'msgid "Good day"\nmsgstr[ "x"\n', 2),
        (b'msgid "Good day"\n\nmsgtsr "x"\n', 3),
        (b'<<<<<<< ours\nmsgid "Good day"\n', 1),
    ],
)
def test_a_line_of_another_form_is_told_with_its_number(
    desk: Path, french: Path, broken: bytes, line: int
) -> None:
    french.write_bytes(broken)
    assert told(desk)[0] == (
        f"fr/messages.po, line {line}: The catalogue cannot be read: this is no line of a "
        "catalogue, or its quotation mark is not closed. "
        "Mend the file, or bring back the version from before the last change."
    )


def test_text_in_another_encoding_is_told_with_its_line(desk: Path, french: Path) -> None:
    french.write_bytes('msgid "Good day"\nmsgstr "Journée"\n'.encode("cp1252"))
    assert told(desk) == [
        "fr/messages.po, line 2: The catalogue cannot be read: from this line on it is not "
        "UTF-8 text. Mend the file, or bring back the version from before the last change."
    ]


def test_a_header_with_the_plural_forms_of_another_language_is_told(
    desk: Path, french: Path
) -> None:
    text = re.sub(
        r'"Plural-Forms: (?:.*\n)*?".*;\\n"\n',
        '"Plural-Forms: nplurals=2; plural=(n > 1);\\\\n"\n',
        french.read_text("utf-8"),
        count=1,
    )
    french.write_text(text, "utf-8")
    assert told(desk)[0] == (
        "fr/messages.po: The “Plural-Forms” line does not fit fr, which has this number of "
        "forms: 3. Run “python -m generator.localisation.catalogues update”; it writes the "
        "line of the language."
    )


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "français",
            "français/: “français” is not a language tag, so nobody is shown this catalogue. Name "
            "the folder after the language, such as “es”, or the language and country, such as "
            "“es-MX”.",
        ),
        (
            "xq",
            "xq/: There is no language “xq” with locale data, so nobody is shown this catalogue. "
            "Check the language and country codes in the folder's name.",
        ),
        (
            "fr_CH",
            "fr_CH/: The folder is named “fr_CH”; the language is written “fr-CH”, so nobody is "
            "shown this catalogue. Rename the folder to “fr-CH”.",
        ),
        (
            "iw",
            "iw/: The folder is named “iw”; the language is written “he”, so nobody is shown this "
            "catalogue. Rename the folder to “he”.",
        ),
        (
            "ar-XB",
            "ar-XB/: “ar-XB” is a pseudo-locale, whose words are made from the English ones; "
            "nobody is shown this catalogue. Delete the folder.",
        ),
    ],
)
def test_a_folder_that_is_no_language_is_refused(desk: Path, name: str, said: str) -> None:
    (desk / "languages" / name).mkdir()
    assert told(desk) == [said]
    with pytest.raises(ProblemsFound):
        update(desk / "languages", desk)


def test_a_language_without_its_file_is_told(desk: Path) -> None:
    (desk / "languages" / "es").mkdir()
    assert told(desk) == [
        "es/messages.po: The folder of es has no messages.po. Run “python -m "
        "generator.localisation.catalogues update” to make one, then translate it."
    ]
    update(desk / "languages", desk)
    assert told(desk) == []


def test_a_country_s_folder_holds_only_what_differs(desk: Path) -> None:
    (desk / "languages" / "fr-CH").mkdir()
    update(desk / "languages", desk)
    compile_all(desk / "languages")
    assert not [p for p in problems(desk) if "fr-CH" in p]
    (desk / "languages" / "zh").mkdir()
    (desk / "languages" / "zh-Hant").mkdir()
    update(desk / "languages", desk)
    assert "catalogue-incomplete zh-Hant/messages.po" in problems(desk)


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
