"""Briefs about one item as text: the answer to a petition, the readout of a dialogue."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.document.dump import dump
from generator.document.tree import Block, Document, ListBlock, Section
from generator.document.walk import printed_facts
from generator.facts.model import Kind
from tests.golden.ordered import base, composed, golden

ORDERS = ("petition-441-00155", "nato-iraq-dialogue")


def facts_of(document: Document, *blocks: Block) -> frozenset[str]:
    """The facts that some blocks of a document print."""
    return printed_facts(replace(document, blocks=blocks, notes=()))


@pytest.mark.parametrize("name", ORDERS)
@pytest.mark.parametrize("language", ["en-CA", "fr-CA", "ar-001"])
def test_golden_tree(name: str, language: str) -> None:
    text, accepted = golden(name, language)
    assert text == accepted


def test_claims_requests_and_positions_never_share_a_list() -> None:
    document = composed(ORDERS[0], "en-CA").document
    claims = (Kind.ALLEGATION, Kind.REQUEST)
    mixed = 0
    for section in document.blocks:
        assert isinstance(section, Section)
        for block in section.blocks:
            if isinstance(block, ListBlock):
                kinds = {base(ORDERS[0]).facts[name].kind for name in facts_of(document, block)}
                told = {kind in claims for kind in kinds}
                assert len(told) == 1, kinds
                mixed += True in told
    assert mixed == 2  # what is asked, and what is claimed


def test_nothing_to_say_names_a_person_who_is_named_in_a_claim() -> None:
    document = composed(ORDERS[0], "en-CA").document
    (reply,) = [b for b in document.blocks if isinstance(b, Section) and b.heading.id == "reply"]
    named = {p for name in facts_of(document, reply) for p in base(ORDERS[0]).facts[name].people}
    assert not any(base(ORDERS[0]).people[person].vulnerable for person in named)
    every = {p for name in document.facts for p in base(ORDERS[0]).facts[name].people}
    assert any(base(ORDERS[0]).people[person].vulnerable for person in every)


def test_the_petition_says_when_it_was_answered_beside_its_deadline() -> None:
    for language, words in {
        "en-CA": "(answered on",
        "fr-CA": "(réponse donnée le",
        "ar-001": "(جاء الرد في",
    }.items():
        assert words in dump(composed(ORDERS[0], language).document)


def test_every_statement_in_the_readout_says_how_it_is_given() -> None:
    text = dump(composed(ORDERS[1], "en-CA").document)
    statements = text[text.index("#statements") : text.index("#next-steps")]
    assert statements.count("(paraphrased)") == statements.count("<statement") == 4
