from __future__ import annotations

import datetime as dt
import pickle
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

import pytest

from generator.facts import parcel
from generator.facts.model import Fact, TextState
from generator.problems import Problem, Severity, Where


def test_records_come_out_as_they_went_in() -> None:
    value = (
        Problem("a", Where("f", 3), MappingProxyType({"k": "v"}), Severity.NOTICE),
        TextState.DRAFT,
        dt.date(2024, 2, 29),
        Decimal("1.50"),
        frozenset({"x"}),
        Path(),
        {"a": [None, True, 2, ("b",)]},
    )
    for unpack in (parcel.unpack, parcel.unpack_plain):
        found = unpack(parcel.pack(value))
        assert found == value
        assert str(found[3]) == "1.50"


class Acting:
    """Something that acts when it is unpickled."""

    def __reduce__(self) -> tuple[object, ...]:
        return (print, ("acted",))


@pytest.mark.parametrize(
    "value",
    [
        Acting(),
        eval,
        pickle.loads,
        parcel.pack,
        Path.unlink,
        ValueError("x"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_file_can_make_values_only(value: object, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(parcel.NotAParcelError):
        parcel.unpack_plain(pickle.dumps(value))
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("data", [b"", b"x", b"\x80\x05.", parcel.pack(("a" * 100,))[:-30]])
def test_what_is_cut_or_foreign_is_no_parcel(data: bytes) -> None:
    with pytest.raises(parcel.NotAParcelError):
        parcel.unpack_plain(data)


def test_a_record_needs_all_its_fields() -> None:
    with pytest.raises(parcel.NotAParcelError, match="Where has other fields"):
        parcel.made(Where, "file")
    with pytest.raises(parcel.NotAParcelError, match="Fact has other fields in common"):
        parcel.made(Fact, *range(len(Fact.OWN_FIELDS)), ("too", "few"))
    with pytest.raises(parcel.NotAParcelError, match="is no record"):
        parcel.made(str, "file")
