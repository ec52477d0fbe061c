"""Documents of the project's own orders, chosen and composed as a build does it."""

from __future__ import annotations

import os
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Final

from generator.build.chosen import Chosen
from generator.build.inputs import Inputs, wanted_of
from generator.build.materials import materials_of
from generator.build.orders.order import read_order
from generator.build.preparing import Preparation
from generator.build.report import Settings
from generator.build.stages import Stages
from generator.build.workspace import Workspace
from generator.compose.brief import compose
from generator.compose.model import Composed
from generator.document.dump import dump
from generator.facts.model import FactBase
from generator.localisation import Localiser
from generator.problems import Findings

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parents[1]


@cache
def chosen(name: str) -> Chosen:
    """What a build would choose for an order, on the day it speaks for."""
    findings = Findings()
    order = read_order(ROOT / "briefings" / f"{name}.toml", findings)
    assert order is not None, [problem.what for problem in findings]
    assert order.as_of is not None
    workspace = Workspace(ROOT)
    settings = Settings(today=order.as_of)
    preparation = Preparation(workspace, settings, Stages(), Inputs(workspace))
    preparation.read([order])
    wanted = wanted_of(order, settings, findings)
    assert wanted is not None
    found = preparation.choose(order, wanted, "", None, findings)
    assert found is not None, [problem.what for problem in findings]
    return found


def base(name: str) -> FactBase:
    """All facts that were read for an order."""
    return chosen(name).base


@cache
def composed(name: str, language: str) -> Composed:
    """The document of an order in a language, also in one that it does not ask for."""
    made = chosen(name)
    assert made.order.as_of is not None
    given = materials_of(made, language, 1, made.order.as_of, ROOT / "sources")
    localiser = Localiser.for_house(language, given.house, given.digits, given.calendars)
    # The digest of the facts is for machines; it would change with a comma in a note.
    brief = replace(given.brief, data_hash="")
    pictures = given.pictures
    return compose(
        given.template,
        given.selection,
        given.base,
        given.house,
        localiser,
        brief,
        pictures=pictures,
    )


def golden(name: str, language: str) -> tuple[str, str]:
    """The document as text, and as it was accepted: a test asks that they are equal."""
    # Versions of facts are for machines, too.
    text = dump(replace(composed(name, language).document, facts={}))
    path = HERE / name / f"expected.{language}.tree.txt"
    if os.environ.get("BRIEFING_ACCEPT"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return text, path.read_text("utf-8")
