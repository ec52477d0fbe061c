"""Officers' texts of orders on their way to the translator."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from types import MappingProxyType

from generator.build.orders.order import Order
from generator.build.orders.text import text_as_fact
from generator.build.workspace import Workspace
from generator.facts.model import Fact, FactBase
from generator.translation.ordertexts import OrderTexts, Place


def order_facts(order: Order, levels: tuple[str, ...]) -> tuple[Fact, ...]:
    """The texts of an order as facts of it. levels: the marking levels, lowest first."""
    return tuple(
        text_as_fact(text, order.name, order.languages, levels[0], to_say=True)
        for text in order.text.values()
        if text.texts
    )


def order_texts(order: Order, workspace: Workspace) -> OrderTexts:
    """Where the texts of an order stand, and in which languages it wants them."""
    wanted = (tag.split("-", 1)[0] for tag in order.languages)
    tags = (tag for text in order.text.values() for tag in text.texts)
    path = workspace.briefings / f"{order.name}.toml"
    return OrderTexts(
        workspace.shown(path),
        tuple(dict.fromkeys((*tags, *wanted))),
        MappingProxyType(
            {
                (slot, tag): Place(written.file, 0 if written.beside else written.key_line)
                for slot, text in order.text.items()
                for tag, written in text.texts.items()
            }
        ),
        MappingProxyType(
            {
                (slot, tag): state
                for slot, text in order.text.items()
                for tag, state in text.stated.items()
            }
        ),
    )


def with_order_texts(base: FactBase, orders: Iterable[Order], levels: tuple[str, ...]) -> FactBase:
    """The facts with the texts of orders beside them."""
    texts = {fact.id: fact for order in orders for fact in order_facts(order, levels)}
    return replace(base, facts=MappingProxyType({**texts, **base.facts}))
