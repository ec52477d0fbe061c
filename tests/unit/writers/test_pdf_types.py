"""C types are parsed once, and arrays hold what the engine asked for."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest

from generator.writers import pdf_engine
from generator.writers.pdf import write_pdf
from generator.writers.pdf_types import ForeignTypes
from tests.sample_tree import sample
from tests.unit.writers.pdf_reading import HOUSE

pdf_engine.know_usual_types()


class Ways:
    """Remembers what was asked for."""

    NULL = "nothing"

    def __init__(self) -> None:
        self.asked: list[tuple[str, Any]] = []

    def new(self, declaration: str, given: Any = None) -> str:
        self.asked.append((declaration, given))
        return "made"


@pytest.mark.parametrize(
    ("declaration", "given", "asked"),
    [
        ("hb_codepoint_t[3]", [1, 2, 3], "hb_codepoint_t[]"),
        ("hb_codepoint_t[2]", (1, 2), "hb_codepoint_t[]"),
        ("hb_codepoint_t[4]", [1, 2, 3], "hb_codepoint_t[4]"),  # the last is zero
        ("hb_tag_t[100]", None, "hb_tag_t[100]"),
        ("char[3]", b"abc", "char[3]"),  # without a length it would take one more
        ("char[]", b"abc", "char[]"),
        ("unsigned int *", 4, "unsigned int *"),
    ],
)
def test_only_an_array_as_long_as_its_list_is_named_without_its_length(
    declaration: str, given: object, asked: str
) -> None:
    ways = Ways()
    types = ForeignTypes(ways)
    assert types.new(declaration, given) == "made"
    assert ways.asked == [(asked, given)]
    assert types.NULL == "nothing"


def test_an_array_holds_the_list_it_was_made_of() -> None:
    types = import_module("weasyprint.pdf.fonts").ffi
    assert isinstance(types, ForeignTypes)
    made = types.new("hb_codepoint_t[3]", [7, 8, 9])
    assert ([*made], types.sizeof(made)) == ([7, 8, 9], 12)


def test_no_document_has_a_type_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    write_pdf(sample("en"), HOUSE)
    parsed: list[str] = []
    parser = type(import_module("weasyprint.text.ffi").ffi._parser)
    monkeypatch.setattr(parser, "parse_type", lambda self, name: parsed.append(name))
    for language in ("fr", "ar"):
        assert write_pdf(sample(language), HOUSE).startswith(b"%PDF")
    assert parsed == []
