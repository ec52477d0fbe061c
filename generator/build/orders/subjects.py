"""About whom an order is: one country, or several with a name for them together."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from generator.build.orders.fields import Fields, foreign_letters, near, shown
from generator.facts.readers import tree
from generator.problems import Findings, Where

if TYPE_CHECKING:
    from generator.compose.model import Countries

AREA: Final = re.compile(r"[A-Z]{3}")
MOST: Final = 60
"""Countries of one brief."""

_ONE: Final = 'one country, such as "IRQ"; several stand in subjects = ["IRQ", "SYR"]'
_SEVERAL: Final = 'a list of countries, such as ["IRQ", "SYR"]; one stands in subject = "IRQ"'


def read_subjects(fields: Fields) -> tuple[str, ...]:
    """The countries in the order in which they print; ("",) after a problem."""
    several, one = fields.node("subjects"), fields.node("subject")
    if several is None:
        if isinstance(one, tree.Sequence):
            _note_shape(fields, "subject", one, _ONE)
            return ("",)
        value = fields.needed_text("subject")
        return (_area(fields, "subject", value) if value else "",)
    if one is not None:
        fields.note("order-subject-both", "subjects")
    if not isinstance(several, tree.Sequence):
        _note_shape(fields, "subjects", several, _SEVERAL)
        return ("",)
    listed = fields.texts("subjects")
    good: list[str] = []
    for value, line in listed or ():
        area = _area(fields, "subjects", value, line)
        if area and area in good:
            fields.note("order-twice", "subjects", line, value=area)
        elif area:
            good.append(area)
    if listed is not None and len(listed) < 2:
        fields.note("order-subjects-few", "subjects", value=(good or ["IRQ"])[0])
    if len(good) > MOST:
        fields.note("order-subjects-many", "subjects", count=len(good), limit=MOST)
    return tuple(good) or ("",)


def read_group(
    fields: Fields, texts: Callable[[Fields, str], Mapping[str, str]]
) -> Mapping[str, str]:
    """What several countries are called together, by language; may be empty."""
    group = texts(fields, "group")
    if group and not fields.has("subjects"):
        fields.note("order-group-alone", "group")
    return group


def check_countries(
    where: Where,
    template: str,
    areas: Sequence[str],
    templates: Mapping[str, Countries],
    findings: Findings,
) -> None:
    """Note that a template is about one country and several are given, or the reverse.

    templates  for how many countries each template is.
    """
    several = len(areas) > 1
    asked = templates.get(template, "any")
    if asked == "any" or (asked == "several") == several:
        return
    fitting = sorted(name for name, taken in templates.items() if taken != asked)
    findings.add(
        "order-template-one" if several else "order-template-several",
        where,
        template=template,
        count=len(areas),
        subject=areas[0],
        other="JOR" if areas[0] != "JOR" else "IRQ",
        choices=", ".join(fitting) or "none is there",
    )


def _note_shape(fields: Fields, name: str, node: tree.Node, wanted: str) -> None:
    fields.note("order-field-shape", name, node.line, found=tree.describe(node), wanted=wanted)


def _area(fields: Fields, name: str, value: str, line: int | None = None) -> str:
    """A code of a country in its form, or "" after a problem."""
    if AREA.fullmatch(value):
        return value
    hint = near(value, [value.upper()]) if AREA.fullmatch(value.upper()) else ""
    letters = foreign_letters(value)
    fields.note("order-subject", name, line, value=shown(value), letters=letters, hint=hint)
    return ""
