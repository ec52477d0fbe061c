"""``briefing template check``: letterheads in plain words."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from generator.cli.group import briefing
from tests.letterheads import dotx, french, headed_by, paragraph, part, style, word_file


def run(root: Path, *words: str) -> Result:
    """The command as ``main`` runs it, so that its status comes back."""
    line = ["-C", str(root), "template", "check", *words]
    return CliRunner().invoke(briefing, line, standalone_mode=False)


def told(root: Path, *words: str) -> list[dict[str, str]]:
    result = run(root, *words, "--json")
    (one,) = json.loads(result.stdout)["checked"]
    assert result.return_value == int(not one["sound"])
    found: list[dict[str, str]] = one["told"]
    return found


def letter(tmp_path: Path, content: bytes, name: str = "letter.docx") -> str:
    path = tmp_path / name
    path.write_bytes(content)
    return str(path)


def what(found: list[dict[str, str]], topic: str, state: str) -> str:
    return " | ".join(
        f"{one['what']} {one['then']}"
        for one in found
        if (one["topic"], one["state"]) == (topic, state)
    )


def test_every_shipped_letterhead_is_sound_and_complete(root: Path) -> None:
    result = run(root, "--json")
    checked = json.loads(result.stdout)["checked"]
    assert [one["name"] for one in checked] == ["canada", "neutral", "un"]
    for one in checked:
        assert one["sound"]
        assert not [each for each in one["told"] if "There is no style" in each["what"]]
        assert not [each for each in one["told"] if "Margins differ" in each["what"]]
    assert result.return_value == 0


def test_the_doctor_speaks_to_people(root: Path) -> None:
    result = run(root, "un")
    assert result.return_value == 0
    assert result.output.startswith("un: templates/house/un/reference.docx\n ✓ The file is sound")
    assert "There is no right-to-left twin of it." in result.output


def test_missing_styles_are_named_with_their_use_and_what_may_be_meant(
    root: Path, tmp_path: Path
) -> None:
    own = style("X", "Rubrik Eins", more='<w:pPr><w:outlineLvl w:val="0"/></w:pPr>')
    named = style("Y", "Titre 2")
    content = word_file({"styles.xml": part("styles", own + named)})
    found = told(root, letter(tmp_path, content))
    notes = what(found, "styles", "note")
    assert "There is no style “heading 1” (headings of sections)." in notes
    assert '"heading 1" = "Rubrik Eins"' in notes
    assert '"heading 2" = "Titre 2"' in notes
    assert "There is no style “heading 3”" in notes
    assert "table text (cells of tables)" in notes


def test_paper_margins_and_fonts_are_seen_beside_the_house(root: Path, tmp_path: Path) -> None:
    found = told(root, letter(tmp_path, dotx(), "own.dotx"), "--house", "neutral")
    assert "The paper is 216 × 279 mm; that of house.toml is a4." in what(found, "paper", "mend")
    assert "top 32 mm, PDF 25 mm" in what(found, "paper", "note")
    assert "names no font for Arabic" in what(found, "fonts", "note")
    found = told(root, letter(tmp_path, french()), "--house", "neutral")
    assert "neither it nor Word brings: Marianne." in what(found, "fonts", "note")
    assert "names no font for Arabic" not in what(found, "fonts", "note")


def test_places_for_our_words_are_told_and_strange_ones_named(root: Path, tmp_path: Path) -> None:
    content = headed_by(paragraph("{marking} {{ country }} {numbr}"))
    found = told(root, letter(tmp_path, content))
    assert "{marking}" in what(found, "places", "ok")
    assert "number, issued, as_of, page" in what(found, "places", "note")
    strange = what(found, "places", "mend")
    assert "“{{ country }}”" in strange
    assert "“{numbr}”" in strange


def test_what_does_not_mirror_is_named(root: Path, tmp_path: Path) -> None:
    frame = paragraph("far    apart", more='<w:framePr w:x="100"/>')
    fixed = '<v:shape style="position: absolute; margin-left:9pt"/>'
    shape = f"<w:p><w:r><w:pict>{fixed}</w:pict></w:r></w:p>"
    found = told(root, letter(tmp_path, headed_by(frame + shape)))
    notes = what(found, "direction", "note")
    for sort in ("text frames", "text moved with spaces", "shapes of the old kind"):
        assert sort in notes


def test_a_refused_file_says_why_and_what_to_do(root: Path, tmp_path: Path) -> None:
    result = run(root, letter(tmp_path, word_file({"vbaProject.bin": b"x"})))
    assert result.return_value == 1
    assert "The letterhead has macros, which no document made from it may carry." in result.output
    assert "Save it in Word as .docx or .dotx, without macros." in result.output


def test_a_link_out_of_the_file_is_to_be_mended(root: Path, tmp_path: Path) -> None:
    outside = {"rId9": ("attachedTemplate", "http://canary.invalid/a.dotm", True)}
    found = told(root, letter(tmp_path, word_file({}, outside=outside)))
    assert "canary.invalid" in what(found, "left out", "mend")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "nutral",
            "“nutral” is neither a template, nor a house style, nor a Word file."
            " Did you mean “neutral”?",
        ),
        ("zzz", "canada, neutral, un."),
        ("gone.docx", "There is no file gone.docx."),
    ],
)
def test_a_name_that_is_nothing_is_a_wrong_command(root: Path, name: str, said: str) -> None:
    result = run(root, name)
    assert isinstance(result.exception, click.UsageError)
    assert said in result.exception.message
