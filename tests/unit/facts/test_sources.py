from __future__ import annotations

import os
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from generator.facts.model import (
    Basis,
    Confidence,
    Fact,
    Kind,
    Precision,
    Qualifier,
    Staleness,
    Stance,
    TextState,
)
from generator.limits import Limits
from generator.problems import Severity, codes
from tests.bounds import ends
from tests.unit.facts.builder import SOURCE, Workspace, fact


def one(workspace: Workspace, content: str, **options: object) -> Fact:
    """The only fact of a workspace."""
    workspace.facts(content)
    base = workspace.read(**options)
    assert list(base.facts) == ["one"], list(workspace.findings)
    return base.facts["one"]


def test_a_short_fact_inherits_what_its_document_and_source_say(workspace: Workspace) -> None:
    found = one(workspace, fact())
    assert (found.marking, found.stance, found.confidence) == (
        "UNCLASSIFIED",
        Stance.ASSERTED,
        Confidence.HIGH,
    )
    assert (str(found.as_of), found.as_of_basis) == ("2024-06", Basis.STATED)
    assert (found.origin.source, found.origin.document) == ("page", "page")
    assert (found.origin.producer, found.original_language) == ("gac", "en")
    assert {language: text.state for language, text in found.text.items()} == {
        "en": TextState.ORIGINAL,
        "fr": TextState.REVIEWED,
    }
    assert (found.file, found.line) == ("sources/page/facts/facts.yaml", 1)
    assert workspace.codes == []


def test_every_field_of_a_full_fact_is_read(workspace: Workspace) -> None:
    found = one(
        workspace,
        fact(
            "organisations: [gac, office]",
            "people: [jane-doe]",
            "document: page",
            "subject: amount",
            "value: 4000000000",
            "unit: currency",
            "currency: CAD",
            "qualifier: more_than",
            "price_base: current",
            "decimals: 0",
            "period: 2016/2022",
            "fiscal: true",
            "valid: 2016/..",
            "valid_basis: implied",
            "as_of: 2024-06-06",
            "stance: reported",
            "asserted_by: jane-doe",
            "confidence: medium",
            "marking: PROTECTED A",
            "disclosable: false",
            "staleness: annual",
            "review_by: 2025-01-01",
            "derived: Added up.",
            "duration: P6Y",
            "incomplete: true",
            "tags: [key_message]",
            "locator: ¶4",
            "note: A remark.",
            "cleared_by: A. Editor",
            "cleared_on: 2024-07-01",
            "original: fr",
            "image: {credit: Somebody, rights: all_rights_reserved}",
            en="It cost {value} from {from} to {to}.".replace("It", "The programme"),
            fr="Le programme a coûté {value} de {from} à {to}.",
        ),
    )
    quantity = found.quantity
    assert quantity is not None
    assert (quantity.value, quantity.unit, quantity.currency, quantity.qualifier) == (
        Decimal(4000000000),
        "currency",
        "CAD",
        Qualifier.MORE_THAN,
    )
    period = found.moment.period
    assert period is not None
    assert period.fiscal
    assert (str(period.start), str(period.end)) == ("2016", "2022")
    assert found.validity.basis is Basis.IMPLIED
    assert found.as_of is not None
    assert found.as_of.precision is Precision.DAY
    assert (found.marking, found.disclosable, found.staleness) == (
        "PROTECTED A",
        False,
        Staleness.ANNUAL,
    )
    assert dict(found.derived) == {"how": "Added up.", "duration": "P6Y"}
    assert found.text["fr"].state is TextState.ORIGINAL
    assert found.image["credit"] == "Somebody"
    assert workspace.codes == []


def test_the_past_tense_stands_beside_the_text_or_is_the_same(workspace: Workspace) -> None:
    workspace.facts(
        fact("past: {en: It stood., fr: Il était.}".replace("It", "An office"))
        + fact("past: same", id="two")
        + fact(id="three")
    )
    facts = workspace.read().facts
    assert facts["one"].text["en"].past == {"other": "An office stood."}
    assert facts["two"].text["fr"].past == facts["two"].text["fr"].forms
    assert facts["three"].text["en"].past is None


def test_a_text_may_have_plural_forms_or_a_state(workspace: Workspace) -> None:
    found = one(
        workspace,
        "- id: one\n  kind: figure\n  countries: [IRQ]\n  value: 3\n  unit: days\n  text:\n"
        "    en: {one: '{value} day passed.', other: '{value} days passed.'}\n"
        "    fr: {text: 'Il a fallu {value} jours.', state: machine}\n",
    )
    assert found.text["en"].forms["one"] == "{value} day passed."
    assert found.text["fr"].state is TextState.MACHINE


def test_defaults_of_a_file_hold_for_its_facts_and_give_way_to_them(workspace: Workspace) -> None:
    workspace.facts(
        "defaults:\n  countries: [IRQ]\n  kind: plan\n  confidence: low\n  tags: [posts]\nfacts:\n"
        "  - id: one\n    text: {en: A plan., fr: Un plan.}\n"
        "  - id: two\n    confidence: high\n    text: {en: A plan., fr: Un plan.}\n"
    )
    facts = workspace.read().facts
    assert (facts["one"].kind, facts["one"].confidence) == (Kind.PLAN, Confidence.LOW)
    assert facts["two"].confidence is Confidence.HIGH
    assert facts["two"].tags == ("posts",)


def test_a_mistake_in_the_defaults_is_told_once(workspace: Workspace) -> None:
    workspace.facts(
        "defaults: {countries: [IQ], kind: event}\nfacts:\n"
        "  - {id: one, text: {en: A., fr: A.}}\n  - {id: two, text: {en: A., fr: A.}}\n"
    )
    workspace.read()
    assert workspace.codes.count("code-area") == 1


def test_json_holds_facts_of_the_same_form(workspace: Workspace) -> None:
    workspace.facts(
        '[{"id": "one", "kind": "figure", "countries": ["IRQ"],\n'
        '  "text": {"en": "{value}."}, "value": 0.10, "unit": "percent"}]',
        name="facts.json",
    )
    base = workspace.read()
    quantity = base.facts["one"].quantity
    assert quantity is not None
    assert quantity.value == Decimal("0.10")
    assert str(quantity.value) == "0.10"


@pytest.mark.parametrize(
    ("lines", "code", "field"),
    [
        (("kind: event",), "duplicate-key", None),
        (("unit: persons",), "value-missing", "unit"),
        (("value: 3",), "field-missing", "unit"),
        (("value: 3", "unit: person"), "choice-near", "unit"),
        (("value: 3", "unit: currency"), "currency-missing", "currency"),
        (("value: 3", "unit: days", "currency: CAD"), "currency-not-money", "currency"),
        (("minimum: 3", "maximum: 2", "unit: days"), "range-order", "minimum"),
        (("value: 1,234", "unit: days"), "number-ambiguous", "value"),
        (("value: true", "unit: days"), "number-form", "value"),
        (("date: 2024", "period: 2023/2024"), "date-and-period", "period"),
        (("fiscal: true",), "fiscal-without-period", "fiscal"),
        (("stance: alleged",), "claimant-missing", "asserted_by"),
        (("stance: requested",), "claimant-missing", "asserted_by"),
        (("document: pag",), "choice-near", "document"),
        (("marking: SECRT",), "marking-near", "marking"),
        (("marking: unclassified",), "marking-near", "marking"),
        (("marking:",), "field-empty", "marking"),
        (("markng: SECRET",), "field-unknown-near", "markng"),
        (("cleared_on: 2024-01-01",), "field-missing", "cleared_by"),
        (("valid_basis: stated",), "field-missing", "valid"),
        (("duration: five years",), "code-duration", "duration"),
        (("tags: [Key-Message]",), "code-tag", "tags"),
        (("organisations: [gacc]",), "reference-near", "organisations"),
        (("organisations: [zzz]",), "reference-unknown", "organisations"),
        (("people: [jane-do]",), "reference-near", "people"),
        (("asserted_by: nobody",), "reference-unknown", "asserted_by"),
        (("supersedes: [two]",), "reference-unknown", "supersedes"),
        (("supersedes: [one]",), "reference-self", "supersedes"),
        (("closes: [ofice]",), "reference-near", "closes"),
        (("people: [john-roe]",), "person-vulnerable", "disclosable"),
        (("as_of: 2030",), "as-of-future", "as_of"),
        (("image: {file: x.png}",), "field-missing", "image.credit"),
    ],
)
def test_each_mistake_of_a_fact_is_told_by_field(
    workspace: Workspace, lines: tuple[str, ...], code: str, field: str | None
) -> None:
    workspace.facts(fact(*lines))
    workspace.facts(fact(id="sound"), name="sound.yaml")
    workspace.read()
    assert (code, field) in [(p.code, p.where.field) for p in workspace.findings]
    for problem in workspace.findings:
        assert problem.what
        assert problem.remedy
        assert problem.where.file
        assert problem.where.line


def test_mistakes_of_all_files_come_together_and_sound_facts_stay(workspace: Workspace) -> None:
    workspace.facts(fact("kind2: x") + fact("date: 2024-13", id="two") + fact(id="three"))
    workspace.facts("- id: four\n", name="other.yaml")
    workspace.facts("[1, 2]\n", name="odd.yaml")
    base = workspace.read()
    assert list(base.facts) == ["three"]
    told = {(p.where.file, p.where.line, p.code) for p in workspace.findings.errors}
    assert {
        ("sources/page/facts/facts.yaml", 7, "field-unknown-near"),
        ("sources/page/facts/facts.yaml", 14, "date-month"),
        ("sources/page/facts/other.yaml", 1, "field-missing"),
        ("sources/page/facts/odd.yaml", 1, "record-form"),
    } <= told


def test_an_id_used_twice_is_told_with_both_places(workspace: Workspace) -> None:
    workspace.facts(fact())
    workspace.facts(fact(), name="again.yaml")
    base = workspace.read()
    assert len(base.facts) == 1
    problem = workspace.findings.errors[0]
    assert problem.code == "id-twice"
    assert problem.where.file == "sources/page/facts/facts.yaml"
    assert "again.yaml, line 1" in problem.what


def test_a_fact_without_a_date_to_speak_for_is_refused(workspace: Workspace) -> None:
    workspace.write("page/source.toml", SOURCE.replace('as_of = "2024-06"\n', ""))
    workspace.facts(fact())
    assert not workspace.read().facts
    assert "as-of-missing" in workspace.codes


def test_a_fact_without_any_marking_is_refused(workspace: Workspace) -> None:
    workspace.write("page/source.toml", SOURCE.replace('marking = "UNCLASSIFIED"\n', ""))
    workspace.facts(fact())
    assert not workspace.read().facts
    assert "marking-missing" in workspace.codes


def test_the_document_must_be_named_when_there_are_two(workspace: Workspace) -> None:
    second = '[documents.other]\nkind = "report"\ntitle.en = "x"\nas_of = "2020"\n'
    workspace.write("page/source.toml", SOURCE + second)
    workspace.facts(fact() + fact("document: other", id="two"))
    base = workspace.read()
    assert list(base.facts) == ["two"]
    assert "document-missing" in workspace.codes


def test_a_marked_record_is_never_quoted(workspace: Workspace) -> None:
    workspace.facts(
        fact("marking: SECRET", "value: CANARY-1", "unit: CANARY-2", "tags: [CANARY-3]")
        + fact("markng: SECRET", "value: CANARY-4", id="two")
        + fact("marking: SECRT", "value: CANARY-5", id="three")
        + fact("marking:", "value: CANARY-6", id="four")
        + fact("marking: PROTECTED A", "kind2: x", id="five", en="CANARY-7")
    )
    base = workspace.read()
    assert not base.facts
    told = " ".join(p.what + p.remedy + str(p.where) for p in workspace.findings)
    assert "CANARY" not in told
    assert len(workspace.findings) >= 8


def test_markings_are_not_compared_without_a_house(workspace: Workspace) -> None:
    assert one(workspace, fact("marking: TLP:AMBER"), levels=()).marking == "TLP:AMBER"


def test_supersession_holds_both_ways(workspace: Workspace) -> None:
    workspace.facts(
        fact("supersedes: [two]") + fact(id="two") + fact("superseded_by: [one]", id="three")
    )
    facts = workspace.read().facts
    assert facts["one"].supersedes == ("three", "two")
    assert facts["two"].superseded_by == ("one",)
    assert workspace.codes == []


def test_a_circle_of_supersession_is_told_once(workspace: Workspace) -> None:
    workspace.facts(
        fact("supersedes: [two]")
        + fact("supersedes: [three]", id="two")
        + fact("supersedes: [one]", id="three")
    )
    workspace.read()
    assert workspace.codes == ["supersedes-circle"]
    assert "one → three → two → one" in next(iter(workspace.findings)).what


def test_a_version_follows_the_content_and_nothing_else(workspace: Workspace) -> None:
    before = one(workspace, fact("tags: [posts]")).version
    assert one(workspace, "# a comment\n\n" + fact("tags:   ['posts']")).version == before
    assert one(workspace, fact("tags: [visit]")).version != before
    assert one(workspace, fact("tags: [posts]", fr="Une autre phrase.")).version != before
    assert len(before) == 64


def test_the_digest_follows_every_record(workspace: Workspace) -> None:
    workspace.facts(fact() + fact(id="two"))
    digest = workspace.read().digest
    workspace.facts(fact(id="two") + fact())
    assert workspace.read().digest == digest
    workspace.write("reference/areas.csv", "id,name_en\nIRQ,Irak\nCAN,Canada\n")
    assert workspace.read().digest != digest


def test_each_source_lists_the_files_it_was_read_from(workspace: Workspace) -> None:
    workspace.facts(fact())
    files = workspace.read().sources["page"].files
    assert list(files) == ["facts/facts.yaml"]
    assert len(files["facts/facts.yaml"]) == 64


@pytest.mark.parametrize(
    ("name", "code", "severity"),
    [
        ("page/organizations.yaml", "source-entry-near", Severity.WARNING),
        ("page/fact/x.yaml", "source-entry-near", Severity.WARNING),
        ("page/picture.png", "source-entry-near", Severity.WARNING),
        ("page/mug.png", "source-entry", Severity.WARNING),
        ("page/facts/notes.odt", "facts-suffix", Severity.WARNING),
        ("loose.yaml", "source-not-folder", Severity.WARNING),
        ("Page Two/source.toml", "source-name", Severity.ERROR),
        ("nothing/facts/x.yaml", "source-file-missing", Severity.ERROR),
    ],
)
def test_what_is_not_read_is_told(
    workspace: Workspace, name: str, code: str, severity: Severity
) -> None:
    workspace.facts(fact())
    workspace.write(name, "- id: x\n")
    workspace.read()
    assert [(p.code, p.severity) for p in workspace.findings] == [(code, severity)]


def test_notes_for_colleagues_and_hidden_files_are_left_alone(workspace: Workspace) -> None:
    workspace.facts(fact())
    for name in ("README.md", "page/README.md", "page/LICENCE.txt", ".DS_Store", "page/.x"):
        workspace.write(name, "text")
    workspace.read()
    assert workspace.codes == []


def test_a_file_from_elsewhere_is_not_read(workspace: Workspace, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text(fact())
    workspace.facts(fact(id="two"))
    link = workspace.root / "sources/page/facts/link.yaml"
    try:
        link.symlink_to(outside)
    except OSError:
        pytest.skip("no symbolic links here")
    base = workspace.read()
    assert list(base.facts) == ["two"]
    assert workspace.codes == ["file-outside"]


def test_a_workspace_without_sources_says_so(tmp_path: Path) -> None:
    empty = Workspace(tmp_path / "x")
    empty.root = tmp_path / "nowhere"
    assert not empty.read().facts
    assert empty.codes == ["sources-missing"]


def test_sources_without_a_fact_say_so(workspace: Workspace) -> None:
    workspace.read()
    assert workspace.codes == ["facts-none"]


def test_more_facts_than_the_limit_are_told(workspace: Workspace) -> None:
    workspace.facts(fact() + fact(id="two"))
    workspace.read(limits=Limits(facts=1))
    assert "facts-many" in workspace.codes


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('licence = "ours"\n', "", "field-missing"),
        ('licence = "ours"', 'license = "ours"', "field-unknown-near"),
        ('languages = ["en", "fr"]', 'languages = ["en", "FR"]', "code-language"),
        ('languages = ["en", "fr"]', "languages = []", "list-empty"),
        ('kind = "web_page"', 'kind = "webpage"', "choice-near"),
        ("[documents.page]", "[documents.'Page 1']", "code-id"),
        ('as_of = "2024-06"', 'as_of = "06/2024"', "date-form"),
        ('as_of = "2024-06"', 'as_of = "2024-06"\nurl = "javascript:x"', "code-url"),
        ('title.en = "A page"', "title = 5", "duplicate-key"),
        ('producer = "gac"', 'producer = "gcc"', "reference-near"),
        (
            'as_of = "2024-06"',
            'as_of = "2024-06"\npublished = 2024-07-01\nretrieved = 2024-06-01',
            "published-after",
        ),
        ('as_of = "2024-06"', 'as_of = "2024-06"\nretrieved = 2030-01-01', "retrieved-future"),
    ],
)
def test_mistakes_in_source_toml_are_told(
    workspace: Workspace, old: str, new: str, code: str
) -> None:
    workspace.write("page/source.toml", SOURCE.replace(old, new, 1))
    workspace.facts(fact())
    workspace.read()
    expected = {code, "toml-twice", "toml-syntax"} if code == "duplicate-key" else {code}
    assert expected & set(workspace.codes), workspace.codes


def test_every_code_used_here_has_words() -> None:
    folder = Path(__file__).parents[3] / "generator" / "facts"
    named = {
        word
        for path in folder.rglob("*.py")
        for word in path.read_text("utf-8").split('"')
        if word in codes()
    }
    assert {"field-unknown-near", "csv-cut", "slot-empty", "yaml-alias"} <= named


def test_a_file_full_of_mistakes_is_given_up_soon(workspace: Workspace) -> None:
    workspace.facts("".join(f"- {{country: KEN, key: k{n}}}\n" for n in range(500)))
    workspace.facts(fact(), name="sound.yaml")
    base = workspace.read()
    assert list(base.facts) == ["one"]
    assert workspace.codes.count("problems-many") == 1
    assert len(workspace.codes) < 120


def test_an_unknown_fact_is_suggested_among_many(workspace: Workspace) -> None:
    workspace.facts(fact("supersedes: [ca-erbil-ofice]") + fact(id="ca-erbil-office"))
    workspace.read()
    assert "“ca-erbil-office”" in next(iter(workspace.findings)).what


@pytest.mark.parametrize("kind", ["yaml", "json"])
def test_ten_thousand_records_of_another_form_are_refused_in_time(
    workspace: Workspace, kind: str
) -> None:
    record = '{"country": "KEN", "key": "k%d", "value": 1.5, "year": 2024}'
    rows = [record % n for n in range(10_000)]
    content = (
        "[" + ",".join(rows) + "]" if kind == "json" else "".join(f"- {row}\n" for row in rows)
    )
    workspace.facts(content, name=f"big.{kind}")
    with ends():
        workspace.read()
    assert "problems-many" in workspace.codes


def test_what_is_no_ordinary_file_is_told_and_never_waited_for(workspace: Workspace) -> None:
    workspace.facts(fact())
    folder = workspace.root / "sources/page/facts"
    try:
        os.mkfifo(folder / "pipe.yaml")
        (folder / "gone.yaml").symlink_to(folder / "nowhere.yaml")
    except (AttributeError, OSError):
        pytest.skip("no pipes or links here")
    base = workspace.read()
    assert list(base.facts) == ["one"]
    assert workspace.errors == ["file-unreadable", "file-unreadable"]


def test_an_odd_file_name_does_nothing_to_a_screen(workspace: Workspace) -> None:
    workspace.facts(fact())
    try:
        workspace.write("page/facts/a\n2026 all good\x1b[31m.txt", "x")
    except OSError:
        pytest.skip("no such names here")
    workspace.read()
    assert workspace.codes == ["facts-suffix"]
    file = next(iter(workspace.findings)).where.file
    assert file is not None
    assert file.isprintable()


def test_a_folder_that_cannot_be_read_is_told(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.facts(fact())
    below = workspace.root / "sources/page/facts"
    listed = Path.iterdir

    def iterdir(path: Path) -> Iterator[Path]:
        if path == below:
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    assert not workspace.read().facts
    assert ("file-unreadable", "sources/page/facts") in [
        (p.code, p.where.file) for p in workspace.findings
    ]


@pytest.mark.parametrize("blank", ["", "  ", "\\u200b", "\\x07", "\\u00a0\\n"])
def test_a_text_that_nobody_can_see_is_empty_and_told_once(
    workspace: Workspace, blank: str
) -> None:
    workspace.facts(fact(en=blank) + fact(id="two"))
    workspace.read()
    assert workspace.errors == ["field-empty"]


def test_what_refused_facts_are_about_is_remembered_by_file(workspace: Workspace) -> None:
    workspace.facts(fact("colour: red") + fact("cuontries: [CAN]", id="two"))
    workspace.facts("defaults: {countries: [NAM]}\nfacts:\n- id: three\n", "other.yaml")
    workspace.facts("- id: four\n- kind: position\n  countries: [CAN]\n", "third.yaml")
    assert workspace.read().refused == {
        "sources/page/facts/facts.yaml": {"IRQ"},
        "sources/page/facts/other.yaml": {"NAM"},
        "sources/page/facts/third.yaml": {"", "CAN"},
    }


def test_related_words_of_a_term_are_read_form_by_form(workspace: Workspace) -> None:
    workspace.facts(fact())
    workspace.write(
        "reference/terms.yaml",
        "- id: iraq\n  forms: {en: [Iraq], fr: [Irak, Iraq]}\n  interchangeable: false\n"
        "  related: {fr: {Irak: [irakien, irakienne], Iraq: [iraquien, iraquienne]}}\n",
    )
    term = workspace.read().terms["iraq"]
    assert workspace.codes == []
    assert term.related["fr"]["Iraq"] == ("iraquien", "iraquienne")
    assert not term.interchangeable


def test_uneven_or_strange_related_words_are_refused(workspace: Workspace) -> None:
    workspace.facts(fact())
    workspace.write(
        "reference/terms.yaml",
        "- id: iraq\n  forms: {fr: [Irak, Iraq]}\n"
        "  related:\n    fr:\n      Irak: [irakien, irakienne]\n      Iraq: [iraquien]\n"
        "- id: other\n  forms: {fr: [Aa, Bb]}\n  related: {fr: {Cc: [c]}, ru: {Aa: [a]}}\n",
    )
    assert workspace.read().terms == {}
    assert [(p.code, p.where.line, p.where.field) for p in workspace.findings] == [
        ("term-related-uneven", 5, "related.fr.Irak"),
        ("field-unknown", 9, "related.fr.Cc"),
        ("field-unknown", 9, "related.ru"),
    ]
    assert workspace.findings.errors[0].what == (
        "The forms of this term do not have equally many related words (Irak: 2, Iraq: 1)."
    )
