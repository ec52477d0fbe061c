"""The zip file that a Word file is: sound, in order, without a clock, as ``zipfile`` reads it."""

from __future__ import annotations

import io
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from generator.writers.docx.zipping import packed, shared, zipped

NAMES = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="/\\:"), min_size=1
)


@given(st.dictionaries(NAMES, st.binary(max_size=2000), max_size=8), st.booleans())
def test_every_entry_is_read_back_in_its_order(entries: dict[str, bytes], once: bool) -> None:
    given = {name: shared(data) if once else data for name, data in entries.items()}
    made = zipped(given)
    assert made == zipped(dict(given))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [*entries]
        assert {name: archive.read(name) for name in entries} == entries
        for each in archive.infolist():
            assert each.date_time == (1980, 1, 1, 0, 0, 0)
            assert each.create_system == 0


def test_the_file_is_the_one_that_zipfile_writes() -> None:
    entries = {"[Content_Types].xml": b"<a/>", "word/é.xml": b"", "word/b.xml": b"b"}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
        for name, data in entries.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            info.external_attr = 0o600 << 16
            archive.writestr(info, data)
    assert zipped(entries) == stream.getvalue()


def test_what_is_shared_is_compressed_once() -> None:
    text = b"the same styles " * 50
    assert shared(text) is shared(bytes(bytearray(text)))
    assert shared(text).crc == packed(text).crc
