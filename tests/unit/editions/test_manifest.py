"""What an edition was made from, as it is kept."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.editions.manifest import DamagedManifestError, read_manifest, write_manifest
from tests.unit.editions.samples import manifest


def test_a_manifest_comes_back_as_it_was() -> None:
    value = manifest(overrides={"as_of": "2017-06-01"})
    assert read_manifest(write_manifest(value)) == value


def test_equal_manifests_have_equal_bytes() -> None:
    assert write_manifest(manifest()) == write_manifest(manifest())


def test_a_manifest_is_readable_text_in_utf_8() -> None:
    data = write_manifest(manifest())
    assert "ب" in data.decode("utf-8")
    assert json.loads(data)["facts"][0]["value"]["value"] == "46042015"


@given(st.data())
def test_any_changed_byte_is_noticed(data: st.DataObject) -> None:
    original = write_manifest(manifest())
    at = data.draw(st.integers(0, len(original) - 2))
    byte = data.draw(st.integers(0, 255).filter(lambda b: b != original[at]))
    changed = original[:at] + bytes([byte]) + original[at + 1 :]
    try:
        found = read_manifest(changed)
    except DamagedManifestError:
        return
    # A blank between two tokens may become another blank: nothing is said differently.
    assert found == manifest()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not complete JSON"),
        (b"[1]", "not a table"),
        (b"[" * 100_000, "not complete JSON"),
        (b'{"format": 99}', "format 99"),
        (b'{"format": 1, "seal": "x"}', "changed"),
        (b"\xff\xfe", "not complete JSON"),
    ],
)
def test_what_is_no_manifest_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(DamagedManifestError, match=reason):
        read_manifest(data)


def test_a_cut_manifest_is_refused_wherever_it_is_cut() -> None:
    data = write_manifest(manifest())
    for end in range(0, len(data) - 2, 97):
        with pytest.raises(DamagedManifestError):
            read_manifest(data[:end])
