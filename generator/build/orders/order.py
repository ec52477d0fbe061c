"""Orders: what is wanted, about whom, in which languages and formats, as of when.

An order is ``briefings/<name>.toml``, written by people. Reading it checks its form;
``check_order`` checks it against the templates, house styles and facts that are there.
All mistakes are noted together. See ``docs/orders-and-editions.md`` for every field.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import field
from functools import partial
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from generator.build.orders.audiences import (
    SAID,
    Audience,
    asked,
    for_audiences,
    may_be_meant,
    note_names,
    read_audiences,
)
from generator.build.orders.basics import (
    read_as_of,
    read_calendars,
    read_digits,
    read_formats,
    read_identifier,
    read_languages,
    read_number,
)
from generator.build.orders.bilingual import Bilingual, read_bilingual
from generator.build.orders.changes import Changes, following, read_changes
from generator.build.orders.fields import Fields, near, places_of, shown, switches
from generator.build.orders.gate import read_gate
from generator.build.orders.item import read_item
from generator.build.orders.known import read_known_on
from generator.build.orders.languages import (
    texts_by_language,
)
from generator.build.orders.marking import read_handling, read_watermark
from generator.build.orders.meeting import Meeting, ids, read_meeting
from generator.build.orders.pack import Pack, gathered, read_pack
from generator.build.orders.pictures import chart_choices, flag_choices, map_choices
from generator.build.orders.producers import RankChoices, read_order_producers
from generator.build.orders.schedule import read_schedule
from generator.build.orders.subjects import read_group, read_subjects
from generator.build.orders.tables import read_table_rows
from generator.build.orders.text import OfficerText, digest_with, read_beside, read_texts
from generator.build.orders.word import word_choices
from generator.build.workspace import Workspace
from generator.editions.names import order_name_trouble
from generator.facts.readers.decode import decode, read_bytes
from generator.facts.readers.toml_file import toml_tree
from generator.house.gate import Verdict
from generator.limits import DEFAULT_LIMITS, Limits
from generator.problems import Findings, Problem, Where
from generator.records import dataclass

if TYPE_CHECKING:
    from generator.schedule.whole import Schedule

DEFAULT_HOUSE: Final = "canada"
"""The house style of an order that names none."""

STATUSES: Final = ("draft", "clean")
FALLBACKS: Final = ("show", "omit", "refuse")
DOUBTFUL: Final = ("mark", *FALLBACKS)


def _none() -> Mapping[str, str]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Order:
    """One order. Its name is that of its file.

    subject  the country it is about; of several the first. subjects: all, in the order in
             which they print, or () for one; group: what they are called, by language.
    as_of    the day the brief speaks for; None is "today", the day of the build.
    known_on  prints only what was known on that day; None is all that is on record.
    ceiling  highest marking that may print; None is the lowest level of the house.
    handling what is added to the marking on every page: texts by language, "" for one that
             reads alike in every language.
    watermark  whether a draft bears its word across each page.
    table_rows  rows of a table that are printed, at most; None leaves it to the house.
    number   document number; without one the order's name in capitals.
    missing_translation, stale_translation, draft_translation, machine_translation
             what such a text does; None leaves it to the house style.
    audience "to-say" leaves out what is for background only; None: as the template says.
    audiences  for whom there are editions of their own; readers: of such an edition, for whom.
    item     id of the event, visit or parliamentary item it is about.
    pack     the briefs that the order names, of which it makes one document; None: it has one.
    bilingual  two of the languages that are made in one file too.
    people   ids of the persons a document is about.
    schedule  when it is made by itself; None: only when somebody builds it.
    changes  which changes a change note tells, or how changes show in the document itself.
    text     an officer's own texts, by slot; sections: which are switched on or off.
    word, map, flag, charts, gate, producers  options that are not as the house style has them.
    naming   the source that names the countries; "": the one that the house style chooses.
    sha256   of the file; places: line of each field, for messages.
    """

    name: str
    file: str
    sha256: str
    template: str
    subject: str
    languages: tuple[str, ...]
    formats: tuple[str, ...]
    house: str
    number: str
    subjects: tuple[str, ...] = ()
    group: Mapping[str, str] = field(default_factory=_none)
    as_of: dt.date | None = None
    known_on: dt.date | None = None
    status: str = "draft"
    ceiling: str | None = None
    handling: tuple[Mapping[str, str], ...] = ()
    watermark: bool = True
    table_rows: int | None = None
    missing_translation: str | None = None
    stale_translation: str | None = None
    draft_translation: str | None = None
    machine_translation: str | None = None
    digits: Mapping[str, str] = field(default_factory=_none)
    calendars: Mapping[str, str] = field(default_factory=_none)
    title: Mapping[str, str] = field(default_factory=_none)
    word: Mapping[str, str | bool] = field(default_factory=lambda: MappingProxyType({}))
    map: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    flag: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    charts: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    gate: Mapping[str, Verdict] = field(default_factory=lambda: MappingProxyType({}))
    producers: RankChoices | None = None
    naming: str = ""
    meeting: Meeting | None = None
    item: str | None = None
    audience: str | None = None
    audiences: tuple[Audience, ...] = ()
    readers: str = ""
    pack: Pack | None = None
    bilingual: Bilingual | None = None
    people: tuple[str, ...] = ()
    changes: Changes | None = None
    schedule: Schedule | None = None
    text: Mapping[str, OfficerText] = field(default_factory=lambda: MappingProxyType({}))
    sections: Mapping[str, bool] = field(default_factory=lambda: MappingProxyType({}))
    places: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}), compare=False)

    @property
    def areas(self) -> tuple[str, ...]:
        """Every country it is about, in the order in which they print."""
        if self.pack is not None:
            return self.pack.areas
        return self.subjects or (self.subject,)

    @property
    def stem(self) -> str:
        """The name of its file, which has other orders too where it has several audiences."""
        return PurePath(self.file).stem

    def where(self, name: str) -> Where:
        """The place of one of its fields."""
        return Where(self.file, self.places.get(name), None, self.name, name)


def read_orders(
    workspace: Workspace,
    names: Sequence[str],
    findings: Findings,
    limits: Limits = DEFAULT_LIMITS,
) -> tuple[Order, ...]:
    """The orders of those names, or all when none is named; unsound ones are noted.

    A name that is no order is noted with the nearest one; two orders with one document
    number are noted when both are read.
    """
    findings.extend(unknown_names(workspace, names))
    found: list[Order] = []
    for name in workspace.order_names():
        if not may_be_meant(name, names):
            continue
        path = workspace.briefings / f"{name}.toml"
        order = read_order(path, findings, limits, shown_as=workspace.shown(path))
        note_names((order,) if order else (), workspace.order_names(), findings)
        for one in asked((order,) if order else (), names):
            if note_twins(one, found, findings):
                found.append(one)
    return tuple(found)


def unknown_names(workspace: Workspace, names: Sequence[str]) -> tuple[Problem, ...]:
    """A problem for each name that no order has."""
    there = workspace.order_names()
    findings = Findings()
    for name in names:
        if name not in there and not _for_an_audience(workspace, name):
            where = Where(file=workspace.shown(workspace.briefings))
            called = {other.split("-")[0]: other for other in there} | {n: n for n in there}
            hint = near(name, called, named=called)
            findings.add("order-unknown", where, name=shown(name), hint=hint)
    return tuple(findings)


def _for_an_audience(workspace: Workspace, name: str) -> bool:
    """Whether an order has an audience of that name, or cannot be read and may have one."""
    for stem in workspace.order_names():
        if may_be_meant(stem, (name,)):
            path = workspace.briefings / f"{stem}.toml"
            order = read_order(path, Findings(), with_parts=False)
            if order is None or name in {one.name for one in for_audiences(order)}:
                return True
    return False


def note_twins(order: Order, others: Sequence[Order], findings: Findings) -> bool:
    """False, with a problem, when one of ``others`` has the same document number."""
    for other in others:
        if other.number.casefold() == order.number.casefold():
            findings.add(
                "order-number-twice", order.where("number"), number=order.number, other=other.file
            )
            return False
    return True


def read_order(
    path: Path,
    findings: Findings,
    limits: Limits = DEFAULT_LIMITS,
    *,
    shown_as: str = "",
    with_parts: bool = True,
) -> Order | None:
    """The order of one file; None, with every mistake in ``findings``, when it is unsound.

    with_parts  read the orders that a pack names, too.
    """
    order, sound = read_as_it_is(path, findings, limits, shown_as=shown_as, with_parts=with_parts)
    return order if sound else None


def read_as_it_is(
    path: Path,
    findings: Findings,
    limits: Limits = DEFAULT_LIMITS,
    *,
    shown_as: str = "",
    with_parts: bool = True,
) -> tuple[Order | None, bool]:
    """The order of one file and whether it is sound; of an unsound one, what could be read.

    None where nothing could be read. Every mistake is in ``findings``.
    """
    file = shown_as or path.as_posix()
    before = len(findings.errors)
    trouble = order_name_trouble(path.stem)
    if trouble:
        findings.add("order-name", Where(file), name=shown(path.stem), reason=trouble)
        return None, False
    if path.is_symlink():
        findings.add("order-symlink", Where(file))
        return None, False
    content = read_bytes(path, file, findings, limits.order_file)
    text = None if content is None else decode(content, file, findings)
    tree = None if text is None else toml_tree(text, file, findings, limits)
    if content is None or tree is None:
        return None, False
    beside = read_beside(path, file, findings, limits)
    fields = Fields(tree, file, path.stem, findings)
    texts = read_texts(fields, text or "", beside, limits)
    sha256 = digest_with(content, beside)
    order = _order(fields, path.stem, file, sha256, tree.keys, texts)
    if with_parts:
        reader = partial(read_order, findings=findings, limits=limits, with_parts=False)
        order = following(gathered(order, path, reader, findings), path, reader, findings)
    return order, len(findings.errors) == before


def _order(
    fields: Fields,
    name: str,
    file: str,
    sha256: str,
    keys: Mapping[str, tuple[int, int]],
    text: Mapping[str, OfficerText],
) -> Order:
    pack, languages, changes = read_pack(fields), read_languages(fields), read_changes(fields)
    meeting = read_meeting(fields)
    areas = ("",) if pack or (changes and changes.of) else read_subjects(fields)
    order = Order(
        name=name,
        file=file,
        sha256=sha256,
        template="" if pack else read_identifier(fields, "template", needed=True),
        subject=areas[0],
        subjects=areas if len(areas) > 1 else (),
        group=read_group(fields, texts_by_language),
        languages=languages,
        formats=read_formats(fields),
        house=read_identifier(fields, "house", needed=False) or DEFAULT_HOUSE,
        number=read_number(fields) or name.upper(),
        as_of=read_as_of(fields),
        known_on=read_known_on(fields),
        status=fields.choice("status", STATUSES, "draft") or "draft",
        ceiling=fields.text("ceiling"),
        handling=read_handling(fields),
        watermark=read_watermark(fields),
        table_rows=read_table_rows(fields),
        missing_translation=fields.choice("missing_translation", FALLBACKS, None),
        stale_translation=fields.choice("stale_translation", DOUBTFUL, None),
        draft_translation=fields.choice("draft_translation", DOUBTFUL, None),
        machine_translation=fields.choice("machine_translation", DOUBTFUL, None),
        digits=read_digits(fields),
        calendars=read_calendars(fields),
        title=texts_by_language(fields, "title"),
        word=word_choices(fields),
        map=map_choices(fields, texts_by_language),
        flag=flag_choices(fields),
        charts=chart_choices(fields),
        gate=read_gate(fields),
        producers=read_order_producers(fields),
        naming=read_identifier(fields, "naming", needed=False),
        item=read_item(fields),
        audience=fields.choice("audience", SAID, None),
        audiences=read_audiences(fields, name, read_languages, read_formats),
        pack=pack,
        bilingual=read_bilingual(fields, languages),
        meeting=meeting,
        schedule=read_schedule(fields, meeting),
        people=ids(fields, "people"),
        changes=changes,
        text=text,
        sections=switches(fields, "sections"),
        places=places_of(keys, fields),
    )
    fields.finish()
    return order
