"""An order against what is there: templates, house styles, countries, persons, locales."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from generator.build.fields import near, shown
from generator.build.order import Order
from generator.build.workspace import Workspace
from generator.facts.model import FactBase
from generator.house.model import HouseStyle
from generator.localisation.pseudo import DIRECTIONS as PSEUDO
from generator.problems import Findings, Where


@dataclass(frozen=True, slots=True)
class There:
    """What an order can name: read once for all orders of a run."""

    workspace: Workspace
    base: FactBase
    houses: Mapping[str, HouseStyle]


def check_order(order: Order, there: There, findings: Findings) -> bool:
    """Note everything in the order that does not exist; True when nothing was noted."""
    before = len(findings.errors)
    check = _Check(order, findings)
    templates = there.workspace.template_names()
    check.known("template", order.template, templates, "order-template-unknown")
    houses = there.workspace.house_names()
    check.known("house", order.house, houses, "order-house-unknown")
    check.known("subject", order.subject, there.base.areas, "order-subject-unknown")
    if order.ceiling is not None and order.house in there.houses:
        levels = [level.name for level in there.houses[order.house].marking.levels]
        check.known("ceiling", order.ceiling, levels, "order-ceiling-unknown")
    for tag in (*order.languages, *check.meeting_languages()):
        check.language(tag)
    for person in order.meeting.participants if order.meeting else ():
        check.known("meeting", person, there.base.people, "order-person-unknown")
    return len(findings.errors) == before


def check_language(tag: str, where: Where, findings: Findings) -> None:
    """Note a language for which there is no locale data."""
    from generator.localisation.locale import Locale, UnknownLocale

    try:
        Locale.parse(tag)
    except UnknownLocale:
        hint = near(tag, ("en-CA", "fr-CA", "ar-IQ", "en-GB", "fr-FR", "fa-AF", "es", "ru"))
        findings.add("order-language-unknown", where, value=shown(tag), hint=hint)


@dataclass(frozen=True, slots=True)
class _Check:
    order: Order
    findings: Findings

    def known(self, name: str, value: str, choices: Collection[str], code: str) -> None:
        if value not in choices:
            self.findings.add(
                code,
                self.order.where(name),
                value=shown(value),
                hint=near(value, choices),
                choices=", ".join(sorted(choices)[:20]),
            )

    def meeting_languages(self) -> tuple[str, ...]:
        meeting = self.order.meeting
        return (meeting.language,) if meeting and meeting.language else ()

    def language(self, tag: str) -> None:
        where = self.order.where("languages")
        check_language(tag, where, self.findings)
        if tag in PSEUDO and self.order.status == "clean":
            self.findings.add("order-pseudo-clean", where, value=tag)
