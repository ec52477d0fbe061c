"""New translations in words.toml: exactly they are put in, and all else stays."""

from __future__ import annotations

import tomllib
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.compose.wordsfile import read_entries
from generator.facts.model import LocalText, TextState
from generator.facts.translations import hash_of
from generator.problems import Findings
from generator.translation.edits import CannotEditError
from generator.translation.model import NewText
from generator.translation.wordedits import with_words
from generator.translation.wordfacts import Message

NAME = "templates/note/words.toml"
FILE = """\
# Words of the desk.

[[words]]
en = "What we want"   # as the minister says
ar = 'ما نريده'       # kept

[[words]]
context = "a line"
en = "Sources"
fr = "Sources de la fiche"
state = { fr = "draft", ar = "draft" }
ar = "مصادر"

[[words]]
en = { one = "{n} visit", other = "{n} visits" }

[words.ar]   # six forms
zero = "لا زيارات"
one = "زيارة واحدة"
two = "زيارتان"
few = "{n} زيارات"
many = "{n} زيارة"
other = "{n} زيارة"

[words.made_from]
ar = "0f3a5c7e9b1d"
# the last remark
"""


def message(text: str, key: tuple[str, str | None]) -> Message:
    found = {entry.key: entry for entry in read_entries(text, NAME, Findings())}
    if key in found:
        return Message(key, found[key].texts, "brief.j2, line 1", found[key].line)
    return Message(key, {"en": LocalText(MappingProxyType({"other": key[0]}))}, "brief.j2, line 1")


def change(
    one: Message, language: str, forms: dict[str, str], state: TextState = TextState.REVIEWED
) -> NewText:
    made_from = hash_of(one.texts["en"])
    return NewText("template--note", "words-0", language, forms, None, state, made_from)


def edited(text: str, key: tuple[str, str | None], language: str, *args: object) -> str:
    one = message(text, key)
    return with_words(text, NAME, [(one, change(one, language, *args))])  # type: ignore[arg-type]


def lines(before: str, after: str) -> tuple[list[str], list[str]]:
    """Lines that went and lines that came."""
    old, new = before.splitlines(), after.splitlines()
    return [one for one in old if one not in new], [one for one in new if one not in old]


def test_a_new_translation_gets_a_line_of_its_own() -> None:
    new = edited(FILE, ("What we want", None), "fr", {"other": "Ce que nous voulons"})
    gone, come = lines(FILE, new)
    assert gone == []
    assert [one.split(" = ")[0] for one in come] == ["fr", "made_from.fr"]
    entry = tomllib.loads(new)["words"][0]
    assert entry["fr"] == "Ce que nous voulons"
    (read,) = [e for e in read_entries(new, NAME, Findings()) if e.key[0] == "What we want"]
    assert read.texts["fr"].state is TextState.REVIEWED


def test_a_translation_is_replaced_where_it_stands_and_its_state_noted() -> None:
    new = edited(FILE, ("What we want", None), "ar", {"other": 'نريد "هذا"'}, TextState.DRAFT)
    gone, come = lines(FILE, new)
    assert gone == ["ar = 'ما نريده'       # kept"]
    assert come[0] == 'ar = "نريد \\"هذا\\""       # kept'
    assert 'state.ar = "draft"' in come
    (read,) = [e for e in read_entries(new, NAME, Findings()) if e.key[0] == "What we want"]
    assert [tuple(one) for one in read.doubts] == [("What we want", "ar", "draft", 3)]


def test_states_between_braces_are_written_anew() -> None:
    new = edited(FILE, ("Sources", "a line"), "fr", {"other": "Sources de la fiche"})
    assert 'state = { ar = "draft" }' in new
    new = edited(new, ("Sources", "a line"), "ar", {"other": "مصادر"})
    assert "state" not in new
    assert new.count("made_from.") == 2


def test_forms_in_a_table_of_their_own_are_replaced_one_by_one() -> None:
    forms = dict(tomllib.loads(FILE)["words"][2]["ar"])
    new = edited(FILE, ("{n} visit", None), "ar", {**forms, "two": "زيارتان اثنتان"})
    gone, come = lines(FILE, new)
    assert gone == ['two = "زيارتان"', 'ar = "0f3a5c7e9b1d"']
    assert come[0] == 'two = "زيارتان اثنتان"'
    assert "# six forms" in new
    assert new.endswith("# the last remark\n")


def test_counted_words_get_their_forms_between_braces() -> None:
    forms = {"one": "{n} visite", "many": "{n} de visites", "other": "{n} visites"}
    new = edited(FILE, ("{n} visit", None), "fr", forms)
    assert 'fr = { one = "{n} visite", many = "{n} de visites", other = "{n} visites" }\n' in new
    assert tomllib.loads(new)["words"][2]["made_from"].keys() == {"ar", "fr"}


@pytest.mark.parametrize("text", ["", FILE, FILE.rstrip(), FILE.replace("\n", "\r\n")])
def test_a_message_that_stands_nowhere_comes_at_the_end(text: str) -> None:
    new = edited(text, ("New words", "here"), "fr", {"other": "Nouveaux mots"}, TextState.DRAFT)
    entry = tomllib.loads(new)["words"][-1]
    assert (entry["context"], entry["en"], entry["fr"]) == ("here", "New words", "Nouveaux mots")
    assert entry["state"] == {"fr": "draft"}
    assert new.startswith(text.rstrip())
    assert "\n" not in new.replace("\r\n", "") or "\r" not in new


def test_a_file_that_is_one_value_is_not_touched() -> None:
    text = 'words = [{ en = "One", ar = "واحد" }]\n'
    assert 'fr = "Un"' not in text
    with pytest.raises(CannotEditError):
        edited(text, ("One", None), "fr", {"other": "Un"})
    with pytest.raises(CannotEditError):
        edited(text, ("Two", None), "fr", {"other": "Deux"})


def test_words_that_would_make_the_file_unsound_are_not_put_in() -> None:
    with pytest.raises(CannotEditError):
        edited(FILE, ("{n} visit", None), "fr", {"one": "{m} visite", "other": "{m} visites"})


LETTERS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="{}"), min_size=1
).filter(lambda text: text.strip() == text and text)


@given(LETTERS, st.sampled_from(["fr", "ar", "de"]), st.sampled_from(list(TextState)[1:4]))
def test_any_words_come_back_as_they_were_given(words: str, tag: str, state: TextState) -> None:
    one = message(FILE, ("What we want", None))
    try:
        new = with_words(FILE, NAME, [(one, change(one, tag, {"other": words}, state))])
    except CannotEditError:
        # Only what a build would refuse may be turned away.
        findings = Findings()
        read_entries(f'[[words]]\nen = "x"\nfr = {words!r}\n', NAME, findings)
        assert findings.errors or not words.isprintable() or '"' in words or "'" in words
        return
    before, after = tomllib.loads(FILE)["words"], tomllib.loads(new)["words"]
    assert after[0][tag] == words
    assert after[1:] == before[1:]
    assert [line for line in FILE.splitlines() if line.startswith("#")] == [
        line for line in new.splitlines() if line.startswith("#")
    ]
