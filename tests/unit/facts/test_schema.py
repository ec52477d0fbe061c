from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from generator.facts import codes
from generator.facts.model import Kind
from generator.facts.readers.tree import Scalar, Sequence, Table
from generator.facts.readers.yaml_tree import read_yaml_tree, yaml_tree
from generator.facts.refused import RefusedError
from generator.facts.schema import Fields, Place
from generator.problems import Findings, Severity


def fields(text: str, *, quote: bool = True) -> tuple[Fields, Findings]:
    findings = Findings()
    tree = yaml_tree(text, "facts.yaml", findings)
    assert isinstance(tree, Table)
    return Fields(tree, Place("facts.yaml", findings, record="one", quote=quote)), findings


def told(findings: Findings) -> list[tuple[str, int | None, str | None]]:
    return [(p.code, p.where.line, p.where.field) for p in findings]


def test_a_language_that_is_not_listed_is_told_as_that() -> None:
    record, findings = fields("title: {fr: Commerce, en: Trade, note: x}\n")
    record.wordings("title", ["fr"])
    (language, other) = findings
    assert (language.code, language.where.line) == ("field-language-unlisted", 1)
    assert language.what == "“title.en” is in a language that the source does not list."
    assert language.remedy == (
        "Add “en” to languages in source.toml, where all its texts are to stand in it; or remove "
        "the field."
    )
    assert (other.code, other.where.field) == ("field-unknown", "title.note")


def test_a_missing_field_is_told_at_the_record() -> None:
    record, findings = fields("a: 1\n")
    assert record.text("title", required=True) is None
    assert record.text("a") == "1"
    assert not record.finish()
    assert told(findings) == [("field-missing", 1, "title")]


def test_a_misspelt_field_is_not_told_as_missing_too() -> None:
    record, findings = fields("titel: x\n")
    record.text("title", required=True)
    record.text("note", required=True)
    assert not record.finish()
    assert told(findings) == [("field-unknown-near", 1, "titel"), ("field-missing", 1, "note")]


def test_an_unknown_field_is_told_with_the_near_miss() -> None:
    record, findings = fields("titel: x\nzzz: y\n")
    record.text("title")
    assert not record.finish()
    assert told(findings) == [("field-unknown-near", 1, "titel"), ("field-unknown", 2, "zzz")]
    assert "did you mean “title”" in next(iter(findings)).what


@pytest.mark.parametrize(
    ("text", "reads", "code"),
    [
        ("f: [1, 2]\n", "number", "field-type"),
        ("f: {a: 1}\n", "text", "field-type"),
        ("f: twenty\n", "number", "number-form"),
        ("f: 2024-13\n", "date", "date-month"),
        ("f: 2024\n", "day", "date-day-needed"),
        ("f: yes\n", "boolean", "boolean-form"),
        ("f: 'true'\n", "boolean", "boolean-form"),
        ("f: -1\n", "integer", "number-whole"),
        ("f: 1.5\n", "integer", "number-whole"),
        ("f:\n", "text", "field-empty"),
        ("f: null\n", "text", "field-null"),
        ("f: a\\b: [\n", "text", ""),
        ("f: 2014/2011\n", "period", "period-order"),
        ("f: {a: 1}\n", "items", "field-type"),
        ("f: x\n", "table_of", "field-type"),
    ],
)
def test_a_wrong_value_is_told_with_its_line_and_field(text: str, reads: str, code: str) -> None:
    if not code:
        return
    record, findings = fields(text)
    assert getattr(record, reads)("f") in (None, False, ())
    assert told(findings) == [(code, 1, "f")]
    problem = next(iter(findings))
    assert problem.what
    assert problem.remedy
    assert "?" not in problem.what.replace("“?", "")


def test_right_values_come_out_typed() -> None:
    record, findings = fields(
        "t: 'Priority #1'\nn: 4000000000\nd: 2016-06\np: 2016/2022\nb: true\n"
        "c: [IRQ, SYR]\nk: position\none: IRQ\nw: {en: a, fr: b}\n"
    )
    assert record.text("t") == "Priority #1"
    assert record.number("n") == Decimal(4000000000)
    assert str(record.date("d")) == "2016-06"
    assert record.period("p") is not None
    assert record.boolean("b") is True
    assert record.codes("c", codes.AREA, "area") == ("IRQ", "SYR")
    assert record.codes("one", codes.AREA, "area") == ("IRQ",)
    assert record.choice("k", Kind) is Kind.POSITION
    assert dict(record.wordings("w", ["en", "fr", "ar"])) == {"en": "a", "fr": "b"}
    assert record.finish()
    assert len(findings) == 0


def test_a_single_date_stands_for_the_period_it_names() -> None:
    record, _ = fields("p: 2016\n")
    period = record.period("p")
    assert period is not None
    assert (str(period.start), str(period.end)) == ("2016", "2016")


def test_a_near_miss_of_a_closed_list_is_named() -> None:
    record, findings = fields("k: positon\nl: zzzz\n")
    assert record.choice("k", Kind) is None
    assert record.choice("l", Kind) is None
    assert [p.code for p in findings] == ["choice-near", "choice-unknown"]


def test_a_list_names_each_code_once() -> None:
    record, findings = fields("c: [IRQ, SYR, IRQ]\n")
    assert record.codes("c", codes.AREA, "area") == ("IRQ", "SYR")
    assert [p.code for p in findings] == ["list-twice"]


def test_what_was_taken_out_of_a_text_is_a_warning() -> None:
    record, findings = fields('t: "a\\x07b"\nu: Priority #1\n')
    assert record.text("t") == "ab"
    assert record.text("u") == "Priority"
    assert [(p.code, p.severity) for p in findings] == [
        ("text-taken-out", Severity.WARNING),
        ("yaml-comment", Severity.WARNING),
    ]
    assert record.sound


def test_a_marked_record_is_told_without_its_values() -> None:
    record, findings = fields("n: CANARY-1\nk: CANARY-2\nc: [CANARY-3]\n", quote=False)
    record.number("n")
    record.choice("k", Kind)
    record.codes("c", codes.AREA, "area")
    assert len(findings) == 3
    assert not any("CANARY" in problem.what + problem.remedy for problem in findings)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("аpple", "look-alike"),
        ("ab\u200bc", "look-alike"),
        ("Abc", "id"),
        ("-rf", "id"),
        ("a" * 65, "id"),
        ("../x", "id"),
        ("con", "id"),
        ("a\nb", "id"),
        ("", "id"),
    ],
)
def test_only_plain_ids_are_ids(text: str, kind: str) -> None:
    with pytest.raises(RefusedError) as caught:
        codes.check_code(text, codes.ID, "id")
    assert caught.value.code == f"code-{kind}"


def test_a_look_alike_is_named_by_its_code_point() -> None:
    with pytest.raises(RefusedError, match=r"U\+0406 CYRILLIC"):
        codes.check_code("\u0406RQ", codes.AREA, "area")


def test_hostile_ids_are_refused(shared: Path) -> None:
    rows = (shared / "hostile/ids/ids.jsonl").read_text("utf-8").splitlines()
    for row in map(json.loads, rows):
        pattern, kind = (codes.AREA, "area") if row["expect"] == "ok" else (codes.ID, "id")
        if row["expect"] == "ok" or row["id"] == "ken":  # "ken" is a plain id
            assert codes.check_code(row["id"], pattern, kind) == row["id"]
            continue
        with pytest.raises(RefusedError):
            codes.check_code(row["id"], pattern, kind)


# ---------------------------------------------------------------- the hostile YAML files
# Their field names are generic; here they are read with the accessors of the real fields.

AS_TEXT = {
    "bom_utf8.yaml": ["1"],
    "norway.yaml": ["NO", "no", "Norway", "no"],
    "octal.yaml": ["010", "0044", "0o17"],
    "sexagesimal.yaml": ["12:30:45", "2:3"],
    "version_number.yaml": ["1.10"],
    "utf16.yaml": ["Kenya"],
}
REFUSED_VALUES = {
    "bad_date.yaml": ("date", [("date-day", 3)]),
    "bad_time.yaml": ("date", [("date-time", 3)]),
    "big_int.yaml": ("number", [("number-long", 1)]),
    "exponent.yaml": ("number", [("number-large", 2)]),
    "nan_inf.yaml": ("number", [("number-form", 1), ("number-form", 2)]),
    "names_like_null.yaml": ("text", [("field-null", 1)]),
    "null_like.yaml": ("text", [("field-empty", 3), ("field-empty", 6), ("field-null", 9)]),
    "wrong_type.yaml": ("number", [("field-type", 3)]),
    "year_zero.yaml": ("date", [("date-year", 3), ("date-year", 6)]),
    "hash_in_text.yaml": ("text", [("yaml-comment", 3), ("yaml-comment", 6)]),
}


def hostile_records(shared: Path, name: str) -> tuple[list[Fields], Findings]:
    findings = Findings()
    tree = read_yaml_tree(shared / "hostile/yaml" / name, findings, name=name)
    items = tree.items if isinstance(tree, Sequence) else (tree,)
    tables = [item for item in items if isinstance(item, Table)]
    return [Fields(table, Place(name, findings)) for table in tables], findings


@pytest.mark.parametrize("name", sorted(AS_TEXT))
def test_hostile_texts_stay_what_they_are(shared: Path, name: str) -> None:
    records, findings = hostile_records(shared, name)
    found = []
    for record in records:
        keys = [key for key in record.table.entries if key not in ("key",)]
        if name != "norway.yaml":
            keys = [key for key in keys if key in ("value", "name")]
        for key in keys:
            node = record.table.entries[key]
            assert isinstance(node, Scalar)
            found.append(record.text(key))
    assert found == AS_TEXT[name]
    assert len(findings) == 0


@pytest.mark.parametrize("name", sorted(REFUSED_VALUES))
def test_hostile_values_are_told_with_their_line(shared: Path, name: str) -> None:
    reads, expected = REFUSED_VALUES[name]
    records, findings = hostile_records(shared, name)
    for record in records:
        getattr(record, reads)("value")
    assert [(p.code, p.where.line) for p in findings] == expected


def test_the_number_before_the_overflow_is_read(shared: Path) -> None:
    records, _ = hostile_records(shared, "exponent.yaml")
    assert records[0].number("value") == Decimal("1e9")


def test_a_control_character_behind_an_escape_is_taken_out_and_told(shared: Path) -> None:
    records, findings = hostile_records(shared, "ctrl_escape.yaml")
    assert records[0].text("note") == "abc[31m"
    assert [(p.code, p.where.line) for p in findings] == [("text-taken-out", 2)]


def test_hostile_shapes_are_told(shared: Path) -> None:
    records, findings = hostile_records(shared, "unknown_field.yaml")
    for name in ("country", "key", "value"):
        records[0].text(name)
    assert not records[0].finish()
    assert told(findings) == [("field-unknown-near", 3, "valeu")]
    records, findings = hostile_records(shared, "truncated_mid_record.yaml")
    for record in records:
        for name in ("country", "key", "value", "year", "source"):
            record.text(name, required=True)
        record.finish()
    assert told(findings) == [("field-missing", 6, "year"), ("field-missing", 6, "source")]


def test_three_keys_that_yaml_1_1_takes_for_false_stay_three(shared: Path) -> None:
    records, _ = hostile_records(shared, "dup_bool.yaml")
    assert list(records[0].table.entries) == ["NO", "no", "False"]
