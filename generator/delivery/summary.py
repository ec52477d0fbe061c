"""What changed since the edition that a recipient has: worded once for each language.

It is a document like any other, made by the template of change notes. What stands above the
edition's own marking, then or in the sources today, is left out of it, so that a message
is never marked higher than what it brings.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Final, Literal

from generator.build.changing import found_between, slots_of
from generator.build.inputs import Inputs
from generator.build.orders.order import Order
from generator.build.preparing import Preparation
from generator.build.report import Settings
from generator.build.stages import Stages
from generator.build.stored import kept_of
from generator.build.workspace import Workspace
from generator.compose.brief import compose
from generator.compose.model import Brief
from generator.delivery.since import Summary
from generator.editions.store import Edition
from generator.house.model import HouseStyle
from generator.localisation import Localiser
from generator.localisation.locale import resolve
from generator.problems import Findings

TEMPLATE: Final = "change-note"
ENTRY: Final = "shared/changes-mail.j2"


class Summaries:
    """Makes summaries for one run: the sources are read once, each wording is made once."""

    def __init__(self, workspace: Workspace, today: dt.date) -> None:
        self._workspace = workspace
        self._today = today
        self._preparation: Preparation | None = None
        self._read: set[str] = set()
        self._made: dict[tuple[str, int, int, str], Summary] = {}

    def between(
        self, order: Order, before: Edition, after: Edition, house: HouseStyle, language: str
    ) -> Summary:
        """What changed from one edition to another. Raises ``ProblemsFound``."""
        key = (order.name, before.number, after.number, language)
        if key not in self._made:
            self._made[key] = self._make(order, before, after, house, language)
        return self._made[key]

    def _make(
        self, order: Order, before: Edition, after: Edition, house: HouseStyle, language: str
    ) -> Summary:
        preparation = self._prepared(order)
        findings = Findings()
        template = replace(preparation.template(TEMPLATE, findings), entry=ENTRY)
        base = preparation.base
        states = kept_of(before.manifest, base), kept_of(after.manifest, base)
        asked = replace(
            order,
            subject=after.manifest.subject,
            subjects=after.manifest.subjects,
            pack=None,
            languages=after.manifest.languages,
            ceiling=after.manifest.marking,
        )
        levels = tuple(level.name for level in house.marking.levels)
        audience = self._audience(order, preparation)
        slots = slots_of(order, preparation.sound_template)
        found = found_between(asked, states, base, levels, audience, slots)
        as_of = after.manifest.as_of
        brief = Brief(
            "",
            as_of,
            as_of,
            draft=True,
            missing_translation="show",
            stale_translation="mark",
            draft_translation="mark",
            machine_translation="mark",
            changes=found.delta,
        )
        localiser = Localiser.for_house(resolve(language)[0], house, order.digits, order.calendars)
        composed = compose(template, found.selection, found.base, house, localiser, brief)
        return Summary(before, found.delta, composed.document)

    def _prepared(self, order: Order) -> Preparation:
        """The sources, read for this order too."""
        if self._preparation is None:
            settings = Settings(today=self._today, clock=self._today)
            inputs = Inputs(self._workspace)
            self._preparation = Preparation(self._workspace, settings, Stages(), inputs)
        if not set(order.areas) <= self._read:
            self._preparation.read((order,))
            self._read = set(order.areas)
        return self._preparation

    def _audience(self, order: Order, preparation: Preparation) -> Literal["to-say", "background"]:
        """For whom the edition is: what is for the background only is not told to others."""
        names = {order.template} - {""}
        if order.pack is not None:
            names |= {part.template for part in order.pack.parts}
        said = {order.audience, *(preparation.template(n, Findings()).audience for n in names)}
        return "to-say" if "to-say" in said else "background"
