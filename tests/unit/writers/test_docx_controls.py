"""Printed values of a Word file are controls that know their facts, and it carries a record."""

from __future__ import annotations

import re
from dataclasses import replace
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.document import wordrecord as names
from generator.document.tree import (
    Cell,
    Contents,
    Document,
    Figure,
    Heading,
    Paragraph,
    Row,
    Section,
    Span,
    Strong,
    Table,
    Text,
    Value,
)
from generator.document.walk import plain, values
from generator.document.wordrecord import NAMESPACE, TAG_LENGTH, part_of, tag_of
from generator.house.word import WordOptions
from generator.proof.files import prove
from generator.writers.docx.writer import write_docx
from generator.writers.docx.zipping import zipped
from tests.sample_tree import sample
from tests.unit.writers.docx_reading import (
    HOUSE,
    MARKS,
    Element,
    Word,
    broken_rules,
    paragraph_text,
    q,
    run_text,
    squeezed,
    style_of,
    texts,
    with_blocks,
    word,
)
from tests.unit.writers.docx_trees import documents

PLAIN = replace(HOUSE, word=WordOptions(facts="plain"))
RECORD = "customXml/item1.xml"


def controls(file: Word) -> list[Element]:
    return [sdt for root in file.stories.values() for sdt in root.iter(q("sdt"))]


def shown(control: Element) -> str:
    return "".join(run_text(run) for run in control.iter(q("r")))


def unmarked(text: str) -> str:
    return MARKS.sub("", text)


def path_of(control: Element) -> str:
    """Where the data of a control stands in the record; "" where it is not bound."""
    binding = control.find(f"{q('sdtPr')}/{q('dataBinding')}")
    return "" if binding is None else str(binding.get(q("xpath")))


def printed(file: Word) -> list[tuple[str | None, str]]:
    """Tag and text of each value that is printed: one in parts has several controls."""
    found: list[tuple[str | None, str]] = []
    last: tuple[str | None, str, int] = (None, "", 0)
    passed = ""
    for root in file.stories.values():
        for node in root.iter(q("sdt"), q("r")):
            if node.tag == q("r"):
                inside = any(True for _ in node.iterancestors(q("sdt")))
                passed += "" if inside else run_text(node)
                continue
            whole, part = part_of(path_of(node))
            tag = setting(node, "tag")
            if part > 1:
                assert (tag, whole, part - 1) == last
                found[-1] = (tag, found[-1][1] + passed + shown(node))
            else:
                found.append((tag, shown(node)))
            last, passed = (tag, whole, part), ""
    return found


def setting(control: Element, name: str) -> str | None:
    found = control.find(f"{q('sdtPr')}/{q(name)}")
    return None if found is None else str(found.get(q("val")))


def bound_to(file: Word, control: Element) -> str | None:
    """What the data part holds for a control; None where it is not bound."""
    binding = control.find(f"{q('sdtPr')}/{q('dataBinding')}")
    if binding is None:
        return None
    (found,) = file.xml(RECORD).xpath(binding.get(q("xpath")), namespaces={"b": NAMESPACE})
    return str(found.text)


def record(file: Word, *path: str) -> list[Element]:
    return list(file.xml(RECORD).iterfind("/".join(f"{{{NAMESPACE}}}{step}" for step in path)))


def one_value(text: str, language: str = "en", fact: str = "f", exact: str = "1") -> Word:
    value = Value(text, fact, exact)
    return word(with_blocks(Paragraph((Text("x "), value, Text(" y."))), language=language))


# ---------------------------------------------------------------- controls


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_each_printed_value_is_a_control_with_the_tag_of_its_fact(language: str) -> None:
    document = sample(language)
    edges = sum(1 for part in (document.furniture.issued, document.furniture.as_of) for _ in part)
    assert edges
    wanted = [(tag_of(v.fact), squeezed([v.text])) for v in values(document)][:-2]
    assert [(tag, squeezed([text])) for tag, text in printed(word(document))] == wanted


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_title_of_a_control_says_where_its_fact_is_from(language: str) -> None:
    document = replace(sample(language), titles=MappingProxyType({"irq-population": "البنك، 2023"}))
    found = {setting(c, "tag"): setting(c, "alias") for c in controls(word(document))}
    assert found["fact:irq-population"] == "البنك، 2023"
    assert found["fact:irq-area"] is None


def test_titles_and_tags_are_no_longer_than_word_takes() -> None:
    fact = "a-very-long-name-of-a-fact-" * 4
    document = with_blocks(Paragraph((Value("1", f"{fact}1", "1"), Value("2", f"{fact}2", "2"))))
    document = replace(document, sources=MappingProxyType({f"{fact}1": "World Bank, " * 20}))
    first, second = controls(word(document))[-2:]
    assert setting(first, "tag") != setting(second, "tag")
    for control in (first, second):
        assert len(str(setting(control, "tag"))) <= TAG_LENGTH
    title = str(setting(first, "alias"))
    assert len(title) == TAG_LENGTH
    assert title.endswith("…")
    told = {fact.get("id"): fact.get("tag") for fact in record(word(document), "facts", "fact")}
    assert told[f"{fact}1"] == setting(first, "tag")


def test_a_value_of_one_direction_is_bound_to_the_data_of_the_file() -> None:
    file = one_value("46,042,015")
    (control,) = controls(file)[1:]
    assert bound_to(file, control) == shown(control) == "46,042,015"
    assert control.find(f"{q('sdtPr')}/{q('text')}") is not None
    item = file.xml("customXml/itemProps1.xml")
    store = control.find(f".//{q('dataBinding')}").get(q("storeItemID"))
    assert store in item.attrib.values()


# What each control of a value in Arabic is bound to, in the order of reading.
IN_ARABIC = [
    ("46,042,015", [("46,042,015", "text")]),
    ("2023", [("2023", "text")]),
    ("أيلول", [("أيلول", "comboBox")]),
    ("٤٦٫٠ مليون نسمة", [("٤٦٫٠ مليون نسمة", "comboBox")]),
    ("435,052 كيلومتراً", [("435,052", "text"), ("كيلومتراً", "comboBox")]),
    ("أكثر من 1,200", [("أكثر من", "comboBox"), ("1,200", "text")]),
    ("−3.4%", [("−3.4%", "comboBox")]),
    ("2016–2022", [("2016–2022", "comboBox")]),
    ("3.4\u200e%\u200e", [("3.4%", "comboBox")]),
    ("\u061c-٣٫٤\u061c٪", [("-٣٫٤", "comboBox"), ("٪", "comboBox")]),
]


@pytest.mark.parametrize(("text", "data"), IN_ARABIC)
def test_in_arabic_each_run_of_a_value_is_bound_to_data_without_marks(
    text: str, data: list[tuple[str, str]]
) -> None:
    file = one_value(text, "ar")
    found = [c for c in controls(file) if setting(c, "tag") == "fact:f"]
    assert [bound_to(file, control) for control in found] == [text for text, _ in data]
    assert [unmarked(shown(control)) for control in found] == [text for text, _ in data]
    for control, (_, kind) in zip(found, data, strict=True):
        assert len(list(control.iter(q("r")))) == 1
        assert control.find(f"{q('sdtPr')}/{q(kind)}") is not None


@pytest.mark.parametrize("text", ["2023年", "中国", "१२ करोड़", "๒๕๖๖"])
def test_what_libreoffice_would_write_several_times_is_bound_as_a_combo_box(text: str) -> None:
    file = one_value(text)
    control = next(c for c in controls(file) if setting(c, "tag") == "fact:f")
    assert bound_to(file, control) == shown(control) == text
    assert control.find(f"{q('sdtPr')}/{q('comboBox')}") is not None
    assert control.find(f"{q('sdtPr')}/{q('text')}") is None


def test_a_value_that_looks_otherwise_than_its_text_is_a_combo_box_for_libreoffice() -> None:
    value = Value("4 billion", "f", "4000000000")
    kinds = []
    for children in ((value,), (Strong((value,)),), (Span((value,), role="draft-mark"),)):
        file = word(with_blocks(Paragraph((Text("About "), *children))))
        control = next(c for c in controls(file) if setting(c, "tag") == "fact:f")
        assert bound_to(file, control) == "4 billion"
        kinds += [kind for kind in ("text", "comboBox")
                  if control.find(f"{q('sdtPr')}/{q(kind)}") is not None]  # fmt: skip
    assert kinds == ["text", "comboBox", "comboBox"]


def test_the_record_holds_a_value_in_parts_whole() -> None:
    file = one_value("435,052 كيلومتراً", "ar")
    value = record(file, "shown", "value")[record_place(file, "f")]
    assert squeezed(["".join(value.itertext())]) == "435,052كيلومتراً"
    assert [part.text for part in value] == ["435,052", "كيلومتراً"]


def record_place(file: Word, fact: str) -> int:
    return [each.get("fact") for each in record(file, "values", "value")].index(fact)


@pytest.mark.parametrize("text", ["−3.4%", "2016–2022"])
def test_marks_stand_around_a_control_whose_run_needs_them_too(text: str) -> None:
    """Word puts the data in the place of the run, and its marks are gone."""
    file = one_value(text, "ar")
    (control,) = (c for c in controls(file) if setting(c, "tag") == "fact:f")
    assert shown(control) == f"\u200e{text}\u200e"
    for beside in (control.getprevious(), control.getnext()):
        assert run_text(beside) == "\u200e"
        assert beside.find(f"{q('rPr')}/{q('rtl')}") is None


def test_a_value_in_two_directions_of_text_has_one_place_in_the_record() -> None:
    twice = (Value("2016–2022", "f", "2016/2022"), Text(" نصوص طويلة أيلول في العراق"))
    alone = Paragraph((Value("2016–2022", "f", "2016/2022"),))
    file = word(with_blocks(alone, Paragraph(twice)))
    found = [c for c in controls(file) if setting(c, "tag") == "fact:f"]
    assert [shown(c) for c in found] == ["2016–2022", "\u200e2016–2022\u200e"]
    assert len({path_of(c) for c in found}) == 1


def test_a_value_whose_runs_are_cut_in_another_way_has_data_of_its_own_there() -> None:
    value = Value("2016 سنة 2022", "f", "2016/2022")
    turned = replace(value, direction="ltr")
    file = word(with_blocks(Paragraph((value,)), Paragraph((Text("x "), turned))))
    found = [c for c in controls(file) if setting(c, "tag") == "fact:f"]
    assert [bound_to(file, c) for c in found] == [unmarked(shown(c)) for c in found]
    assert len([v for v in record(file, "values", "value") if v.get("fact") == "f"]) == 1
    assert (
        prove(
            with_blocks(Paragraph((value,)), Paragraph((Text("x "), turned))), "docx", file.data
        ).differences
        == ()
    )


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("441\u201100155", ["441", "00155"]),
        ("a\tb", ["a", "b"]),
        ("a \n b", ["a", "b"]),
        ("0\u2011", ["0"]),
        ("\u20113\u20114", ["3", "4"]),
        ("\u2011", [None]),
    ],
)
def test_signs_that_are_elements_of_a_run_stand_between_controls(
    text: str, data: list[str | None]
) -> None:
    file = one_value(text)
    found = [c for c in controls(file) if setting(c, "tag") == "fact:f"]
    assert [bound_to(file, control) for control in found] == data


@settings(max_examples=60, deadline=None)
@given(st.text("\u2011\u2011a7 .%سع٣", min_size=1, max_size=8), st.sampled_from(["en", "fr", "ar"]))
def test_hyphens_at_the_ends_of_a_value_are_data_of_it(text: str, language: str) -> None:
    inlines = (Text("x\u2011"), Value(text, "f", "1"), Text("\u2011y."))
    document = with_blocks(Paragraph(inlines), language=language)
    file = word(document)
    assert prove(document, "docx", file.data).differences == ()
    if any(bound_to(file, c) is not None for c in controls(file) if setting(c, "tag") == "fact:f"):
        (place,) = (
            n for n, v in enumerate(record(file, "values", "value")) if v.get("fact") == "f"
        )
        told = "".join(record(file, "shown", "value")[place].itertext())
        assert squeezed([told]) == squeezed([text])


def test_a_hyphen_that_is_lost_at_the_end_of_a_value_is_a_difference() -> None:
    document = with_blocks(Paragraph((Text("x "), Value("\u20113", "f", "3"), Text(" y."))))
    file = word(document)
    parts: dict[str, bytes] = {name: file.raw(name) for name in file.names}
    body = parts["word/document.xml"]
    assert b"<w:noBreakHyphen/>" in body
    parts["word/document.xml"] = body.replace(b"<w:noBreakHyphen/>", b"")
    assert prove(document, "docx", zipped(parts)).differences


def test_a_value_printed_twice_in_the_same_words_is_bound_to_one_place() -> None:
    twice = (
        Value("4 billion", "f", "4000000000"),
        Text(", "),
        Value("4 billion", "f", "4000000000"),
    )
    file = word(with_blocks(Paragraph(twice)))
    paths = [c.find(f".//{q('dataBinding')}").get(q("xpath")) for c in controls(file)[-2:]]
    assert paths[0] == paths[1]
    ids = [setting(c, "id") for c in controls(file)]
    assert len(set(ids)) == len(ids)


def test_the_entries_of_the_contents_hold_no_controls() -> None:
    heading = Heading(1, "h", (Text("In "), Value("2023", "f", "2023")))
    file = word(with_blocks(Contents((Text("Contents"),)), Section(heading, ())))
    inside = [
        paragraph for c in controls(file) if setting(c, "tag") == "fact:f"
        for paragraph in c.iterancestors(q("p"))
    ]  # fmt: skip
    assert [style_of(paragraph) for paragraph in inside] == ["Heading1"]


def test_without_live_facts_there_is_neither_control_nor_data() -> None:
    file = word(sample("ar"), PLAIN)
    assert controls(file) == []
    assert not [name for name in file.names if name.startswith("customXml")]


@settings(max_examples=60, deadline=None)
@given(documents())
def test_controls_change_nothing_of_what_is_printed(document: Document) -> None:
    live, bare = word(document), word(document, PLAIN)
    for name, root in live.stories.items():
        there = [MARKS.sub("", paragraph_text(p)) for p in root.iter(q("p"))]
        wanted = [MARKS.sub("", paragraph_text(p)) for p in bare.stories[name].iter(q("p"))]
        assert there == wanted
    for control in controls(live):
        data = bound_to(live, control)
        assert data == unmarked(shown(control)) or (
            data is None and re.search("[\u2011\u00ad\\s]", shown(control))
        )
    assert prove(document, "docx", live.data).differences == ()


@settings(max_examples=60, deadline=None)
@given(st.text("aB7 .,-%سع٣\u00a0\u200e", min_size=1, max_size=12), st.sampled_from(["en", "ar"]))
def test_any_value_is_printed_whole_inside_its_control(text: str, language: str) -> None:
    file = one_value(text, language)
    found = [squeezed([said]) for tag, said in printed(file) if tag == "fact:f"]
    if text.strip("\u00a0\u200e "):
        assert found == [squeezed([text])]
    paragraph = next(p for p in file.body.iter(q("p")) if style_of(p) == "Normal")
    assert squeezed([paragraph_text(paragraph)]) == squeezed([f"x {text} y."])


# ---------------------------------------------------------------- the record


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_the_record_holds_the_texts_as_they_were_generated(language: str) -> None:
    document = sample(language, draft=True)
    file = word(document)
    said = ["".join(text.itertext()) for text in record(file, names.BODY, names.TEXT)]
    assert [squeezed([t]) for t in said] == [s for t in texts(file) if (s := squeezed([t]))]
    notes = ["".join(text.itertext()) for text in record(file, names.NOTES, names.TEXT)]
    assert notes == [plain(note.children) for note in document.notes]


def test_the_record_holds_each_printed_value_with_its_fact() -> None:
    file = word(sample("en"))
    found = {v.get("fact"): v for v in record(file, "values", "value")}
    value = found["irq-population"]
    assert (value.get("exact"), value.get("printed")) == ("46042015", "46,042,015")
    shown = [v.text for v in record(file, "shown", "value")]
    assert shown == [v.get("printed") for v in record(file, "values", "value")]
    (fact,) = (f for f in record(file, "facts", "fact") if f.get("id") == "irq-population")
    assert fact.get("from") == "World Bank, World Development Indicators, SP.POP.TOTL"
    assert fact.get("version") == "0" * 64
    assert (fact.get("unit"), fact.get("period")) == ("persons", "2024")
    assert fact[0].get("producer") == "World Bank"


def test_the_record_says_which_sentence_states_a_fact() -> None:
    file = word(sample("en"))
    (sentence,) = (
        s
        for s in file.xml(RECORD).iter(f"{{{NAMESPACE}}}{names.STATEMENT}")
        if s.get("fact") == "ca-iraq-supports-anti-daesh"
    )
    assert "".join(sentence.itertext()).startswith("Canada")


def test_nothing_that_is_not_printed_is_in_the_file() -> None:
    """What a document merely depends on may be marked higher than the document."""
    document = sample("en")
    known = {**document.facts, "hidden-fact": "f" * 64}
    told = {**document.sources, "hidden-fact": "SECRET CABLE"}
    file = word(
        replace(
            document,
            facts=MappingProxyType(known),
            sources=MappingProxyType(told),
            titles=MappingProxyType(told),
        )
    )
    for name in file.names:
        assert not re.search(rb"hidden-fact|SECRET CABLE|f{64}", file.raw(name)), name


# ---------------------------------------------------------------- the proof


def spoilt(file: Word, part: str, old: str, new: str) -> bytes:
    entries = {name: file.raw(name) for name in file.names}
    assert old.encode() in entries[part]
    entries[part] = entries[part].replace(old.encode(), new.encode(), 1)
    return zipped(entries)


def test_the_proof_finds_a_value_that_is_tied_to_another_fact() -> None:
    document = sample("en")
    file = spoilt(word(document), "word/document.xml", "fact:irq-area", "fact:irq-aera")
    (difference,) = prove(document, "docx", file).differences
    assert difference.fact == "irq-area"


def test_the_proof_finds_data_that_is_not_what_is_shown() -> None:
    document = sample("en")
    file = spoilt(word(document), RECORD, ">46,042,015</value>", ">46,042,016</value>")
    (difference,) = prove(document, "docx", file).differences
    assert difference.fact == "irq-population"
    assert (difference.wanted, difference.found) == ("46,042,016", "46,042,015")


def test_the_data_behind_a_figure_needs_no_controls() -> None:
    cells = (Cell((Value("2023", "y", "2023"),)), Cell((Value("7", "f", "7"),)))
    data = Table((), (50.0, 50.0), (), (Row(cells),))
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0L9 9"/></svg>'
    document = with_blocks(Figure((Text("Growth"),), svg, 40.0, 40.0, "A chart", data=data))
    assert prove(document, "docx", word(document).data).differences == ()


def test_the_proof_finds_a_value_that_lost_its_control() -> None:
    document = sample("en")
    whole = write_docx(document, HOUSE)
    text = Word(whole).raw("word/document.xml").decode()
    first = re.search("<w:sdt>.*?<w:sdtContent>(.*?)</w:sdtContent></w:sdt>", text)
    assert first
    file = spoilt(Word(whole), "word/document.xml", first[0], first[1])
    assert prove(document, "docx", file).differences


@pytest.mark.parametrize("text", ["0\u200f", "\u200f0", "\u200e0\u200f"])
def test_a_number_with_marks_of_its_own_keeps_them_in_its_run(text: str) -> None:
    value = Value(text, "f", "0", "data", "ltr")
    assert broken_rules(word(with_blocks(Paragraph((Text("نص "), value)), language="ar"))) == []
