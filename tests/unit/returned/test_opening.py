"""Files that are no Word file, are not ours, or mean harm: refused in an officer's words."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from generator.limits import Limits
from generator.problems import ProblemsFound
from generator.returned.opening import opened
from generator.returned.reading import read_back
from tests.sample_tree import sample
from tests.unit.returned.editing import RECORD, edited, returned, with_parts
from tests.unit.writers.docx_reading import word


def refusal(folder: Path, data: bytes, limits: Limits | None = None) -> str:
    path = folder / "sent.docx"
    path.write_bytes(data)
    with pytest.raises(ProblemsFound) as found:
        read_back(path, "sent.docx", limits=limits or Limits())
    (problem,) = found.value.problems
    assert problem.where.file == "sent.docx"
    assert problem.remedy
    return problem.what


def test_what_is_no_word_file_is_refused_in_words(tmp_path: Path) -> None:
    assert refusal(tmp_path, b"%PDF-1.7 ...") == "This is no Word file (.docx)."
    assert refusal(tmp_path, b"") == "This is no Word file (.docx)."
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    assert refusal(tmp_path, stream.getvalue()) == "This is no Word file (.docx)."


def test_a_file_with_a_password_or_of_old_word_is_refused_in_words(tmp_path: Path) -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
    assert refusal(tmp_path, ole) == (
        "The file is protected by a password, or is a Word file of the years before 2007 (.doc)."
    )


def test_a_cut_or_flipped_file_is_refused_in_words(tmp_path: Path) -> None:
    whole = word(sample("en")).data
    damaged = "The file is damaged: it cannot be unpacked, or a part of it is no whole XML."
    assert refusal(tmp_path, whole[: len(whole) // 2]) == damaged
    at = whole.index(b"word/document.xml") + 400
    flipped = whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]
    assert refusal(tmp_path, flipped) == damaged
    broken = with_parts(word(sample("en")), {"word/document.xml": b"<a>"})
    assert refusal(tmp_path, broken) == damaged


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    bomb = with_parts(word(sample("en")), {"word/bomb.xml": b"<a>" + bytes(300 * 1024 * 1024)})
    assert len(bomb) < 2 * 1024 * 1024
    assert refusal(tmp_path, bomb) == (
        "The file unpacks to more than 200 MB or too many parts, which no text does."
    )
    many = {f"word/{n}.xml": b"<a/>" for n in range(50)}
    small = Limits(word_parts=40)
    assert "too many parts" in refusal(tmp_path, with_parts(word(sample("en")), many), small)


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    said = refusal(tmp_path, word(sample("en")).data, Limits(word_file=10_000))
    assert said == "The file has 0 MB; the limit is 0."


@pytest.mark.parametrize("part", ["word/document.xml", RECORD, "word/footnotes.xml"])
def test_entities_are_refused_and_never_filled_in(tmp_path: Path, part: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("top secret")
    file = word(sample("en"))
    head = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
    text = file.raw(part).decode().replace("?>\n", f"?>\n{head}", 1)
    assert refusal(tmp_path, with_parts(file, {part: text.encode()})) == (
        f"A part of the file, {part}, declares a document type, which no Word file does."
    )


def test_a_file_with_macros_is_refused_in_words(tmp_path: Path) -> None:
    data = with_parts(word(sample("en")), {"word/vbaProject.bin": b"\xd0\xcf"})
    assert refusal(tmp_path, data) == (
        "The file holds macros, which no brief has and nobody should open unseen."
    )


def test_a_file_that_is_not_ours_is_refused_with_what_to_do(tmp_path: Path) -> None:
    bare = with_parts(word(sample("en")), {RECORD: None})
    assert refusal(tmp_path, bare) == (
        "The file carries no record of how it was generated: it is not from this program, was made"
        ' with facts = "plain", or lost it in a program that keeps none.'
    )
    with pytest.raises(ProblemsFound, match="word-record-missing-original"):
        returned(tmp_path, word(sample("en")).data, against=bare)


def test_a_record_that_points_to_no_value_is_refused(tmp_path: Path) -> None:
    spoilt = edited(word(sample("en")), ('<printed n="1">', '<printed n="9999">'), part=RECORD)
    assert refusal(tmp_path, spoilt) == "The record in the file was damaged."


def test_what_is_not_there_or_a_folder_is_told(tmp_path: Path) -> None:
    for path in (tmp_path / "none.docx", tmp_path):
        with pytest.raises(ProblemsFound, match="word-file-missing"):
            opened(path, path.name)
