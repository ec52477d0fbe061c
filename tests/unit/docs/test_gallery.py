"""The gallery shows every template, the page of components every macro that templates import."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

IMPORTED = re.compile(r'{%-? from "shared/[a-z-]+\.j2" import ([^%]+?)-?%}')
PICTURE = re.compile(r"!\[([^\]]+)\]\(([^)]+)\)")
HELPERS = frozenset({"said"})
"""Macros that only save a template some letters: they print one fact."""


def test_every_template_is_in_the_gallery_in_three_languages(root: Path) -> None:
    text = (root / "docs/gallery.md").read_text("utf-8")
    for path in (root / "templates").glob("*/template.toml"):
        name = path.parent.name
        assert f"`templates/{name}`" in text, f"make gallery: {name} is missing"
        for language in ("en", "fr", "ar"):
            assert f"(pictures/{name}.{language}.png)" in text


def test_every_macro_that_templates_import_is_a_component(root: Path) -> None:
    shown = tomllib.loads((root / "docs/pictures/components.toml").read_text("utf-8"))
    text = (root / "docs/components.md").read_text("utf-8")
    assert [name for name in shown if f"## {name}\n" not in text] == []
    wanted = set()
    for path in (root / "templates").glob("*/*.j2"):
        if path.parent.name != "shared":
            for names in IMPORTED.findall(path.read_text("utf-8")):
                wanted |= {name.strip() for name in names.split(",")}
    assert len(wanted) > 10
    assert wanted - shown.keys() - HELPERS == set()


@pytest.mark.parametrize("page", ["gallery.md", "components.md"])
def test_every_picture_is_there_and_has_words(root: Path, page: str) -> None:
    pictures = PICTURE.findall((root / "docs" / page).read_text("utf-8"))
    assert pictures
    for words, address in pictures:
        assert len(words) > 5
        assert (root / "docs" / address).read_bytes().startswith(b"\x89PNG")
