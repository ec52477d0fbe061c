"""The facts for an order: of what was read, what this order asks for and may print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from generator.build.attribution import touching
from generator.build.changing import States, found_between, slots_of
from generator.build.chosen import Chosen
from generator.build.fontfiles import FOLDER
from generator.build.gating import Stopped, as_draft, conflicts_alone, marked
from generator.build.inputs import Wanted
from generator.build.knownon import note_item, notices_of
from generator.build.naming import named, naming_problems
from generator.build.orders.changes import check_changes, follows
from generator.build.orders.checks import There, check_order
from generator.build.orders.item import check_item
from generator.build.orders.meeting import check_meeting, may_be_told, with_meeting
from generator.build.orders.order import Order
from generator.build.orders.people import check_people, people_of
from generator.build.orders.producers import check_order_producers, with_producers
from generator.build.orders.sections import off_needs
from generator.build.orders.subjects import check_countries
from generator.build.orders.text_check import check_texts, printable_texts, with_texts
from generator.build.packing import (
    choose_parts,
    cover_template,
    texts_together,
    together,
)
from generator.editions.manifest import Manifest
from generator.editions.store import EditionStore
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
    from generator.build.preparing import Preparation
    from generator.compose.model import Template


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of one order.

    last  manifest of the order's newest edition: what it printed matters when a record
          of the sources cannot be read.
    """

    order: Order
    wanted: Wanted
    inputs: str
    base: FactBase
    last: Manifest | None


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of one order, and the base, house style and template it is made from."""

    order: Order
    wanted: Wanted
    inputs: str
    base: FactBase
    house: HouseStyle
    template: Template

    @property
    def levels(self) -> tuple[str, ...]:
        """The marking levels of the house, lowest first."""
        return _level_names(self.house)


class Choosing:
    """Chooses for the orders of a run, from what its preparation has read."""

    def __init__(self, read: Preparation) -> None:
        self._read = read

    def choose(
        self, order: Order, wanted: Wanted, inputs: str, last: Manifest | None, findings: Findings
    ) -> Chosen | None:
        """The facts for an order, with all that composing needs; None, with problems."""
        make = self._choose_brief if order.pack is None else self._choose_pack
        question = Question(order, wanted, inputs, self._read.base_of(wanted), last)
        chosen = make(question, findings)
        if chosen is None or chosen.order.status != "clean" or follows(order):
            return chosen
        draft = as_draft(order)
        return replace(
            chosen,
            final=True,
            as_draft=lambda: self.choose(draft, wanted, inputs, last, Findings()),
        )

    def _choose_brief(self, question: Question, findings: Findings) -> Chosen | None:
        order, wanted, base = question.order, question.wanted, question.base
        house, house_problems = self._read.house_read(order.house)
        template, template_problems = self._read.template_read(order.template)
        findings.extend((*house_problems, *template_problems))
        check_order(order, self._there(question, house), findings)
        if template is not None:
            self._check_countries(order, template, findings)
            if house is not None:
                check_item(order, template, house, base, findings)
            check_texts(order, template, _level_names(house), findings)
            check_people(order, template, base, findings)
            check_meeting(order, template, base, wanted.as_of, findings)
            check_changes(order, template, findings)
            if wanted.known_on is not None:
                note_item(self._read.past(wanted.known_on), order, wanted, findings)
        touched = touching(self._read.findings, base, order.areas, question.last)
        if touched:
            findings.add("source-refuses", Where(record=order.name), count=len(touched))
        if findings.errors or house is None or template is None:
            return None
        asked = Asked(order, wanted, question.inputs, base, house, template)
        return self._chosen(asked, findings)

    def _check_countries(self, order: Order, template: Template, findings: Findings) -> None:
        """Note a template that is not for as many countries as the order is about."""
        if template.countries == "any" or (len(order.areas) > 1) == (template.countries != "one"):
            return
        known = {
            name: self._read.template_read(name)[0]
            for name in self._read.workspace.template_names()
        }
        taken = {name: found.countries for name, found in known.items() if found is not None}
        check_countries(order.where("template"), order.template, order.areas, taken, findings)

    def _choose_pack(self, question: Question, findings: Findings) -> Chosen | None:
        order, wanted = question.order, question.wanted
        house, house_problems = self._read.house_read(order.house)
        findings.extend(house_problems)
        check_order(order, self._there(question, house), findings)
        parts = choose_parts(
            order,
            house,
            lambda part, own: self.choose(part, wanted, "", question.last, own),
            findings,
        )
        if findings.errors or house is None or not parts:
            return None
        if why := [used for part in parts for used in part.gate]:
            made = self._choose_pack(replace(question, order=as_draft(order)), findings)
            return marked(made, (Stopped(one.kind, "draft", one.facts) for one in why))
        notices = (notice for part in parts for notice in part.notices)
        return replace(
            parts[0],
            order=order,
            wanted=wanted,
            template=(template := cover_template(self._read.workspace, parts)),
            template_digest=template.digest,
            house=_as_ordered(house, order),
            selection=together([part.selection for part in parts]),
            notices=(*findings, *notices),
            inputs=question.inputs,
            parts=parts,
            texts=texts_together([part.texts for part in parts]),
            texts_above=sum(part.texts_above for part in parts),
        )

    def _there(self, question: Question, house: HouseStyle | None) -> There:
        houses = {question.order.house: house} if house else {}
        return There(self._read.workspace, question.base, houses)

    def _chosen(self, asked: Asked, findings: Findings) -> Chosen | None:
        order, wanted, house = asked.order, asked.wanted, asked.house
        if follows(order):
            return self._change_note(asked, findings)
        past = self._read.past(wanted.known_on) if wanted.known_on is not None else None
        asked = replace(asked, base=past.base) if past is not None else asked
        if asked.template.meeting and _met(asked).meeting is None:
            above = order.where("meeting")
            findings.add("order-meeting-above", above, template=asked.template.name)
            return None
        request = _request(asked)
        try:
            check_order_producers(order, asked.base)
            needs = with_bodies(asked.template.needs, house.bodies, asked.base.organisations)
            selection = self._read.stages.select(asked.base, request, needs)
            texts, above_ceiling = printable_texts(order, asked.template, request)
            order, selection, unmet = with_meeting(order, with_texts(selection, texts))
            notices = (
                *self._read.stages.notices(selection),
                *naming_problems(asked.base, order, house, asked.levels),
            )
            if past is not None:
                states = self._read.states_of(wanted.known_on)
                notices = (*notices, *notices_of(past, order, wanted, request, states))
        except ProblemsFound as refused:
            findings.extend(refused.problems)
            return None
        asked = replace(asked, order=order)
        if any(notice.severity is Severity.ERROR for notice in notices):
            return self._refused(asked, notices, findings)
        return replace(
            self._made(asked),
            selection=selection,
            notices=(*findings, *notices),
            texts=texts,
            texts_above=above_ceiling + unmet,
        )

    def _refused(
        self, asked: Asked, notices: Sequence[Problem], findings: Findings
    ) -> Chosen | None:
        """A draft, where conflicts alone stand against the edition and the gate allows one."""
        facts = conflicts_alone(notices)
        gate = with_gate(asked.house.gate, asked.order.gate)
        if facts and gate.conflicting == "draft":
            draft = self._chosen(replace(asked, order=as_draft(asked.order)), findings)
            return marked(draft, [Stopped("conflicting", "draft", facts)])
        findings.extend(notices)
        return None

    def _change_note(self, asked: Asked, findings: Findings) -> Chosen | None:
        """What a change note is made of; None, with problems, where nothing can be compared."""

        def choose(one: Order, wanted: Wanted, own: Findings) -> Chosen | None:
            return self.choose(one, wanted, "", None, own)

        order, base = asked.order, asked.base
        states = States(EditionStore(self._read.workspace.briefings), base, choose)
        both = states.of(order, asked.wanted, findings)
        if both is None:
            return None
        audience = _audience(asked.template, order)
        followed = order.changes.followed if order.changes else None
        slots = slots_of(followed, self._read.sound_template) if followed else {}
        found = found_between(order, both, base, asked.levels, audience, slots)
        wanted = replace(asked.wanted, as_of=found.delta.after.as_of, as_of_rule="stated")
        return replace(
            self._made(replace(asked, wanted=wanted, base=found.base)),
            selection=found.selection,
            notices=tuple(findings),
            changes=found.delta,
            compared=found.compared,
        )

    def _made(self, asked: Asked) -> Chosen:
        """What is read for an order, before any fact is chosen."""
        order, house, read = asked.order, asked.house, self._read
        nobody = Request(order.subject, asked.wanted.as_of, asked.levels, order.ceiling or "")
        return Chosen(
            order=order,
            wanted=asked.wanted,
            base=named(asked.base, order, house, asked.levels),
            template=asked.template,
            template_digest=asked.template.digest,
            house=_as_ordered(house, order),
            house_digest=read.inputs.style(
                read.workspace.house_folder(order.house), house.marking.name
            ),
            fonts_digest=read.inputs.folder(read.workspace.root / FOLDER),
            selection=Selection(nobody, {}),
            notices=(),
            inputs=asked.inputs,
        )


def _met(asked: Asked) -> Order:
    """The order, without its meeting when that stands above the ceiling."""
    order = asked.order
    return order if may_be_told(order, asked.levels) else replace(order, meeting=None)


def _request(asked: Asked) -> Request:
    order, met, template = asked.order, _met(asked), asked.template
    return Request(
        area=order.subject,
        beside=order.areas[1:],
        as_of=asked.wanted.as_of,
        levels=asked.levels,
        ceiling=order.ceiling or asked.levels[0],
        draft=order.status == "draft",
        audience=_audience(template, order),
        people=people_of(met),
        agenda=tuple(item.topics for item in met.meeting.agenda) if met.meeting else (),
        item=order.item,
        producers=with_producers(asked.house.producers, order),
        house_file=f"templates/house/{asked.house.name}/house.toml",
        off=off_needs(order, template),
    )


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
