"""The event, visit or parliamentary item that an order is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator.build.orders.fields import Fields, foreign_letters, near, shown
from generator.editions.names import ORDER_NAME
from generator.problems import Findings, Severity

if TYPE_CHECKING:
    from generator.build.orders.order import Order
    from generator.compose.model import Template
    from generator.facts.model import Fact, FactBase
    from generator.house.model import HouseStyle

_MOST_NAMED: Final = 20


def read_item(fields: Fields) -> str | None:
    """The id of the fact that the document is about, or None."""
    value = fields.text("item")
    if value is not None and not ORDER_NAME.fullmatch(value):
        fields.note("order-identifier", "item", value=shown(value), letters=foreign_letters(value))
        return None
    return value


def check_item(
    order: Order, template: Template, house: HouseStyle, base: FactBase, findings: Findings
) -> None:
    """Note an item that is missing, unknown, of another country or above the ceiling."""
    where = order.where("item")
    asked = any(need.item is not None for need in template.needs)
    if order.item is None:
        if asked:
            choices = _listed(_items(base, order, house))
            findings.add("order-item-missing", where, template=template.name, choices=choices)
        return
    fact = base.facts.get(order.item)
    if fact is None:
        known = _items(base, order, house)
        hint = near(order.item, known)
        choices = _listed(known)
        findings.add(
            "order-item-unknown", where, value=shown(order.item), hint=hint, choices=choices
        )
    elif not _may_print(fact, order, house):
        # Nothing is said of it: what it is about stands above the ceiling, too.
        findings.add("order-item-above", where, value=order.item)
    elif set(order.areas).isdisjoint(fact.countries):
        countries = ", ".join(fact.countries)
        findings.add(
            "order-item-subject",
            where,
            value=order.item,
            subject=", ".join(order.areas),
            countries=countries,
        )
    elif not asked:
        findings.add("order-item-unused", where, severity=Severity.WARNING, template=template.name)


def _items(base: FactBase, order: Order, house: HouseStyle) -> tuple[str, ...]:
    """What an order on its country can be about: what other facts belong to."""
    named = {whole for fact in base.facts.values() for whole in fact.part_of}
    facts = (base.facts[name] for name in sorted(named) if name in base.facts)
    return tuple(
        fact.id
        for fact in facts
        if not set(order.areas).isdisjoint(fact.countries) and _may_print(fact, order, house)
    )


def _may_print(fact: Fact, order: Order, house: HouseStyle) -> bool:
    levels = tuple(level.name for level in house.marking.levels)
    ceiling = order.ceiling or levels[0]
    from generator.selection.markings import rank

    return ceiling not in levels or rank(fact.marking, levels) <= levels.index(ceiling)


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(names[:_MOST_NAMED]) or "–"
