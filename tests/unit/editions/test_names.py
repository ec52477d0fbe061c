"""Names of files and folders."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.editions.names import (
    MAX_BYTES,
    document_name,
    file_name_trouble,
    number_trouble,
    order_name_trouble,
    twins,
)


@pytest.mark.parametrize("name", ["iraq-country-brief", "a", "0", "irq-2024", "a" * 64])
def test_a_plain_name_is_good(name: str) -> None:
    assert order_name_trouble(name) is None


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("", "empty"),
        ("Iraq", "U+0049"),
        ("iraq brief", "U+0020"),
        ("іraq", "U+0456"),
        ("ira\u200bq", "U+200B"),
        ("../x", "U+002E"),
        ("-rf", "at the start"),
        ("con", "device"),
        ("com1", "device"),
        ("a" * 65, "longer than 64"),
        ("a" * 300, f"longer than {MAX_BYTES}"),
        ("\ud800", "U+D800"),
    ],
)
def test_a_bad_name_is_refused_with_its_reason(name: str, reason: str) -> None:
    assert reason in str(order_name_trouble(name))


def test_every_hostile_id_but_the_good_one_is_refused_as_an_order_name(shared: Path) -> None:
    lines = (shared / "hostile" / "ids" / "ids.jsonl").read_text("utf-8").splitlines()
    accepted = [row["id"] for row in map(json.loads, lines) if not order_name_trouble(row["id"])]
    assert accepted == ["ken"]  # a safe name for a file, though no code of a country


def test_no_hostile_id_can_become_a_file_outside_the_folder(shared: Path, tmp_path: Path) -> None:
    lines = (shared / "hostile" / "ids" / "ids.jsonl").read_text("utf-8").splitlines()
    for row in map(json.loads, lines):
        if file_name_trouble(row["id"]) is None:
            assert (tmp_path / row["id"]).resolve().parent == tmp_path.resolve()


@pytest.mark.parametrize("name", ["nul.pdf", "AUX.html", "a.", ".hidden", "a/b", "a\\b", "a:b"])
def test_a_file_name_that_some_system_cannot_keep_is_refused(name: str) -> None:
    assert file_name_trouble(name) is not None


@given(
    st.from_regex(r"[A-Za-z0-9][A-Za-z0-9-]{0,63}", fullmatch=True),
    st.sampled_from(["en-CA", "zh-Hant-TW", "es-419"]),
    st.sampled_from(["pdf", "docx", "html"]),
)
def test_a_good_number_always_gives_a_good_file_name(number: str, tag: str, name: str) -> None:
    if number_trouble(number) is None:
        assert file_name_trouble(document_name(number, "TLP-AMBER-STRICT", tag, name)) is None


@given(st.lists(st.text(max_size=5), max_size=5))
def test_twins_are_found_exactly_when_a_system_would_confuse_two_names(names: list[str]) -> None:
    import unicodedata

    keys = [unicodedata.normalize("NFC", name).casefold() for name in names]
    assert (twins(names) is not None) == (len(set(keys)) < len(keys))
