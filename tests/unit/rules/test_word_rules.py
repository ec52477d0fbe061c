"""The rules of Word files: good files keep them all, and each spoilt one is found by its rule."""

from __future__ import annotations

import re
import warnings
from functools import cache
from pathlib import Path

import pytest

from generator.writers.docx.writer import write_docx
from tests.rules import word_access, word_direction, word_fields, word_package, word_structure
from tests.rules.word import broken
from tests.rules.word_mutations import CHANGES, OF_ENTRIES, Change, packed, read, spoilt
from tests.sample_tree import TAGS, sample
from tests.script_samples import SENTENCES, in_script
from tests.unit.writers.docx_reading import HOUSE

MODULES = (word_package, word_structure, word_fields, word_access, word_direction)


@cache
def good(language: str) -> bytes:
    return write_docx(sample(language, draft=True, details=2), HOUSE)


def rules(content: bytes, language: str) -> set[str]:
    return {finding.rule for finding in broken(content, TAGS.get(language, language))}


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_samples_keep_every_rule(language: str) -> None:
    assert broken(good(language), TAGS[language]) == []


@pytest.mark.parametrize("tag", sorted(SENTENCES))
def test_samples_in_further_scripts_keep_every_rule(tag: str) -> None:
    assert broken(write_docx(in_script(tag), HOUSE), tag) == []


@pytest.mark.parametrize(
    "change", CHANGES, ids=[f"{place}-{change.rule}" for place, change in enumerate(CHANGES)]
)
def test_a_spoilt_file_is_found_by_its_rule(change: Change) -> None:
    assert change.rule in rules(spoilt(good(change.language), change), change.language)


def test_every_rule_has_a_file_that_breaks_it() -> None:
    told: set[str] = set()
    for module in MODULES:
        source = Path(str(module.__file__)).read_text("utf-8")
        told.update(re.findall(r'Finding\(\s*"([a-z-]+)"', source))
        told.update(re.findall(r'yield "([a-z-]+)"', source))
    told |= {"embedding", "isolate", "presentation", "drawing-twice", "control-twice"}
    assert told == {change.rule for change in CHANGES} | (OF_ENTRIES - {"package"})


def test_what_is_wrong_with_the_entries_of_the_package_is_found() -> None:
    parts = read(good("en"))
    assert rules(packed(parts), "en") == set()
    assert "entry-time" in rules(packed(parts, (2024, 12, 1, 0, 0, 0)), "en")
    back = dict(reversed(parts.items()))
    assert rules(packed(back), "en") == {"entry-order"}
    assert "part-active" in rules(packed({**parts, "word/vbaProject.bin": b"x"}), "en")
    nothing = {**parts, "word/_rels/gone.xml.rels": parts["word/_rels/footnotes.xml.rels"]}
    assert "relationships-of-nothing" in rules(packed(nothing), "en")
    assert rules(b"no zip", "en") == {"package"}
    assert rules(packed({"word/document.xml": b"<a/>"}), "en") == {"package"}


def test_an_entry_that_is_there_twice_is_found() -> None:
    import io
    import zipfile

    result = io.BytesIO(good("en"))
    with zipfile.ZipFile(result, "a") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr("word/styles.xml", read(good("en"))["word/styles.xml"])
    assert "entry-twice" in rules(result.getvalue(), "en")


def test_a_content_control_that_shows_another_value_than_its_data_is_found() -> None:
    data = b'<f:facts xmlns:f="urn:f"><f:fact id="a">12</f:fact></f:facts>'
    assert "control-differs" not in rules(_bound(data, "12"), "en")
    assert "control-differs" in rules(_bound(data, "13"), "en")
    assert "control-differs" in rules(_bound(data.replace(b'"a"', b'"b"'), "12"), "en")


def _bound(data: bytes, shown: str) -> bytes:
    """The English sample with one control that is bound to a data part."""
    parts = read(good("en"))
    relationship = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"

    def links(kind: str, target: str) -> bytes:
        one = f'<Relationship Id="c1" Type="{relationship}/{kind}" Target="{target}"/>'
        return f'<Relationships xmlns="{package}">{one}</Relationships>'.encode()

    inner = links("customXml", "../customXml/mine1.xml")
    one = inner[inner.index(b"<Relationship ") : inner.index(b"</Relationships>")]
    name = "word/_rels/document.xml.rels"
    parts[name] = parts[name].replace(b"</Relationships>", one + b"</Relationships>")
    space = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
    parts["customXml/mine1.xml"] = data
    parts["customXml/mineProps1.xml"] = f'<ds:d xmlns:ds="{space}" ds:itemID="{{AB}}"/>'.encode()
    parts["customXml/_rels/mine1.xml.rels"] = links("customXmlProps", "mineProps1.xml")
    control = (
        "<w:sdt><w:sdtPr><w:dataBinding w:prefixMappings=\"xmlns:f='urn:f'\""
        ' w:xpath="/f:facts[1]/f:fact[@id=\'a\'][1]" w:storeItemID="{AB}"/></w:sdtPr>'
        f"<w:sdtContent><w:r><w:t>{shown}</w:t></w:r></w:sdtContent></w:sdt>"
    )
    body = parts["word/document.xml"].decode()
    parts["word/document.xml"] = body.replace("<w:r>", control + "<w:r>", 1).encode()
    return packed(parts)
