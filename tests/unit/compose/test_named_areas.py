"""Countries as a naming source gives them: prepositions and currencies."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest

from generator.document.tree import Paragraph
from generator.document.walk import plain
from generator.facts.model import FactBase
from tests.unit.compose.stage import Stage


class Named(Stage):
    """A stage whose countries have what a table of names gives."""

    def base(self) -> FactBase:
        """Everything known, with the names of one country."""
        base = super().base()
        iraq = replace(
            base.areas["IRQ"],
            located=MappingProxyType({"fr": "en République d’Iraq"}),
            owned=MappingProxyType({"fr": "de la République d’Iraq"}),
            currencies=("IQD", "USD"),
        )
        return replace(base, areas={**base.areas, "IRQ": iraq})


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    return Named(tmp_path / "templates")


def printed(stage: Stage, expression: str, language: str) -> str:
    (block,) = stage.document(f"<p>x{{{{ {expression} }}}}</p>", language).blocks
    assert isinstance(block, Paragraph)
    return plain(block.children)[1:]


@pytest.mark.parametrize(
    ("expression", "language", "expected"),
    [
        ("in_area('IRQ')", "fr-CA", "en République d’Irak"),  # the house's term for Iraq
        ("of_area('IRQ')", "fr-CA", "de la République d’Irak"),
        ("in_area('IRQ')", "en-CA", "in Iraq"),
        ("in_area('LBN')", "fr-CA", "au Liban"),
        ("'IRQ'|currencies", "en-CA", "Iraqi Dinar and US Dollar"),
        ("'IRQ'|currencies", "fr-CA", "dinar irakien et dollar des États-Unis"),
        ("'LBN'|currencies", "en-CA", ""),
    ],
)
def test_what_the_naming_source_gives_is_printed(
    stage: Stage, expression: str, language: str, expected: str
) -> None:
    assert printed(stage, expression, language) == expected


def test_a_name_of_the_house_goes_before_a_form_of_another_name(stage: Stage) -> None:
    areas = MappingProxyType({"IRQ": MappingProxyType({"fr": "l’Irak"})})
    stage.house = replace(stage.house, areas=areas)
    assert printed(stage, "in_area('IRQ')", "fr-CA") != "en République d’Irak"
