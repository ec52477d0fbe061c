"""Two states side by side for a person at a terminal: ``briefing diff A B``.

A state is an edition (``iraq/3``, its folder or its manifest), one language of it
(``iraq/3:fr-CA``), the newest edition (``iraq``), what is known of an order on a day
(``iraq@2024-12-01``), or what was known of it on another (``iraq@2024-12-01@2026-04-01``). What
differs is worded by the template of change notes.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from generator.build.changing import Found, States, found_between, slots_of
from generator.build.inputs import Inputs, Wanted
from generator.build.making import composed_in_process
from generator.build.materials import materials_of
from generator.build.orders.fields import near, shown
from generator.build.orders.known import note_future
from generator.build.orders.languages import day_of
from generator.build.orders.order import Order, read_orders
from generator.build.preparing import Preparation
from generator.build.report import Settings
from generator.build.stages import Stages
from generator.build.stored import Kept, kept_of
from generator.build.workspace import Workspace
from generator.changes.languages import between_languages
from generator.changes.model import Holding
from generator.compose.brief import compose
from generator.compose.model import Brief, Slot
from generator.document.plaintext import plain_text
from generator.editions.manifest import MANIFEST_FILE, DamagedManifestError, Manifest, read_manifest
from generator.editions.store import EditionStore
from generator.facts.model import FactBase
from generator.localisation import Localiser
from generator.localisation.locale import resolve
from generator.problems import Findings, Problem, ProblemsFound, Where

NOTE: Final = "change-note"
LANGUAGES: Final = "shared/changes-languages.j2"

_NAMED: Final = re.compile(
    r"(?P<order>[a-z0-9][a-z0-9-]*)"
    r"(?:/(?P<edition>\d{1,9}))?(?:@(?P<day>\d{4}-\d\d-\d\d)?(?:@(?P<known>\d{4}-\d\d-\d\d))?)?"
    r"(?::(?P<language>[A-Za-z0-9-]+))?"
)


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs, and the same in words, a line each."""

    found: Found
    lines: tuple[str, ...]
    marking: str


class Differing:
    """Finds states of the orders of a workspace and compares them.

    Raises ``ProblemsFound`` for what is not there, in each of its methods.
    """

    def __init__(self, workspace: Workspace, today: dt.date) -> None:
        self._workspace = workspace
        self._settings = Settings(today=today, clock=today)
        self._store = EditionStore(workspace.briefings)
        self._preparation = Preparation(workspace, self._settings, Stages(), Inputs(workspace))
        self._house = ""
        self._known: dict[str, Order] = {}

    def between(self, first: str, second: str, language: str, ceiling: str | None) -> Difference:
        """What differs between two states, worded in a language."""
        findings = Findings()
        named = [self._named(text, findings) for text in (first, second)]
        findings.stop_on_errors()
        orders = self._orders(tuple({one.order for one in named if one.order}), findings)
        self._known = orders
        self._preparation.read(tuple(orders.values()))
        states = tuple(self._state(one, orders, ceiling, findings) for one in named)
        findings.stop_on_errors()
        before, after = states
        if before is None or after is None:
            raise AssertionError("a state that is not there is a problem")
        return self._worded((before, after), language, ceiling, findings)

    # ------------------------------------------------------------ the states

    def _named(self, text: str, findings: Findings) -> _Named:
        """A state as it is written; a path wins over a name."""
        path, _, tag = (
            text.rpartition(":") if re.search(r":[A-Za-z0-9-]+\Z", text) else (text, "", "")
        )
        for place in (Path(path), self._workspace.root / path):
            file = place / MANIFEST_FILE if place.is_dir() else place
            if file.name.endswith(".json") and file.is_file():
                return _Named(text, file=file, language=tag)
        match = _NAMED.fullmatch(text)
        written = [match["day"], match["known"]] if match else []
        day, known = [day_of(one) if one else None for one in written] or (None, None)
        unread = any(one and day_of(one) is None for one in written)
        bare = "@" in text and not any(written)
        if match is None or unread or bare or (any(written) and match["edition"]):
            findings.add("diff-state", value=shown(text))
            return _Named(text)
        note_future(known, self._settings.today, findings)
        edition = int(match["edition"]) if match["edition"] else None
        return _Named(text, match["order"], edition, day, match["language"] or "", None, known)

    def _orders(self, names: tuple[str, ...], findings: Findings) -> dict[str, Order]:
        """The orders that are named; one without its file may still have editions."""
        files = self._workspace.order_names()
        known = [name for name in names if any(name.startswith(file) for file in files)]
        own = Findings()
        found = {one.name: one for one in read_orders(self._workspace, known, own)} if known else {}
        for name in set(names) - found.keys() - set(self._store.orders()):
            hint = near(name, files)
            findings.add("order-unknown", Where(file="briefings"), name=shown(name), hint=hint)
        return found

    def _state(
        self, named: _Named, orders: dict[str, Order], ceiling: str | None, findings: Findings
    ) -> Kept | None:
        if named.of_day:
            return self._on_day(named, orders, ceiling, findings)
        manifest = self._manifest(named, findings)
        if manifest is None:
            return None
        if named.language and named.language not in manifest.languages:
            choices = ", ".join(manifest.languages)
            findings.add(
                "diff-language", value=named.text, language=named.language, choices=choices
            )
        self._house = self._house or manifest.house.name
        return kept_of(manifest, self._base, named.language)

    def _manifest(self, named: _Named, findings: Findings) -> Manifest | None:
        if named.file is not None:
            try:
                return read_manifest(named.file.read_bytes())
            except (OSError, DamagedManifestError) as error:
                findings.add("diff-manifest", Where(file=str(named.file)), reason=str(error))
                return None
        if named.order not in self._store.orders():
            findings.add("changes-no-edition", of=named.order)
            return None
        editions = self._store.list(named.order).editions
        wanted = [one for one in editions if named.edition in (None, one.number)]
        if not wanted:
            choices = ", ".join(str(one.number) for one in editions[-20:]) or "–"
            values = {"of": named.order, "value": str(named.edition or ""), "choices": choices}
            findings.put(Problem("changes-edition-unknown", values=values))
        return wanted[-1].manifest if wanted else None

    def _on_day(
        self, named: _Named, orders: dict[str, Order], ceiling: str | None, findings: Findings
    ) -> Kept | None:
        """What an order would print on a day, in any of its languages or in one."""
        order = orders.get(named.order)
        if order is None:
            findings.add("diff-no-order", value=named.text, order=named.order)
            return None
        self._house = self._house or order.house
        known = named.known_on or order.known_on
        day = named.day or order.as_of or known or self._settings.today
        asked = replace(
            order, ceiling=ceiling or order.ceiling, as_of=day, known_on=known, changes=None
        )
        wanted = Wanted(order.languages, ("html",), day, "stated", {}, known)
        chosen = self._preparation.choose(asked, wanted, "", None, findings)
        if chosen is None:
            return None
        tags = (named.language,) if named.language else order.languages[:1]
        printed: set[str] = set()
        for tag in tags:
            made = materials_of(chosen, tag, 0, day, self._workspace.sources)
            printed |= composed_in_process(made).document.facts.keys()
        states = States(self._store, chosen.base, lambda *_: chosen)
        kept = states.on_day(asked, asked, wanted, day, findings)
        if kept is None:
            return None
        facts = tuple(one for one in kept.holding.facts if one.fact.id in printed)
        return replace(kept, holding=replace(kept.holding, facts=facts, language=named.language))

    @property
    def _base(self) -> FactBase:
        return self._preparation.base

    # ------------------------------------------------------------ the words

    def _worded(
        self, states: tuple[Kept, Kept], language: str, ceiling: str | None, findings: Findings
    ) -> Difference:
        house = self._preparation.house(self._house or "canada", findings)
        template = self._preparation.template(NOTE, findings)
        findings.stop_on_errors()
        levels = tuple(level.name for level in house.marking.levels)
        if ceiling is not None and ceiling not in levels:
            hint, choices = near(ceiling, levels), ", ".join(levels)
            values = {"value": shown(ceiling), "hint": hint, "choices": choices}
            raise ProblemsFound([Problem("order-ceiling-unknown", values=values)])
        after = states[1].holding
        areas = tuple(dict.fromkeys(area for one in after.facts for area in one.fact.countries[:1]))
        order = Order(
            after.order, "", "", NOTE, (*areas, "")[0], _tags(states, language), ("html",),
            house.name, "", ceiling=ceiling,
        )  # fmt: skip
        slots = self._slots(after.order)
        found = found_between(order, states, self._base, levels, "background", slots)
        tags = [kept.holding.language for kept in states]
        if all(tags) and _same(*(kept.holding for kept in states)):
            found = replace(found, delta=between_languages(found.delta))
            template = replace(template, entry=LANGUAGES)
        brief = Brief("", after.as_of, after.as_of, draft=True, changes=found.delta)
        localiser = Localiser.for_house(resolve(language)[0], house)
        document = compose(template, found.selection, found.base, house, localiser, brief).document
        return Difference(found, tuple(plain_text(document)), document.furniture.marking)

    def _slots(self, name: str) -> Mapping[str, Slot]:
        """The slots of an order's template; none of an order whose file is gone."""
        known = self._known
        if name not in known and name in self._workspace.order_names():
            known = {one.name: one for one in read_orders(self._workspace, [name], Findings())}
        order = known.get(name)
        return slots_of(order, self._preparation.sound_template) if order else {}


@dataclass(frozen=True, slots=True)
class _Named:
    """A state as a person wrote it."""

    text: str
    order: str = ""
    edition: int | None = None
    day: dt.date | None = None
    language: str = ""
    file: Path | None = None
    known_on: dt.date | None = None

    @property
    def of_day(self) -> bool:
        """Whether it is what is known on a day, and no edition."""
        return self.day is not None or self.known_on is not None


def _same(one: Holding, other: Holding) -> bool:
    """Whether two states are of one edition, or of one day and what was known on one."""
    return (one.edition, one.as_of, one.known_on) == (other.edition, other.as_of, other.known_on)


def _tags(states: tuple[Kept, Kept], language: str) -> tuple[str, ...]:
    """The languages whose translations are compared: all that the states have texts in."""
    found = {tag for kept in states for one in kept.holding.facts for tag in one.fact.text}
    return tuple(dict.fromkeys((language, *sorted(found))))


def texts_as_plain(found: Found) -> Iterator[dict[str, object]]:
    """What became of officers' texts, for scripts."""
    from generator.changes.plain import plain_text_change

    for change in found.delta.texts:
        yield plain_text_change(change)


def as_plain(found: Found) -> Iterator[dict[str, object]]:
    """The changes for scripts: exact values, never words of a locale."""
    from generator.changes.plain import plain_change

    for change in found.delta.told:
        yield plain_change(change)
