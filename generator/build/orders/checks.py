"""An order against what is there: templates, house styles, countries, persons, locales."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from generator.build.orders.fields import near, shown
from generator.build.orders.marking import check_handling
from generator.build.orders.order import Order
from generator.build.workspace import Workspace
from generator.facts.model import FactBase
from generator.facts.nearest_area import nearest_area
from generator.house.model import HouseStyle
from generator.localisation.pseudo import DIRECTIONS as PSEUDO
from generator.problems import Findings, Severity, Where


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
    if order.pack is None:
        check.known("template", order.template, templates, "order-template-unknown")
    houses = there.workspace.house_names()
    check.known("house", order.house, houses, "order-house-unknown")
    field = "subjects" if order.subjects else "subject"
    for area in () if order.pack else order.areas:
        check.area(field, area, there.base)
    if order.ceiling is not None and order.house in there.houses:
        levels = [level.name for level in there.houses[order.house].marking.levels]
        check.known("ceiling", order.ceiling, levels, "order-ceiling-unknown")
    if order.meeting and order.meeting.marking is not None and order.house in there.houses:
        levels = [level.name for level in there.houses[order.house].marking.levels]
        check.known("meeting.marking", order.meeting.marking, levels, "order-ceiling-unknown")
    if order.handling and order.house in there.houses:
        check_handling(order, there.houses[order.house].marking, findings)
    for tag in (*order.languages, *check.meeting_languages()):
        check.language(tag)
    check.choices("digits", order.digits)
    check.choices("calendars", order.calendars)
    return len(findings.errors) == before


_REFUSED: Final = {
    "malformed": "order-language-form",
    "extended": "order-language-extended",
    "replaced": "order-language-replaced",
    "language": "order-language-unknown",
    "script": "order-language-script",
    "country": "order-language-country",
}


def check_language(tag: str, where: Where, findings: Findings) -> None:
    """Note a language tag that is refused, or that another locale stands in for.

    Refused: other spellings of a tag, older tags, languages, scripts and countries that are
    unknown. A country without data of its own takes its language's, with a warning.
    """
    from generator.localisation.tags import judged

    found = judged(tag)
    told, part = shown(tag), found.part
    if code := _REFUSED.get(found.verdict):
        hint = f" Did you mean “{found.meant}”?" if found.meant else ""
        meant = found.meant or "en-CA"
        findings.add(code, where, value=told, part=part, hint=hint, meant=meant)
    elif found.verdict == "fallback":
        code, warning = "order-language-fallback", Severity.WARNING
        findings.add(code, where, severity=warning, value=told, used=found.used)
    elif found.verdict == "bare":
        findings.add("locale-without-country", where, severity=Severity.NOTICE, tag=tag)


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

    def area(self, name: str, code: str, base: FactBase) -> None:
        """Note a country that no source knows, with the one that was probably meant."""
        if code not in base.areas:
            meant = nearest_area(base, code)
            hint = f" Did you mean “{meant}”?" if meant else ""
            where = self.order.where(name)
            self.findings.add("order-subject-unknown", where, value=shown(code), hint=hint)

    def choices(self, name: str, given: Mapping[str, str]) -> None:
        """Warn of a choice for a language that the order does not ask for."""
        from generator.localisation.locale import by_locale, resolve

        locales = [resolve(tag)[0] for tag in self.order.languages]
        for key in given:
            if not any(by_locale({key: key}, locale) for locale in locales):
                self.findings.add(
                    "order-choice-unused",
                    self.order.where(name),
                    severity=Severity.WARNING,
                    field=name,
                    value=key,
                    languages=", ".join(self.order.languages),
                )

    def meeting_languages(self) -> tuple[str, ...]:
        meeting = self.order.meeting
        return (meeting.language,) if meeting and meeting.language else ()

    def language(self, tag: str) -> None:
        where = self.order.where("languages")
        check_language(tag, where, self.findings)
        if tag in PSEUDO and self.order.status == "clean":
            self.findings.add("order-pseudo-clean", where, value=tag)
