"""What else is wrong with an order whose form is wrong, so that it is mended in one go.

A misspelt field must not hide that the country is unknown. Whatever could be read is compared with
what is there, as in a sound order. Of a field in which a mistake was found nothing more is said.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import TYPE_CHECKING

from generator.build.orders.checks import There, check_order
from generator.build.orders.meeting import check_meeting
from generator.build.orders.order import Order
from generator.build.orders.people import check_people
from generator.build.orders.text_check import check_texts
from generator.problems import Findings, Problem

if TYPE_CHECKING:
    from generator.build.preparing import Preparation

LANGUAGES = "languages"
"""The field of a list: entries that are wrong in form are taken out, the others are compared."""


def note_more(order: Order, read: Preparation, today: dt.date, findings: Findings) -> None:
    """Note what else is wrong; ``findings`` holds what was found in the form.

    read   has read the sources for the countries of the order.
    today  the day that the order speaks for when it says none.
    """
    said = {problem.where.field for problem in findings if problem.where.field} - {LANGUAGES}
    if not order.subject:  # that of another order, or of the briefs of a pack
        said.add("subject")
    more = Findings()
    house, _ = read.house_read(order.house)
    houses = {order.house: house} if house else {}
    check_order(order, There(read.workspace, read.base, houses), more)
    template = None if order.pack else read.template_read(order.template)[0]
    if template is not None:
        check_texts(order, template, (), more)
        check_people(order, template, read.base, more)
        check_meeting(order, template, read.base, order.as_of or today, more)
    findings.extend(problem for problem in more.errors if not _is_said(problem, said))


def _is_said(problem: Problem, said: Collection[str]) -> bool:
    """Whether the field, what it stands in or what stands in it has a mistake of its form."""
    field = problem.where.field or ""
    return any(
        field == one or field.startswith(f"{one}.") or one.startswith(f"{field}.") for one in said
    )
