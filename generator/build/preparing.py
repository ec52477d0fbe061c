"""What comes before composing: read the sources once, and choose facts for each order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, TypeVar

from generator.build.attribution import touching
from generator.build.changing import States, found_between, slots_of
from generator.build.checks import There, check_order
from generator.build.chosen import Chosen
from generator.build.fontfiles import FOLDER, font_files
from generator.build.gating import Stopped, as_draft, conflicts_alone, marked
from generator.build.houses import read_folder, read_house
from generator.build.inputs import Inputs, Wanted
from generator.build.knownon import note_item, notices_of, split_findings
from generator.build.order import Order
from generator.build.order_changes import check_changes, follows
from generator.build.order_item import check_item
from generator.build.order_meeting import check_meeting, may_be_told, with_meeting
from generator.build.order_people import check_people, people_of
from generator.build.order_producers import check_order_producers, with_producers
from generator.build.order_sections import off_needs
from generator.build.order_subjects import check_countries
from generator.build.order_text_check import check_texts, printable_texts, with_texts
from generator.build.packing import (
    choose_parts,
    cover_template,
    texts_together,
    together,
    with_parts,
)
from generator.build.report import Settings
from generator.build.shelf import shelf_of
from generator.build.stages import Scope, Stages
from generator.build.strange import strange_names
from generator.build.workspace import Workspace
from generator.editions.manifest import Manifest
from generator.editions.store import EditionStore
from generator.facts.asknown import KnownBase, known_on
from generator.facts.model import FactBase
from generator.house.charts import with_charts
from generator.house.gate import with_gate
from generator.house.model import HouseStyle
from generator.house.pictures import with_flag, with_map
from generator.house.word import with_choices
from generator.problems import Findings, Problem, ProblemsFound, Severity, Where
from generator.selection.model import Request, Selection
from generator.selection.own import with_bodies

if TYPE_CHECKING:
    from generator.compose.model import Template

T = TypeVar("T")


class Preparation:
    """What a run has read. ``findings`` holds the problems of the sources.

    writes  keep what was read for the next run; False for who may only look.
    """

    def __init__(
        self,
        workspace: Workspace,
        settings: Settings,
        stages: Stages,
        inputs: Inputs,
        *,
        writes: bool = True,
    ) -> None:
        self.findings = Findings()
        self._workspace = workspace
        self._settings = settings
        self._stages = stages
        self._inputs = inputs
        self._houses: dict[str, tuple[HouseStyle | None, tuple[Problem, ...]]] = {}
        self._templates: dict[str, tuple[Template | None, tuple[Problem, ...]]] = {}
        self._base: FactBase | None = None
        self._scope: Scope | None = None
        self._bases: dict[dt.date | None, FactBase] = {}
        self._states: dict[dt.date | None, tuple[Problem, ...]] = {}
        self._known: dict[dt.date, KnownBase] = {}
        self._whole = False
        self._shelf = shelf_of(workspace, writes=writes)

    def read(
        self,
        orders: Sequence[Order],
        *,
        everything: bool = False,
        known_on: Iterable[dt.date | None] = (None,),
    ) -> None:
        """Read the sources; the statistics of other countries only when all is wanted.

        known_on  the days of which only what was known is to print, and None: what is on
                  record. The first is that of ``base``; others are read when they are asked for.
        """
        orders = with_parts(orders)
        houses = frozenset(order.house for order in orders)
        areas = frozenset(area for order in orders for area in order.areas)
        self.read_for(None if everything else areas, houses, known_on)

    def read_for(
        self,
        areas: frozenset[str] | None,
        houses: frozenset[str],
        days: Iterable[dt.date | None] = (None,),
    ) -> None:
        """Read the sources for orders about some countries, in some house styles."""
        self._whole = areas is None
        settings = self._settings
        levels = self._levels(houses)
        self._scope = Scope(settings.limits, levels, areas, settings.clock, self._shelf)
        self._bases, self._known = {}, {}
        self._base, *_ = [self._read(day) for day in days]

    def _read(self, day: dt.date | None) -> FactBase:
        """What is on record, with data as received and corrections as they were on a day."""
        if self._scope is None:
            raise AssertionError("read comes first")
        if day not in self._bases:
            found = Findings()
            scope = replace(self._scope, known_on=day)
            self._bases[day] = self._stages.read_sources(self._workspace.root, found, scope)
            problems, self._states[day] = split_findings(found)
            self.findings.extend(problems)
        return self._bases[day]

    def read_styles(self) -> tuple[Problem, ...]:
        """Problems of every template and house style there is."""
        found: list[Problem] = []
        for name in self._workspace.house_names():
            house, problems = self._house(name)
            found.extend(problems)
            found.extend(strange_names(house, self._base) if house and self._base else ())
        for name in self._workspace.template_names():
            found.extend(self._template(name)[1])
            found.extend(self.check_template(name))
        return tuple(found)

    def check_pictures(self) -> tuple[Problem, ...]:
        """What is wrong with the pictures of the sources."""
        if self._base is None:
            return ()
        from generator.build.picturecheck import check_pictures

        return tuple(check_pictures(self._base, self._workspace.sources))

    def check_template(self, name: str) -> tuple[Problem, ...]:
        """What is wrong inside the files of a template that could be read, without facts.

        Needs that no fact of the sources can answer are told when all sources were read.
        """
        template = self._template(name)[0]
        if template is None:
            return ()
        unused: tuple[Problem, ...] = ()
        if self._whole and self._base is not None:
            from generator.selection.needs import unanswerable

            unused = unanswerable(template.needs, self._base)
        return (*self._stages.check_template(template), *unused)

    def choose(
        self, order: Order, wanted: Wanted, inputs: str, last: Manifest | None, findings: Findings
    ) -> Chosen | None:
        """The facts for an order, with all that composing needs; None, with problems.

        last  manifest of the order's newest edition: what it printed matters when a record
              of the sources cannot be read.
        """
        make = self._choose_brief if order.pack is None else self._choose_pack
        chosen = make(order, wanted, inputs, self._base_of(wanted), last, findings)
        if chosen is None or chosen.order.status != "clean" or follows(order):
            return chosen
        draft = as_draft(order)
        return replace(
            chosen,
            final=True,
            as_draft=lambda: self.choose(draft, wanted, inputs, last, Findings()),
        )

    def _choose_brief(
        self,
        order: Order,
        wanted: Wanted,
        inputs: str,
        base: FactBase,
        last: Manifest | None,
        findings: Findings,
    ) -> Chosen | None:
        house, house_problems = self._house(order.house)
        template, template_problems = self._template(order.template)
        findings.extend((*house_problems, *template_problems))
        there = There(self._workspace, base, {order.house: house} if house else {})
        check_order(order, there, findings)
        if template is not None:
            self._check_countries(order, template, findings)
            if house is not None:
                check_item(order, template, house, base, findings)
            check_texts(order, template, _level_names(house), findings)
            check_people(order, template, base, findings)
            check_meeting(order, template, base, wanted.as_of, findings)
            check_changes(order, template, findings)
            if wanted.known_on is not None:
                note_item(self._past(wanted.known_on), order, wanted, findings)
        touched = touching(self.findings, base, order.areas, last)
        if touched:
            findings.add("source-refuses", Where(record=order.name), count=len(touched))
        if findings.errors or house is None or template is None:
            return None
        return self._chosen(order, wanted, inputs, base, house, template, findings)

    def _check_countries(self, order: Order, template: Template, findings: Findings) -> None:
        """Note a template that is not for as many countries as the order is about."""
        if template.countries == "any" or (len(order.areas) > 1) == (template.countries != "one"):
            return
        known = {name: self._template(name)[0] for name in self._workspace.template_names()}
        taken = {name: found.countries for name, found in known.items() if found is not None}
        check_countries(order.where("template"), order.template, order.areas, taken, findings)

    def _choose_pack(
        self,
        order: Order,
        wanted: Wanted,
        inputs: str,
        base: FactBase,
        last: Manifest | None,
        findings: Findings,
    ) -> Chosen | None:
        house, house_problems = self._house(order.house)
        findings.extend(house_problems)
        check_order(
            order, There(self._workspace, base, {order.house: house} if house else {}), findings
        )
        parts = choose_parts(
            order, house, lambda part, own: self.choose(part, wanted, "", last, own), findings
        )
        if findings.errors or house is None or not parts:
            return None
        if why := [used for part in parts for used in part.gate]:
            made = self._choose_pack(as_draft(order), wanted, inputs, base, last, findings)
            return marked(made, (Stopped(one.kind, "draft", one.facts) for one in why))
        notices = (notice for part in parts for notice in part.notices)
        return replace(
            parts[0],
            order=order,
            wanted=wanted,
            template=(template := cover_template(self._workspace, parts)),
            template_digest=template.digest,
            house=_as_ordered(house, order),
            selection=together([part.selection for part in parts]),
            notices=(*findings, *notices),
            inputs=inputs,
            parts=parts,
            texts=texts_together([part.texts for part in parts]),
            texts_above=sum(part.texts_above for part in parts),
        )

    def _chosen(
        self,
        order: Order,
        wanted: Wanted,
        inputs: str,
        base: FactBase,
        house: HouseStyle,
        template: Template,
        findings: Findings,
    ) -> Chosen | None:
        levels = _level_names(house)
        if follows(order):
            return self._change_note(order, wanted, inputs, base, house, template, findings)
        past = self._past(wanted.known_on) if wanted.known_on is not None else None
        base = past.base if past is not None else base
        met = order if may_be_told(order, levels) else replace(order, meeting=None)
        if template.meeting and met.meeting is None:
            findings.add("order-meeting-above", order.where("meeting"), template=template.name)
            return None
        request = Request(
            area=order.subject,
            beside=order.areas[1:],
            as_of=wanted.as_of,
            levels=levels,
            ceiling=order.ceiling or levels[0],
            draft=order.status == "draft",
            audience=_audience(template, order),
            people=people_of(met),
            agenda=tuple(item.topics for item in met.meeting.agenda) if met.meeting else (),
            item=order.item,
            producers=with_producers(house.producers, order),
            house_file=f"templates/house/{house.name}/house.toml",
            off=off_needs(order, template),
        )
        try:
            check_order_producers(order, base)
            needs = with_bodies(template.needs, house.bodies, base.organisations)
            selection = self._stages.select(base, request, needs)
            texts, above = printable_texts(order, template, request)
            selection = with_texts(selection, texts)
            order, selection, unmet = with_meeting(order, selection)
            notices = self._stages.notices(selection)
            if past is not None:
                states = self._states[wanted.known_on]
                notices = (*notices, *notices_of(past, order, wanted, request, states))
        except ProblemsFound as refused:
            findings.extend(refused.problems)
            return None
        if any(notice.severity is Severity.ERROR for notice in notices):
            facts = conflicts_alone(notices)
            if facts and with_gate(house.gate, order.gate).conflicting == "draft":
                draft = self._chosen(
                    as_draft(order), wanted, inputs, base, house, template, findings
                )
                return marked(draft, [Stopped("conflicting", "draft", facts)])
            findings.extend(notices)
            return None
        made = self._made(order, wanted, inputs, base, house, template)
        return replace(
            made,
            selection=selection,
            notices=(*findings, *notices),
            texts=texts,
            texts_above=above + unmet,
        )

    def _change_note(
        self,
        order: Order,
        wanted: Wanted,
        inputs: str,
        base: FactBase,
        house: HouseStyle,
        template: Template,
        findings: Findings,
    ) -> Chosen | None:
        """What a change note is made of; None, with problems, where nothing can be compared."""

        def choose(one: Order, asked: Wanted, own: Findings) -> Chosen | None:
            return self.choose(one, asked, "", None, own)

        states = States(EditionStore(self._workspace.briefings), base, choose)
        both = states.of(order, wanted, findings)
        if both is None:
            return None
        audience = _audience(template, order)
        followed = order.changes.followed if order.changes else None
        slots = slots_of(followed, self.sound_template) if followed else {}
        found = found_between(order, both, base, _level_names(house), audience, slots)
        wanted = replace(wanted, as_of=found.delta.after.as_of, as_of_rule="stated")
        made = self._made(order, wanted, inputs, found.base, house, template)
        return replace(
            made,
            selection=found.selection,
            notices=tuple(findings),
            changes=found.delta,
            compared=found.compared,
        )

    def _made(
        self,
        order: Order,
        wanted: Wanted,
        inputs: str,
        base: FactBase,
        house: HouseStyle,
        template: Template,
    ) -> Chosen:
        """What is read for an order, before any fact is chosen."""
        style = self._inputs.style(self._workspace.house_folder(order.house), house.marking.name)
        nobody = Request(order.subject, wanted.as_of, _level_names(house), order.ceiling or "")
        return Chosen(
            order=order,
            wanted=wanted,
            base=base,
            template=template,
            template_digest=template.digest,
            house=_as_ordered(house, order),
            house_digest=style,
            fonts_digest=self._inputs.folder(self._workspace.root / FOLDER),
            selection=Selection(nobody, {}),
            notices=(),
            inputs=inputs,
        )

    def _base_of(self, wanted: Wanted) -> FactBase:
        """What was read for the day of which only what was known is to print."""
        return self.base if wanted.known_on is None else self._read(wanted.known_on)

    def _past(self, day: dt.date) -> KnownBase:
        """What was known on a day, of what was read for it."""
        if day not in self._known:
            today = self._settings.clock or self._settings.today
            self._known[day] = known_on(self._read(day), day, today)
        return self._known[day]

    def _levels(self, houses: Iterable[str]) -> tuple[str, ...]:
        """The marking levels of the house; () when there are several or none."""
        read = [house for name in houses if (house := self._house(name)[0])]
        schemes = {tuple(level.name for level in house.marking.levels) for house in read}
        return schemes.pop() if len(schemes) == 1 else ()

    @property
    def base(self) -> FactBase:
        """What was read of the sources."""
        if self._base is None:
            raise AssertionError("read comes first")
        return self._base

    def house(self, name: str, findings: Findings) -> HouseStyle:
        """A house style; raises ``ProblemsFound`` when it is unsound or not there."""
        house, problems = self._house(name)
        return _sound(house, problems, "order-house-unknown", name, findings)

    def sound_template(self, name: str) -> Template | None:
        """A template; None when it is unsound or not there."""
        return self._template(name)[0]

    def template(self, name: str, findings: Findings) -> Template:
        """A template; raises ``ProblemsFound`` when it is unsound or not there."""
        template, problems = self._template(name)
        return _sound(template, problems, "order-template-unknown", name, findings)

    def _house(self, name: str) -> tuple[HouseStyle | None, tuple[Problem, ...]]:
        if name not in self._houses:
            folder = self._workspace.house_folder(name)
            house, problems = read_house(self._stages.read_house, folder, self._inputs, self._shelf)
            if house is not None:
                house = replace(house, font_files=font_files(self._workspace))
            self._houses[name] = house, problems
        return self._houses[name]

    def _template(self, name: str) -> tuple[Template | None, tuple[Problem, ...]]:
        if name not in self._templates:
            folder = self._workspace.template_folder(name)
            behind = self._workspace.template_roots[1:]
            self._templates[name] = read_folder(
                lambda path, findings: self._stages.read_template(path, findings, behind), folder
            )
        return self._templates[name]


def _sound(
    found: T | None, problems: tuple[Problem, ...], code: str, name: str, findings: Findings
) -> T:
    findings.extend(problems)
    if found is None and not findings.errors:
        findings.add(code, value=name, hint="", choices="–")
    findings.stop_on_errors()
    if found is None:
        raise AssertionError("an unsound folder has a problem")
    return found


def _as_ordered(house: HouseStyle, order: Order) -> HouseStyle:
    """The house style with what the order chooses otherwise."""
    return replace(
        house,
        word=with_choices(house.word, order.word),
        map=with_map(house.map, order.map),
        flag=with_flag(house.flag, order.flag),
        charts=with_charts(house.charts, order.charts),
        gate=with_gate(house.gate, order.gate),
        producers=with_producers(house.producers, order),
    )


def _audience(template: Template, order: Order) -> Literal["to-say", "background"]:
    """For whom facts are chosen: the stricter of what template and order say."""
    return "to-say" if "to-say" in (template.audience, order.audience) else "background"


def _level_names(house: HouseStyle | None) -> tuple[str, ...]:
    return tuple(level.name for level in house.marking.levels) if house is not None else ()
