"""The outside checkers themselves find what was spoilt; pages in further scripts pass them."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from generator.document.tree import Text
from generator.writers.docx.writer import write_docx
from generator.writers.pdf import write_pdf
from tests.conformance import checkers
from tests.conformance.conftest import chinese_fonts
from tests.conformance.reopened import as_reopened, as_written
from tests.sample_tree import sample
from tests.script_samples import in_script
from tests.unit.writers.pdf_reading import HOUSE


def spoilt(content: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """A Word file with a change in one of its parts."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(result, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            assert name != part or old in data
            after.writestr(name, data.replace(old, new, 1) if name == part else data)
    return result.getvalue()


def test_the_open_xml_sdk_finds_what_is_spoilt(tmp_path: Path) -> None:
    content = write_docx(sample("en"), HOUSE)
    files = {
        "good": content,
        "order": spoilt(content, "word/styles.xml", b"<w:b/><w:bCs/>", b"<w:bCs/><w:b/>"),
        "none": content[:2000],
        "element": spoilt(content, "word/document.xml", b"<w:p>", b"<w:q/><w:p>"),
        "good again": content,
    }
    paths = {name: tmp_path / f"{name}.docx" for name in files}
    for name, path in paths.items():
        path.write_bytes(files[name])
    found = checkers.open_xml_sdk(paths.values(), tmp_path)
    alone: dict[Path, list[str]] = {}
    for name, path in paths.items():
        folder = tmp_path / f"alone {name}"
        folder.mkdir()
        alone |= checkers.open_xml_sdk([path], folder)
    assert found == alone
    assert {name for name, path in paths.items() if found[path]} == {"order", "none", "element"}


def test_verapdf_finds_what_is_spoilt_and_goes_on_after_a_file_that_is_none(
    tmp_path: Path,
) -> None:
    good, untagged, broken, last = (tmp_path / f"{n}.pdf" for n in ("a", "b", "c", "d"))
    content = write_pdf(sample("ar"), HOUSE)
    good.write_bytes(content)
    last.write_bytes(content)
    broken.write_bytes(b"no pdf at all")
    with pikepdf.open(io.BytesIO(content)) as pdf:
        del pdf.Root.Lang
        del pdf.Root.MarkInfo
        pdf.save(untagged)
    found = checkers.verapdf([good, untagged, broken, last], tmp_path)
    assert found[good] == found[last] == []
    assert {words.split()[0] for words in found[untagged]} == set(checkers.PROFILES)
    assert found[broken]
    assert all(" failed " in words for words in found[broken])


def test_a_text_that_libreoffice_reads_otherwise_is_seen(tmp_path: Path) -> None:
    good, none = tmp_path / "good.docx", tmp_path / "none.docx"
    content = write_docx(sample("fr"), HOUSE)
    good.write_bytes(content)
    none.write_bytes(content[:2000])
    made = checkers.libreoffice([good, none], tmp_path)
    assert none not in made
    assert as_reopened(made[good]) == as_written(content)
    other = replace(sample("fr"), title=(Text("Autre titre"),))
    assert as_reopened(made[good]) != as_written(write_docx(other, HOUSE))


FURTHER = ("zh-CN", "zh-TW", "he", "fa", "ckb", "el", "ps", "uk", "vi")


def test_pages_in_further_scripts_pass_both_profiles(tmp_path: Path) -> None:
    """Chinese is set in the fonts of the optional packages."""
    house = replace(HOUSE, font_files=tuple(path.as_posix() for path in chinese_fonts()))
    paths = {tag: tmp_path / f"{tag}.pdf" for tag in FURTHER}
    for tag, path in paths.items():
        path.write_bytes(write_pdf(in_script(tag), house))
    found = checkers.verapdf(paths.values(), tmp_path)
    assert found == {path: [] for path in paths.values()}


def test_word_files_in_further_scripts_pass_the_sdk_and_open(tmp_path: Path) -> None:
    paths = {tag: tmp_path / f"{tag}.docx" for tag in FURTHER}
    for tag, path in paths.items():
        path.write_bytes(write_docx(in_script(tag), HOUSE))
    assert checkers.open_xml_sdk(paths.values(), tmp_path) == {path: [] for path in paths.values()}
    made = checkers.libreoffice(list(paths.values()), tmp_path)
    for path in paths.values():
        assert as_reopened(made[path]) == as_written(path.read_bytes()), path.name


@pytest.mark.parametrize("language", ["en-CA", "fr-CA", "ar-IQ"])
def test_the_commands_of_the_shared_material_find_nothing(
    language: str, shared: Path, tmp_path: Path, demonstration: Path
) -> None:
    """The demonstration, by the commands as a person would give them."""
    (word,), (pdf,) = (demonstration.glob(f"*{language}.{form}") for form in ("docx", "pdf"))
    jar = next(Path(checkers.TOOLS, "verapdf").rglob("*.jar"))
    strict = ("--strict", "--lang", language)
    sdk = ("--fixed-times", "--sdk", checkers.sdk_program())
    profiles = (word for name in checkers.PROFILES for word in ("--profile", name))
    checkers.run(str(shared / "tools" / "validate_docx.py"), *strict, *sdk, str(word))
    checkers.run(
        str(shared / "tools" / "validate_pdf.py"), *strict, "--pdfa", "3a", *profiles,
        "--jar", str(jar), str(pdf),
    )  # fmt: skip
