"""An officer's texts against the template that has their slots, and which of them may print."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from generator.build.orders.fields import near, shown
from generator.build.orders.order import Order
from generator.build.orders.text import OfficerText, Written, text_as_fact
from generator.facts.model import Fact
from generator.problems import Findings, Problem, Severity, Where
from generator.selection.markings import ceiling_rank, highest, rank
from generator.selection.model import Request, Selection

if TYPE_CHECKING:
    from generator.compose.model import Slot, Template


def check_texts(
    order: Order, template: Template, levels: tuple[str, ...], findings: Findings
) -> None:
    """Note every text without a slot, what texts may not hold, and sections that are unknown.

    levels  of the house's marking; () where it could not be read.
    """
    for name, text in order.text.items():
        slot = template.slots.get(name)
        if slot is None:
            values = _choices(name, template.slots, template.name)
            findings.put(Problem("order-text-slot", text.place, values))
        _check_marking(text, levels, findings)
        for tag, written in text.texts.items():
            place = Where(written.file, written.line, None, order.name, f"text.{name}.{tag}")
            for problem in _troubles(written, slot, place):
                findings.put(problem)
    for name, slot in template.slots.items():
        if slot.needed and not order.text.get(name, OfficerText(name, {}, Where())).texts:
            said = slot.description.get("en", "")
            findings.add(
                "order-text-needed",
                Where(order.file, None, None, order.name, f"text.{name}"),
                slot=name,
                template=template.name,
                said=f": {said.rstrip('.')}" if said else "",
            )
    for name in order.sections:
        if name not in template.sections:
            values = _choices(name, template.sections, template.name)
            place = replace(order.where("sections"), field=f"sections.{name}")
            findings.put(Problem("order-section", place, values))


def _choices(name: str, known: Mapping[str, object], template: str) -> dict[str, str]:
    choices = ", ".join(known) or "none"
    return {
        "value": shown(name),
        "hint": near(name, known),
        "choices": choices,
        "template": template,
    }


def _check_marking(text: OfficerText, levels: tuple[str, ...], findings: Findings) -> None:
    if text.marking is not None and levels and text.marking not in levels:
        findings.add(
            "order-text-marking",
            replace(text.place, field=f"text.{text.slot}.marking"),
            value=shown(text.marking),
            hint=near(text.marking, levels),
            choices=", ".join(levels),
        )


def _troubles(written: Written, slot: Slot | None, place: Where) -> Iterator[Problem]:
    from generator.compose.markdown import read_markdown  # loads a library

    read = read_markdown(written.text, headings=slot is None or slot.headings)
    for trouble in read.troubles:
        where = replace(place, line=written.line + trouble.line - 1)
        yield Problem(trouble.code, where, trouble.values)
    if slot is not None and slot.longest is not None and read.letters > slot.longest:
        values = {"length": str(read.letters), "limit": str(slot.longest), "slot": slot.name}
        yield Problem("order-text-long", place, values, Severity.WARNING)
    if slot is not None and slot.items and not slot.items[0] <= read.items <= slot.items[1]:
        values = {"count": str(read.items), "slot": slot.name}
        values |= {"least": str(slot.items[0]), "most": str(slot.items[1])}
        yield Problem("order-text-items", place, values, Severity.WARNING)


# ---------------------------------------------------------------- which of them may print


def printable_texts(
    order: Order, template: Template, request: Request
) -> tuple[Mapping[str, Fact], int]:
    """The texts that the order's document may print, by slot, and how many its ceiling drops.

    A document for saying aloud has no text that is background.
    """
    limit = ceiling_rank(request.ceiling, request.levels)
    found: dict[str, Fact] = {}
    above = 0
    for name, text in order.text.items():
        slot = template.slots.get(name)
        if slot is None or not text.texts:
            continue
        fact = text_as_fact(
            text, order.name, order.languages, request.levels[0], to_say=slot.to_say
        )
        if rank(fact.marking, request.levels) > limit:
            above += 1
        elif slot.to_say or request.audience != "to-say":
            found[name] = fact
    return MappingProxyType(found), above


def with_texts(selection: Selection, texts: Mapping[str, Fact]) -> Selection:
    """The selection with a marking that covers the officer's texts too."""
    levels = selection.request.levels
    raised = highest(texts.values(), levels)
    if rank(raised, levels) <= rank(selection.marking, levels):
        return selection
    return replace(selection, marking=raised)
