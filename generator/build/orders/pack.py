"""Packs: an order that names other orders, whose briefs become one document.

What the pack says counts for all its briefs: languages, formats, house style, day, status,
what wanting texts do. Each brief keeps what it is about: template, countries, number, title,
its own meeting where it has one, and its own ceiling, above which nothing prints either.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias

from generator.build.orders.fields import Fields, near, shown
from generator.editions.names import ORDER_NAME
from generator.problems import Findings
from generator.records import dataclass

if TYPE_CHECKING:
    from generator.build.orders.order import Order

Handling: TypeAlias = tuple[Mapping[str, str], ...]

BRIEFS: Final = "briefs"
ANNEXES: Final = "annexes"
SEPARATE: Final = (BRIEFS, ANNEXES)
LONGEST: Final = 40
"""Briefs of one pack at most: beyond that nobody carries it."""

OF_BRIEFS: Final = (
    "template",
    "subject",
    "subjects",
    "group",
    "people",
    "item",
    "text",
    "sections",
    "map",
    "flag",
)
"""Fields that belong to the orders a pack names, and not to the pack."""


@dataclass(frozen=True, slots=True)
class Pack:
    """What makes an order a pack.

    briefs    names of orders, in the order in which they print.
    separate  what goes out beside the pack as files of their own.
    parts     those orders, as the pack has them made; () until they are read.
    """

    briefs: tuple[str, ...]
    separate: tuple[str, ...] = SEPARATE
    parts: tuple[Order, ...] = ()

    @property
    def areas(self) -> tuple[str, ...]:
        """Every country its briefs are about."""
        return tuple(dict.fromkeys(area for part in self.parts for area in part.areas))

    def goes_out(self, piece: str) -> bool:
        """Whether a piece ("2", or "2-A" of an annex) is made as a file of its own."""
        return (ANNEXES if "-" in piece else BRIEFS) in self.separate


def read_pack(fields: Fields) -> Pack | None:
    """The pack of an order; None for the order of one brief."""
    if not fields.has("briefs"):
        return None
    for name in OF_BRIEFS:
        if fields.has(name):
            fields.node(name)
            fields.note("pack-field-of-brief", name)
    listed = fields.texts("briefs") or ()
    good: list[str] = []
    for name, line in listed:
        if not ORDER_NAME.fullmatch(name):
            fields.note("pack-brief-unknown", "briefs", line, value=shown(name), hint="")
        elif name in good:
            fields.note("order-twice", "briefs", line, value=name)
        else:
            good.append(name)
    if not listed:
        fields.note("pack-empty", "briefs")
    if len(good) > LONGEST:
        fields.note("pack-long", "briefs", count=len(good), limit=LONGEST)
        good = good[:LONGEST]
    return Pack(tuple(good), _separate(fields))


def _separate(fields: Fields) -> tuple[str, ...]:
    given = fields.texts("separate")
    if given is None or not fields.has("separate"):
        return SEPARATE
    found = (fields.one_of("separate", value, SEPARATE, line) for value, line in given)
    return tuple(dict.fromkeys(name for name in found if name is not None))


class Reader(Protocol):
    """Reads one order file, without the parts of a pack; None with its problems noted."""

    def __call__(self, path: Path, *, shown_as: str) -> Order | None:
        """The order of the file."""


def gathered(order: Order, path: Path, read: Reader, findings: Findings) -> Order:
    """The pack with its parts, as far as they are sound; all that is wrong is noted.

    path  of the pack's file; the orders it names lie beside it.
    """
    pack = order.pack
    if pack is None:
        return order
    there = sorted({one.stem for one in path.parent.glob("*.toml")} - {order.name})
    parts = []
    for name in pack.briefs:
        if _is_there(order, name, there, findings):
            beside = (PurePosixPath(order.file).parent / f"{name}.toml").as_posix()
            part = read(path.with_name(f"{name}.toml"), shown_as=beside)
            if part is None:
                findings.add("pack-brief-unsound", order.where("briefs"), value=name, file=beside)
            elif _fits(order, part, findings):
                parts.append(part)
    handling = _together((order.handling, *(part.handling for part in parts)))
    made = tuple(_as_packed(part, order, order.handling) for part in parts)
    return replace(order, handling=handling, pack=replace(pack, parts=made))


def _is_there(order: Order, name: str, there: Collection[str], findings: Findings) -> bool:
    where = order.where("briefs")
    if name == order.name:
        findings.add("pack-names-itself", where, value=name)
    elif name not in there:
        findings.add("pack-brief-unknown", where, value=name, hint=near(name, there))
    return name in there


def _fits(order: Order, part: Order, findings: Findings) -> bool:
    """Whether the pack can hold the brief: no pack, no change note, in the pack's languages."""
    where = order.where("briefs")
    if part.pack is not None:
        findings.add("pack-in-pack", where, value=part.name)
        return False
    if part.changes is not None and part.changes.of:
        findings.add("pack-of-note", where, value=part.name)
        return False
    missing = [tag for tag in order.languages if tag not in part.languages]
    if missing:
        findings.add(
            "pack-language-missing",
            where,
            value=part.name,
            file=part.file,
            missing=", ".join(missing),
            languages=", ".join(part.languages),
        )
    return True


def _as_packed(part: Order, pack: Order, asked: Handling) -> Order:
    """The order of a brief as the pack has it made; asked: what the pack adds to markings."""
    return replace(
        part,
        languages=pack.languages,
        formats=pack.formats,
        house=pack.house,
        as_of=pack.as_of,
        status=pack.status,
        handling=_together((part.handling, asked)),
        watermark=pack.watermark,
        missing_translation=pack.missing_translation,
        stale_translation=pack.stale_translation,
        draft_translation=pack.draft_translation,
        machine_translation=pack.machine_translation,
        digits=pack.digits,
        calendars=pack.calendars,
        word=pack.word,
        gate=pack.gate,
        meeting=part.meeting or pack.meeting,
        bilingual=None,
        audiences=(),
        changes=None if pack.changes is None else replace(pack.changes, box=False),
    )


def _together(lists: Iterable[Handling]) -> Handling:
    """What all lists hold, each thing once, in the order in which it comes."""
    found: list[Mapping[str, str]] = []
    for one in lists:
        found += [each for each in one if each not in found]
    return tuple(found)
