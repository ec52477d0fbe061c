"""Sections that an order switches off, and what is not chosen then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.build.orders.order import Order

if TYPE_CHECKING:
    from generator.compose.model import Template


def off_needs(order: Order, template: Template) -> frozenset[str]:
    """Names of the needs that only sections print which are switched off.

    What two sections share is chosen as long as one of them appears.
    """
    on: set[str] = set()
    off: set[str] = set()
    for name, section in template.sections.items():
        shown = order.sections.get(name, section.shown)
        (on if shown else off).update(section.needs)
    return frozenset(off - on)
