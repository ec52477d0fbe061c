"""Briefs about one item as text: the answer to a petition, the readout of a dialogue."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from generator.build.order import Order, read_order
from generator.compose.brief import Brief, Meeting, compose
from generator.compose.model import Composed
from generator.compose.template import read_template
from generator.document.dump import dump
from generator.document.tree import Block, Document, ListBlock, Section
from generator.document.walk import printed_facts
from generator.facts.model import FactBase, Kind
from generator.facts.sources import read_sources
from generator.house.read import read_house
from generator.localisation import Localiser
from generator.problems import Findings
from generator.selection import select
from generator.selection.model import Request
from generator.selection.own import with_bodies

HERE = Path(__file__).parent
ORDERS = ("petition-441-00155", "nato-iraq-dialogue")


@dataclass(frozen=True)
class Known:
    """What is read once for all of these tests."""

    root: Path
    base: FactBase

    def order(self, name: str) -> Order:
        findings = Findings()
        found = read_order(self.root / "briefings" / f"{name}.toml", findings)
        assert found is not None, tuple(findings)
        return found

    def composed(self, name: str, language: str) -> Composed:
        order = self.order(name)
        assert order.as_of is not None
        template = read_template(self.root / "templates" / order.template, Findings())
        house = read_house(self.root / "templates" / "house" / order.house, Findings())
        assert template is not None
        assert house is not None
        levels = tuple(level.name for level in house.marking.levels)
        request = Request(order.subject, order.as_of, levels, levels[0], item=order.item)
        needs = with_bodies(template.needs, house.bodies, self.base.organisations)
        told = order.meeting
        meeting = Meeting(told.date, told.place) if told else None
        brief = Brief(
            order.number,
            issued=order.as_of,
            as_of=order.as_of,
            title=order.title,
            meeting=meeting,
        )
        selection = select(self.base, request, needs)
        localiser = Localiser.for_house(language, house)
        return compose(template, selection, self.base, house, localiser, brief)


def facts_of(document: Document, *blocks: Block) -> frozenset[str]:
    """The facts that some blocks of a document print."""
    return printed_facts(replace(document, blocks=blocks, notes=()))


@pytest.fixture(scope="module")
def known(root: Path) -> Known:
    return Known(root, read_sources(root, Findings()))


@pytest.mark.parametrize("name", ORDERS)
@pytest.mark.parametrize("language", ["en-CA", "fr-CA", "ar-001"])
def test_golden_tree(known: Known, name: str, language: str) -> None:
    text = dump(replace(known.composed(name, language).document, facts={}))
    path = HERE / name / f"expected.{language}.tree.txt"
    if os.environ.get("BRIEFING_ACCEPT"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")


def test_claims_requests_and_positions_never_share_a_list(known: Known) -> None:
    document = known.composed(ORDERS[0], "en-CA").document
    claims = (Kind.ALLEGATION, Kind.REQUEST)
    mixed = 0
    for section in document.blocks:
        assert isinstance(section, Section)
        for block in section.blocks:
            if isinstance(block, ListBlock):
                kinds = {known.base.facts[name].kind for name in facts_of(document, block)}
                told = {kind in claims for kind in kinds}
                assert len(told) == 1, kinds
                mixed += True in told
    assert mixed == 2  # what is asked, and what is claimed


def test_nothing_to_say_names_a_person_who_is_named_in_a_claim(known: Known) -> None:
    document = known.composed(ORDERS[0], "en-CA").document
    (reply,) = [b for b in document.blocks if isinstance(b, Section) and b.heading.id == "reply"]
    named = {p for name in facts_of(document, reply) for p in known.base.facts[name].people}
    assert not any(known.base.people[person].vulnerable for person in named)
    every = {p for name in document.facts for p in known.base.facts[name].people}
    assert any(known.base.people[person].vulnerable for person in every)


def test_the_petition_says_when_it_was_answered_beside_its_deadline(known: Known) -> None:
    for language, words in {
        "en-CA": "(answered on",
        "fr-CA": "(réponse donnée le",
        "ar-001": "(جاء الرد في",
    }.items():
        assert words in dump(known.composed(ORDERS[0], language).document)


def test_every_statement_in_the_readout_says_how_it_is_given(known: Known) -> None:
    text = dump(known.composed(ORDERS[1], "en-CA").document)
    statements = text[text.index("#statements") : text.index("#next-steps")]
    assert statements.count("(paraphrased)") == statements.count("<statement") == 4
