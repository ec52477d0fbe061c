"""The proof of an edition: finished files against documents, languages against each other.

A worker reads back each file it has written. The program lays the outlines of the
languages side by side when all files are there. What differs stops the edition.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from generator.facts.discreet import WITHHELD, is_open
from generator.problems import Problem, ProblemsFound, Severity, Where

if TYPE_CHECKING:
    from generator.compose.model import Composed
    from generator.facts.model import FactBase
    from generator.house.model import HouseStyle
    from generator.proof.across import Disagreement
    from generator.proof.found import Difference

FORMATS: Final[Mapping[str, str]] = {
    "pdf": "The PDF",
    "docx": "The Word file",
    "html": "The HTML page",
    "csv": "The file of a long table",
}
_CODES: Final[Mapping[str, str]] = {
    "missing": "proof-fact-differs",
    "order": "proof-order-differs",
    "value": "proof-exact-differs",
    "numbers": "proof-numbers-differ",
    "loose": "proof-text-differs",
    "calls": "proof-sources-differ",
    "names": "proof-names-differ",
    "officer": "proof-officer-differs",
}
UNDRAWN: Final = "chart-letter-missing"
"""A chart whose data stand there as a table: what its caption and description say is not there."""

_COUNTS: Final = frozenset({"missing", "names"})
"""Sorts of differences whose values say nothing of the content."""


def prove_file(
    composed: Composed, house: HouseStyle, format_name: str, content: bytes
) -> dict[str, int]:
    """Read a finished file back; gives how much was compared, and pages, those of parts by id.

    Raises ``ProblemsFound`` where the file does not say what the document says.
    """
    from generator.proof.files import prove
    from generator.proof.trouble import UnreadableError

    document = composed.document
    told = {"format": FORMATS.get(format_name, format_name), "language": document.lang}
    where = Where(record=document.properties.number or None)
    discreet = not _open(document.properties.marking, house)
    try:
        rtl = document.direction == "rtl"
        letterhead = (house.letterhead_rtl if rtl else None) or house.letterhead
        proof = prove(document, format_name, content, letterhead)
    except UnreadableError as error:
        reason = WITHHELD if discreet else str(error)
        problem = Problem("proof-file-unreadable", where, {**told, "reason": reason})
        raise ProblemsFound([problem]) from None
    _stop_on(proof.differences, told, where, discreet=discreet)
    counted = {"lines": proof.lines, "pages": proof.pages, "front": proof.front, **proof.parts}
    return {name: count for name, count in counted.items() if count or name == "lines"}


def _stop_on(
    differences: Iterable[Difference], told: Mapping[str, str], where: Where, *, discreet: bool
) -> None:
    """Raise ``ProblemsFound`` with what a file says otherwise than its document."""
    problems = []
    for one in differences:
        here = Where(record=one.fact or where.record)
        said = {"place": one.place, "wanted": one.wanted, "found": one.found}
        values = {**told, **(dict.fromkeys(said, WITHHELD) if discreet else said)}
        code = "proof-file-differs" if one.wanted else "proof-file-more"
        problems.append(Problem(code, here, values))
    if problems:
        raise ProblemsFound(problems)


def long_tables(composed: Composed, house: HouseStyle) -> list[tuple[dict[str, Any], bytes]]:
    """The files of a document's long tables, each read back, with what its record says of it.

    Raises ``ProblemsFound`` where one does not say what the document says.
    """
    from generator.document.tablefiles import table_files
    from generator.document.walk import tables
    from generator.proof.table_text import prove_table
    from generator.proof.trouble import UnreadableError

    document = composed.document
    told = {"format": FORMATS["csv"], "language": document.lang}
    where = Where(record=document.properties.number or None)
    discreet = not _open(document.properties.marking, house)
    contents = table_files(document)
    made = []
    for number, table in enumerate(tables(document), 1):
        if table.rest is None:
            continue
        content = contents[table.rest.file]
        try:
            proof = prove_table(document, number, table, content)
        except UnreadableError as error:
            reason = WITHHELD if discreet else str(error)
            problem = Problem("proof-file-unreadable", where, {**told, "reason": reason})
            raise ProblemsFound([problem]) from None
        _stop_on(proof.differences, told, where, discreet=discreet)
        printed, others = len(table.rows), len(table.rest.rows)
        signs = {"separator": document.signs.separator, "decimal": document.signs.decimal}
        rows = {"rows": printed + others, "printed": printed}
        made.append(({"file": table.rest.file, **rows, **signs}, content))
    return made


def outline_of(composed: Composed, house: HouseStyle, base: FactBase) -> tuple[dict[str, Any], int]:
    """The outline of a document, and how many printed values were read back in it.

    Raises ``ProblemsFound`` where the text of a value does not say its exact value, or a
    name is not that of the person, body or country it should name.
    """
    from generator.localisation.reading import Reader
    from generator.proof.names import strangers
    from generator.proof.outline import Outliner, reader

    outliner = Outliner(composed.document)
    outline = outliner.outline()
    outline["omitted"] = sorted(composed.omitted)
    undrawn = any(problem.code == UNDRAWN for problem in composed.problems)
    outline["whole"] = not composed.untranslated and not undrawn
    outline["names"] = sorted(composed.named)
    readers: dict[str, Reader] = {}
    discreet = not _open(composed.document.properties.marking, house)
    problems = []
    for place, value, language in outliner.values:
        read = reader(readers, composed.document, language)
        if read.agrees(value.text, value.exact, time=value.kind == "time"):
            continue
        said = {"place": place, "shown": value.text, "exact": value.exact}
        values = dict.fromkeys(said, WITHHELD) if discreet else said
        where = Where(record=value.fact)
        problems.append(Problem("proof-value-differs", where, {**values, "language": language}))
    tag = composed.document.lang
    for name, text, nearest in strangers(composed.named, base, house, tag):
        shown = WITHHELD if discreet else text
        values = {"shown": shown, "name": name, "nearest": nearest, "language": tag}
        problems.append(Problem("proof-name-differs", Where(record=name), values))
    if problems:
        raise ProblemsFound(problems)
    return outline, len(outliner.values)


def prove_languages(
    outlines: Sequence[Mapping[str, Any]], base: FactBase, marking: str, house: HouseStyle
) -> tuple[Problem, ...]:
    """What the languages of an edition say differently; only errors stop it."""
    from generator.proof.across import compared

    told = is_open(marking, [level.name for level in house.marking.levels])
    return tuple(_problem(one, base, told) for one in compared(outlines))


def _problem(one: Disagreement, base: FactBase, told: bool) -> Problem:
    fact = base.facts.get(one.fact)
    where = Where(record=one.fact or None)
    if fact is not None:
        where = Where(file=fact.file or None, line=fact.line or None, record=fact.id)
    said = {"place": one.place, "one": one.one, "other": one.other}
    if not told:
        open_names = {"one", "other"} if one.what in _COUNTS else set()
        said = {name: text if name in open_names else WITHHELD for name, text in said.items()}
    language, compared = one.languages
    severity = Severity.WARNING if one.what == "officer" else Severity.ERROR
    values = {**said, "language": language, "compared": compared}
    return Problem(_CODES[one.what], where, values, severity)


def _open(marking: str, house: HouseStyle) -> bool:
    return is_open(marking, [level.name for level in house.marking.levels])
