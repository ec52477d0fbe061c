"""How a plan is told where nothing of it has to be explained. Standard library only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.build.planning.model import Plan, Planned, PlannedOrder

_FORMATS = {"pdf": "PDF", "docx": "Word", "html": "HTML"}


def up_to_date(order: PlannedOrder) -> str:
    """The line of an order that is up to date."""
    return f"{order.order}: up to date, {edition_of(order)} ({documents_of(order.documents)})"


def closing(plan: Plan) -> Iterator[str]:
    """How many orders are due, and until when that holds."""
    due = [one for one in plan.orders if one.due]
    made = sum(len(one.documents) for one in plan.orders)
    counted = "1 order" if len(plan.orders) == 1 else f"{len(plan.orders)} orders"
    if due:
        yield f"{len(due)} of {counted} due; {made} documents in all."
    else:
        yield f"All {made} documents of {counted} are up to date."
    if plan.until is not None:
        yield f"As long as no file changes this holds until {plan.until.isoformat()}."


def edition_of(order: PlannedOrder) -> str:
    """“edition 3”, “no edition yet”."""
    return f"edition {order.edition}" if order.edition else "no edition yet"


def documents_of(documents: Iterable[Planned]) -> str:
    """“en-CA, fr-CA: PDF, Word”, or what else there is to say of several documents."""
    by_formats: dict[tuple[str, ...], list[str]] = {}
    formats: dict[str, dict[str, None]] = {}
    for one in documents:
        piece = f" {one.piece}" if one.piece else ""
        name = _FORMATS.get(one.format, one.format)
        formats.setdefault(one.language, {})[name + piece] = None
    for language, found in formats.items():
        by_formats.setdefault(tuple(found), []).append(language)
    said = (
        " ".join(filter(None, (", ".join(languages), ", ".join(found))))
        for found, languages in by_formats.items()
    )
    return "; ".join(said) or "no document"
