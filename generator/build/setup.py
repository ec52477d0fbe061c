"""A new workspace that builds at once, and a new order in one."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from generator.build.orders.audiences import for_audiences
from generator.build.orders.checks import check_language
from generator.build.orders.fields import foreign_letters, near, shown
from generator.build.orders.order import DEFAULT_HOUSE, read_order
from generator.build.orders.subjects import AREA, check_countries
from generator.build.workspace import PARTS, Workspace, packaged_root
from generator.editions.atomic import create_file, write_file
from generator.editions.trouble import writing_problem
from generator.problems import Findings, Problem, ProblemsFound, Where

if TYPE_CHECKING:
    from generator.compose.model import Template
    from generator.facts.model import FactBase

_T = TypeVar("_T")
STARTER_ORDER: Final = "iraq-country-brief.toml"
HOUSES: Final = "templates/house"
_NAMED: Final = 6
"""Countries that the name of an order lists."""

_README: Final = """\
# A workspace for briefs

- `sources/` holds what is known: one folder for each source, with its origin and licence.
- `briefings/` holds orders (`*.toml`), and beside each its editions, numbered.
- `fonts/` is for fonts of scripts that the program does not bring: see `briefing doctor`.
- `templates/house/` holds the look of your organisation. Kinds of brief come with the
  program; a folder of the same name under `templates/` takes the place of one.

| to | type |
| --- | --- |
| see mistakes, all at once | `briefing check` |
| make what is ordered | `briefing build` |
| order a brief on another country | `briefing new SYR` |
| see what is known about a country | `briefing facts SYR` |

`state/` may be deleted at any time. Nothing under `briefings/<order>/` is ever changed or
deleted by the program.
"""

_GITIGNORE: Final = "state/\n.tmp-*\n.lock\n"

_ORDER: Final = """\
# Every field is explained in the guide to orders and editions.

template = "{template}"
{subject}
{item}number = "{number}"
status = "draft"                          # "clean" once every disagreement is ruled on

languages = [{languages}]
formats = ["pdf", "docx", "html"]
missing_translation = "show"              # or "omit", or "refuse"
stale_translation = "mark"                # or "show" (the original), "omit", or "refuse"

house = "{house}"
as_of = "today"                           # or a day: "{today}"

# For a meeting, take the marks # away and fill in:
# [meeting]
# date = "{today}"
# language = "en-CA"
# participants = []                       # ids of people in sources/
# [meeting.title]
# en = "Meeting with …"
# [meeting.place]
# en = "…"
"""
_GROUP: Final = """
# What the countries are called together, by language; without it their names are listed:
# [group]
# en = "…"
"""
_ITEM: Final = """\
# item = "…"                              # id of the event, visit or parliamentary item
"""
_SLOT: Final = """
# {says} It {needed}; Markdown, one text a language:
# [text.{name}]
# en = \"\"\"…\"\"\"
"""
_AS_OF: Final = re.compile(r"as_of = .*\n")
_CHANGES: Final = """
# Two editions are compared: "previous", a number, or the last one of a day. In place of
# since, two days: between = ["2024-12-01", "{today}"].
[changes]
of = "{of}"
since = "previous"
"""
LANGUAGES: Final = ("en-CA", "fr-CA")


def init_workspace(folder: Path, *, examples: bool = False) -> tuple[Path, ...]:
    """Make a workspace in a new or empty folder; gives the files made.

    examples  with an order for every kind of brief, and for a pack of them; else with one.

    Raises ``ProblemsFound`` when the folder holds anything, or cannot be made.
    """
    files = dict(_starter(examples=examples))
    _refuse_taken(folder)
    made = []
    try:
        for name, data in sorted(files.items()):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            write_file(path, data)
            made.append(path)
    except OSError as error:
        raise ProblemsFound([writing_problem(error, folder.as_posix())]) from error
    return tuple(made)


def new_order(
    workspace: Workspace,
    *areas: str,
    today: dt.date,
    template: str = "country-brief",
    house: str = "",
    languages: Sequence[str] = (),
) -> Path:
    """Write an order for a country, or several; gives its file. One that is there stays.

    areas      each a code of ISO 3166-1 or a name, of an area that the sources know.
    house      a house style; "": the one of most orders that are there.
    languages  BCP 47 tags with the country of the readers; (): as most orders of another house
               than the first have them.

    Raises ``ProblemsFound``.
    """
    findings = Findings()
    house, languages = _as_usual(workspace, house, languages)
    base = _areas_known(workspace)
    codes = tuple(_code(base, area) for area in areas)
    path = workspace.briefings / f"{_order_name(codes, template)}.toml"
    place = workspace.shown(path)
    _check_areas(base, codes, place, findings)
    for kind, value, known in (
        ("template", template, workspace.template_names()),
        ("house", house, workspace.house_names()),
    ):
        if value not in known:
            choices = ", ".join(known)
            hint = near(value, known)
            where = Where(file=place)
            findings.add(
                f"order-{kind}-unknown", where, value=shown(value), hint=hint, choices=choices
            )
    for tag in languages:
        check_language(tag, Where(file=place, field="languages"), findings)
    findings.stop_on_errors()
    kind_of_brief = _template(workspace, template, codes, place)
    number = _free_number(workspace, codes, kind_of_brief.code, today)
    follows = _followed(workspace, codes, place) if kind_of_brief.changes else ""
    text = order_text(codes, number, kind_of_brief, house, languages, today, follows)
    try:
        create_file(path, text.encode())
    except FileExistsError:
        problem = Problem("order-exists", Where(file=place), {"file": place})
        raise ProblemsFound([problem]) from None
    except OSError as error:
        raise ProblemsFound([writing_problem(error, place)]) from error
    return path


def _as_usual(
    workspace: Workspace, house: str, languages: Sequence[str]
) -> tuple[str, Sequence[str]]:
    """House and languages, those not given as the orders of the workspace mostly have them."""
    read = (read_order(path, Findings(), with_parts=False) for path in workspace.order_files())
    orders = [order for order in read if order is not None]
    house = house or _most([order.house for order in orders], DEFAULT_HOUSE)
    if not languages and house != DEFAULT_HOUSE:
        languages = _most([order.languages for order in orders if order.house == house], LANGUAGES)
    return house, languages or LANGUAGES


def _most(found: Sequence[_T], usual: _T) -> _T:
    """What is there most often; of several the first."""
    return Counter(found).most_common(1)[0][0] if found else usual


def _followed(workspace: Workspace, areas: Sequence[str], place: str) -> str:
    """The first order about the countries, for a change note to follow; not one of a note."""
    for path in workspace.order_files():
        order = read_order(path, Findings())
        if order is None or (order.changes is not None and order.changes.of):
            continue
        if order.areas == tuple(areas):
            return next(iter(for_audiences(order))).name
    values = {"countries": ", ".join(areas), "example": f"briefing new {' '.join(areas)}"}
    raise ProblemsFound([Problem("changes-new-order", Where(file=place), values)])


def order_text(
    areas: Sequence[str],
    number: str,
    template: Template,
    house: str,
    languages: Sequence[str],
    today: dt.date,
    follows: str = "",
) -> str:
    """The text of an order for a country, or for several, with every choice explained.

    What the template leaves to the order stands there behind a mark #, to be filled in.
    follows  the order whose changes a change note tells; it says what that is about.
    """
    form = _ORDER
    if follows:
        told = _CHANGES.format(of=follows, today=today.isoformat())
        form = _AS_OF.sub("", form).replace("{subject}\n", "") + told
        areas = areas[:1]
    text = form.format(
        template=template.name,
        item=_ITEM if any(need.item is not None for need in template.needs) else "",
        subject=_subject(areas),
        number=number,
        languages=", ".join(f'"{tag}"' for tag in languages),
        house=house,
        today=today.isoformat(),
    )
    slots = (
        _SLOT.format(
            name=slot.name,
            says=slot.description.get("en", "What stands there is yours."),
            needed="must be given" if slot.needed else "may be left out",
        )
        for slot in template.slots.values()
    )
    return "".join((text, _GROUP if len(areas) > 1 else "", *slots))


def _order_name(areas: Sequence[str], template: str) -> str:
    """A name of the countries and the template; many countries are counted."""
    if len(areas) > _NAMED:
        return f"{areas[0].lower()}-and-{len(areas) - 1}-more-{template}"
    return "-".join((*(area.lower() for area in areas), template))


def _subject(areas: Sequence[str]) -> str:
    if len(areas) == 1:
        return f'subject = "{areas[0]}"'
    return f"subjects = [{', '.join(f'{chr(34)}{area}{chr(34)}' for area in areas)}]"


def _areas_known(workspace: Workspace) -> FactBase:
    """What the sources know, without the statistics of any country."""
    from generator.facts.sources import read_sources

    return read_sources(workspace.root, Findings(), areas=())


def _code(base: FactBase, typed: str) -> str:
    """The code of a country as orders write it; what is none stays as it was typed."""
    from generator.build.areas_typed import typed_area

    known = typed_area(base, typed)
    if known is not None:
        return known
    return typed.upper() if AREA.fullmatch(typed.upper()) else typed


def _check_areas(base: FactBase, areas: Sequence[str], place: str, findings: Findings) -> None:
    """Note a problem for each country that no source knows, or that stands there twice."""
    from generator.build.areas_typed import listed
    from generator.facts.nearest_area import areas_near

    for number, area in enumerate(areas):
        if area in areas[:number]:
            where = Where(file=place, field="subjects")
            findings.add("order-twice", where, field="subjects", value=shown(area))
        elif not AREA.fullmatch(area) or area not in base.areas:
            near = areas_near(base, area)
            findings.add(
                "area-unknown",
                value=shown(area) + (foreign_letters(area) if len(area) == len("IRQ") else ""),
                hint=f" Did you mean “{near[0]}”?" if near else "",
                near=f"; near to it are {listed(base, near)}" if near else "",
            )


def _template(workspace: Workspace, name: str, areas: Sequence[str], place: str) -> Template:
    """The template, which must be for as many countries."""
    from generator.compose.template import read_template

    findings = Findings()
    read = {}
    for known in workspace.template_names():
        folder = workspace.template_folder(known)
        noted = findings if known == name else Findings()
        found = (
            read_template(folder, noted, behind=workspace.template_roots[1:]) if folder else None
        )
        if found is not None:
            read[known] = found
    findings.stop_on_errors()
    taken = {known: found.countries for known, found in read.items()}
    check_countries(Where(file=place, field="template"), name, tuple(areas), taken, findings)
    findings.stop_on_errors()
    return read[name]


def _free_number(workspace: Workspace, areas: Sequence[str], code: str, today: dt.date) -> str:
    """A number no order has: of the country and the kind of brief; of several the kind alone."""
    taken = set()
    for path in workspace.order_files():
        if order := read_order(path, Findings()):
            taken.add(order.number.casefold())
    start = code if len(areas) > 1 else f"{areas[0]}-{code}"
    count = 1
    while (number := f"{start}-{today.year}-{count:04d}").casefold() in taken:
        count += 1
    return number


def _refuse_taken(folder: Path) -> None:
    place = folder.as_posix()
    where = Where(file=place)
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise ProblemsFound([Problem("workspace-not-a-folder", where, {"folder": place})])
    try:
        found = sorted(path.name for path in folder.iterdir()) if folder.exists() else []
    except OSError as error:
        raise ProblemsFound([writing_problem(error, place)]) from error
    if found:
        more = f" and {len(found) - 3} more" if len(found) > 3 else ""
        listed = ", ".join(shown(name) for name in found[:3]) + more
        values = {"folder": place, "found": listed}
        raise ProblemsFound([Problem("workspace-exists", where, values)])


def _starter(*, examples: bool) -> Iterator[tuple[str, bytes]]:
    """Names and contents of the files of a new workspace."""
    packaged = packaged_root()
    missing = [part for part in PARTS if not (packaged / part).is_dir()]
    if missing:
        values = {"missing": ", ".join(missing)}
        raise ProblemsFound([Problem("packaged-missing", Where(), values)])
    for part in ("sources", HOUSES):
        for path in sorted((packaged / part).rglob("*")):
            inside = path.relative_to(packaged)
            if path.is_file() and not any(re.match(r"[._]", name) for name in inside.parts):
                yield inside.as_posix(), path.read_bytes()
    for path in sorted((packaged / "briefings").glob("*.toml")):
        if examples or path.name == STARTER_ORDER:
            yield f"briefings/{path.name}", path.read_bytes()
    yield "README.md", _README.encode()
    yield ".gitignore", _GITIGNORE.encode()
