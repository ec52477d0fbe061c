"""What was changed by hand is found and named; what programs do by themselves is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from generator.document.tree import Document, Paragraph, Span, Text, Value
from tests.sample_tree import sample
from tests.unit.returned.editing import RECORD, changes, edited, returned, with_parts
from tests.unit.writers.docx_reading import Word, with_blocks, word
from tests.unit.writers.docx_trees import documents

SLOW = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def statement(*inlines: Text | Value, fact: str = "f") -> Span:
    return Span(inlines, fact=fact, role="statement")


STAFF = statement(
    Text("Canada has "), Value("850", "forces", "850"), Text(" troops there."), fact="forces"
)
PLAN = statement(Text("It will close the office."), fact="plan")


def brief(*paragraphs: Paragraph, language: str = "en") -> Word:
    return word(with_blocks(*paragraphs, language=language))


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_a_file_as_it_was_generated_has_no_changes(tmp_path: Path, language: str) -> None:
    found = returned(tmp_path, sample(language, draft=True))
    assert (found.changes, found.tracked, found.comments) == ((), (), ())
    assert found.record.about["number"] == "IRQ-CTY-2024-0001"
    assert found.controls == 74


@SLOW
@given(documents())
def test_no_document_is_changed_by_being_written(tmp_path: Path, document: Document) -> None:
    assert returned(tmp_path, document).changes == ()


def test_a_changed_value_is_named_with_its_fact(tmp_path: Path) -> None:
    file = edited(word(sample("en")), (">46,042,015<", ">47,000,000<"))
    assert changes(tmp_path, file) == [("value", "46,042,015", "47,000,000", ("irq-population",))]


def test_a_value_that_was_typed_over_in_running_text_is_found_without_its_control(
    tmp_path: Path,
) -> None:
    file = brief(Paragraph((STAFF, Text(" "), PLAN)))
    text = file.raw("word/document.xml").decode()
    start = text.index("<w:sdt>", text.index("Canada has"))
    end = text.index("</w:sdt>", start) + len("</w:sdt>")
    gone = edited(file, (text[start:end], "<w:r><w:t>900</w:t></w:r>"))
    assert changes(tmp_path, gone) == [("value", "850", "900", ("forces",))]


def test_a_changed_sentence_is_named_with_the_fact_it_states(tmp_path: Path) -> None:
    file = edited(brief(Paragraph((STAFF, Text(" "), PLAN))), ("will close", "will not close"))
    assert changes(tmp_path, file) == [
        ("sentence", "It will close the office.", "It will not close the office.", ("plan",))
    ]


def test_a_changed_value_in_a_changed_sentence_gives_both(tmp_path: Path) -> None:
    file = brief(Paragraph((STAFF,)))
    file = Word(edited(file, ("Canada has ", "Canada had "), (">850<", ">900<")))
    assert changes(tmp_path, file.data) == [
        ("value", "850", "900", ("forces",)),
        ("sentence", "Canada has 900 troops there.", "Canada had 900 troops there.", ("forces",)),
    ]


def test_a_value_with_a_hyphen_at_its_end_is_read_with_it(tmp_path: Path) -> None:
    hyphened = statement(Text("Between "), Value("\u20113\u2011", "low", "-3"), Text(" and 4."))
    file = brief(Paragraph((hyphened,)))
    assert returned(tmp_path, file.data).changes == ()
    assert changes(tmp_path, edited(file, (">3<", ">5<"))) == [("value", "-3-", "-5-", ("low",))]


def test_an_added_and_a_removed_sentence_are_told_apart(tmp_path: Path) -> None:
    whole = Paragraph((STAFF, Text(" "), PLAN))
    more = edited(brief(whole), ("the office.", "the office. Nobody knows when."))
    assert changes(tmp_path, more) == [("added", "", "Nobody knows when.", ())]
    less = edited(brief(whole), ("It will close the office.", ""))
    assert changes(tmp_path, less) == [("removed", "It will close the office.", "", ("plan",))]


def test_an_added_a_removed_and_a_moved_paragraph_are_told_apart(tmp_path: Path) -> None:
    file = brief(Paragraph((STAFF,)), Paragraph((PLAN,)), Paragraph((Text("Last words here."),)))
    text = file.raw("word/document.xml").decode()
    start = text.rindex("<w:p>", 0, text.index("It will close"))
    plan = text[start : text.index("</w:p>", start) + len("</w:p>")]
    assert changes(tmp_path, edited(file, (plan, ""))) == [
        ("removed", "It will close the office.", "", ("plan",))
    ]
    new = plan.replace("It will close the office.", "Something else was added.")
    assert changes(tmp_path, edited(file, (plan, plan + new))) == [
        ("added", "", "Something else was added.", ())
    ]
    moved = edited(file, (plan, ""), ("<w:sectPr>", f"{plan}<w:sectPr>"))
    assert changes(tmp_path, moved) == [("moved", "Last words here.", "Last words here.", ())]


def test_a_changed_marking_on_the_pages_is_told(tmp_path: Path) -> None:
    file = edited(word(sample("en")), (">UNCLASSIFIED<", ">PUBLIC<"), part="word/header.xml")
    assert changes(tmp_path, file) == [("header", "", "PUBLIC", ())]


def test_a_changed_note_is_told(tmp_path: Path) -> None:
    file = edited(word(sample("en")), ("World Bank", "Word Bank"), part="word/footnotes.xml")
    ((kind, before, after, _),) = changes(tmp_path, file)
    assert (kind, before.replace("World Bank", "Word Bank")) == ("sentence", after)


def test_a_value_changed_in_the_data_alone_is_told(tmp_path: Path) -> None:
    """Word shows what the data part says when it opens the file."""
    file = edited(word(sample("en")), (">46,042,015<", ">47,000,000<"), part=RECORD)
    assert changes(tmp_path, file) == [("value", "46,042,015", "47,000,000", ("irq-population",))]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Canada has ", "Canada </w:t></w:r><w:r><w:t xml:space='preserve'>has "),  # runs are split
        ("Canada has ", "Canada\u00a0has "),
        ("Canada has ", "Canada \u200ehas "),
        ("<w:body>", "<w:body><w:p/>"),
        ("Canada has", "</w:t></w:r><w:proofErr w:type='spellStart'/><w:r><w:t>Canada has"),
    ],
)
def test_what_programs_do_by_themselves_is_no_change(tmp_path: Path, old: str, new: str) -> None:
    assert changes(tmp_path, edited(brief(Paragraph((STAFF,))), (old, new))) == []


# ---------------------------------------------------------------- tracked changes, comments

INS = '<w:ins w:id="9" w:author="A. Officer" w:date="2024-12-02T10:00:00Z">{}</w:ins>'
DEL = '<w:del w:id="8" w:author="A. Officer" w:date="2024-12-02T10:00:00Z">{}</w:del>'


def test_tracked_changes_are_listed_with_who_and_when(tmp_path: Path) -> None:
    run = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    cut = run.format("It will close the office.")
    gone = DEL.format('<w:r><w:delText xml:space="preserve">will close</w:delText></w:r>')
    come = INS.format(run.format("keeps"))
    parts = f"{run.format('It ')}{gone}{come}{run.format(' the office.')}"
    found = returned(tmp_path, edited(brief(Paragraph((PLAN,))), (cut, parts)))
    told = [(t.revision.kind, t.revision.author, t.revision.text) for t in found.tracked]
    assert told == [("deleted", "A. Officer", "will close"), ("inserted", "A. Officer", "keeps")]
    assert found.tracked[0].near == "It keeps the office."
    assert [(c.kind, c.after, c.facts) for c in found.changes] == [
        ("sentence", "It keeps the office.", ("plan",))
    ]


def test_comments_are_listed_with_what_they_are_about(tmp_path: Path) -> None:
    from tests.unit.returned.editing import W

    comment = (
        f'<w:comments {W}><w:comment w:id="3" w:author="Desk" w:date="2024-12-02T10:00:00Z">'
        "<w:p><w:r><w:t>Is this still so?</w:t></w:r></w:p></w:comment></w:comments>"
    )
    file = brief(Paragraph((PLAN,)))
    at = '<w:r><w:t xml:space="preserve">It will close the office.</w:t></w:r>'
    marked = f'<w:commentRangeStart w:id="3"/>{at}<w:commentRangeEnd w:id="3"/>'
    body = file.raw("word/document.xml").decode().replace(at, marked).encode()
    parts = {"word/document.xml": body, "word/comments.xml": comment.encode()}
    found = returned(tmp_path, with_parts(file, parts))
    (one,) = found.comments
    assert (one.author, one.text, one.about) == (
        "Desk",
        "Is this still so?",
        "It will close the office.",
    )
    assert found.changes == ()


# ---------------------------------------------------------------- without a record


def test_a_file_that_lost_its_record_is_compared_with_the_edition(tmp_path: Path) -> None:
    whole = word(sample("en"))
    bare = Word(with_parts(whole, {RECORD: None, "customXml/itemProps1.xml": None}))
    lost = edited(bare, (">46,042,015<", ">47,000,000<"))
    found = returned(tmp_path, lost, against=whole.data)
    assert [(c.kind, c.after) for c in found.changes] == [("value", "47,000,000")]
