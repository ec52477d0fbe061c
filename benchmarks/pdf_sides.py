"""The two sides of the comparison of PDFs, each in a process of its own.

    python -m benchmarks.pdf_sides ours FOLDER fr ar
    python -m benchmarks.pdf_sides bare FOLDER fr ar
    python -m benchmarks.pdf_sides plain FOLDER

Each reads lines from its input: a language and how often. It writes the document so often and
answers with the processor time of one. ``bare`` is ``ours`` without pictures. These first leave
in FOLDER what ``plain`` is given: HTML, style sheets, pictures, fonts. The plain side imports
the engine and nothing of ours, so that neither side has the other's memory, kept objects or
state of the collector of cycles.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NoReturn
from xml.etree.ElementTree import tostring

GIVEN = "given.json"
VARIANT = "pdf/a-3a"


def serve(ways: Mapping[str, Callable[[], bytes]], folder: Path, side: str) -> None:
    """Answer lines until there are no more; the first file of each language is kept."""
    for tag, write in ways.items():
        (folder / f"{side}-{tag}.pdf").write_bytes(write())
    print("ready", flush=True)
    for line in sys.stdin:
        tag, times = line.split()
        began = time.process_time()
        for _ in range(int(times)):
            ways[tag]()
        print((time.process_time() - began) / int(times), flush=True)


def ours(
    folder: Path, languages: list[str], *, bare: bool = False
) -> dict[str, Callable[[], bytes]]:
    """The whole path from chosen facts to the finished file, by language."""
    from benchmarks.pdf import cases

    found = dict(zip(languages, cases(folder / "work", languages, bare=bare), strict=True))
    given = [(tag, case.document, case.house) for tag, case in found.items()]
    (folder / GIVEN).write_text(json.dumps(_given(given)), "utf-8")
    return {tag: case.ours for tag, case in found.items()}


def _given(documents: list[tuple[str, Any, Any]]) -> dict[str, Any]:
    """What the plain call needs, as text."""
    from generator.document.walk import figures
    from generator.writers import fonts
    from generator.writers.pdf import sheets_of
    from generator.writers.pdf_sheet import picture_address, sheet

    given: dict[str, Any] = {"fonts": str(fonts.folder() / "fonts.conf"), "pictures": {}}
    given["documents"] = {
        tag: {
            "html": "<!DOCTYPE html>"
            + tostring(sheet(document), encoding="unicode", method="html"),
            "sheets": sheets_of(document, house),
        }
        for tag, document, house in documents
    }
    for _, document, _ in documents:
        for figure in figures(document):
            given["pictures"][picture_address(figure)] = figure.svg
    return given


class Loud(logging.Handler):
    """Ends the measurement at any warning: a call that leaves something out is no measure."""

    def emit(self, record: logging.LogRecord) -> NoReturn:
        """Say what the engine said, and end."""
        raise SystemExit(f"the plain call is not whole: {record.getMessage()}")


def plain(folder: Path) -> dict[str, Callable[[], bytes]]:
    """The engine as its manual says to call it often: fonts and parsed style sheets are kept."""
    given = json.loads((folder / GIVEN).read_text("utf-8"))
    os.environ["FONTCONFIG_FILE"] = given["fonts"]
    from weasyprint import CSS, HTML
    from weasyprint.css.counters import CounterStyle
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    logging.getLogger("weasyprint").addHandler(Loud(logging.WARNING))

    class Pictures(URLFetcher):  # type: ignore[misc]
        """Gives the drawings of the documents."""

        def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Any:
            """The drawing at an address."""
            del headers
            kind = {"Content-Type": "image/svg+xml"}
            return URLFetcherResponse(url, body=given["pictures"][url].encode(), headers=kind)

    fonts, fetcher = FontConfiguration(), Pictures()

    def call(html: str, sheets: list[str]) -> Callable[[], bytes]:
        counters = CounterStyle()
        kept = [CSS(string=text, font_config=fonts, counter_style=counters) for text in sheets]

        def write() -> bytes:
            content: bytes = HTML(string=html, url_fetcher=fetcher).write_pdf(
                stylesheets=kept, font_config=fonts, counter_style=counters, pdf_variant=VARIANT
            )
            return content

        return write

    return {tag: call(**one) for tag, one in given["documents"].items()}


def main(side: str, folder: Path, languages: list[str]) -> None:
    """Serve one side."""
    if side == "plain":
        serve(plain(folder), folder, side)
    else:
        serve(ours(folder, languages, bare=side == "bare"), folder, "ours")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3:])
