"""WeasyPrint under our own terms: shipped fonts only, nothing fetched, no warning lost.

Importing this module imports WeasyPrint (half a second). Fonts, parsed style sheets and
the engine itself are kept for the life of the process; a document then costs its layout
and drawing only.
"""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, lru_cache
from importlib import resources
from io import BytesIO
from pathlib import Path
from typing import Any, Final, NoReturn, TypeVar
from xml.etree.ElementTree import Element

from generator.problems import Problem, ProblemsFound
from generator.writers import fonts
from generator.writers.pdf_notes import keep_notes
from generator.writers.pdf_types import know_types, share_types

__all__ = [
    "CSS",
    "FETCHER",
    "HTML",
    "AbsolutePlaceholder",
    "Attachment",
    "Sheet",
    "boxes",
    "colour_profile",
    "counters_of",
    "engine_pdf",
    "font_configuration",
    "in_one_frame",
    "know_usual_types",
    "listening",
    "stylesheet",
]

FRAME_SLOTS: Final = 34_000  # of 8 bytes: the chunk is 512 KB, about half of it is left free
_Given = TypeVar("_Given")


@contextmanager
def _own_fontconfig() -> Iterator[None]:
    """Fontconfig reads its environment whenever a configuration is made, and only then."""
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(fonts.folder() / "fonts.conf")
    try:
        yield
    finally:
        if before is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = before


with _own_fontconfig():
    import weasyprint.pdf as engine_pdf
    import weasyprint.pdf.fonts as engine_subsets
    import weasyprint.text.fonts as engine_fonts
    from cssselect2 import ElementWrapper
    from weasyprint import CSS, HTML, Attachment
    from weasyprint.css import ColorProfile
    from weasyprint.css.counters import CounterStyle
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout import LayoutContext
    from weasyprint.layout.absolute import AbsolutePlaceholder
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import FatalURLFetchingError, URLFetcher

keep_notes(LayoutContext)
share_types(engine_subsets)


class RefusingFetcher(URLFetcher):  # type: ignore[misc]
    """Opens nothing: no file, no address, no data URL."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> NoReturn:
        """Refuse ``url``. The error is a ``BaseException``, so no engine code swallows it."""
        raise FatalURLFetchingError(url)


class Sheet(HTML):  # type: ignore[misc]
    """A document from elements that are already made, so that nothing is parsed."""

    def __init__(self, root: Element) -> None:
        self.base_url = None
        self.url_fetcher = FETCHER
        self.media_type = "print"
        self.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element

    def _ua_stylesheets(self, forms: bool = False) -> list[Any]:
        """The sheet behind all others: ours, for the elements that our pages hold."""
        return [elements_stylesheet()]


FETCHER: Final = RefusingFetcher()


@lru_cache(maxsize=8)
def font_configuration(files: tuple[str, ...] = ()) -> Any:
    """The engine's fonts: those of the fonts folder, ``files``, and no others."""
    with _own_fontconfig():
        configuration = FontConfiguration()
    for file in files:
        path = Path(file).as_posix().encode(engine_fonts.PREFERRED_ENCODING)
        if not engine_fonts.fontconfig.FcConfigAppFontAddFile(configuration._config, path):
            name = Path(file).name
            values = {"file": name, "reason": "the layout engine does not take it"}
            raise ProblemsFound([Problem("font-unreadable", values=values)])
    if files:
        font_map = engine_fonts.ffi.cast("PangoFcFontMap *", configuration.font_map)
        engine_fonts.pangoft2.pango_fc_font_map_config_changed(font_map)
    gc.collect()
    gc.freeze()  # what is loaded by now stays: no collection needs to look at it again
    return configuration


def know_usual_types() -> None:
    """Parse the C types that every document needs."""
    know_types(engine_fonts.ffi)


@cache
def _profile() -> bytes:
    return (resources.files(engine_pdf) / "sRGB2014.icc").read_bytes()


def colour_profile() -> Any:
    """A fresh copy of the engine's sRGB profile, which grows with each document it serves."""
    components = (["r"], ["g"], ["b"])
    name = "sRGB2014.icc"
    return ColorProfile(BytesIO(_profile()), name, "relative-colorimetric", components)


@lru_cache(maxsize=64)
def stylesheet(css: str) -> Any:
    """A parsed style sheet; equal text is parsed once for the life of the process.

    Raises ``ProblemsFound`` for an address in it and for rules the engine does not know.
    """
    counters = CounterStyle()
    with listening() as messages:
        parsed = CSS(
            string=css,
            url_fetcher=FETCHER,
            font_config=font_configuration(),
            counter_style=counters,
        )
    parsed.counters = counters  # the engine itself forgets them with the sheet's text
    if messages:
        raise ProblemsFound(
            Problem("layout-warning", values={"message": message[:300]})
            for message in dict.fromkeys(messages)
        )
    return parsed


@cache
def elements_stylesheet() -> Any:
    """What the elements of our pages are before any style."""
    return stylesheet((resources.files(__package__) / "elements.css").read_text("utf-8"))


def counters_of(sheets: Iterable[Any]) -> Any:
    """The ways of counting that style sheets define, for a rendering of its own."""
    found = CounterStyle()
    for sheet in sheets:
        found.update(sheet.counters)
    return found


class Reports(logging.Handler):
    """Collects what the engine logs."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the message of one record."""
        self.messages.append(record.getMessage())


@contextmanager
def listening() -> Iterator[list[str]]:
    """Give the list in which the engine's warnings are collected; nothing else sees them.

    Raises ``ProblemsFound`` when something asked for an address.
    """
    logger = logging.getLogger("weasyprint")
    reports = Reports()
    propagate = logger.propagate
    logger.addHandler(reports)
    logger.propagate = False
    try:
        yield reports.messages
    except FatalURLFetchingError as refused:
        values = {"address": str(refused)[:200]}
        raise ProblemsFound([Problem("fetch-refused", values=values)]) from None
    finally:
        logger.removeHandler(reports)
        logger.propagate = propagate


def in_one_frame(function: Callable[..., _Given], *arguments: Any) -> _Given:
    """Call ``function`` from a frame so large that the interpreter takes a large chunk for it.

    Layout is a deep recursion. CPython keeps frames in 16 KB chunks and gives a chunk back
    when its last frame returns, so a recursion that goes to and fro over the end of a chunk
    maps and unmaps memory all the time: a tenth of a document's time. What is called from
    here finds room for all its frames in the same chunk.
    """
    return function(*arguments)


in_one_frame.__code__ = in_one_frame.__code__.replace(co_stacksize=FRAME_SLOTS)
