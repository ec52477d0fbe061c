"""The meeting note and the biographies that are ordered, as text, in every shipped language.

``make golden-accept`` rewrites the files; look at every difference before committing it.
"""

from __future__ import annotations

import pytest

from generator.localisation.catalogues import LANGUAGES as CATALOGUES
from tests.golden.ordered import HERE, composed, golden

ORDERS = ("iraq-meeting-note", "iraq-biographies")
LANGUAGES = ("en-CA", "fr-CA", "ar-IQ")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ORDERS)
def test_golden_tree(name: str, language: str) -> None:
    text, accepted = golden(name, language)
    assert text == accepted


@pytest.mark.parametrize(
    "language", sorted(path.name for path in CATALOGUES.iterdir() if path.is_dir())
)
@pytest.mark.parametrize("name", ORDERS)
def test_every_word_of_the_templates_is_there_in_every_language(name: str, language: str) -> None:
    codes = {problem.code for problem in composed(name, language).problems}
    assert codes.isdisjoint({"template-words-literal", "template-words-untranslated"})


def test_the_golden_folders_hold_no_file_of_a_case_that_is_gone() -> None:
    for name in ORDERS:
        names = {f"expected.{tag}.tree.txt" for tag in LANGUAGES}
        assert {path.name for path in (HERE / name).iterdir()} == names
