"""What counts as the same document, and what travels to a worker."""

from __future__ import annotations

import dataclasses
import re
from importlib import metadata
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.build.digests import LIBRARIES, digest_of, folder_digest, library_versions
from generator.build.making import content_fingerprint
from generator.document.tree import Document, Text
from generator.facts import parcel
from tests.sample_tree import sample


def with_properties(document: Document, **changes: str) -> Document:
    properties = dataclasses.replace(document.properties, **changes)  # type: ignore[arg-type]
    return dataclasses.replace(document, properties=properties)


def with_furniture(document: Document, **changes: object) -> Document:
    furniture = dataclasses.replace(document.furniture, **changes)  # type: ignore[arg-type]
    return dataclasses.replace(document, furniture=furniture)


@pytest.mark.parametrize("today", [True, False])
def test_the_day_of_issue_and_the_number_of_the_edition_do_not_count(today: bool) -> None:
    document = sample("fr")
    later = with_properties(document, issued="2030-01-01T00:00:00Z", edition="9")
    number = (*document.furniture.number, Text(" · édition 9"))
    later = with_furniture(later, issued=(Text("1er janvier 2030"),), number=number)
    assert content_fingerprint(document, today) == content_fingerprint(later, today)


def test_the_number_of_the_document_counts() -> None:
    document = sample("fr")
    renamed = with_properties(document, number="IRQ-2")
    assert content_fingerprint(document, True) != content_fingerprint(renamed, True)


def test_the_day_the_brief_speaks_for_counts_only_when_it_was_stated() -> None:
    document = sample("fr")
    later = with_furniture(with_properties(document, as_of="2030-01-01"), as_of=(Text("2030"),))
    assert content_fingerprint(document, True) == content_fingerprint(later, True)
    assert content_fingerprint(document, False) != content_fingerprint(later, False)


@pytest.mark.parametrize(
    "change",
    [
        {"title": (Text("x"),)},
        {"blocks": ()},
        {"notes": ()},
        {"facts": {"irq-population": "other"}},
        {"sources": {"irq-population": "other"}},
    ],
)
def test_everything_that_is_printed_counts(change: dict[str, object]) -> None:
    document = sample("ar")
    changed = dataclasses.replace(document, **change)  # type: ignore[arg-type]
    assert content_fingerprint(document, True) != content_fingerprint(changed, True)


def test_a_document_comes_out_of_its_parcel_as_it_went_in() -> None:
    document = sample("ar")
    assert parcel.unpack(parcel.pack(document)) == document


@given(st.recursive(st.text(), lambda inner: st.dictionaries(st.text(), inner), max_leaves=5))
def test_frozen_mappings_travel_at_any_depth(value: object) -> None:
    def freeze(part: object) -> object:
        if isinstance(part, dict):
            return MappingProxyType({key: freeze(inner) for key, inner in part.items()})
        return part

    assert parcel.unpack(parcel.pack(freeze(value))) == freeze(value)


def test_a_folder_is_told_by_names_and_contents_alone(tmp_path: object) -> None:
    from pathlib import Path

    root = Path(str(tmp_path))
    for name in ("one", "two"):
        (root / name / "sub").mkdir(parents=True)
        (root / name / "a.txt").write_text("a")
        (root / name / "sub" / "b.txt").write_text("b")
    (root / "two" / ".hidden").write_text("x")
    (root / "two" / "__pycache__").mkdir()
    (root / "two" / "__pycache__" / "x.pyc").write_text("x")
    same = folder_digest(root / "one")
    assert folder_digest(root / "two") == same
    (root / "two" / "sub" / "b.txt").rename(root / "two" / "b.txt")
    assert folder_digest(root / "two") != same
    assert folder_digest(root / "three") == ""


def test_texts_do_not_run_together_in_a_digest() -> None:
    assert digest_of("ab", "c") != digest_of("a", "bc")


def test_the_libraries_that_take_part_are_known_with_their_versions() -> None:
    versions = library_versions()
    assert {"weasyprint", "python-docx", "babel", "jinja2"} <= versions.keys()
    assert versions["weasyprint"].startswith("70")


def test_every_library_that_the_program_needs_takes_part_but_those_that_write_nothing() -> None:
    """An upgrade of a library that is not counted would leave documents as they are."""
    around = {"click", "rich", "httpx", "watchfiles"}  # commands, network, events of files
    no_part = {"pycparser", "typing-extensions"}  # of cffi when it is built; names of types
    needed = _needed_by("briefing-generator", around) - {"briefing-generator"}
    assert {"weasyprint", "uharfbuzz", "pydyf"} <= needed
    assert needed - no_part <= LIBRARIES


def _needed_by(name: str, but: set[str]) -> set[str]:
    """A distribution and all that it needs, as it is installed here."""
    found, left = set[str](), [name]
    while left:
        one = left.pop()
        found.add(one)
        for told in metadata.requires(one) or ():
            wanted = re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", told, maxsplit=1)[0]).lower()
            if "extra ==" not in told and wanted not in but | found and _is_installed(wanted):
                left.append(wanted)
    return found


def _is_installed(name: str) -> bool:
    try:
        metadata.version(name)
    except metadata.PackageNotFoundError:
        return False  # for another system
    return True
