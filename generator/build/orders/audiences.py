"""Editions of one order for several readers: ``[audiences.<name>]``.

Each audience has documents of its own, in a folder of its own, under a number of its own:
what one may not see is never beside what another gets. For the rest of the program each is
an order by itself, named ``<order>-<audience>``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from generator.build.orders.fields import Fields, shown
from generator.build.orders.languages import texts_by_language
from generator.build.orders.marking import read_handling
from generator.editions.names import number_trouble, order_name_trouble
from generator.facts.readers.tree import Table
from generator.problems import Findings, Where
from generator.records import dataclass

if TYPE_CHECKING:
    from generator.build.orders.order import Order

FIELD: Final = "audiences"
SAID: Final = ("to-say", "background")


@dataclass(frozen=True, slots=True)
class Audience:
    """Readers of an order, and what differs for them. Fields are as those of an order.

    audience  "to-say" leaves out what is for background only; None: as the template says.
    """

    name: str
    ceiling: str
    audience: str | None = None
    number: str | None = None
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    handling: tuple[Mapping[str, str], ...] | None = None
    title: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


Lists = Callable[[Fields], tuple[str, ...]]


def read_audiences(
    fields: Fields, order: str, languages: Lists, formats: Lists
) -> tuple[Audience, ...]:
    """The audiences of an order, as they are written; mistakes are noted."""
    table = fields.node(FIELD)
    inner = fields.inside(FIELD)
    if inner is None or not isinstance(table, Table):
        return ()
    found = []
    for name in table.entries:
        if trouble := order_name_trouble(name) or order_name_trouble(f"{order}-{name}"):
            inner.note("order-audience-name", name, value=shown(name), reason=trouble)
        own = inner.inside(name)
        if own is not None:
            found.append(_audience(own, name, languages, formats))
    if fields.has("briefs"):
        fields.note("order-audiences-pack", FIELD)
    return tuple(found)


def _audience(fields: Fields, name: str, languages: Lists, formats: Lists) -> Audience:
    number = fields.text("number")
    if number is not None and (trouble := number_trouble(number)):
        fields.note("order-number", "number", value=shown(number), reason=trouble)
    audience = Audience(
        name=name,
        ceiling=fields.needed_text("ceiling") or "",
        audience=fields.choice("audience", SAID, None),
        number=number,
        languages=languages(fields) if fields.has("languages") else (),
        formats=formats(fields) if fields.has("formats") else (),
        handling=read_handling(fields) if fields.has("handling") else None,
        title=texts_by_language(fields, "title"),
    )
    for optional in ("languages", "formats", "handling"):
        fields.node(optional)
    fields.finish()
    return audience


def for_audiences(order: Order) -> tuple[Order, ...]:
    """The order by itself, or one for each of its audiences."""
    return tuple(_for(order, audience) for audience in order.audiences) or (order,)


def _for(order: Order, audience: Audience) -> Order:
    return replace(
        order,
        name=f"{order.name}-{audience.name}",
        number=audience.number or f"{order.number}-{audience.name.upper()}",
        ceiling=audience.ceiling,
        audience=audience.audience or order.audience,
        languages=audience.languages or order.languages,
        formats=audience.formats or order.formats,
        handling=order.handling if audience.handling is None else audience.handling,
        title={**order.title, **audience.title},
        audiences=(),
        readers=audience.name,
    )


def asked(orders: Iterable[Order], names: Sequence[str]) -> Iterator[Order]:
    """Those of some orders, each for its audiences, that are named; all without names."""
    for order in orders:
        for one in for_audiences(order):
            if not names or one.name in names or order.name in names:
                yield one


def may_be_meant(file_name: str, names: Sequence[str]) -> bool:
    """Whether the order of a file can be one of those named, for an audience or for all."""
    return not names or any(name == file_name or name.startswith(f"{file_name}-") for name in names)


def note_names(orders: Iterable[Order], taken: Iterable[str], findings: Findings) -> None:
    """Note an audience whose editions would lie in the folder of another order."""
    files = set(taken)
    for order in orders:
        for audience in order.audiences:
            name = f"{order.name}-{audience.name}"
            if name in files:
                where = Where(order.file, None, None, order.name, f"{FIELD}.{audience.name}")
                findings.add("order-audience-twice", where, name=name)
