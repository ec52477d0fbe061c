"""Out and back again: no character of any text is lost in any format."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.facts.text import clean_text
from generator.problems import Findings
from generator.translation.formats import FORMATS, read_file
from generator.translation.model import Key, Note, Record, Returned, Unit

HASH = "0123456789ab"
PIECES = st.sampled_from(
    [
        "{date}",
        "{value}",
        "{from}",
        "{to}",
        "{x}",
        "{{ 7*7 }}",
        "<b>",
        "</b>",
        "&amp;",
        "&",
        "<",
        ">",
        "]]>",
        "<!--",
        '"',
        "'",
        "\\",
        "\\n",
        "\n",
        "\t",
        " ",
        "  ",
        "«\u00a0",
        "%s",
        "%(x)s",
        "#",
        "~",
        "العراق",
        "‏",
        "‎",
        "\u200d",
        "עברית",
        "é",
        "e\u0301",
        "中文",
        "\U0001f600",
        "a",
        "1,200",
        "١٢",
        "\u00ad",
    ]
)
TEXTS = (
    st.lists(st.one_of(PIECES, st.text(max_size=8)), min_size=1, max_size=12)
    .map("".join)
    .filter(lambda text: text.strip())
    .map(lambda text: clean_text(text).text)
    .filter(lambda text: text.strip())
)


def unit(source: str, target: str | None, number: int = 0, state: str = "reviewed") -> Unit:
    key = Key("desk", f"fact-{number}", "text", "other")
    notes = (Note("slots", "{date} stands for <a date> & more."), Note("glossary", 'a = "b"'))
    return Unit(key, "en", "ar", source, target, state, Record(HASH, HASH), "U", 80, notes=notes)


def returned(units: list[Unit], form: str) -> tuple[Returned, ...]:
    """The units after a trip through a file."""
    findings = Findings()
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"out{FORMATS[form].suffix}"
        path.write_bytes(FORMATS[form].write(units, "en", "ar"))
        file = read_file(path, path.name, findings)
    assert not list(findings)
    assert file is not None
    assert (file.original, file.language) == ("en", "ar")
    return file.units


@pytest.mark.parametrize("form", list(FORMATS))
@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(TEXTS, st.none() | TEXTS), min_size=1, max_size=4))
def test_texts_come_back_character_by_character(
    form: str, texts: list[tuple[str, str | None]]
) -> None:
    units = [unit(source, target, number) for number, (source, target) in enumerate(texts)]
    found = returned(units, form)
    assert [(u.id, u.source, u.target) for u in found] == [
        (str(u.key), u.source, u.target) for u in units
    ]
    assert all(u.record == Record(HASH, HASH) for u in found)
    assert all(u.finished and not u.strange and u.line for u in found)


@pytest.mark.parametrize("form", list(FORMATS))
@pytest.mark.parametrize("state", ["draft", "machine", "stale"])
def test_doubtful_texts_go_out_as_unfinished(form: str, state: str) -> None:
    (found,) = returned([unit("A.", "ب.", state=state)], form)
    assert not found.finished


@pytest.mark.parametrize("form", list(FORMATS))
def test_two_exports_of_the_same_are_the_same_bytes(form: str) -> None:
    units = [unit("A {date}.", "ب {date}."), unit("B.", None, 1)]
    assert FORMATS[form].write(units, "en", "ar") == FORMATS[form].write(units, "en", "ar")
