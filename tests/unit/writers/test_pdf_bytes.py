"""Objects of a PDF as bytes: what readers find is what pydyf would have written."""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pydyf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.writers.pdf_bytes import File, Part, in_bytes

VERSION = "1.7"

names = st.text("ABCabc", min_size=1, max_size=6)
strings = st.text(max_size=20).map(pydyf.String)
scalars: st.SearchStrategy[Any] = st.one_of(
    st.integers(-(10**6), 10**6),
    st.floats(-1e6, 1e6),
    names.map("/{}".format),
    st.integers(1, 99).map(lambda number: b"%d 0 R" % number),
    st.sampled_from(["true", "null"]),
    strings,
)
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=5).map(pydyf.Array)
        | st.dictionaries(names, inner, max_size=5).map(pydyf.Dictionary)
    ),
    max_leaves=20,
)


@given(st.one_of(st.dictionaries(names, values, max_size=6).map(pydyf.Dictionary), strings))
def test_an_object_has_the_bytes_that_pydyf_gives_it(thing: Any) -> None:
    assert in_bytes(thing) == thing.data


@given(st.lists(st.binary(max_size=50) | names, max_size=8), st.dictionaries(names, values))
def test_a_stream_that_is_not_packed_has_the_bytes_that_pydyf_gives_it(
    pieces: list[Any], keys: dict[str, Any]
) -> None:
    thing = pydyf.Stream(pieces, keys)
    assert in_bytes(thing) == thing.data


kids = st.lists(
    st.integers(0, 99)
    | st.integers(1, 99).map("{} 0 R".format)
    | st.dictionaries(names, scalars, max_size=3).map(pydyf.Dictionary),
    max_size=5,
)


@given(names, kids, st.dictionaries(names, values, max_size=3))
def test_an_element_has_the_bytes_of_a_dictionary_with_its_values(
    role: str, kids: list[Any], others: dict[str, Any]
) -> None:
    element = Part(role, "7 0 R")
    element.kids += kids
    element.update(others)
    common = {"Type": "/StructElem", "S": f"/{role}", "P": b"7 0 R", "K": pydyf.Array(kids)}
    parts = [pydyf.Dictionary(one).data.removesuffix(b">>") for one in (common, others)]
    assert in_bytes(element) == element.data
    assert in_bytes(element) == parts[0] + parts[1].removeprefix(b"<<") + b">>"


def document(*contents: bytes) -> pydyf.PDF:
    """A PDF with an empty page, a stream and an object for each of the contents."""
    made = pydyf.PDF()
    made.info["Title"] = pydyf.String("Été (à Erbil)")
    page = {"Type": "/Page", "Parent": made.pages.reference, "Resources": pydyf.Dictionary()}
    made.add_page(pydyf.Dictionary({**page, "MediaBox": pydyf.Array([0, 0, 600, 800])}))
    kept = pydyf.Array()
    for content in contents:
        stream = pydyf.Stream([content], {"Kind": "/Test"}, compress=True)
        note = pydyf.Dictionary({"Of": pydyf.String("x"), "Size": len(content)})
        for thing in (stream, note):
            made.add_object(thing)
            kept.append(thing.reference)
    made.catalog["Kept"] = kept
    return made


def written(made: pydyf.PDF) -> bytes:
    output = io.BytesIO()
    File(made).write(output, VERSION, identifier=True, compress=True)
    return output.getvalue()


@pytest.mark.parametrize("number", [1, 3, 300])
def test_readers_find_every_object_in_its_place(number: int) -> None:
    contents = [b"%d " % one * 100 for one in range(number)]
    content = written(document(*contents))
    with pikepdf.open(io.BytesIO(content)) as file:
        assert not file.check_pdf_syntax()
        assert str(file.docinfo.Title) == "Été (à Erbil)"
        assert len(file.pages) == 1
        kept = list(file.Root.Kept)
        assert [one.read_bytes() for one in kept[::2]] == contents
        assert [int(one.Size) for one in kept[1::2]] == [len(one) for one in contents]


def test_equal_documents_are_equal_files_and_others_have_another_identifier() -> None:
    one, again, other = (written(document(text)) for text in (b"one", b"one", b"two"))
    assert one == again

    def identifier(content: bytes) -> bytes:
        with pikepdf.open(io.BytesIO(content)) as file:
            return bytes(file.trailer.ID[0])

    assert len(identifier(one)) == 32
    assert identifier(one) != identifier(other)
