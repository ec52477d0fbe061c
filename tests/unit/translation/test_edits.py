"""Surgery on files of facts: exactly the intended texts change, and nothing else."""

from __future__ import annotations

import json
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.facts.model import TextState
from generator.facts.readers.spans import plain, spans
from generator.facts.text import clean_text
from generator.translation.edits import CannotEditError, Manner, edited
from generator.translation.model import NewText

YAML = Manner(json=False, state=TextState.REVIEWED)
JSON = Manner(json=True, state=TextState.REVIEWED)
HASH = "0123456789ab"


def new(
    words: str | dict[str, str] = "New.",
    *,
    fact: str = "x",
    language: str = "ar",
    past: str | None = None,
    state: TextState = TextState.REVIEWED,
) -> NewText:
    forms = {"other": words} if isinstance(words, str) else words
    return NewText("desk", fact, language, forms, {"other": past} if past else None, state, HASH)


@pytest.mark.parametrize(
    ("before", "change", "after"),
    [
        pytest.param(
            "- id: x\n  text:\n    en: A.  # why\n  tags: [a]\n",
            new(),
            '- id: x\n  text:\n    en: A.  # why\n    ar: "New."\n  tags: [a]\n',
            id="behind a comment",
        ),
        pytest.param(
            "- id: x\n  text: {en: A., fr: B.}  # all\n",
            new(),
            '- id: x\n  text: {en: A., fr: B., ar: "New."}  # all\n',
            id="in braces",
        ),
        pytest.param(
            "- id: x\n  text: {en: A.}\n",
            new(),
            '- id: x\n  text: {en: A., ar: "New."}\n',
            id="in braces with one",
        ),
        pytest.param(
            "- {id: x, text: {en: A.,\n            fr: B.}}\n",
            new(),
            '- {id: x, text: {en: A.,\n            fr: B.,\n            ar: "New."}}\n',
            id="in braces over lines",
        ),
        pytest.param(
            "- id: x\n  text:\n    en: A.\n    ar: Old words\n      on two lines  # kept\n",
            new(),
            '- id: x\n  text:\n    en: A.\n    ar: "New."  # kept\n',
            id="plain over lines",
        ),
        pytest.param(
            "- id: x\n  text:\n    en: A.\n    ar: |  # why\n      Old\n"
            "      words\n\n    # next\n    fr: B.\n",
            new(),
            '- id: x\n  text:\n    en: A.\n    ar: "New." # why\n\n    # next\n    fr: B.\n',
            id="block",
        ),
        pytest.param(
            "- id: x\n  text:\n    en: A.\n    ar: 'It''s'\n",
            new("l'eau"),
            "- id: x\n  text:\n    en: A.\n    ar: 'l''eau'\n",
            id="single quotes stay",
        ),
        pytest.param(
            "- id: x\n  text:\n    en: A.\n    ar: 'old'\n",
            new("two\nlines"),
            '- id: x\n  text:\n    en: A.\n    ar: "two\\nlines"\n',
            id="single quotes cannot hold a line break well",
        ),
        pytest.param(
            "- id: x\n  text:\n    en: A.\n    ar: {text: old, state: stale}  # c\n",
            new(),
            '- id: x\n  text:\n    en: A.\n    ar: {text: "New.", state: reviewed}  # c\n',
            id="a table of text and state",
        ),
        pytest.param(
            "- id: x\n  text:\n    en: A.\n    ar:\n      text: old  # c\n"
            "      made_from: 000000000000\n",
            new(state=TextState.DRAFT),
            '- id: x\n  text:\n    en: A.\n    ar:\n      text: "New."  # c\n'
            f"      made_from: {HASH}\n      state: draft\n",
            id="a table over lines",
        ),
        pytest.param(
            "- id: x\n  text:\n    en: A.\n    ar:\n      one: a  # 1\n      other: b\n",
            new({"one": "A", "few": "F", "other": "O"}),
            '- id: x\n  text:\n    en: A.\n    ar:\n      one: "A"  # 1\n'
            '      other: "O"\n      few: "F"\n',
            id="plural forms",
        ),
        pytest.param(
            "- id: x\n  text:\n    en: A.\n    ar: b\n",
            new({"one": "A", "other": "O"}, state=TextState.DRAFT),
            '- id: x\n  text:\n    en: A.\n    ar: {text: {one: "A", other: "O"}, state: draft}\n',
            id="plural forms of a draft",
        ),
        pytest.param(
            "- id: x\n  text:\n    en: A.\n  past:\n    en: B.\n  note: n\n",
            new(past="Past."),
            '- id: x\n  text:\n    en: A.\n    ar: "New."\n  past:\n    en: B.\n'
            '    ar: "Past."\n  note: n\n',
            id="past",
        ),
        pytest.param(
            "- id: x\n  text:\n    en: A.\n  past: same\n",
            new(past="New."),
            '- id: x\n  text:\n    en: A.\n    ar: "New."\n  past: same\n',
            id="past is the same",
        ),
        pytest.param(
            "defaults:\n  kind: context\nfacts:\n- id: x\n  text:\n    en: A.",
            new(),
            'defaults:\n  kind: context\nfacts:\n- id: x\n  text:\n    en: A.\n    ar: "New."',
            id="defaults and no last line break",
        ),
    ],
)
def test_a_text_is_put_where_it_belongs(before: str, change: NewText, after: str) -> None:
    assert edited(before, [change], YAML) == after


def test_several_records_of_one_file_are_changed_at_once() -> None:
    before = "".join(f"- id: {name}\n  text:\n    en: A.\n    fr: B.\n" for name in "xyz")
    changes = [new(fact="z"), new("Deux.", fact="x", language="fr"), new(fact="x")]
    assert edited(before, changes, YAML) == (
        '- id: x\n  text:\n    en: A.\n    fr: "Deux."\n    ar: "New."\n'
        "- id: y\n  text:\n    en: A.\n    fr: B.\n"
        '- id: z\n  text:\n    en: A.\n    fr: B.\n    ar: "New."\n'
    )


def test_json_gets_json() -> None:
    before = '[{"id": "x", "text": {"en": "A."}}]'
    after = edited(before, [new('a "b" \\ c', state=TextState.DRAFT)], JSON)
    assert json.loads(after)[0]["text"]["ar"] == {"text": 'a "b" \\ c', "state": "draft"}
    assert after.startswith('[{"id": "x", "text": {"en": "A.", "ar": ')


def test_a_comment_inside_a_text_is_never_lost() -> None:
    before = "- id: x\n  text:\n    en: A.\n    ar:\n      one: a  # why\n      other: b\n"
    with pytest.raises(CannotEditError) as refused:
        edited(before, [new({"one": "A", "other": "O"}, state=TextState.DRAFT)], YAML)
    assert refused.value.code == "translate-edit-comment"


def test_a_record_that_is_gone_is_told() -> None:
    with pytest.raises(CannotEditError) as refused:
        edited("- id: y\n  text: {en: A.}\n", [new()], YAML)
    assert refused.value.code == "translate-record-gone"


# ---------------------------------------------------------------- laws

SOUND = (
    st.text(min_size=1, max_size=60)
    .filter(lambda text: text.strip())
    .map(lambda text: clean_text(text).text)
    .filter(lambda text: text.strip())
)
TEXTS = st.one_of(
    SOUND,
    st.sampled_from(
        [
            "<b>&amp; {date}</b>",
            "‏نص «عربي» {value}‏",
            "'\"'",
            "# no comment",
            "a: b",
            "- x",
            "line\nline",
            "tab\there",
            "\\n \\u0041",
            "{}",
            "[x]",
            "| >",
            "%TAG !",
            "é\u00a0» ?",
            "\U0001f600",
        ]
    ),
)
LAYOUTS = st.sampled_from(
    [
        "# head\n- id: a\n  text: {{en: {0}}}  # t\n- id: x\n  text:\n"
        "    en: {0} # c\n    fr: {1}\n  tags: [a]\n",
        "# head\n- id: a\n  text: {{en: {0}}}\n- id: x\n"
        "  text: {{en: {0}, fr: {1},}} # c\n  note: {1}\n",
        "defaults: {{kind: k}}\nfacts:\n  - id: x\n    text:\n"
        "      fr: {{text: {1}, state: draft}}\n      en: {0}\n",
    ]
)
STATES = st.sampled_from([TextState.DRAFT, TextState.REVIEWED])


@given(LAYOUTS, TEXTS, TEXTS, TEXTS, STATES, st.sampled_from(["fr", "ar"]))
def test_any_text_goes_in_and_nothing_else_moves(
    layout: str, first: str, second: str, words: str, state: TextState, language: str
) -> None:
    quoted = [json.dumps(text, ensure_ascii=False) for text in (first, second)]
    before = layout.format(*quoted)
    after = edited(before, [new(words, language=language, state=state)], YAML)
    was: dict[str, Any] = _record(before)
    now: dict[str, Any] = _record(after)
    text = now["text"].pop(language)
    was["text"].pop(language, None)
    assert was == now
    assert (text if isinstance(text, str) else text["text"]) == words
    assert [line for line in before.split("\n") if line not in after.split("\n")] == [
        line for line in before.split("\n") if line not in after.split("\n") and _touched(line)
    ]


def _record(text: str) -> dict[str, Any]:
    tree = cast(Any, plain(spans(text)))
    rows = tree["facts"] if isinstance(tree, dict) else tree
    found = next(row for row in rows if row["id"] == "x")
    return cast(dict[str, Any], found)


def _touched(line: str) -> bool:
    """Whether a line may change: the one with the French text, or with all texts."""
    return line.lstrip().startswith(("fr:", "text:"))
