"""An officer's texts in an order and beside it: what is read, and every mistake with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.build.orders.order import Order, read_order
from generator.build.orders.text import original_of, text_as_fact
from generator.facts.model import TextState
from generator.facts.translations import hash_of
from generator.problems import Findings
from generator.selection.texts import is_stale

HEAD = """\
template = "meeting-note"
subject = "IRQ"
languages = ["fr-CA", "en-CA", "ar-IQ"]
"""


def read(
    tmp_path: Path, text: str, beside: dict[str, str] | None = None
) -> tuple[Order | None, list[str]]:
    """The order, and each problem as "code: line field"."""
    path = tmp_path / "iraq.toml"
    path.write_text(HEAD + text, "utf-8")
    for name, content in (beside or {}).items():
        target = tmp_path / "iraq.text" / name
        target.parent.mkdir(exist_ok=True)
        target.write_text(content, "utf-8")
    findings = Findings()
    order = read_order(path, findings, shown_as="briefings/iraq.toml")
    return order, [f"{p.code}: {p.where.line} {p.where.field}" for p in findings]


def test_texts_stand_in_the_order_and_beside_it(tmp_path: Path) -> None:
    order, told = read(
        tmp_path,
        '[text.objectives]\nmarking = "SECRET"\nfr = """\nUn.\n"""\nstate = {ar = "draft"}\n',
        {"objectives.ar.md": "واحد.\n", "scenario.en.md": "Long.\n"},
    )
    assert told == []
    assert order is not None
    objectives, scenario = order.text["objectives"], order.text["scenario"]
    assert {tag: one.text for tag, one in objectives.texts.items()} == {
        "fr": "Un.\n",
        "ar": "واحد.\n",
    }
    assert (objectives.texts["fr"].line, objectives.texts["ar"].line) == (7, 1)
    assert objectives.texts["ar"].file == "briefings/iraq.text/objectives.ar.md"
    assert (objectives.marking, dict(objectives.states)) == ("SECRET", {"ar": "draft"})
    assert scenario.texts["en"].beside


def test_the_digest_of_an_order_covers_the_texts_beside_it(tmp_path: Path) -> None:
    digests = set()
    for content in ("One.", "Two."):
        order, _ = read(tmp_path, "", {"scenario.en.md": content})
        assert order is not None
        digests.add(order.sha256)
    assert len(digests) == 2


def test_the_original_is_stated_or_that_of_the_first_language(tmp_path: Path) -> None:
    texts = 'ar = "ا"\nen = "One."\nfr = "Un."\n'
    for more, expected in (("", "fr"), ('original = "ar"\n', "ar")):
        order, told = read(tmp_path, f"[text.a]\n{more}{texts}")
        assert told == []
        assert order is not None
        assert original_of(order.text["a"], order.languages) == expected


def test_an_order_in_other_languages_has_the_text_that_is_written_first(tmp_path: Path) -> None:
    order, told = read(tmp_path, '[text.a]\nen = "One."\nar = "ا"\n')
    assert told == []
    assert order is not None
    assert original_of(order.text["a"], ("de-DE", "tr-TR")) == "en"


def test_a_translation_is_stale_when_its_original_has_changed(tmp_path: Path) -> None:
    order, _ = read(tmp_path, '[text.a]\nfr = "Un."\nen = "One."\n')
    assert order is not None
    fact = text_as_fact(order.text["a"], "iraq", order.languages, "OPEN", to_say=True)
    record = f"slot,language,made_from,state\na,en,{hash_of(fact.text['fr'])},machine\n"
    for original, stale in (("Un.", False), ("Deux.", True)):
        order, told = read(
            tmp_path,
            f'[text.a]\nfr = "{original}"\nen = "One."\n',
            {"translations.csv": record},
        )
        assert told == []
        assert order is not None
        fact = text_as_fact(order.text["a"], "iraq", order.languages, "OPEN", to_say=True)
        assert is_stale(fact, "en") is stale
        assert fact.text["en"].state is TextState.MACHINE
        assert (fact.marking, fact.disclosable) == ("OPEN", True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('[text.Goal]\nen = "x"', ["order-text-name: 4 text.Goal"]),
        ("[text.a]\nen = 3", ["order-field-shape: 5 text.a.en"]),
        ('[text.a]\nen = "  "', ["order-field-empty: 5 text.a.en"]),
        ('[text.a]\nenglish = "x"', ["order-language-key: 5 text.a.english"]),
        ('[text.a]\norginal = "en"\nen = "x"', ["order-unknown-field: 5 text.a.orginal"]),
        ('[text.a]\noriginal = "ru"\nen = "x"', ["order-text-original: 5 text.a.original"]),
        ('[text.a]\nen = "x"\nstate.en = "old"', ["order-choice: 6 text.a.state.en"]),
        (
            '[text.a]\nen = "x"\nstate.fr = "draft"',
            ["order-text-state-language: 6 text.a.state.fr"],
        ),
        ("text = 3", ["order-field-shape: 4 text"]),
        ("text.a = 3", ["order-field-shape: 4 text.a"]),
        ("[sections]\nx = 3", ["order-field-shape: 5 sections.x"]),
        ('[text.a]\nen = "x\\uD800"', ["toml-syntax: 5 None"]),
    ],
)
def test_mistakes_have_their_place(tmp_path: Path, text: str, expected: list[str]) -> None:
    order, told = read(tmp_path, text)
    assert order is None
    assert told == expected


def test_characters_that_turn_text_round_are_taken_out_with_a_warning(tmp_path: Path) -> None:
    order, told = read(tmp_path, '[text.a]\nen = "a\\u202eb"\n')
    assert told == ["text-taken-out: 5 text.a.en"]
    assert order is not None
    assert order.text["a"].texts["en"].text == "ab"


def test_files_beside_an_order_that_are_none_of_its_texts_are_told(tmp_path: Path) -> None:
    order, told = read(
        tmp_path,
        '[text.a]\nen = "x"\n',
        {
            "a.en.md": "y",
            "notes.txt": "z",
            "a.md": "z",
            ".hidden": "z",
            "translations.csv": "a,b\n",
        },
    )
    assert order is None
    assert sorted(told) == [
        "order-text-file: None None",
        "order-text-file: None None",
        "order-text-record: 1 None",
        "order-text-twice: 5 text.a.en",
    ]


def test_a_link_beside_an_order_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "iraq.text").mkdir()
    (tmp_path / "iraq.text" / "a.en.md").symlink_to(tmp_path / "secret")
    order, told = read(tmp_path, "")
    assert order is None
    assert told == ["order-symlink: None None"]
