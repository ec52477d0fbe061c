"""The order of letters in labels, against the algorithm's own cases."""

from __future__ import annotations

import pytest

from generator.drawing.bidi import runs

LRM = "\u200e"


@pytest.mark.parametrize(
    ("text", "base", "shown"),
    [
        ("2019–2023", "ltr", ["2019–2023"]),
        ("عام 2024", "rtl", ["2024", "عام "]),
        ("GDP 2024 في", "rtl", [" في", "GDP 2024"]),
        (f"{LRM}−3.4%{LRM}", "rtl", ["−3.4%"]),
        ("5,965 دولارًا", "rtl", [" دولارًا", "5,965"]),
        ("٢٠٢٤ عام", "rtl", [" عام", "٢٠٢٤"]),
        ("Iraq (العراق)", "ltr", ["Iraq (", "العراق", ")"]),
        ("العراق (Iraq)", "rtl", [")", "Iraq", "العراق ("]),
        ("שנת 2024: 12%", "rtl", ["12%", ": ", "2024", "שנת "]),
        ("abc", "rtl", ["abc"]),
        ("", "rtl", []),
    ],
)
def test_stretches_stand_from_left_to_right(text: str, base: str, shown: list[str]) -> None:
    assert [run.text for run in runs(text, base)] == shown  # type: ignore[arg-type]


def test_each_stretch_knows_its_direction() -> None:
    assert [run.rtl for run in runs("في GDP", "rtl")] == [False, True]
    assert [run.rtl for run in runs("Iraq العراق", "ltr")] == [False, True]
