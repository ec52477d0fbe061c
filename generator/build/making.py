"""What is done in a worker: compose one brief, write one document.

Both take one parcel and give JSON and bytes. A composed document is kept for the tasks
that follow; a worker that does not have it composes again and gets the same.
"""

from __future__ import annotations

import dataclasses
import importlib
from collections import OrderedDict
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, Final

from generator.build.digests import file_digest
from generator.build.parcels import opened
from generator.build.workers.message import plain_problem
from generator.build.workers.waiting import FAMILIES
from generator.document.bilingual import bilingual
from generator.document.dump import fingerprint
from generator.document.walk import text
from generator.editions.plain import digest, to_plain
from generator.facts import parcel
from generator.facts.discreet import WITHHELD, is_open
from generator.problems import Problem, ProblemsFound, Severity

if TYPE_CHECKING:
    from generator.build.materials import Materials
    from generator.compose.model import Composed
    from generator.compose.packing import Part
    from generator.document.tree import Document
    from generator.house.model import HouseStyle

_KEPT: Final = FAMILIES
_QUOTING: Final = frozenset({"near", "start", "message"})
"""Values in the problems of writers that repeat words of the document."""

_composed: OrderedDict[str, Composed] = OrderedDict()
_places: dict[str, str] = {}
"""Where folders of templates and files of fonts lie on this machine, by their own places."""


def lies_elsewhere(places: Mapping[str, str]) -> None:
    """Tell that files lie elsewhere than where the parcels of tasks were packed."""
    _places.update(places)


def compose_brief(argument: bytes) -> tuple[dict[str, Any], list[bytes]]:
    """Compose one brief; gives its fingerprint, its facts and what to look at."""
    materials = _opened(argument)
    composed = _compose(materials)
    document = composed.document
    header = {
        **_told_of(document, materials),
        "pieces": {name: _told_of(one, materials) for name, one in composed.pieces.items()},
        "facts": dict(document.facts),
        "problems": [plain_problem(p) for p in composed.problems],
        "locale_data": _locale_data(),
        "texts": dict(composed.texts),
        "until": composed.until.isoformat() if composed.until else None,
        "read": {sort: list(names) for sort, names in composed.read.items()},
        "terms": [dataclasses.asdict(term) for term in composed.terms],
    }
    return header, []


def _told_of(document: Document, materials: Materials) -> dict[str, Any]:
    """What the edition must know of a document before it is written."""
    return {
        "fingerprint": content_fingerprint(document, materials.as_of_is_today),
        "marking": document.properties.marking,
        "length": len(text(document)),
    }


def write_brief(argument: bytes) -> tuple[dict[str, Any], list[bytes]]:
    """Write one document and read it back; gives what was proven of it, and its bytes.

    With it go the fonts it took beside the shipped ones. The first of each language also
    brings the outline of the language, for the others, and the files of its long tables.
    """
    from generator.build import proving
    from generator.writers.registry import writer

    packed, second, format_name, first, piece = parcel.unpack(argument)
    materials = _opened(packed)
    composed = _compose(materials)
    if second:
        both = bilingual(composed.document, _compose(_opened(second)).document, piece)
        composed = dataclasses.replace(composed, document=both)
    elif piece:
        composed = dataclasses.replace(composed, document=composed.pieces[piece])
    document, house = composed.document, materials.house
    header: dict[str, Any] = {}
    try:
        content = writer(format_name)(document, house)
        header["fonts"] = _fonts(document, house, format_name)
        proof = proving.prove_file(composed, house, format_name, content)
        header["parts"] = {name: proof.pop(name) for name in [*proof] if name.startswith("part-")}
        header["proof"] = proof
        beside: list[tuple[dict[str, Any], bytes]] = []
        if first:
            beside = proving.long_tables(composed, house)
            header["tables"] = [told for told, _ in beside]
            header["outline"], header["values"] = proving.outline_of(
                composed, house, materials.base
            )
        return header, [content, *(file for _, file in beside)]
    except ProblemsFound as found:
        levels = [level.name for level in materials.house.marking.levels]
        if is_open(document.properties.marking, levels):
            raise
        raise ProblemsFound([_without_quotes(p) for p in found.problems]) from None


def _fonts(document: Document, house: HouseStyle, format_name: str) -> dict[str, str]:
    """Name and SHA-256 of the font files that pages took beside the shipped ones."""
    if format_name != "pdf":
        return {}
    from generator.writers.fonts.choice import choose

    paths = choose(document, house).files
    return {PurePath(path).name: file_digest(path) for path in paths}


def _without_quotes(problem: Problem) -> Problem:
    """The problem without words of a marked document: messages carry no marking."""
    told = {k: WITHHELD if k in _QUOTING else v for k, v in problem.values.items()}
    return dataclasses.replace(problem, values=told)


def warm_text() -> None:
    """Load what composing, HTML and Word need, before workers are forked."""
    makers = ("compose.brief", "localisation.localiser", "writers.html", "writers.docx.writer")
    drawers = ("drawing.chart", "drawing.comparison")
    proof = ("files", "letterhead", "names", "outline", "table_text")
    for name in (
        *makers,
        *drawers,
        *(f"proof.{one}" for one in proof),
        "build.proving",
        "build.apart",
    ):
        importlib.import_module(f"generator.{name}")


def warm_pages() -> None:
    """Load what pages need as well: the layout engine, its fonts and the common style sheet."""
    engine = importlib.import_module("generator.writers.pdf_engine")
    importlib.import_module("generator.writers.pdf")
    styles = importlib.import_module("generator.writers.styles")
    importlib.import_module("generator.writers.fonts.faces").shipped_characters()
    engine.font_configuration()
    engine.know_usual_types()
    importlib.import_module("PIL.Image").preinit()
    engine.stylesheet(styles.own_css("sheet"))


def content_fingerprint(document: Document, as_of_is_today: bool) -> str:
    """SHA-256 of what the reader gets, without the day of issue and the edition's number.

    as_of_is_today  the as-of day follows the clock: its line on the page does not count
                    either, so that a new day alone makes no new edition.
    """
    from generator.document.tree import Text

    properties = document.properties
    # The line with the document's number may also say which edition this is.
    furniture = dataclasses.replace(
        document.furniture, issued=(), number=(Text(properties.number),)
    )
    if as_of_is_today:
        furniture = dataclasses.replace(furniture, as_of=())
        properties = dataclasses.replace(properties, as_of="")
    bare = dataclasses.replace(document, furniture=furniture, properties=properties)
    around = (document.sources, document.titles, document.labels, document.records)
    return digest([fingerprint(bare), *map(to_plain, around)])


def composed_in_process(materials: Materials) -> Composed:
    """A brief composed here and now, for a comparison; nothing of it is written or kept."""
    composed = _compose(materials)
    _composed.pop(materials.key, None)
    return composed


def _compose(materials: Materials) -> Composed:
    from generator.compose.brief import compose
    from generator.localisation import Localiser
    from generator.localisation.locale import resolve
    from generator.localisation.pseudo_localiser import PseudoLocaliser

    if materials.key in _composed:
        _composed.move_to_end(materials.key)
        return _composed[materials.key]
    locale = resolve(materials.language)[0]
    kind = PseudoLocaliser if locale.pseudo else Localiser
    localiser = kind.for_house(locale, materials.house, materials.digits, materials.calendars)
    composed = compose(
        materials.template,
        materials.selection,
        materials.base,
        materials.house,
        localiser,
        materials.brief,
        pictures=materials.pictures,
        parts=_parts(materials),
    )
    errors = [p for p in composed.problems if p.severity is Severity.ERROR]
    if errors:
        raise ProblemsFound(composed.problems)
    _composed[materials.key] = composed
    while len(_composed) > _KEPT:
        _composed.popitem(last=False)
    return composed


@lru_cache(maxsize=_KEPT)
def _opened(packed: bytes) -> Materials:
    """The materials in a parcel, opened once for all documents that are made of them."""
    return _here(opened(packed))


def _here(materials: Materials) -> Materials:
    """The materials with the places that folders and files have on this machine."""
    if not _places:
        return materials
    template, house = materials.template, materials.house
    roots = tuple(Path(_places.get(root.as_posix(), root)) for root in template.roots)
    fonts = tuple(_places.get(file, file) for file in house.font_files)
    return dataclasses.replace(
        materials,
        template=dataclasses.replace(template, roots=roots),
        house=dataclasses.replace(house, font_files=fonts),
        parts=tuple(_here(part) for part in materials.parts),
    )


def _parts(materials: Materials) -> tuple[Part, ...]:
    """The briefs of a pack, composed; raises what keeps any of them from being composed."""
    from generator.compose.packing import Part

    parts: list[Part] = []
    problems: list[Problem] = []
    for one in materials.parts:
        try:
            parts.append(Part(one.own_number, _compose(one)))
        except ProblemsFound as found:
            problems.extend(found.problems)
    if problems:
        raise ProblemsFound(problems)
    return tuple(parts)


def _locale_data() -> dict[str, str]:
    import babel
    from babel.core import get_cldr_version

    return {"babel": str(babel.__version__), "cldr": str(get_cldr_version())}
