"""Every value of the expected files comes out exactly, in any order of locales."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from generator.localisation.verify import Row, differences, main, read

OWN = Path(__file__).with_name("expected.json")


def _told(rows: list[Row]) -> list[str]:
    return [
        f"{row.kind} {row.locale}: {row.expected!r} != {found}" for row, found in differences(rows)
    ]


def test_our_own_expected_values_come_out() -> None:
    assert _told(read(OWN.read_text("utf-8"))) == []


def test_the_shared_expected_values_come_out(shared: Path) -> None:
    rows = read((shared / "golden" / "locale-golden.json").read_text("utf-8"))
    assert len(rows) == 832
    assert _told(rows) == []


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_of_locales_changes_nothing(seed: int) -> None:
    rows = read(OWN.read_text("utf-8"))
    random.Random(seed).shuffle(rows)
    assert _told(rows) == []


def test_the_command_counts_equal_rows(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(OWN)]) == 0
    assert capsys.readouterr().out == "325 of 325 rows equal\n"


def test_the_command_prints_each_difference(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "rows.json"
    wrong = {"kind": "decimal", "locale": "fr", "input": "1234.5", "expected": "1 234,5"}
    right = {"kind": "plural", "locale": "en", "input": "1", "expected": "one"}
    file.write_text(json.dumps({"rows": [wrong, right]}), "utf-8")
    assert main([str(file)]) == 1
    out = capsys.readouterr().out
    assert "row 1: decimal fr" in out
    assert "1<202F>234,5" in out
    assert out.endswith("1 of 2 rows equal\n")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ('"text"', "no list"),
        ('{"rows": 5}', "no list"),
        ('{"rows": [5]}', "row 1"),
        ('{"rows": [{"kind": "date"}]}', "lacks expected, locale"),
        ('{"rows": [{"kind": "date", "locale": 5, "expected": ""}]}', "row 1"),
    ],
)
def test_a_malformed_file_is_said_to_be_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str, said: str
) -> None:
    file = tmp_path / "rows.json"
    file.write_text(content, "utf-8")
    assert main([str(file)]) == 2
    out = capsys.readouterr().out
    assert "is not a file of expected values" in out
    assert said in out


def test_a_missing_or_binary_file_is_said_to_be_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "none.json")]) == 2
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")
    assert main([str(tmp_path / "binary")]) == 2
    assert main([]) == 2
    assert "cannot be read" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("kind", "locale", "value", "options"),
    [
        ("weather", "fr", 1, {}),
        ("date", "xx-YY", "2022-02-09", {}),
        ("date", "fr", "soon", {}),
        ("date", "fr", "2022-02-09", {"style": "huge"}),
        ("date", "fr", "2022-02-09", {"calendar": "mayan"}),
        ("decimal", "fr", "many", {}),
        ("decimal", "fr", "NaN", {}),
        ("decimal", "fr", "1", {"numbers": "roman"}),
        ("date_range", "fr", ["2022-02-09"], {"skeleton": "y"}),
        ("unit", "fr", "1", {"unit": "smoot"}),
        ("unit", "fr", "1", {}),
        ("zone_name", "fr", "Mars/Olympus", {}),
        ("zone_name", "fr", "../../etc/passwd", {}),
        ("list", "fr", None, {}),
        ("sort", "fr", [1, 2], {}),
        ("calendar_convert", "und", "1800-01-01", {"calendar": "islamic-umalqura"}),
    ],
)
def test_a_row_that_cannot_be_written_is_a_difference_not_a_crash(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    kind: str,
    locale: str,
    value: object,
    options: dict[str, object],
) -> None:
    row = {"kind": kind, "locale": locale, "input": value, "options": options, "expected": ""}
    file = tmp_path / "rows.json"
    file.write_text(json.dumps({"rows": [row]}), "utf-8")
    assert main([str(file)]) == 1
    out = capsys.readouterr().out
    assert "nothing (" in out
    assert "0 of 1 rows equal" in out
