"""What a house's style sheet may not hold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.house.stylesheet import DEPTH, check_css

KNOWN = ("accent", "font-latin")


def codes(css: str) -> set[str]:
    return {finding.code for finding in check_css(css, KNOWN)}


@pytest.mark.parametrize(
    ("css", "code"),
    [
        ("@import url(x.css);", "house-css-rule"),
        ("@import 'x.css';", "house-css-rule"),
        ("@font-face { font-family: f; src: url(x) }", "house-css-rule"),
        ("@page { background: url(file:///etc/passwd) }", "house-css-address"),
        ("p { background: URL( 'x' ) }", "house-css-address"),
        ("p { background: url(x) }", "house-css-address"),
        ("p { list-style-image: image-set(url(x) 1x) }", "house-css-address"),
        ("p { background: src('x') }", "house-css-address"),
        ("a { content: target-text(attr(href url)) }", "house-css-function"),
        ("a::after { content: attr(href url) }", "house-css-function"),
        ("p { background: repeating-linear-gradient(red, blue 1px) }", "house-css-function"),
        ("p { background: linear-gradient(red, blue) }", "house-css-function"),
        ("p { columns: 2 }", "house-css-property"),
        ("p { display: none }", "house-css-property"),
        ("p { DISPLAY : NONE }", "house-css-property"),
        ("p { visibility: hidden }", "house-css-property"),
        ("p { opacity: 0 }", "house-css-property"),
        ("p { text-indent: -900pt }", "house-css-property"),
        ("p { position: fixed }", "house-css-property"),
        ("p { --x: 1 }", "house-css-property"),
        ('p { hyphenate-character: "-" }', "house-css-property"),
        ("p { font-size: 1pt }", "house-css-size"),
        ("p { font-size: 0.1em }", "house-css-size"),
        ("p { font: 90pt/1 serif }", "house-css-size"),
        ("p { color: var(--house-purple) }", "house-css-name"),
        ("p { color: var(--x) }", "house-css-name"),
        ("p { color: red } }", "house-css-form"),
        ("@media print { p { background: url(x) } }", "house-css-address"),
        ("@page { @top-left { background: url(x) } }", "house-css-address"),
        ("p { " + "a { " * 40 + "} " * 40 + "}", "house-css-nested"),
        ("p { width: " + "calc(" * 40 + "1px" + ")" * 40 + "}", "house-css-nested"),
    ],
)
def test_a_style_sheet_may_not(css: str, code: str) -> None:
    assert code in codes(css)


@pytest.mark.parametrize(
    "css",
    [
        "p, .box > h2:first-child { color: var(--house-accent); font: 10pt/1.4 x }",
        "@media print { @page { margin: 20mm; @bottom-left { color: #333 } } }",
        "@media screen { html.arabic em { font-weight: bold } }",
        "p { width: calc(100% - 2pt); transform: rotate(3deg) }",
        "p { opacity: 0.5; font-size: 1.2rem; font-family: var(--house-font-latin) }",
    ],
)
def test_a_style_sheet_may(css: str) -> None:
    assert codes(css) == set()


def test_a_deep_selector_or_block_ends_quickly() -> None:
    assert "house-css-nested" in codes("p" + ":not(" * 200 + "a" + ")" * 200 + "{}")
    assert DEPTH == 30


def test_no_address_of_the_hostile_markup_gets_through(shared: Path) -> None:
    lines = (shared / "hostile" / "html" / "fetch_vectors.jsonl").read_text("utf-8").splitlines()
    sheets = [json.loads(line)["html"] for line in lines]
    found = 0
    for html in sheets:
        if "<style>" in html:
            css = html.split("<style>")[1].split("</style>")[0].replace("@@", "file:///etc/passwd")
            assert codes(css), css
            found += 1
    assert found >= 3
